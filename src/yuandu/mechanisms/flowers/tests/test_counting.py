"""A unit of trade behind a number, in both languages."""

import pytest
from django.template import Context, Template
from django.utils.translation import override

from yuandu.mechanisms.flowers import wording
from yuandu.mechanisms.flowers.models import Kind, Unit


@pytest.mark.parametrize(
    ("unit", "number", "told"),
    [("pot", 1, "pot"), ("pot", 600, "pots"), ("pot", 0, "pots"), ("bunch", 2, "bunches")],
)
def test_english_counts(unit, number, told):
    with override("en"):
        assert wording.counted(unit, number) == told


def test_chinese_has_one_form_for_every_unit():
    with override("zh-hans"):
        for unit in Unit:
            assert wording.counted(unit, 1) == wording.counted(unit, 600) == unit.label


def test_templates_count_too():
    with override("en"):
        page = Template("{% load flowers %}600 {{ 600|units_of:kind }}")
        assert page.render(Context({"kind": Kind(unit="stem")})) == "600 stems"
