"""Which months are followed, what may be filed, and when a project has stopped paying."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuandu.mechanisms.followup import rules
from yuandu.mechanisms.followup.rules import Fault, Filed, Kept, Said, Terms

PRODUCED = datetime.date(2025, 1, 31)
TODAY = datetime.date(2026, 11, 24)
days = st.dates(datetime.date(2000, 1, 1), datetime.date(2090, 1, 1))


def filed(*taxes, **fields):
    """Return months from February 2025 on with this tax each; `None`: nobody filed it."""
    output = fields.get("output", Decimal(1))
    return [
        Filed(
            period,
            rules.due_on(period, 20),
            None if tax is None else Decimal(tax),
            None if tax is None else output,
            fields.get("scale", ""),
        )
        for period, tax in zip(rules.followed(PRODUCED), taxes, strict=False)
    ]


USUAL = Terms()


def standing(months, terms=USUAL, *, has_entered=False, today=TODAY):
    return rules.standing(months, terms, produced_on=PRODUCED, has_entered=has_entered, today=today)


@pytest.mark.parametrize(
    ("period", "number"),
    [("2025-01", 0), ("2025-02", 1), ("2026-01", 12), ("2027-01", 24), ("2027-02", 25)],
)
def test_the_first_month_is_the_one_after_production_and_the_last_the_24th(period, number):
    assert rules.number_of(PRODUCED, period) == number
    assert rules.is_followed(PRODUCED, period) == (1 <= number <= 24)


@given(days)
def test_a_project_has_24_months_one_after_the_other(produced_on):
    months = rules.followed(produced_on)

    assert len(set(months)) == 24
    assert list(months) == sorted(months)
    assert all(rules.is_followed(produced_on, each) for each in months)
    assert not rules.is_followed(produced_on, rules.month_after(months[-1]))
    assert not rules.is_followed(produced_on, rules.month_after(months[0], -1))


@given(days, days)
def test_only_months_that_have_ended_are_opened(produced_on, today):
    opened = rules.to_open(produced_on, today)

    assert opened == rules.followed(produced_on)[: len(opened)]
    assert all(rules.due_on(each, 1) <= today for each in opened)


@given(days)
def test_nobody_is_let_go_before_the_last_month_was_due(today):
    produced_on = rules.earliest_production(today)

    assert rules.due_on(rules.followed(produced_on)[-1], 28) >= today.replace(day=1)
    assert rules.due_on(rules.followed(produced_on - datetime.timedelta(1))[-1], 28) < today


def test_two_thousand_nine_ends_in_two_thousand_and_ten():
    assert rules.month_after("2009-12") == "2010-01"
    assert rules.month_after("2010-01", -1) == "2009-12"


@pytest.mark.parametrize(
    ("taxes", "unpaid", "is_stopped"),
    [
        ((5, 0, 0), 2, False),
        ((5, 0, 0, 0), 3, True),
        ((5, 0, -1, 0), 3, True),  # a refund is no payment
        ((5, 0, None, 0), 2, False),  # what nobody filed says nothing
        ((5, 0, None, 0, 0), 3, True),
        ((5, 0, 0, 0, 1), 0, False),
        ((0, 0, 0, 0), 0, False),  # has never paid, so it has not stopped
        ((), 0, False),
    ],
)
def test_who_has_paid_and_pays_no_more_has_stopped(taxes, unpaid, is_stopped):
    found = standing(filed(*taxes))

    assert (found.unpaid, found.is_stopped) == (unpaid, is_stopped)


@given(st.lists(st.sampled_from([None, -1, 0, 3]), max_size=22), st.integers(1, 6))
def test_a_payment_ends_the_stop_and_a_longer_wait_never_begins_one(taxes, months):
    terms = Terms(stopped_months=months)
    found = standing(filed(*taxes), terms)

    assert not standing(filed(*taxes, 3), terms).is_stopped
    assert found.is_stopped or not standing(filed(*taxes), Terms(stopped_months=24)).is_stopped
    assert found == standing(filed(*taxes)[::-1], terms)
    assert found.is_stopped == (found.unpaid >= months)


def test_a_month_is_owed_from_the_day_after_it_was_due():
    [month] = filed(None)

    assert standing([month], today=month.due_on).missing == 0
    late = standing([month], today=month.due_on + datetime.timedelta(1))
    assert (late.missing, late.missing_since) == (1, "2025-02")


def test_a_month_of_which_one_half_is_filed_is_owed_still():
    half = Filed("2025-02", datetime.date(2025, 3, 20), tax_paid=Decimal(3))

    assert standing([half]).missing == 1


def test_whoever_was_ever_above_scale_or_passed_the_gate_is_not_unlisted():
    below = filed(1, 1, scale=rules.BELOW)

    assert standing(below).is_unlisted
    assert not standing(below, has_entered=True).is_unlisted
    assert not standing(filed(1, scale=rules.ABOVE) + below[1:]).is_unlisted
    assert not standing(below, today=datetime.date(2026, 1, 30)).is_unlisted
    assert standing(below, today=datetime.date(2026, 1, 31)).is_unlisted


@pytest.mark.parametrize(
    ("said", "kept", "found"),
    [
        (Said(), Kept(), [("tax_paid", "nothing")]),
        (Said(tax_paid=Decimal(-1)), Kept(), [("tax_paid", "negative")]),
        (Said(tax_paid=Decimal(-1), is_refund=True), Kept(), []),
        (Said(tax_paid=Decimal(0), is_refund=True), Kept(), [("tax_paid", "no-refund")]),
        (Said(output_value=Decimal(-1)), Kept(), [("output_value", "negative-output")]),
        (Said(tax_paid=Decimal(2)), Kept(tax_paid=Decimal(2), version=1), []),
        (
            Said(tax_paid=Decimal(3), version=1),
            Kept(tax_paid=Decimal(2), version=1),
            [("why", "no-reason")],
        ),
        (
            Said(tax_paid=Decimal(3), why="补报", version=1),
            Kept(tax_paid=Decimal(2), version=1),
            [],
        ),
        (
            Said(tax_paid=Decimal(3), why="补报"),
            Kept(tax_paid=Decimal(2), version=1),
            [("tax_paid", "filed-meanwhile")],
        ),
        # The other office filed its half meanwhile: nothing of it is touched.
        (Said(output_value=Decimal(3)), Kept(tax_paid=Decimal(2), version=1), []),
    ],
)
def test_what_makes_no_sense_is_named_with_its_field(said, kept, found):
    assert [(each.field, each.code) for each in rules.faults(said, kept)] == found


def test_what_somebody_filed_meanwhile_is_told():
    kept = Kept(tax_paid=Decimal(2), version=1)

    [fault] = rules.faults(Said(tax_paid=Decimal(3)), kept)

    assert fault == Fault("tax_paid", "filed-meanwhile", Decimal(2))
