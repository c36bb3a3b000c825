import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuandu.mechanisms.enterprises import rules, watching
from yuandu.mechanisms.enterprises.watching import Basis, Limits, PastEntry, Seen

TODAY = datetime.date(2026, 11, 24)
WHOLE = dict.fromkeys(watching.NEEDED, Decimal(1_000_000))
USUAL = Limits()
amounts = st.one_of(st.none(), st.decimals(0, 10**12, places=2))
counts = st.one_of(st.none(), st.integers(0, 20))
days = st.dates(datetime.date(2020, 1, 1), TODAY)


def seen(year=None, before=None, flags=None, titles=None) -> Seen:
    return Seen(WHOLE | (year or {}), before or {}, flags or {}, titles or {})


def codes(found: Seen, limits: Limits = USUAL) -> list[str]:
    return [one.code for one in watching.signals(found, limits, TODAY)]


@pytest.mark.parametrize(
    ("revenue", "found"),
    [(899_999, ["revenue_falls"]), (900_000, []), (2_000_000, []), (0, ["revenue_falls"])],
)
def test_revenue_that_falls_by_more_than_a_tenth_is_a_signal(revenue, found):
    year = {"revenue": Decimal(revenue), "rd_expense": Decimal(1_000_000)}
    assert codes(seen(year, {"revenue": Decimal(1_000_000)})) == found


@pytest.mark.parametrize(("spent", "found"), [(29_999, ["rd_low"]), (30_000, []), (0, ["rd_low"])])
def test_research_below_its_share_is_a_signal_and_on_the_edge_none(spent, found):
    assert codes(seen({"rd_expense": Decimal(spent)})) == found


def test_a_missing_fact_is_missing_and_not_low():
    assert codes(seen({"rd_expense": None})) == ["fact_missing"]
    assert codes(seen({"revenue": None}, {"revenue": Decimal(1)})) == ["fact_missing"]


def test_lists_and_titles_that_run_out_are_named():
    found = watching.signals(
        seen(
            flags={"on_abnormal_list": True, "serious_dishonesty": None},
            titles={"srdi_sme": datetime.date(2027, 11, 24), "innovative_sme": TODAY},
        ),
        Limits(),
        TODAY,
    )
    assert [(one.code, one.about) for one in found] == [
        ("abnormal", "on_abnormal_list"),
        ("runs_out", "innovative_sme"),
        ("runs_out", "srdi_sme"),
    ]


@given(amounts, amounts, amounts, st.decimals(0, 1, places=4), st.decimals(0, 1, places=4))
def test_a_stricter_limit_never_shows_less(revenue, before, spent, fall, share):
    firm = seen({"revenue": revenue, "rd_expense": spent}, {"revenue": before})
    lax = set(codes(firm, Limits(fall, share)))
    strict = set(codes(firm, Limits(fall / 2, min(share * 2, Decimal(1)))))
    assert lax <= strict


def risks(now="met", following=None, last=datetime.date(2029, 1, 1)):
    return watching.risks(now, following, last=last, today=TODAY, months=12)


def test_a_title_is_at_risk_by_the_book_now_by_the_next_one_and_by_its_end():
    assert risks() == ()
    assert risks("unmet", "unmet") == ("unmet_now", "unmet_next")
    assert risks("unknown", "met", datetime.date(2027, 11, 24)) == ("unknown_now", "runs_out")
    assert risks("person", "not-applicable", datetime.date(2027, 11, 25)) == ()


def test_a_title_that_is_over_does_not_run_out():
    assert not watching.runs_out(TODAY - datetime.timedelta(1), TODAY, 12)


# What a batch may bring


def entry(lacked=0, entered_on=TODAY, left_on=None, recognised_on=None) -> PastEntry:
    return PastEntry(lacked, entered_on, left_on, recognised_on)


def test_past_entries_count_once_it_is_known_what_came_of_them():
    long_ago = rules.months_later(TODAY, -13)
    past = [
        entry(0, long_ago, recognised_on=TODAY),
        entry(0, long_ago),
        entry(0),  # this month: nothing is known yet
        entry(1, TODAY, left_on=TODAY),
        entry(None, long_ago),
    ]
    found = watching.bases(past, TODAY)
    assert found["eligible"] == Basis(2, 1)
    assert found["one"] == Basis(1, 0)
    assert found["unknown"] == Basis(1, 0)
    assert found["more"] == Basis(0, 0)


def test_few_cases_make_no_share_and_no_forecast():
    few = dict.fromkeys(watching.GROUPS, Basis(4, 4))
    assert Basis(4, 4).share is None
    assert watching.forecast([0], few).expected is None
    assert watching.forecast([], few).expected == 0


def test_the_forecast_adds_up_shares_of_the_past():
    known = dict.fromkeys(watching.GROUPS, Basis(0, 0)) | {
        "eligible": Basis(10, 8),
        "one": Basis(5, 1),
    }
    found = watching.forecast([0, 0, 1], known)
    assert found.firms == {"eligible": 2, "one": 1, "more": 0, "unknown": 0}
    assert found.expected == Decimal("1.8")
    assert watching.forecast([0, 2], known).expected is None


entries = st.builds(
    entry, lacked=counts, entered_on=days, left_on=st.none() | st.just(TODAY),
    recognised_on=st.none() | st.just(TODAY),
)  # fmt: skip


@given(st.lists(entries, max_size=30), st.lists(counts, max_size=30))
def test_nobody_is_counted_twice_and_no_more_expected_than_there_are(past, pool):
    known = watching.bases(past, TODAY)
    found = watching.forecast(pool, known)

    assert sum(one.cases for one in known.values()) == sum(
        watching.is_settled(one, TODAY) for one in past
    )
    assert all(0 <= one.recognised <= one.cases for one in known.values())
    assert found.total == len(pool)
    assert found.expected is None or 0 <= found.expected <= len(pool)
