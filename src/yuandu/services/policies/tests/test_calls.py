"""Calls: who scores most is paid, ties go by the published order, and nobody before the end."""

import datetime
import json
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.people import TODAY
from yuandu.engines.rules.budgets import Claim, turns
from yuandu.services.policies import actions, budgets, queries
from yuandu.services.policies.models import Call, Case
from yuandu.services.policies.refusals import CallRuns, NoPlaceLeft, OddCall
from yuandu.services.policies.tests.records import (
    LAST_YEAR,
    a_call,
    a_firm,
    a_fund,
    step,
    the_window,
    through_notice,
)


@pytest.fixture
def officer(city_officer, acting):
    return acting(city_officer)


@pytest.fixture
def version(weifang, officer, department_officer, acting):
    """A fund with four firms: one of 30 points, two of 20, one of 10."""
    for name, research, staff in (
        ("丁公司", 100, 10),
        ("丙公司", 250, 80),
        ("乙公司", 200, 40),
        ("甲公司", 900, 300),
    ):
        a_firm(weifang, name, research=research, staff=staff)
    found = a_fund(officer, acting(department_officer), criteria=FIRST, requires={"all": ["c1"]})
    actions.sweep_version(by=officer, version=found)
    return found


FIRST = [
    {
        "id": "c1",
        "title": "上年度研发费用不低于50万元",
        "clause": "第三条",
        "value": {"fact": "rd_expense"},
        "operator": "at_least",
        "threshold": 50,
        "unit": "万元",
    }
]


def named(ranking) -> list[tuple[str, int | None, bool]]:
    return [(one.case.party.name, one.points, one.reaches) for one in ranking]


def test_the_ranking_goes_by_score_and_ties_by_the_published_order(officer, version):
    call = a_call(officer, version, places=3)
    for case in Case.objects.all():
        step(officer, case, "verify")

    # Of the two with 20 points the one with the smaller staff comes first.
    assert named(queries.ranking(call)) == [
        ("甲公司", 30, True),
        ("乙公司", 20, True),
        ("丙公司", 20, True),
        ("丁公司", 10, False),
    ]


def test_as_many_are_paid_as_there_are_places(officer, version):
    call = a_call(officer, version, places=2)
    for case in Case.objects.all():
        through_notice(officer, case)
    third = Case.objects.get(party__name="丙公司")

    with pytest.raises(NoPlaceLeft):
        step(officer, third, "approve")
    actions.approve_in_turn(by=officer, window=the_window(version))
    actions.pay_all(by=officer, window=the_window(version))

    paid = Case.objects.filter(track__stage="paid").values_list("party__name", flat=True)
    assert set(paid) == {"甲公司", "乙公司"}
    assert the_window(version).paid.balance == Decimal(200_000)
    assert [one.reaches for one in queries.ranking(call)] == [True, True, False, False]


def test_nobody_is_approved_before_the_call_has_closed(officer, version):
    a_call(officer, version, closes_on=TODAY)
    case = Case.objects.get(party__name="甲公司")
    through_notice(officer, case)

    with pytest.raises(CallRuns):
        step(officer, case, "approve")


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        ({"score": "beauty"}, "no-score"),
        ({"closes_on": datetime.date(2031, 1, 1)}, "closes-outside"),
    ],
)
def test_a_call_that_makes_no_sense_is_refused(officer, version, fields, what):
    with pytest.raises(OddCall) as refused:
        a_call(officer, version, **fields)

    assert refused.value.what == what
    assert not Call.objects.exists()


def test_an_order_is_published_before_anything_is_decided_and_once(officer, version):
    case = Case.objects.get(party__name="甲公司")
    through_notice(officer, case)
    step(officer, case, "approve")

    with pytest.raises(OddCall) as decided:
        a_call(officer, version)
    step(officer, case, "withdraw", words="企业放弃")
    a_call(officer, version)
    with pytest.raises(OddCall) as standing:
        a_call(officer, version)

    assert (decided.value.what, standing.value.what) == ("decided", "standing")


def test_a_call_is_opened_on_a_page_and_its_ranking_is_the_offices(
    officer, version, sign_in, city_officer
):
    browser, window = sign_in(city_officer), the_window(version)
    form = {"name": "2026年示例征集", "score": "merit", "places": "2", "closes_on": "2026-11-30"}

    response = browser.post(f"/policies/windows/{window.pk}/call/", form)
    for case in Case.objects.all():
        step(officer, case, "verify")

    call = Call.objects.get()
    assert response.status_code == 302
    assert "甲公司" in browser.get(f"/policies/calls/{call.pk}/").content.decode()
    public = sign_in().get(f"/policies/calls/{call.pk}/").content.decode()
    assert "甲公司" not in public
    assert "评审得分" in public
    assert call.name in sign_in().get("/policies/calls/").content.decode()


def test_a_call_ranks_whoever_was_verified_before_it_was_opened(officer, version):
    for case in Case.objects.all():
        step(officer, case, "verify")

    call = a_call(officer, version, places=3)

    assert named(queries.ranking(call)) == [
        ("甲公司", 30, True),
        ("乙公司", 20, True),
        ("丙公司", 20, True),
        ("丁公司", 10, False),
    ]


def test_the_database_sorts_cases_as_the_engine_sorts_claims(officer, version):
    window = the_window(version)
    for case in Case.objects.all():
        step(officer, case, "verify")
    cases = list(Case.objects.order_by("rank", "pk"))
    staff = {one.pk: json.loads(one.decision)["inputs"][f"staff_{LAST_YEAR}"] for one in cases}

    claims = [Claim(f"{pk:020d}", 1, TODAY, {"staff": count}) for pk, count in staff.items()]
    order = window.version.book.budget.order
    expected = [int(one.claim.id) for one in turns(claims, budget=0, order=order)]

    assert [case.pk for case in cases] == expected
    assert budgets.in_order(reversed(cases)) == cases
    assert [budgets.turn_of(window, case).place for case in cases] == [1, 2, 3, 4]


def test_approving_a_window_reads_each_decision_once(officer, version):
    for case in Case.objects.all():
        through_notice(officer, case)

    with CaptureQueriesContext(connection) as caught:
        actions.approve_in_turn(by=officer, window=the_window(version))

    reading = [one["sql"] for one in caught if '"policies_case"."decision",' in one["sql"]]
    assert Case.objects.filter(track__stage="approved").count() == 4
    assert len(reading) == 4
    assert all('"policies_case"."id" = ' in sql for sql in reading)
