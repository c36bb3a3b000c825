"""A meeting is called and held; what is promised there becomes clocks, kept or passed on."""

import datetime
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import connection
from django.http import Http404

from tests.people import TODAY
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.indicators import figures
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.kernel.lifecycle.models import Promise
from yuandu.kernel.registry.queries import actor_for
from yuandu.mechanisms.projects.tests.records import a_project
from yuandu.mechanisms.reforms import actions, queries, rules
from yuandu.mechanisms.reforms.actions import meetings
from yuandu.mechanisms.reforms.models import Pledge
from yuandu.mechanisms.reforms.refusals import OddMeeting, PledgesOpen, Stale
from yuandu.mechanisms.reforms.tests.records import a_meeting, a_pledge, move_meeting

pytestmark = pytest.mark.django_db
A_DAY = datetime.timedelta(days=1)


@pytest.fixture
def city(weifang, city_officer):
    return actor_for(city_officer, weifang)


def new(**fields):
    given = {"name": "示例会", "kind": "other", "on": TODAY, "place": "会议室", "office": "办公室"}
    return meetings.NewMeeting(**given | fields)


def test_a_pledge_is_shown_confirmed_and_then_the_meeting_closes(
    weifang, city, city_officer, department_officer
):
    meeting = a_meeting(weifang, rules.HELD)
    pledge = a_pledge(city, meeting, department_officer, city_officer)
    department = actor_for(department_officer, weifang)

    with pytest.raises(PledgesOpen):
        move_meeting(city, meeting, rules.CLOSE)
    with pytest.raises(OddMeeting):
        actions.fulfil(by=department, pledge=pledge, words=" ")
    paper = ContentFile(b"%PDF-1.7\n%%EOF\n", "opinion.pdf")
    actions.fulfil(by=department, pledge=pledge, words="已出具", evidence=paper)
    lifecycle.confirm(by=city, promise=Promise.objects.get(pk=pledge.promise_id))
    move_meeting(city, meeting, rules.CLOSE)

    (row,) = queries.rows(city, queries.tracked(city, "kept"))
    assert [each.name for each in row.files] == ["opinion.pdf"]
    assert queries.meeting(city, meeting.pk, to="see").stage == rules.CLOSED
    assert figures.value(weifang, "reforms.pledges.kept", TODAY).value == 100


def test_pledges_are_written_down_while_the_meeting_is_held(
    weifang, city, city_officer, department_officer
):
    planned = a_meeting(weifang)
    with pytest.raises(OddMeeting) as refusal:
        a_pledge(city, planned, department_officer, city_officer)
    assert refusal.value.why == "not-held"

    held = a_meeting(weifang, rules.HELD)
    move_meeting(city, held, rules.CLOSE)
    with pytest.raises(OddMeeting):
        a_pledge(city, held, department_officer, city_officer)


def test_a_meeting_is_not_held_before_its_day_and_not_changed_after_it(weifang, city):
    later = a_meeting(weifang, on=TODAY + A_DAY)
    with pytest.raises(OddMeeting) as refusal:
        move_meeting(city, later, rules.HOLD)
    assert refusal.value.why == "too-early"

    actions.change(by=city, meeting=later, version=1, new=new(), organisations=("示例局",))
    assert [str(each) for each in later.attendees.all()] == ["示例局"]
    with pytest.raises(Stale):
        actions.change(by=city, meeting=later, version=1, new=new())
    move_meeting(city, later, rules.HOLD)
    with pytest.raises(OddMeeting):
        actions.change(by=city, meeting=later, version=2, new=new())


def test_hours_stand_in_order(city):
    with pytest.raises(OddMeeting):
        actions.call(by=city, new=new(to_time=datetime.time(9)))
    with pytest.raises(OddMeeting):
        actions.call(by=city, new=new(from_time=datetime.time(10), to_time=datetime.time(9)))


def test_a_pledge_on_a_project_goes_with_its_sponsorship(
    weifang, city, city_officer, department_officer, leader
):
    project = a_project(weifang)
    assignment = lifecycle.assign(
        by=city, subject=project, user=leader, role="leader", from_on=TODAY
    )
    pledge = a_pledge(city, a_meeting(weifang, rules.HELD), leader, city_officer, project=project)

    lifecycle.hand_over(by=city, assignment=assignment, to=department_officer, on=TODAY + A_DAY)

    assert queries.pledge(city, pledge.pk, to="see").promise.giver == department_officer


def test_a_pledge_is_passed_on_to_a_successor_once(
    weifang, city, city_officer, department_officer, leader
):
    pledge = a_pledge(city, a_meeting(weifang, rules.HELD), department_officer, city_officer)

    actions.pass_on(by=city, pledge=pledge, to=leader, words="岗位调整")

    promise = Promise.objects.get(pk=pledge.promise_id)
    assert promise.giver == leader
    assert promise.events.filter(kind="handed_over", words="岗位调整").exists()
    for to in (leader, city_officer):
        with pytest.raises(lifecycle.OddPromise):
            actions.pass_on(by=city, pledge=pledge, to=to, words="再次")
    lifecycle.confirm(by=city, promise=promise)
    with pytest.raises(lifecycle.NotYourTurn):
        actions.pass_on(by=city, pledge=pledge, to=department_officer, words="晚了")


def test_only_the_city_calls_meetings_and_strangers_see_their_own(
    weifang, city, city_officer, department_officer, owner
):
    firm, public = actor_for(owner, weifang), Actor.anonymous(weifang)
    meeting, invited = a_meeting(weifang, rules.HELD), a_meeting(weifang, people=(owner,))
    pledge = a_pledge(city, meeting, department_officer, city_officer)

    with pytest.raises(PermissionDenied):
        actions.call(by=firm, new=new())
    with pytest.raises(PermissionDenied):
        a_pledge(firm, meeting, owner, city_officer)
    assert list(queries.meetings_visible_to(firm)) == [invited]
    assert not queries.meetings_visible_to(public).exists()
    with pytest.raises(Http404):
        queries.pledge(firm, pledge.pk, to="see")

    own = a_pledge(city, meeting, owner, city_officer, words="补齐材料")
    assert list(queries.pledges_visible_to(firm)) == [own]
    assert set(queries.meetings_visible_to(firm)) == {invited, meeting}


@pytest.mark.django_db(transaction=True)
def test_no_pledge_slips_in_while_the_meeting_is_closed(
    weifang, city, city_officer, department_officer
):
    meeting, barrier = a_meeting(weifang, rules.HELD), Barrier(2)

    def attempt(act):
        try:
            barrier.wait()
            act()
        except (PledgesOpen, OddMeeting) as refusal:
            return type(refusal)
        finally:
            connection.close()
        return None

    with ThreadPoolExecutor(2) as pool:
        outcomes = list(
            pool.map(
                attempt,
                [
                    lambda: move_meeting(city, meeting, rules.CLOSE),
                    lambda: a_pledge(city, meeting, department_officer, city_officer),
                ],
            )
        )

    closed = queries.meeting(city, meeting.pk, to="see").stage == rules.CLOSED
    assert closed != Pledge.objects.filter(meeting=meeting).exists()
    assert sum(outcome is None for outcome in outcomes) == 1
