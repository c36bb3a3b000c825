"""An issue on its way: raised, sent, taken up, answered, and closed by the firm alone."""

import datetime
import uuid
from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from tests.people import TODAY, a_division, a_user
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.kernel.lifecycle.models import Promise
from yuandu.kernel.notices.models import Notice
from yuandu.services.liaison import actions, queries
from yuandu.services.liaison.models import Issue, Referral
from yuandu.services.liaison.refusals import KeyUsed, NobodyCompetent, NotAsked, Senseless
from yuandu.services.liaison.tests.records import (
    ASKED,
    a_firm,
    an_office,
    in_the_care_of,
    raised,
    stage,
    step,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def firm(weifang, owner, county_officer):
    """Return the owner's firm, in the care of 青州's officer."""
    found = a_firm(weifang, owner.posts.get().organisation)
    in_the_care_of(found, county_officer)
    return found


@pytest.fixture
def office(weifang, department_officer, leader):
    return an_office(weifang, department_officer, superior=leader)


@pytest.fixture
def sent(firm, office, acting, owner, county_officer) -> Issue:
    return step(acting(county_officer), raised(acting(owner), firm), "send")


def told(kind: str) -> set[str]:
    notices = Notice.objects.filter(kind=f"liaison.{kind}").select_related("to")
    return {notice.to.username for notice in notices}


def test_an_issue_goes_its_way_and_everybody_hears_what_concerns_them(
    firm, office, acting, owner, county_officer, department_officer
):
    issue = raised(acting(owner), firm)
    assert told("raised") == {"county_officer"}

    step(acting(county_officer), issue, "send")
    assert told("sent") == {"department_officer"}

    actions.take_up(by=acting(department_officer), issue=issue)
    assert (stage(issue), told("taken_up")) == ("taken_up", {"owner", "county_officer"})

    actions.answer(by=acting(department_officer), issue=issue, words="已联系省农科院上门会诊")
    assert (stage(issue), told("answered")) == ("answered", {"owner", "county_officer"})

    step(acting(owner), issue, "close", satisfaction="5")
    issue.refresh_from_db()
    assert (stage(issue), issue.satisfaction) == ("closed", 5)
    assert told("closed") == {"county_officer", "department_officer"}


@pytest.mark.parametrize(
    "persona", ["city_officer", "county_officer", "department_officer", "administrator", "leader"]
)
def test_nobody_closes_an_issue_but_the_firm(sent, acting, department_officer, request, persona):
    user = request.getfixturevalue(persona)
    actions.answer(by=acting(department_officer), issue=sent, words="已办结")

    for move in ("close", "reopen", "withdraw"):
        with pytest.raises(lifecycle.NotYours):
            step(acting(user), sent, move, "以为已经解决")

    assert stage(sent) == "answered"


def test_another_firm_does_not_learn_of_it(weifang, sent, acting):
    other = a_user("other", workspace=weifang, role="owner", organisation=a_firm(weifang).party)

    with pytest.raises(Http404):
        queries.issue(acting(other), sent.pk, to="see")


def test_an_office_reads_what_it_was_asked_and_nothing_else(
    firm, sent, acting, owner, department_officer
):
    unsent = raised(acting(owner), firm, replace(ASKED, title="另一件事"))
    found = queries.issues_visible_to(acting(department_officer))

    assert [issue.pk for issue in found] == [sent.pk]
    assert unsent.pk != sent.pk


def test_the_clock_is_the_offices_and_the_officers(sent, department_officer, county_officer):
    promise = Promise.objects.get()

    assert (promise.giver, promise.receiver) == (department_officer, county_officer)
    assert promise.rhythm == "escalation"
    assert promise.due_on == datetime.date(2026, 12, 3)  # seven working days
    assert promise.next_reminder_on == promise.due_on


def test_an_answer_keeps_the_clock_and_is_timed_in_working_days(
    weifang, sent, acting, department_officer
):
    weifang.today_on = datetime.date(2026, 12, 1)
    weifang.save(update_fields=["today_on"])

    actions.answer(by=acting(department_officer), issue=sent, words="请参加周五对接会")

    sent.refresh_from_db()
    assert Promise.objects.get().state == "kept"
    assert (sent.answered_on, sent.answer_days) == (datetime.date(2026, 12, 1), 5)


def test_each_office_that_was_asked_answers_for_itself(
    weifang, firm, office, acting, owner, county_officer, department_officer
):
    second = a_user("second", workspace=weifang, role="department_officer")
    an_office(weifang, second, department="市农业农村局")
    issue = step(acting(county_officer), raised(acting(owner), firm), "send")

    actions.take_up(by=acting(department_officer), issue=issue)
    actions.take_up(by=acting(second), issue=issue)
    own = [each.officer for each in queries.referrals_of(acting(second), issue)]
    actions.answer(by=acting(second), issue=issue, words="可申请专家库支持")
    actions.answer(by=acting(department_officer), issue=issue, words="已列入攻关清单")

    assert own == [second]  # whom else was asked is not told: it would wait for the other
    assert set(issue.referrals.values_list("position", flat=True)) == {"answered"}
    assert issue.track.steps.filter(move="answer").count() == 1
    with pytest.raises(NotAsked):
        actions.answer(by=acting(second), issue=issue, words="再答一次")


def test_an_issue_that_every_office_declines_goes_back(
    weifang, sent, acting, county_officer, department_officer
):
    actions.decline(by=acting(department_officer), issue=sent, words="属于林业部门职责")

    assert stage(sent) == "raised"
    assert told("not_ours") == told("declined") == {"county_officer"}
    assert Promise.objects.get().state == "withdrawn"

    actions.sort(
        by=acting(county_officer),
        issue=queries.issue(acting(county_officer), sent.pk, to="sort"),
        subject="land",
        severity="urgent",
        tag="",
    )
    with pytest.raises(NobodyCompetent) as refused:
        step(acting(county_officer), sent, "send")
    assert "青州市" in refused.value.sentence
    assert stage(sent) == "raised"


def test_a_firm_that_is_not_served_asks_again_with_words(
    sent, acting, owner, county_officer, department_officer
):
    actions.answer(by=acting(department_officer), issue=sent, words="已办结")

    with pytest.raises(lifecycle.MissingEvidence):
        step(acting(owner), sent, "reopen")
    step(acting(owner), sent, "reopen", "专家没有来过")

    assert stage(sent) == "sent"
    assert told("sent_again") == {"county_officer", "department_officer"}
    assert [each.position for each in sent.referrals.all()] == ["answered", "waiting"]
    assert Promise.objects.filter(state="open").count() == 1


def test_a_solved_issue_may_come_back(sent, acting, owner, department_officer):
    actions.answer(by=acting(department_officer), issue=sent, words="已办结")
    step(acting(owner), sent, "close")

    step(acting(owner), sent, "reopen", "问题又出现了")

    assert stage(sent) == "sent"


@pytest.mark.parametrize("given", ["0", "6", "4.5"])
def test_satisfaction_is_one_to_five(sent, acting, owner, department_officer, given):
    actions.answer(by=acting(department_officer), issue=sent, words="已办结")

    with pytest.raises(Senseless):
        step(acting(owner), sent, "close", satisfaction=given)

    assert stage(sent) == "answered"


def test_who_withdraws_calls_the_offices_off(sent, acting, owner):
    step(acting(owner), sent, "withdraw", "自行解决")

    assert Referral.objects.get().position == "called_off"
    assert Promise.objects.get().state == "withdrawn"
    assert told("withdrawn") == {"county_officer", "department_officer"}


def test_the_county_has_its_own_office_before_the_citys(
    weifang, firm, office, acting, owner, county_officer
):
    near = a_user("near", workspace=weifang, role="department_officer")
    an_office(weifang, near, division=a_division(weifang), department="青州市花卉中心")

    issue = step(acting(county_officer), raised(acting(owner), firm), "send")

    assert [each.department for each in issue.referrals.all()] == ["青州市花卉中心"]


def test_sent_twice_with_one_key_it_is_one_issue(firm, acting, owner):
    key = uuid.uuid4()
    first = raised(acting(owner), firm, key=key)
    again = raised(acting(owner), firm, key=key)

    assert first == again
    assert Notice.objects.filter(kind="liaison.raised").count() == 1
    with pytest.raises(KeyUsed):
        raised(acting(owner), firm, replace(ASKED, words="改过的话"), key=key)


def test_who_is_not_of_the_firm_raises_nothing_for_it(
    firm, acting, other_county_officer, department_officer, auditor
):
    for user in (other_county_officer, department_officer, auditor):
        with pytest.raises(PermissionDenied):
            raised(acting(user), firm)


@pytest.mark.parametrize(
    ("issue", "on", "why"),
    [
        (replace(ASKED, words="  "), None, "no-words"),
        (replace(ASKED, title=""), None, "no-words"),
        (ASKED, TODAY + datetime.timedelta(days=1), "raised-ahead"),
    ],
)
def test_an_issue_without_sense_is_not_taken(firm, acting, owner, issue, on, why):
    with pytest.raises(Senseless) as refused:
        raised(acting(owner), firm, issue, on=on)

    assert refused.value.why == why
    assert not Issue.objects.exists()
