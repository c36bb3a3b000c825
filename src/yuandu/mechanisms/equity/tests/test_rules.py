"""Counts of holders, prices and lots, without a database."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuandu.mechanisms.equity import rules
from yuandu.mechanisms.equity.rules import Audited, Lot, Seat, Terms

FORMS = {1: rules.PARTNERSHIP, 2: rules.PLAN}


def test_a_vehicle_is_one_in_the_register_and_is_seen_through():
    counted = rules.count([Seat(10), Seat(11, 1), Seat(12, 1)], {1: rules.PARTNERSHIP})
    assert (counted.registered, counted.look_through, counted.behind) == (2, 3, {1: 2})


def test_the_people_of_a_staff_plan_count_as_one():
    counted = rules.count([Seat(pk, 2) for pk in range(10, 400)], FORMS)
    assert (counted.registered, counted.look_through) == (1, 1)
    assert not rules.excesses(rules.JOINT_STOCK, counted, FORMS)


def test_who_holds_directly_and_through_a_vehicle_is_one():
    counted = rules.count([Seat(10), Seat(10, 1), Seat(10, 2)], FORMS)
    assert (counted.registered, counted.look_through) == (3, 2)


def test_what_a_vehicle_keeps_in_reserve_is_nobody_more():
    counted = rules.count([Seat(1), Seat(10, 1)], FORMS)
    assert (counted.registered, counted.look_through) == (1, 1)
    assert rules.count([Seat(1)], FORMS).look_through == 1


@pytest.mark.parametrize(("form", "most"), [(rules.LIMITED, 50), (rules.JOINT_STOCK, 200)])
def test_the_law_allows_so_many_in_the_register_and_no_more(form, most):
    seats = [Seat(pk) for pk in range(most)]
    assert not rules.excesses(form, rules.count(seats, {}), {})
    over = rules.excesses(form, rules.count([*seats, Seat(most)], {}), {})
    assert ("registered", most + 1, most) in [(x.code, x.number, x.most) for x in over]


def test_a_partnership_has_at_most_fifty_partners():
    seats = [Seat(pk, 1) for pk in range(10, 61)]
    (found,) = rules.excesses(rules.JOINT_STOCK, rules.count(seats, FORMS), FORMS)
    assert (found.code, found.number, found.most, found.vehicle) == ("vehicle", 51, 50, 1)


def test_whoever_comes_nearer_to_a_limit_is_not_refused():
    before = [rules.Excess("registered", 60, 50)]
    assert not rules.newly_passed(before, [rules.Excess("registered", 59, 50)])
    assert not rules.newly_passed(before, before)
    assert rules.newly_passed(before, [rules.Excess("registered", 61, 50)])


@pytest.mark.parametrize(
    ("net", "shares", "purpose", "expected"),
    [
        ("300000000.00", 100_000_000, rules.ADMIT, "3.00"),
        ("300000000.00", 100_000_000, rules.EXIT, "2.70"),
        ("100000000.00", 3 * 10**7, rules.ADMIT, "3.33"),
        ("1005000.00", 10**6, rules.ADMIT, "1.01"),  # 1.005: half a cent goes up
        ("-5000.00", 10**6, rules.EXIT, "0.50"),  # the floor
    ],
)
def test_the_price_is_net_assets_a_share_times_the_factor(net, shares, purpose, expected):
    terms = Terms(Decimal(1), Decimal("0.9"), Decimal("0.50"))
    price = rules.price(terms, Audited(2025, Decimal(net), shares), purpose)
    assert price.amount == Decimal(expected)


@given(st.lists(st.integers(1, 50), max_size=8), st.integers(1, 400))
def test_lots_go_oldest_first_and_nothing_is_lost(quantities, wanted):
    lots = [Lot(at, quantity) for at, quantity in enumerate(quantities)]
    if sum(quantities) < wanted:
        with pytest.raises(ValueError, match="short"):
            rules.take(lots, wanted)
        return
    taken = rules.take(lots, wanted)
    assert sum(each.quantity for each in taken) == wanted
    assert [each.pk for each in taken] == list(range(len(taken)))
    assert all(not each.left for each in taken[:-1])
    assert all(each.quantity + each.left == quantities[each.pk] for each in taken)


@pytest.mark.parametrize("kind", rules.KINDS)
def test_each_kind_says_who_gives_and_who_takes(kind):
    gives, takes = kind in rules.GIVES, kind in rules.TAKES
    assert not rules.kind_faults(kind, gives=gives, takes=takes, quantity=1)
    assert rules.kind_faults(kind, gives=not gives, takes=takes, quantity=1) == ["giver"]
    assert rules.kind_faults(kind, gives=gives, takes=not takes, quantity=0) == [
        "taker",
        "quantity",
    ]
