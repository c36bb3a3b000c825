"""Counties and zones as files call them."""

import pytest

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry import loading
from yuandu.kernel.registry import registers as registry
from yuandu.kernel.registry.models import Division
from yuandu.kernel.sheets import registers
from yuandu.kernel.sheets.rules.cells import reader_for
from yuandu.kernel.sheets.rules.columns import Column, Kind
from yuandu.kernel.sheets.rules.mapping import Binding
from yuandu.kernel.sheets.rules.places import other_names
from yuandu.kernel.sheets.rules.problems import BadCell


@pytest.fixture
def read(weifang):
    registry.load_divisions(by=Actor.system(weifang), rows=loading.weifang())
    column = Column(code="division", title="县市区", kind=Kind.DIVISION)
    return reader_for(Binding(column=column, heading=None), registers.place(weifang))


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("青州市", "370781"),
        ("青州", "370781"),
        (" 青 州 市 ", "370781"),
        ("潍坊市青州市", "370781"),
        ("潍坊市 / 青州", "370781"),
        ("370781", "370781"),
        (370781, "370781"),
        (370781.0, "370781"),
        ("qingzhou", "370781"),
        ("QINGZHOU CITY", "370781"),
        ("高新区", "3707-GX"),
        ("潍坊高新区", "3707-GX"),
        ("高新技术产业开发区", "3707-GX"),
        ("滨海区", "3707-BH"),
        ("滨海", "3707-BH"),
        ("滨海经济技术开发区", "3707-BH"),
        ("滨海经开区", "3707-BH"),
        ("综保区", "3707-BS"),
        ("潍坊综合保税区", "3707-BS"),
        ("峡山", "3707-XS"),
        ("峡山生态经济开发区", "3707-XS"),
        ("经济区", "3707-JK"),
        ("潍坊经开区", "3707-JK"),
    ],
)
def test_a_division_is_known_by_what_people_call_it(read, written, code):
    assert read(written).code == code


@pytest.mark.parametrize(
    ("written", "near"),
    [("青洲市", "青州市"), ("寿广", "寿光市"), ("高蜜市", "高密市"), ("青州寿光", "青州市")],
)
def test_an_unknown_one_is_told_with_those_nearest_to_it(read, written, near):
    with pytest.raises(BadCell) as refused:
        read(written)

    assert refused.value.code == "unknown-division-near"
    assert near in refused.value.params["nearest"].split(" / ")
    assert len(refused.value.params["nearest"].split(" / ")) <= 3


@pytest.mark.parametrize("written", ["马尼拉", "开发区", "区", "市"])
def test_what_is_like_none_or_may_be_several_is_not_guessed(read, written):
    with pytest.raises(BadCell) as refused:
        read(written)
    assert refused.value.code.startswith("unknown-division")


def test_a_name_of_one_character_keeps_its_suffix():
    assert other_names(["泽县"], "泽州市") >= {"泽县"}
    assert "泽" not in other_names(["泽县"], "泽州市")


def test_what_may_mean_two_of_them_means_neither(weifang):
    for code, name in ("1", "长安区"), ("2", "长安县"):
        Division.objects.create(workspace=weifang, code=code, name=name, kind="county")

    known = registers.place(weifang).divisions

    assert known["长安区"].code == "1"
    assert "长安" not in known
