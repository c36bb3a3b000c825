"""Slips add up to the fen whatever is delivered, and clocks follow law or contract."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuandu.mechanisms.flowers.models import Grade
from yuandu.mechanisms.settlements.rules import (
    amounts,
    clock,
    deposits,
    grading,
    losses,
    shortages,
    slips,
    states,
)
from yuandu.mechanisms.settlements.rules.grading import Counts, Line

D = Decimal
pots = st.integers(0, 5000)
yuan = st.integers(0, 10**7).map(lambda fen: D(fen) / 100)
prices = st.integers(1, 10**5).map(lambda fen: D(fen) / 100)
fees = st.integers(0, 3000).map(lambda parts: D(parts) / 1000)
counts = st.builds(
    lambda graded, rejected: Counts(
        sum(graded.values()) + sum(rejected.values()), graded, rejected
    ),
    st.dictionaries(st.sampled_from(grading.GRADES), pots),
    st.dictionaries(st.sampled_from(grading.REJECTED_FOR), pots),
)
terms = st.builds(
    slips.Terms,
    transport=fees,
    grading=fees,
    margin_share=st.integers(0, 200).map(lambda parts: D(parts) / 1000),
)


def test_grades_are_those_of_market_data():
    assert list(grading.GRADES) == Grade.values


@given(amount=yuan, weights=st.lists(st.integers(0, 10**6), min_size=1, max_size=12))
def test_parts_add_up_to_the_whole(amount, weights):
    parts = amounts.split(amount, weights)

    assert sum(parts) == amount
    assert all(part >= 0 and part == amounts.to_fen(part) for part in parts)
    if any(weights):
        exact = [amount * weight / sum(weights) for weight in weights]
        assert all(abs(part - due) < amounts.FEN for part, due in zip(parts, exact, strict=True))


def test_nothing_is_split_among_nobody():
    assert amounts.split(D(0), []) == ()
    assert amounts.split(D("0.01"), [0, 0, 0]) == (D("0.01"), D(0), D(0))


@given(found=counts, ordered=st.sampled_from(grading.GRADES), price=prices)
def test_the_lines_hold_all_accepted_pots_and_no_grade_is_dearer_than_a_better_one(
    found, ordered, price
):
    lines = grading.lines(found, ordered=ordered, price=price, shares=grading.USUAL_SHARES)

    assert sum(line.quantity for line in lines) == found.accepted
    assert [line.price for line in lines] == sorted((e.price for e in lines), reverse=True)
    assert all(line.price <= price for line in lines)
    quantity, lost = grading.downgraded(lines, price)
    assert sum(line.amount for line in lines) + lost == price * found.accepted
    assert (quantity == 0) == (lost == 0) or price < D("0.10")


def test_counts_that_do_not_add_up_are_told_with_both_numbers():
    found = Counts(100, {"first": 60, "second": 20}, {"disease": 10})

    (fault,) = grading.faults(found, ordered="first", shares=grading.USUAL_SHARES, left=500)

    assert (fault.code, fault.is_, fault.should) == ("sum-differs", 90, 100)


@pytest.mark.parametrize(
    ("found", "code"),
    [
        (Counts(-1, {}, {}), "negative"),
        (Counts(5, {"first": -5}, {"disease": 10}), "negative"),
        (Counts(10**9, {"first": 10**9}, {}), "too-many"),
        (Counts(5, {"best": 5}, {}), "unknown-grade"),
        (Counts(5, {}, {"theft": 5}), "unknown-cause"),
        (Counts(5, {"third": 5}, {}), "grade-not-taken"),
        (Counts(50, {"first": 50}, {}), "above-promise"),
    ],
)
def test_senseless_counts_are_refused(found, code):
    shares = grading.USUAL_SHARES[:2]

    (fault,) = grading.faults(found, ordered="first", shares=shares, left=40)

    assert fault.code == code


def test_a_better_grade_than_ordered_is_paid_as_ordered():
    found = Counts(10, {"first": 10}, {})

    (line,) = grading.lines(found, ordered="second", price=D(8), shares=grading.USUAL_SHARES)

    assert (line.steps, line.price, line.amount) == (0, D(8), D(80))


@given(
    found=counts,
    ordered=st.sampled_from(grading.GRADES),
    price=prices,
    terms=terms,
    deposit=yuan,
    inputs=yuan,
    carried=yuan,
)
def test_a_slip_adds_up_and_is_never_negative(
    found, ordered, price, terms, deposit, inputs, carried
):
    lines = grading.lines(found, ordered=ordered, price=price, shares=grading.USUAL_SHARES)

    slip = slips.settle(
        lines,
        received=found.received,
        terms=terms,
        deposit=deposit,
        inputs=inputs,
        carried=carried,
    )

    assert slips.is_balanced(slip, [slip.net, *(each.taken for each in slip.deductions)])
    assert slip.net >= 0
    assert slip.due >= slip.net
    assert all(0 <= each.taken <= each.wanted for each in slip.deductions)
    # Nothing is paid out while something is owed.
    assert slip.net == 0 or (slip.carried == 0 and slip.left(slips.DEPOSIT) == 0)
    every = [slip.gross, slip.net, slip.carried, *(each.taken for each in slip.deductions)]
    assert all(amount == amounts.to_fen(amount) for amount in every)


def test_a_slip_says_what_it_could_not_take():
    slip = slips.settle(
        [Line("first", 10, 0, D(5))],
        received=12,
        terms=slips.Terms(transport=D("0.5"), grading=D("0.1"), margin_share=D("0.03")),
        deposit=D(10),
        inputs=D(100),
    )

    taken = {each.code: each.taken for each in slip.deductions}
    assert taken == {
        "deposit": D(10),
        "transport": D(6),
        "grading": D("1.2"),
        "margin": D("1.5"),
        "inputs": D("31.3"),
    }
    assert (slip.gross, slip.net, slip.carried, slip.due) == (D(50), D(0), D("68.7"), D(40))


@pytest.mark.parametrize(
    ("amount", "paid", "code"),
    [
        ("200", "0", ""),
        ("200.01", "0", "deposit-above-a-fifth"),
        ("100", "150", "deposit-above-a-fifth"),
        ("0", "0", "deposit-not-positive"),
        ("-5", "0", "deposit-not-positive"),
        ("NaN", "0", "deposit-not-positive"),
        ("0.001", "0", "deposit-too-fine"),
    ],
)
def test_a_deposit_is_at_most_a_fifth(amount, paid, code):
    assert deposits.fault(D(amount), value=D(1000), paid=D(paid)) == code


def test_who_abandons_loses_the_deposit_or_returns_it_twice():
    assert [
        deposits.after_abandonment(D(150), by=side) for side in ("buyer", "grower", "neither")
    ] == [
        0,
        300,
        150,
    ]


DAY = datetime.date(2026, 3, 1)


@pytest.mark.parametrize(
    ("buyer", "seller", "agreed", "days", "basis", "is_long"),
    [
        ("large", "small", None, 60, "law", False),
        ("large", "small", 30, 30, "contract", False),
        ("large", "small", 60, 60, "contract", False),
        ("large", "small", 61, 61, "contract", True),
        ("large", "household", None, 0, "delivery", False),
        ("large", "household", 90, 90, "contract", False),
        ("small", "small", None, 0, "delivery", False),
        ("unknown", "small", 15, 15, "contract", False),
    ],
)
def test_the_law_counts_for_small_firms_and_the_contract_for_households(
    buyer, seller, agreed, days, basis, is_long
):
    sale = clock.Sale(started_on=DAY, agreed_days=agreed, buyer=buyer, seller=seller)

    found = clock.due(sale)

    assert found == clock.Due(DAY + datetime.timedelta(days=days), basis, is_long)


def test_a_household_is_compared_with_itself_once_there_is_enough():
    before = [losses.Period(100, lost) for lost in (20, 30, 25)]
    now = losses.Period(100, 10)

    assert losses.compare(now, before) is None
    found = losses.compare(now, [*before, losses.Period(100, 25)])

    assert (found.rate, found.usual, found.low, found.high) == (0.1, 0.25, 0.2, 0.3)
    assert (found.coverage, found.verdict) == (0.6, "better")
    assert losses.compare(losses.Period(0, 0), [*before, *before]) is None


@given(st.lists(st.tuples(st.integers(1, 1000), st.integers(0, 1000)), min_size=4, max_size=9))
def test_a_period_within_what_was_seen_before_is_as_usual(rows):
    periods = [losses.Period(saleable, min(lost, saleable)) for saleable, lost in rows]

    found = losses.compare(periods[0], periods)

    assert found.verdict == "usual"
    assert found.low <= found.usual <= found.high


def moments(pairs):
    """Return the sums over households that lost so much of what was expected."""
    return losses.Moments(
        households=len(pairs),
        lost=sum(lost for lost, _ in pairs),
        expected=sum(expected for _, expected in pairs),
        lost_squared=sum(lost * lost for lost, _ in pairs),
        product=sum(lost * expected for lost, expected in pairs),
        expected_squared=sum(expected * expected for _, expected in pairs),
    )


def test_the_change_is_never_told_of_few():
    assert losses.change(moments([(40, 50)] * 5)).change == pytest.approx(-0.2)
    assert losses.change(moments([(40, 50)] * 5)).low is None
    assert losses.change(moments([(40, 50)] * 4)) is None
    assert losses.change(moments([(40, 0)] * 5)) is None


def test_the_interval_of_a_change_is_that_of_the_textbook():
    pairs = [(40 + at % 7, 50 + at % 5) for at in range(60)]

    found = losses.change(moments(pairs))

    ratio = found.change + 1
    spread = sum((lost - ratio * expected) ** 2 for lost, expected in pairs)
    error = (60 * spread / 59) ** 0.5 / sum(expected for _, expected in pairs)
    assert (found.low, found.high) == pytest.approx(
        (found.change - 1.96 * error, found.change + 1.96 * error)
    )


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(1, 500)), min_size=30, max_size=60))
def test_an_interval_holds_the_change_it_is_of(pairs):
    found = losses.change(moments(pairs))

    assert found.low <= found.change <= found.high


@pytest.mark.parametrize("moves", [states.BATCH_MOVES, states.SLIP_MOVES, states.DISPUTE_MOVES])
def test_moves_lead_where_the_table_says(moves):
    for (state, move), after in moves.items():
        assert states.next_state(moves, state, move) == after
        assert move in states.open_moves(moves, state)
    with pytest.raises(states.MoveNotAllowed):
        states.next_state(moves, "nowhere", "move")


@given(promised=pots, accepted=pots, short=pots)
def test_what_is_left_is_never_negative(promised, accepted, short):
    standing = shortages.Standing(promised, accepted, short)

    assert standing.left >= 0
    assert standing.left + accepted + short >= promised
