"""Deciding orders: pure arithmetic, checked against a plainer way of counting."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuandu.kernel.ledger.rules import (
    LIMIT,
    Entered,
    Fault,
    Order,
    Repeated,
    Standing,
    amount_fault,
    decide,
)

FULL = Standing(Decimal(100), Decimal(0), "mu")
EMPTY = Standing(Decimal(0), Decimal(0), "mu")
SOURCE = Standing(Decimal(0), Decimal(0), "mu", may_go_negative=True)
BOTH = {1: FULL, 2: EMPTY}


def an_order(amount="10", key="a", debit=1, credit=2, **more) -> Order:
    return Order(debit, credit, Decimal(amount), key, **more)


def fault(order, standings=BOTH, served=()) -> Fault:
    (outcome,), after = decide([order], standings, dict(served))
    assert after == dict(standings)
    return outcome


def test_what_one_gives_the_other_takes():
    outcomes, after = decide([an_order("30.50")], BOTH, {})

    assert outcomes == [Entered()]
    assert (after[1].balance, after[2].balance) == (Decimal("69.50"), Decimal("30.50"))


def test_a_reservation_holds_back_and_moves_nothing():
    _, after = decide([an_order("30", is_reservation=True)], BOTH, {})

    assert after[1] == Standing(Decimal(100), Decimal(30), "mu")
    assert after[2] == EMPTY


def test_what_is_reserved_cannot_be_spent():
    orders = [an_order("70", "a", is_reservation=True), an_order("40", "b"), an_order("30", "c")]

    outcomes, after = decide(orders, BOTH, {})

    assert outcomes == [Entered(), Fault("insufficient-funds", 1, Decimal(30)), Entered()]
    assert after[1].free == 0


def test_a_source_may_go_below_zero():
    outcomes, after = decide([an_order("30")], {1: SOURCE, 2: EMPTY}, {})

    assert outcomes == [Entered()]
    assert after[1].balance == -30


def test_an_order_asked_again_is_served_once():
    order = an_order()

    outcomes, after = decide([order, an_order("10.00"), an_order("11")], BOTH, {})
    assert outcomes == [Entered(), Repeated(), Fault("key-reused")]
    assert after[2].balance == 10

    outcomes, after = decide([order], {}, {"a": order.body})
    assert outcomes == [Repeated()]


@pytest.mark.parametrize(
    ("order", "code"),
    [
        (an_order("0"), "amount-not-positive"),
        (an_order("-1"), "amount-not-positive"),
        (an_order("NaN"), "amount-not-positive"),
        (an_order("Infinity"), "amount-not-positive"),
        (an_order("0.001"), "amount-too-fine"),
        (an_order("1E18"), "amount-too-large"),
        (an_order("9" * 40), "amount-too-large"),
        (an_order(credit=1), "same-account"),
        (an_order(key=""), "key-missing"),
        (an_order(key="k" * 101), "key-too-long"),
        (an_order(words="w" * 201), "words-too-long"),
        (an_order(credit=3), "account-unknown"),
        (an_order("100.01"), "insufficient-funds"),
    ],
)
def test_an_odd_order_is_refused_with_a_code(order, code):
    assert fault(order).code == code


def test_units_do_not_mix():
    yuan = Standing(Decimal(0), Decimal(0), "CNY")

    assert fault(an_order(), {1: FULL, 2: yuan}).code == "units-differ"


def test_no_balance_outgrows_its_column():
    brim = Standing(LIMIT - 1, Decimal(0), "mu")
    abyss = Standing(1 - LIMIT, Decimal(0), "mu", may_go_negative=True)

    assert fault(an_order("1"), {1: FULL, 2: brim}).code == "amount-too-large"
    assert fault(an_order("1"), {1: abyss, 2: EMPTY}).code == "amount-too-large"
    held = Standing(Decimal(0), LIMIT - 1, "mu", may_go_negative=True)
    assert fault(an_order("1", is_reservation=True), {1: held, 2: EMPTY}).code == "amount-too-large"


@pytest.mark.parametrize("amount", ["0.01", "1.10", "1.100", "1E3", "999999999999999999.99"])
def test_an_amount_of_two_decimals_is_right(amount):
    assert amount_fault(Decimal(amount)) == ""


orders = st.builds(
    Order,
    debit_id=st.integers(0, 3),
    credit_id=st.integers(0, 3),
    amount=st.decimals("-1", "60", places=2),
    key=st.sampled_from("abcdefghijkl"),
    is_reservation=st.booleans(),
)


@given(st.lists(orders, max_size=30))
def test_the_books_balance_and_nothing_is_spent_twice(asked):
    start = {0: SOURCE, 1: FULL, 2: EMPTY}

    outcomes, after = decide(asked, start, {})

    free = {0: 0, 1: 100, 2: 0}  # the plainer way: what is left to spend
    seen: dict[str, Order] = {}
    for order, outcome in zip(asked, outcomes, strict=True):
        if order.key in seen:
            same = order == seen[order.key]
            assert outcome == (Repeated() if same else Fault("key-reused"))
            continue
        fits = (
            order.amount > 0
            and order.debit_id != order.credit_id
            and {order.debit_id, order.credit_id} <= set(free)
            and (order.debit_id == 0 or free[order.debit_id] >= order.amount)
        )
        assert isinstance(outcome, Entered) == fits
        if fits:
            seen[order.key] = order
            free[order.debit_id] -= order.amount
            if not order.is_reservation:
                free[order.credit_id] += order.amount
    assert {key: standing.free for key, standing in after.items()} == free
    assert sum(standing.balance for standing in after.values()) == 100
    assert all(after[key].free >= 0 and after[key].reserved >= 0 for key in (1, 2))
