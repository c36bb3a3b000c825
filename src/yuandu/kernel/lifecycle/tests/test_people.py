"""Officers and leaders stand by subjects; whoever follows inherits the open promises."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied

from tests.people import TODAY, a_user
from yuandu.kernel.lifecycle import actions
from yuandu.kernel.lifecycle.models import Assignment, Promise
from yuandu.kernel.lifecycle.tests.tables import a_firm
from yuandu.kernel.notices.models import Notice

MARCH = datetime.date(2026, 3, 2)
APRIL = datetime.date(2026, 4, 1)


@pytest.fixture
def firm(weifang):
    return a_firm(weifang)


@pytest.fixture
def successor(weifang):
    return a_user("successor", workspace=weifang, role="leader")


@pytest.fixture
def standing(firm, city_officer, leader, acting) -> Assignment:
    return actions.assign(
        by=acting(city_officer), subject=firm, user=leader, role="leader", from_on=MARCH
    )


def promised(acting, firm, giver, receiver, words="答复") -> Promise:
    return actions.promise(
        by=acting(giver), subject=firm, words=words, giver=giver, receiver=receiver, due_days=3
    )


def test_who_is_assigned_is_told(standing, leader):
    notice = Notice.objects.get(to=leader)

    assert (notice.kind, notice.params["subject"]) == ("assignment.given", "示例重工有限公司")


def test_one_stands_by_a_subject_in_a_role_at_a_time(
    standing, firm, city_officer, successor, acting
):
    with pytest.raises(actions.AlreadyAssigned) as refused:
        actions.assign(
            by=acting(city_officer), subject=firm, user=successor, role="leader", from_on=APRIL
        )

    assert refused.value.who == "leader"


def test_those_who_stand_by_do_not_say_who_does(firm, leader, successor, acting):
    with pytest.raises(PermissionDenied):
        actions.assign(
            by=acting(leader), subject=firm, user=successor, role="leader", from_on=MARCH
        )


def test_the_successor_inherits_the_open_promises_and_no_others(
    standing, firm, weifang, city_officer, leader, owner, successor, acting
):
    given = promised(acting, firm, leader, owner)
    received = promised(acting, firm, owner, leader)
    kept = promised(acting, firm, leader, owner)
    actions.confirm(by=acting(owner), promise=kept)
    elsewhere = promised(acting, a_firm(weifang, "另一家"), leader, owner)

    heir = actions.hand_over(by=acting(city_officer), assignment=standing, to=successor, on=TODAY)

    for promise in given, received, kept, elsewhere:
        promise.refresh_from_db()
    assert (given.giver, received.receiver) == (successor, successor)
    assert (kept.giver, elsewhere.giver) == (leader, leader)
    assert (standing.to_on, heir.from_on) == (TODAY - datetime.timedelta(1), TODAY)
    assert given.events.latest("pk").kind == "handed_over"
    notice = Notice.objects.get(to=successor)
    assert (notice.kind, notice.params["number"]) == ("assignment.handed_over", 2)


def test_a_promise_between_the_two_ends_without_blame(
    standing, firm, city_officer, leader, successor, acting
):
    between = promised(acting, firm, leader, successor)

    actions.hand_over(by=acting(city_officer), assignment=standing, to=successor, on=TODAY)

    between.refresh_from_db()
    assert between.state == "withdrawn"


def test_it_is_handed_over_once(standing, city_officer, successor, owner, acting):
    seen_before = Assignment.objects.get(pk=standing.pk)
    actions.hand_over(by=acting(city_officer), assignment=standing, to=successor, on=TODAY)

    with pytest.raises(actions.AlreadyAssigned):
        actions.hand_over(by=acting(city_officer), assignment=seen_before, to=owner, on=TODAY)


@pytest.mark.parametrize("days", [0, -1])
def test_nobody_follows_before_the_beginning(standing, city_officer, successor, acting, days):
    on = MARCH + datetime.timedelta(days)

    with pytest.raises(actions.OddPromise):
        actions.hand_over(by=acting(city_officer), assignment=standing, to=successor, on=on)

    standing.refresh_from_db()
    assert standing.to_on is None


def test_nobody_succeeds_themselves(standing, city_officer, leader, acting):
    with pytest.raises(actions.OddPromise):
        actions.hand_over(by=acting(city_officer), assignment=standing, to=leader, on=TODAY)


def test_nobody_leaves_open_promises_behind(standing, firm, city_officer, leader, owner, acting):
    promise = promised(acting, firm, leader, owner)
    with pytest.raises(actions.OpenPromises):
        actions.release(by=acting(city_officer), assignment=standing, to_on=TODAY)

    actions.confirm(by=acting(owner), promise=promise)
    actions.release(by=acting(city_officer), assignment=standing, to_on=TODAY)

    standing.refresh_from_db()
    assert standing.to_on == TODAY
