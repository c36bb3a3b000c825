"""Silence: reminders at 7 and 14 working days, upwards at 21, abandoned at 30."""

import datetime

import pytest

from yuandu.engines.calendar import add_working_days, china
from yuandu.kernel.lifecycle import reminders
from yuandu.kernel.notices.models import Notice
from yuandu.services.liaison import actions, chores
from yuandu.services.liaison.tests.records import (
    a_firm,
    an_office,
    in_the_care_of,
    raised,
    stage,
    step,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(weifang, acting, owner, county_officer, department_officer, leader, city_officer):
    firm = a_firm(weifang, owner.posts.get().organisation)
    in_the_care_of(firm, county_officer)
    an_office(weifang, department_officer, superior=leader)
    return step(acting(county_officer), raised(acting(owner), firm), "send")


def it_is(workspace, days: int, since: datetime.date) -> None:
    """Let so many working days pass, with every morning's round on the way."""
    workspace.today_on = add_working_days(since, days, calendar=china()).on
    workspace.save(update_fields=["today_on"])
    Notice.objects.all().delete()
    reminders.remind(workspace)
    chores.watch(workspace)


def told() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for notice in Notice.objects.select_related("to"):
        found.setdefault(notice.kind, set()).add(notice.to.username)
    return found


def test_silence_is_told_step_by_step_and_ends_in_abandonment(weifang, sent):
    office, officer = {"department_officer"}, {"county_officer"}
    firm, superior, city = {"owner"}, {"leader"}, {"city_officer"}

    it_is(weifang, 6, sent.sent_on)
    assert told() == {}
    it_is(weifang, 7, sent.sent_on)
    assert told() == {"promise.due": office}
    it_is(weifang, 14, sent.sent_on)
    assert told() == {"promise.overdue": office | officer}
    it_is(weifang, 20, sent.sent_on)
    assert told() == {}
    it_is(weifang, 21, sent.sent_on)
    assert told() == {"promise.overdue": office | officer, "liaison.upwards": superior}
    it_is(weifang, 22, sent.sent_on)
    assert told() == {}
    it_is(weifang, 29, sent.sent_on)
    assert stage(sent) == "sent"
    it_is(weifang, 30, sent.sent_on)
    assert stage(sent) == "abandoned"
    assert told()["liaison.abandoned"] == officer | firm | superior | city
    chores.watch(weifang)  # a second round the same day changes nothing
    assert sent.track.steps.filter(move="abandon").count() == 1


def test_an_abandoned_issue_may_still_be_answered_or_sent_anew(
    weifang, sent, acting, county_officer, department_officer
):
    it_is(weifang, 30, sent.sent_on)

    step(acting(county_officer), sent, "send")
    assert [each.position for each in sent.referrals.all()] == ["called_off", "waiting"]

    it_is(weifang, 30, weifang.today())
    assert stage(sent) == "abandoned"
    actions.answer(by=acting(department_officer), issue=sent, words="迟复为歉，已办结")
    assert stage(sent) == "answered"
    sent.refresh_from_db()
    assert sent.answer_days == 60


def test_who_answered_is_not_chased(weifang, sent, acting, department_officer):
    actions.answer(by=acting(department_officer), issue=sent, words="已办结")

    it_is(weifang, 30, sent.sent_on)

    assert told() == {}
    assert stage(sent) == "answered"


def test_on_days_of_rest_nobody_is_told(weifang, sent):
    weifang.today_on = datetime.date(2027, 3, 7)  # a Sunday, long after
    weifang.save(update_fields=["today_on"])
    Notice.objects.all().delete()

    chores.watch(weifang)

    assert told() == {}
