"""Reads whose SQL is worked out once: the rows of the queryset they are made of, as they are now."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from yuandu.kernel.audit.reads import Read, columns_of, instance
from yuandu.kernel.workspaces.models import Workspace

DAY = datetime.date(2026, 11, 24)

named = Read(
    lambda slug, on: (
        Workspace.objects.filter(slug=slug, today_on__lte=on, is_sample=False)
        .exclude(name="")
        .values_list(*columns_of(Workspace))
    ),
    slug=str,
    on=datetime.date,
)


@pytest.fixture
def city(db):
    return Workspace.objects.create(
        slug="city", name="市", kind="city", code_rules="cn", today_on=DAY
    )


def test_rows_are_those_of_the_queryset(city):
    assert [instance(Workspace, row) for row in named(slug="city", on=DAY)] == [city]
    assert named(slug="city", on=DAY - datetime.timedelta(days=1)) == []
    assert named(slug="village", on=DAY) == []


def test_what_changed_is_read_at_once(city):
    assert named(slug="city", on=DAY)

    for name in ("另一市", ""):
        Workspace.objects.filter(pk=city.pk).update(name=name)
        found = [instance(Workspace, row).name for row in named(slug="city", on=DAY)]
        assert found == ([name] if name else [])


def test_whoever_counts_queries_counts_it(city):
    with CaptureQueriesContext(connection) as captured:
        named(slug="city", on=DAY)

    assert len(captured) == 1


def test_a_value_that_the_queryset_does_not_ask_for_is_an_error(db):
    careless = Read(
        lambda slug, pk: Workspace.objects.filter(pk=pk).values_list("pk"), slug=str, pk=int
    )

    with pytest.raises(TypeError, match="slug does not stand in SELECT"):
        careless(slug="city", pk=1)
