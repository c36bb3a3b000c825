"""Royalties month by month, and names that are one."""

import datetime
from decimal import Decimal

import pytest

from yuandu.mechanisms.varieties import rules
from yuandu.mechanisms.varieties.rules import Produced


def test_a_month_counts_if_the_licence_ran_on_one_of_its_days():
    produced = [Produced(datetime.date(2026, month, 1), 1000) for month in (1, 2, 3)]

    due = rules.royalties(
        produced,
        rate=Decimal("0.05"),
        from_on=datetime.date(2026, 1, 31),
        to_on=datetime.date(2026, 2, 1),
    )

    assert [each.amount for each in due] == [Decimal("50.00"), Decimal("50.00"), Decimal("0.00")]
    assert [each.is_covered for each in due] == [True, True, False]


def test_half_a_fen_is_rounded_up():
    produced = [Produced(datetime.date(2026, 1, 1), 1)]
    ever = {"from_on": datetime.date(2026, 1, 1), "to_on": datetime.date(2026, 12, 31)}

    assert rules.royalties(produced, rate=Decimal("0.005"), **ever)[0].amount == Decimal("0.01")


@pytest.mark.parametrize("other", ["鸢都 红1号", "“鸢都红１号”", "鸢都红1號"])
def test_blanks_marks_and_width_make_no_other_name(other):
    assert (rules.plain(other) == rules.plain("鸢都红1号")) is ("號" not in other)
