"""A table of facts says of each party what `facts_of` says of it alone, and so do sweeps."""

import datetime
from collections import Counter
from decimal import Decimal

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.people import TODAY, an_organisation
from yuandu.engines import rules
from yuandu.engines.rules import units
from yuandu.engines.rules.tables import kind_of
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.models import Fact
from yuandu.services.policies import deciding, library, providers, queries
from yuandu.services.policies.library import vocabulary
from yuandu.services.policies.queries import frames, reported, sweeps
from yuandu.services.policies.tests.records import a_fact, a_firm

YEARS = st.integers(TODAY.year - 4, TODAY.year - 1)
KINDS = sorted(vocabulary(), key=lambda kind: kind.code)
NUMBERS = st.one_of(
    st.sampled_from([Decimal(0), Decimal(1), Decimal("0.03"), Decimal("0.5"), Decimal("-1")]),
    st.decimals(0, 10**10, places=4),
    st.decimals(0, 1, places=4),
    st.integers(0, 10**13 + 2).map(Decimal),
)


@st.composite
def a_report(draw):
    """Draw a kind, what is said of it, and for which period."""
    kind = draw(st.sampled_from(KINDS))
    if kind.is_number or kind.kind == "flag":
        said = {"value": draw(NUMBERS)}
    else:
        fitting = [*kind.choices, "2012-03-01", "2019-11-24", "C26", "C34, C35", "不详"]
        said = {"text": draw(st.sampled_from(fitting))}
    if kind.yearly:
        year = draw(YEARS)
        first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
        if draw(st.booleans()) and draw(st.booleans()):
            last = datetime.date(year, 6, 30)  # a half year is no year
    else:
        first = last = TODAY - datetime.timedelta(days=draw(st.integers(-30, 900)))
    return kind.code, first, last, said


REPORTS = st.lists(
    st.lists(a_report(), max_size=25, unique_by=lambda one: one[:3]), min_size=1, max_size=4
)


def keep(workspace, reports) -> list[int]:
    """Enter some firms with what they report; return their keys."""
    firms = [an_organisation(workspace, f"示例{number}公司") for number in range(len(reports))]
    Fact.objects.bulk_create(
        Fact(
            workspace=workspace,
            party=firm,
            kind=code,
            from_on=first,
            to_on=last,
            reported_on=TODAY,
            **said,
        )
        for firm, some in zip(firms, reports, strict=True)
        for code, first, last, said in some
    )
    return [firm.pk for firm in firms]


def as_said(frame: pl.DataFrame) -> dict[int, dict[str, object]]:
    """Return a frame's rows as facts: in steps, without what is unknown."""
    found = {}
    for row in frame.iter_rows(named=True):
        values = {
            name: _in_steps(name, value)
            for name, value in row.items()
            if name != "id" and value is not None
        }
        found[row["id"]] = values
    return found


def _in_steps(name, value):
    kind = kind_of(name, vocabulary())
    return round(value * units.STEPS[kind.kind]) if kind.is_number else value


examples = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@examples
@given(reports=REPORTS, few=st.sampled_from([0, 1000]))
def test_a_row_says_what_the_facts_of_one_party_say(weifang, reports, few):
    keys = keep(weifang, reports)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reported, "FEW", few)  # both ways of asking

        frame = frames.frame_of(weifang, vocabulary(), TODAY, keys)
        one_by_one = queries.facts_of(weifang, keys, TODAY)

    assert as_said(frame) == {pk: dict(facts.values) for pk, facts in one_by_one.items()}


@settings(examples, max_examples=8)
@given(reports=REPORTS)
def test_a_sweep_says_of_each_what_a_check_says(weifang, reports):
    keys = keep(weifang, reports)
    books = library.books()

    table = frames.swept(weifang, vocabulary(), books, TODAY, keys, masks=True)
    one_by_one = queries.facts_of(weifang, keys, TODAY)

    for row in table.table.iter_rows(named=True):
        for book in books:
            answer = rules.check(book, one_by_one[row["id"]], on=TODAY, vocabulary=vocabulary())
            assert row[f"{book.code}.state"] == answer.state.value
            if answer.state is rules.State.MET and book.benefits:
                assert row[f"{book.code}.amount"] == rules.total(answer.payments)


@settings(examples, max_examples=10)
@given(reports=REPORTS, code=st.sampled_from([book.code for book in library.books()]))
def test_an_estimate_asks_each_for_what_a_check_says_is_missing(weifang, reports, code):
    keys, book = keep(weifang, reports), library.book(code)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sweeps, "subjects_of", lambda actor, book, on: (keys, 0))

        found = sweeps.estimate(Actor.system(weifang), book)
        told = {one.party_id: one for one in sweeps.told_apart(weifang, found, [])}

    facts = queries.facts_of(weifang, keys, TODAY)
    answers = {
        key: rules.check(book, facts[key], on=TODAY, vocabulary=vocabulary()) for key in keys
    }
    assert found.counts == Counter(answer.state.code for answer in answers.values())
    for key, answer in answers.items():
        if answer.state in {rules.State.MET, rules.State.PERSON}:
            assert told[key].state is answer.state
        elif answer.state is rules.State.UNKNOWN and (missing := deciding.sole_missing(answer)):
            assert (told[key].state, told[key].missing) == (rules.State.UNKNOWN, missing)
        else:
            assert key not in told


def test_the_order_is_that_of_the_keys_and_nobody_is_left_out(weifang):
    first, second = a_firm(weifang, "甲公司", research=200), an_organisation(weifang, "乙公司")

    asked = frames.frame_of(weifang, vocabulary(), TODAY, [second.pk, first.pk])
    everybody = frames.frame_of(weifang, vocabulary(), TODAY)

    assert asked["id"].to_list() == [second.pk, first.pk]
    assert everybody["id"].to_list() == sorted([first.pk, second.pk])
    name = f"rd_expense_{TODAY.year - 1}"
    assert asked[name].to_list() == [None, 2_000_000]


def test_other_cities_are_not_in_it(weifang, elsewhere):
    a_firm(elsewhere, "外地公司", research=200)

    assert frames.frame_of(weifang, vocabulary(), TODAY).is_empty()


def test_an_amount_to_the_fen_is_known_to_the_yuan(weifang):
    firm = an_organisation(weifang)
    a_fact(firm, "revenue", Decimal("12345678.9"))

    facts = queries.facts_of(weifang, [firm.pk], TODAY)[firm.pk]

    assert facts.get(f"revenue_{TODAY.year - 1}") == 12_345_679


def test_what_a_provider_knows_wins_over_what_is_claimed(weifang, monkeypatch):
    monkeypatch.setattr(providers, "_registered", {})
    known, claims = an_organisation(weifang, "甲公司"), an_organisation(weifang, "乙公司")
    for firm in (known, claims):
        a_fact(firm, "title_srdi", 1, year=None)
    providers.register("test", lambda workspace, parties, on: {known.pk: {"title_srdi": False}})

    frame = frames.frame_of(weifang, vocabulary(), TODAY)

    assert frame["title_srdi"].to_list() == [False, True]
