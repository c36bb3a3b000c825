"""The whole path: drafted, approved by another, found, verified, announced, paid."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from tests.people import TODAY, a_user
from yuandu.engines import rules
from yuandu.kernel.lifecycle.refusals import NotYours
from yuandu.kernel.registry.actions import give_consent
from yuandu.services.plans.models import Instrument
from yuandu.services.plans.tests import records as plan_records
from yuandu.services.policies import actions, deciding, queries
from yuandu.services.policies.actions import Draft
from yuandu.services.policies.models import Case, Policy
from yuandu.services.policies.refusals import (
    CaseOpen,
    ImpossibleBook,
    NoConsent,
    NotEligible,
    NoticeRuns,
    OutOfTurn,
)
from yuandu.services.policies.tests.records import (
    a_book,
    a_firm,
    an_approved_policy,
    step,
    the_window,
    through_notice,
)
from yuandu.services.policies.views import cases as case_pages
from yuandu.services.policies.views import frames


@pytest.fixture
def officer(city_officer, acting):
    return acting(city_officer)


@pytest.fixture
def second(department_officer, acting):
    return acting(department_officer)


@pytest.fixture
def firms(weifang):
    return {
        "large": a_firm(weifang, "大研发公司", research=600),
        "middle": a_firm(weifang, "中研发公司", research=300),
        "small": a_firm(weifang, "小研发公司", research=50),
        "silent": a_firm(weifang, "未报数公司", research=None),
    }


def test_a_drafter_cannot_approve_the_own_draft(officer, second):
    version = actions.create(by=officer, draft=Draft(a_book()))
    step(officer, version, "submit")

    with pytest.raises(NotYours):
        step(officer, version, "approve")
    step(second, version, "approve")

    assert version.stage == "approved"
    assert version.reviewed_by_id == second.user_id
    assert the_window(version).budget.balance == Decimal(600_000)


def test_the_estimate_counts_and_prices_everybody(officer, firms):
    found = queries.estimate(officer, rules.book_of(a_book(), "", deciding.vocabulary()))

    assert found.counts == {"met": 2, "unmet": 1, "unknown": 1}
    assert found.cost == Decimal(500_000 + 300_000)
    assert found.over == Decimal(200_000)


def test_a_sweep_begins_a_case_for_everybody_it_finds_once(officer, second, firms):
    version = an_approved_policy(officer, second)

    sweep = actions.sweep_version(by=officer, version=version)
    again = actions.sweep_version(by=officer, version=version)

    assert sweep.hash == again.hash
    assert set(Case.objects.values_list("party", flat=True)) == {
        firms["large"].pk,
        firms["middle"].pk,
    }
    assert dict(sweep.rows.values_list("party__name", "outcome")) == {
        "大研发公司": "pay",
        "中研发公司": "pay",
        "未报数公司": "ask",
    }
    assert sweep.rows.get(outcome="ask").missing == f"rd_expense_{TODAY.year - 1}"


def test_money_goes_by_the_published_order_and_the_rest_wait(officer, second, firms):
    version = an_approved_policy(officer, second)
    actions.sweep_version(by=officer, version=version)
    large, middle = (Case.objects.get(party=firms[name]) for name in ("large", "middle"))
    for case in (middle, large):
        through_notice(officer, case)

    with pytest.raises(OutOfTurn):
        step(officer, middle, "approve")
    settled = actions.approve_in_turn(by=officer, window=the_window(version))
    paid = actions.pay_all(by=officer, window=the_window(version))

    assert settled.done == (large,)
    assert [(case, refusal.code) for case, refusal in settled.refused] == [(middle, "out-of-turn")]
    assert paid.done == (large,)
    window = the_window(version)
    assert (window.budget.balance, window.paid.balance) == (Decimal(100_000), Decimal(500_000))


def test_a_notice_has_to_end_before_anything_is_approved(officer, second, firms):
    version = an_approved_policy(officer, second)
    actions.sweep_version(by=officer, version=version)
    case = Case.objects.get(party=firms["large"])
    step(officer, case, "verify")
    step(officer, case, "publish")

    with pytest.raises(NoticeRuns):
        step(officer, case, "approve")

    assert str(case.notice_until) == "2026-12-01"  # five working days from the next one


def test_an_objection_rests_that_row_only(officer, second, firms, owner, acting):
    version = an_approved_policy(officer, second)
    actions.sweep_version(by=officer, version=version)
    large, middle = (Case.objects.get(party=firms[name]) for name in ("large", "middle"))
    for case in (large, middle):
        step(officer, case, "verify")
        step(officer, case, "publish")

    actions.object_to(
        by=acting(owner), case=queries.case(acting(owner), large.pk, to="object"), words="重复享受"
    )

    large.refresh_from_db()
    middle.refresh_from_db()
    assert (large.track.stage, middle.track.stage) == ("objected", "notice")
    step(officer, large, "dismiss", words="已核实，不重复")
    assert large.track.stage == "notice"
    assert large.objections.get().answer == "已核实，不重复"


def test_a_frozen_decision_is_worked_out_again_byte_for_byte(officer, second, firms):
    version = an_approved_policy(officer, second)
    actions.sweep_version(by=officer, version=version)
    case = Case.objects.get(party=firms["large"])

    again = deciding.again(case.decision, version.book)

    assert again.text == case.decision
    assert again.hash == case.decision_hash


def test_a_withdrawn_case_gives_its_money_back(officer, second, firms):
    version = an_approved_policy(officer, second)
    actions.sweep_version(by=officer, version=version)
    case = Case.objects.get(party=firms["large"])
    through_notice(officer, case)
    step(officer, case, "approve")
    assert the_window(version).budget.free == Decimal(100_000)

    step(officer, case, "withdraw", words="企业放弃")

    assert the_window(version).budget.free == Decimal(600_000)


def test_applying_takes_a_consent_and_happens_once(officer, second, weifang, acting):
    firm = a_firm(weifang, "示例重工有限公司", research=200)
    owner = acting(a_user("boss", workspace=weifang, role="owner", organisation=firm))
    version = an_approved_policy(officer, second)

    with pytest.raises(NoConsent):
        actions.apply(by=owner, version=version, party=firm)
    give_consent(by=owner, party=firm, purpose="application", facts=["*"], to_on=TODAY)
    case = actions.apply(by=owner, version=version, party=firm)

    assert case.track.stage == "applied"
    assert case.consent.party == firm
    assert case.amount == Decimal(200_000)
    with pytest.raises(CaseOpen):
        actions.apply(by=owner, version=version, party=firm)


def test_who_is_not_eligible_is_told_at_once(officer, second, weifang, acting):
    firm = a_firm(weifang, "示例重工有限公司", research=20)
    owner = acting(a_user("boss", workspace=weifang, role="owner", organisation=firm))
    version = an_approved_policy(officer, second)
    give_consent(by=owner, party=firm, purpose="application", facts=["*"], to_on=TODAY)

    with pytest.raises(NotEligible):
        actions.apply(by=owner, version=version, party=firm)
    with pytest.raises(PermissionDenied):
        actions.apply(by=officer, version=version, party=firm)


def test_an_impossible_book_is_not_saved_and_says_where(officer):
    book = a_book(requires={"all": ["c1", "c9"]})

    with pytest.raises(ImpossibleBook) as refused:
        actions.create(by=officer, draft=Draft(book))

    assert any("c9" in one["message"] for one in refused.value.reasons)
    assert not Policy.objects.exists()


def test_the_windows_page_shows_whom_the_budget_reaches_and_the_case_its_place(
    officer, second, firms, sign_in, city_officer
):
    version = an_approved_policy(officer, second)
    actions.sweep_version(by=officer, version=version)
    for case in Case.objects.all():
        step(officer, case, "verify")
    browser = sign_in(city_officer)

    window = browser.get(f"/policies/windows/{the_window(version).pk}/").content.decode()
    case = Case.objects.get(party=firms["middle"])
    page = browser.get(f"/policies/cases/{case.pk}/").content.decode()

    assert window.index("大研发公司") < window.index("预算可及") < window.index("预算不足")
    assert "研发费用高者优先" in window
    assert "预算轮不到" in page


def test_a_window_of_many_cases_comes_in_pages_and_asks_no_more_for_them(
    officer, second, firms, sign_in, city_officer, owner, monkeypatch, django_assert_max_num_queries
):
    version = an_approved_policy(officer, second)
    actions.sweep_version(by=officer, version=version)
    for case in Case.objects.all():
        step(officer, case, "verify")
    for room in (frames, case_pages):
        monkeypatch.setattr(room, "A_PAGE", 1)
    window, browser = the_window(version).pk, sign_in(city_officer)

    first = browser.get(f"/policies/windows/{window}/").content.decode()
    with django_assert_max_num_queries(12):
        second_page = browser.get(f"/policies/windows/{window}/?page=2").content.decode()
    listed = browser.get(f"/policies/cases/?window={window}&stage=verified")

    assert ("预算可及" in first, "预算不足" in first) == (True, False)
    assert ("预算可及" in second_page, "预算不足" in second_page) == (False, True)
    assert listed.context["page"].paginator.count == 2
    assert sign_in(owner).get(f"/policies/cases/?window={window}").status_code == 403
    assert browser.get("/policies/cases/?window=x").status_code == 200


def test_a_policy_approved_is_an_instrument_of_the_plan(officer, second, weifang):
    plan = plan_records.a_plan(weifang, aspects=6)
    draft = Draft(a_book(), office="市工业和信息化局", aspect=2)
    version = actions.create(by=officer, draft=draft)
    step(officer, version, "submit")
    assert not Instrument.objects.exists()

    step(second, version, "approve")

    made = Instrument.objects.get()
    assert (made.code, made.kind, made.owner) == ("policy-rd-2026", "factor", "市工业和信息化局")
    assert made.budget == Decimal(600_000)
    assert made.url == f"/weifang/policies/{version.policy_id}/"
    assert [aspect.number for aspect in made.aspects.all()] == [2]
    assert made.aspects.get().plan == plan
