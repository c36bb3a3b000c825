"""Prices, planting days and answer days, without a database."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuandu.mechanisms.orders import rules

PRICES = st.decimals("0.01", "10000", places=2)
SHARES = st.decimals("0", "1", places=3)


@pytest.mark.parametrize(
    ("average", "share", "paid"),
    [
        (None, "0.5", "10.00"),
        ("9", "0.5", "10.00"),
        ("12", "0", "10.00"),
        ("12", "0.5", "11.00"),
        ("12.01", "0.5", "11.01"),
        ("12", "1", "12.00"),
    ],
)
def test_a_unit_costs_the_floor_and_a_share_of_what_is_above(average, share, paid):
    found = rules.price(Decimal(10), average and Decimal(average), Decimal(share))

    assert found == Decimal(paid)


@given(floor=PRICES, average=PRICES, share=SHARES)
def test_nobody_is_paid_below_the_floor_nor_above_the_market(floor, average, share):
    paid = rules.price(floor, average, share)

    assert floor <= paid <= max(floor, average)


def test_a_rule_is_replayed_week_by_week():
    weeks = [(date(2026, 1, 5), Decimal(8)), (date(2026, 1, 12), Decimal(14))]

    found = rules.replay(Decimal(10), Decimal("0.5"), weeks)

    assert [(each.paid, each.is_at_floor) for each in found] == [
        (Decimal(10), True),
        (Decimal(12), False),
    ]


def test_a_crop_is_planned_backwards_from_its_delivery():
    plan = rules.plan(date(2027, 2, 1), 10, date(2026, 11, 24))

    assert plan == rules.Plan(date(2026, 11, 23), date(2027, 2, 2), 1)
    assert rules.plan(date(2027, 2, 1), None, date(2026, 11, 24)) is None
    assert rules.plan(date(2027, 2, 2), 10, date(2026, 11, 24)).days_late == 0


@pytest.mark.parametrize(
    ("from_on", "expected"),
    [
        (date(2027, 1, 1), date(2026, 11, 27)),
        (date(2026, 11, 25), date(2026, 11, 25)),
        (date(2026, 11, 1), date(2026, 11, 24)),
    ],
)
def test_growers_answer_soon_and_before_the_window(from_on, expected):
    assert rules.answer_by(from_on, date(2026, 11, 24)) == expected
