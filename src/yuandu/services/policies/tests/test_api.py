"""What programs read of policies, calls, questions and consents, and what they may send."""

from decimal import Decimal

import pytest

from tests.people import TODAY, a_user
from yuandu.kernel.registry.models import Consent, Fact
from yuandu.services.policies import actions
from yuandu.services.policies.models import Ask, Case
from yuandu.services.policies.tests.records import (
    LAST_YEAR,
    a_call,
    a_fact,
    a_firm,
    a_fund,
    an_approved_policy,
    through_notice,
)

pytestmark = pytest.mark.django_db
ROOM = "/api/v1/policies"
JSON = "application/json"


@pytest.fixture
def officer(city_officer, acting):
    return acting(city_officer)


@pytest.fixture
def version(officer, department_officer, acting):
    return an_approved_policy(officer, acting(department_officer))


@pytest.fixture
def firm(weifang):
    return a_firm(weifang, "未报数公司", research=None)


@pytest.fixture
def boss(weifang, firm):
    return a_user("boss", workspace=weifang, role="owner", organisation=firm)


def test_versions_come_with_their_rules_and_drafts_are_the_offices(
    officer, version, sign_in, owner, city_officer
):
    draft = actions.revise(by=officer, policy=version.policy)
    address = f"{ROOM}/{version.policy_id}/versions"

    seen = sign_in(owner).get(address).json()
    office = sign_in(city_officer).get(address).json()
    one = sign_in(owner).get(f"{ROOM}/versions/{version.pk}").json()

    assert [each["number"] for each in seen["versions"]] == [1]
    assert [(each["id"], each["stage"]) for each in office["versions"]] == [
        (draft.pk, "draft"),
        (version.pk, "approved"),
    ]
    assert one["hash"] == version.hash
    assert [each["id"] for each in one["conditions"]] == ["c1", "c2"]
    assert sign_in(owner).get(f"{ROOM}/versions/{draft.pk}").status_code == 404


def test_a_call_is_open_until_it_closes_and_offices_read_its_ranking(
    weifang, officer, department_officer, acting, sign_in, owner, city_officer
):
    a_firm(weifang, "甲公司", research=900)
    a_firm(weifang, "乙公司", research=200)
    fund = a_fund(officer, acting(department_officer))
    actions.sweep_version(by=officer, version=fund)
    call = a_call(officer, fund, places=1)
    for case in Case.objects.all():
        through_notice(officer, case)
    browser = sign_in(city_officer)

    [told] = browser.get(f"{ROOM}/calls").json()["calls"]
    ranking = browser.get(f"{ROOM}/calls/{call.pk}/ranking").json()["ranking"]

    assert browser.get(f"{ROOM}/calls?open=true").json()["total"] == 0
    assert (told["id"], told["is_open"], told["places"], told["most"]) == (call.pk, False, 1, 30)
    assert Decimal(told["granted"]) == Decimal(told["left"]) == 1_000_000
    assert [(one["party"], one["points"], one["reaches"]) for one in ranking] == [
        ("甲公司", 30, True),
        ("乙公司", 20, False),
    ]
    assert sign_in(owner).get(f"{ROOM}/calls/{call.pk}").json() == told
    assert sign_in(owner).get(f"{ROOM}/calls/{call.pk}/ranking").status_code == 403


def test_one_missing_fact_is_asked_and_answered(officer, version, firm, boss, sign_in, auditor):
    sweep = actions.sweep_version(by=officer, version=version)
    actions.ask_missing(by=officer, sweep=sweep)
    ask, browser = Ask.objects.get(), sign_in(boss)
    address = f"{ROOM}/asks/{ask.pk}/answer"

    [told] = browser.get(f"{ROOM}/asks").json()["asks"]
    wrong = browser.post(address, {"said": "300 人"}, JSON)
    flag = browser.post(address, {"said": True}, JSON)
    silent = browser.post(address, {"said": "  "}, JSON)
    right = browser.post(address, {"said": "300 万元"}, JSON)
    again = browser.post(address, {"said": "400 万元"}, JSON)

    assert (told["missing"], told["kind"]) == (f"rd_expense_{LAST_YEAR}", "amount")
    assert [one.status_code for one in (wrong, flag, silent)] == [422, 422, 422]
    assert wrong.json()["code"] == "unreadable-answer"
    assert "人" in wrong.json()["reasons"][0]["message"]
    case = Case.objects.get(party=firm)
    assert right.json() == {"answered_on": TODAY.isoformat(), "case": case.pk}
    assert Fact.objects.get(party=firm, kind="rd_expense").value == 3_000_000
    assert (again.status_code, again.json()["code"]) == (409, "already-answered")
    assert browser.get(f"{ROOM}/asks").json()["total"] == 0
    assert sign_in(auditor).get(f"{ROOM}/asks/{ask.pk}").status_code == 403


def test_a_firm_reads_its_own_cases_beside_those_on_notice(
    weifang, officer, version, firm, boss, sign_in
):
    other = a_firm(weifang, "他人公司", research=300)
    actions.sweep_version(by=officer, version=version)
    through_notice(officer, Case.objects.get(party=other))
    Case.objects.filter(party=other).update(notice_until=TODAY)
    browser = sign_in(boss)

    everything = browser.get(f"{ROOM}/cases").json()
    mine = browser.get(f"{ROOM}/cases?mine=true").json()
    theirs = browser.get(f"{ROOM}/cases?party={other.pk}").json()

    assert (everything["total"], mine["total"], theirs["total"]) == (1, 0, 1)


def test_a_firm_applies_with_its_consent_and_takes_that_back(version, boss, firm, sign_in):
    a_fact(firm, "rd_expense", 3_000_000)
    browser, address = sign_in(boss), f"{ROOM}/check/{firm.pk}"
    asked = {"version": version.pk}

    unasked = browser.post(f"{address}/applications", asked, JSON)
    made = browser.post(f"{address}/applications", asked | {"agrees": True}, JSON)
    twice = browser.post(f"{address}/consents").json()
    [consent] = browser.get(f"{address}/consents").json()["consents"]
    taken = browser.post(f"{address}/consents/{consent['id']}/revoke").json()
    again = browser.post(f"{address}/consents/{consent['id']}/revoke")

    assert (unasked.status_code, unasked.json()["code"]) == (422, "no-consent")
    assert (made.status_code, made.json()["way"]) == (201, "applied")
    assert twice == {"is_new": False}
    assert (consent["facts"], consent["holds"], consent["uses"]) == (["*"], True, 1)
    assert (taken["revoked_on"], taken["holds"]) == (TODAY.isoformat(), False)
    assert again.status_code == 409


def test_an_officer_agrees_for_nobody(version, firm, sign_in, city_officer):
    """Not even on the way to an application that is refused for other reasons."""
    browser = sign_in(city_officer)
    asked = {"version": version.pk, "agrees": True}

    api = browser.post(f"{ROOM}/check/{firm.pk}/applications", asked, JSON)
    page = browser.post(f"/policies/check/{firm.pk}/{version.pk}/apply/", {"agrees": "on"})

    assert (api.status_code, page.status_code) == (403, 403)
    assert not Consent.objects.exists()
