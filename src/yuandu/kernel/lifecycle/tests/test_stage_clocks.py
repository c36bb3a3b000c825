"""A move may start a clock: the track should get on within so many working days."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied

from tests.people import TODAY
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import actions, reminders
from yuandu.kernel.lifecycle.models import Promise
from yuandu.kernel.lifecycle.queries import promises
from yuandu.kernel.lifecycle.tests.tables import a_firm
from yuandu.kernel.notices import kinds
from yuandu.kernel.notices.models import Notice

BEGUN = datetime.date(2026, 11, 20)  # a Friday
PRODUCED = {"broken_on": "2026-11-20", "invested": "1200"}


@pytest.fixture
def firm(weifang):
    return a_firm(weifang)


@pytest.fixture
def begun(weifang, firm, city_officer, acting):
    """A track on which the officer made the move that starts a clock of five days."""
    track = actions.start(by=Actor.system(weifang), subject=firm, cycle="works", on=BEGUN)
    moving(acting(city_officer), track, "begin")
    return track


def moving(by, track, move, on=BEGUN, **more):
    return actions.move(by=by, track=track, move=move, on=on, expected_stage=track.stage, **more)


def test_the_mover_owes_the_next_step(begun, city_officer):
    clock = Promise.objects.get()

    assert (clock.giver, clock.receiver, clock.due_on) == (
        city_officer,
        None,
        datetime.date(2026, 11, 27),
    )


def test_it_waits_for_the_posts_that_lead_on(begun, city_officer, auditor, acting):
    def waiting(user):
        return list(promises.listed(acting(user), "to_decide"))

    assert waiting(city_officer) == [Promise.objects.get()]
    assert waiting(auditor) == []
    assert promises.counts(acting(city_officer))["to_decide"] == 1

    moving(acting(city_officer), begun, "produce", evidence=PRODUCED)
    assert waiting(city_officer) == []


def test_the_officer_who_stands_by_owes_it_to_the_leader_who_does(
    weifang, firm, city_officer, county_officer, leader, acting
):
    for user, role in (county_officer, "officer"), (leader, "leader"):
        actions.assign(by=acting(city_officer), subject=firm, user=user, role=role, from_on=BEGUN)
    track = actions.start(by=Actor.system(weifang), subject=firm, cycle="works", on=BEGUN)

    moving(acting(city_officer), track, "begin")

    clock = Promise.objects.get()
    assert (clock.giver, clock.receiver) == (county_officer, leader)


@pytest.mark.parametrize(
    ("move", "more", "state"),
    [
        ("produce", {"evidence": PRODUCED}, "kept"),
        ("suspend", {"words": "停工"}, "withdrawn"),
        ("cancel", {}, "withdrawn"),
    ],
)
def test_the_next_step_keeps_it_and_a_rest_takes_it_away(
    begun, city_officer, acting, move, more, state
):
    moving(acting(city_officer), begun, move, on=TODAY, **more)

    clock = Promise.objects.get()
    assert (clock.state, clock.closed_on, clock.next_reminder_on) == (state, TODAY, None)
    assert [event.kind for event in clock.events.order_by("pk")] == ["opened", state]


def test_nobody_can_say_that_it_is_kept(begun, city_officer, administrator, acting):
    clock = Promise.objects.get()

    for act, user in (actions.claim, city_officer), (actions.confirm, administrator):
        with pytest.raises(PermissionDenied):
            act(by=acting(user), promise=clock)
    with pytest.raises(PermissionDenied):
        actions.withdraw(by=acting(administrator), promise=clock, words="算了")


def test_a_corrected_day_moves_the_clock(begun, city_officer, acting):
    actions.correct(
        by=acting(city_officer), track=begun, on=datetime.date(2026, 11, 23), words="录错"
    )

    clock = Promise.objects.get()
    assert (clock.opened_on, clock.due_on) == (
        datetime.date(2026, 11, 23),
        datetime.date(2026, 11, 30),
    )


def test_reminders_name_the_stage_in_the_readers_language(weifang, begun, city_officer):
    weifang.today_on = datetime.date(2026, 11, 27)

    reminders.remind(weifang)

    notice = Notice.objects.get(to=city_officer)
    assert "“Building”" in kinds.sentence(notice.kind, notice.params)


def test_a_move_by_the_system_alone_starts_no_clock(weifang, firm):
    system = Actor.system(weifang)
    track = actions.start(by=system, subject=firm, cycle="works", on=BEGUN)

    moving(system, track, "begin")

    assert not Promise.objects.exists()
