"""The crop calendar: planned backwards from the delivery, ticked off, late steps told."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from tests.people import TODAY, a_user
from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.orders import actions, calendars, queries, rules
from yuandu.mechanisms.orders.models import Promise, StepDone
from yuandu.mechanisms.orders.refusals import OddPromise
from yuandu.mechanisms.orders.tests.records import (
    FROM,
    a_buyer,
    a_household,
    an_offer,
    an_order,
    asked,
)


def planned(weeks, *, taken_on, today, done=None, from_on=date(2027, 1, 31)):
    found = rules.steps(from_on, weeks, taken_on=taken_on, today=today, done=done or {})
    return {each.step: each for each in found}


def test_days_are_counted_back_from_the_first_day_of_delivery():
    taken = date(2026, 10, 1)
    found = planned(10, taken_on=taken, today=taken)

    assert {step: each.due_on for step, each in found.items()} == {
        "pot": date(2026, 11, 22),  # ten weeks before
        "transplant": date(2026, 12, 20),
        "check": date(2027, 1, 13),
        "grade": date(2027, 1, 28),  # three days before
    }
    assert not any(each.is_late for each in found.values())


def test_what_is_not_done_on_its_day_is_late_and_what_lay_before_the_share_is_not():
    taken = date(2026, 12, 1)  # potting had to be done before
    found = planned(10, taken_on=taken, today=date(2027, 1, 14), done={"transplant": taken})

    assert found["pot"].was_before
    assert not found["pot"].is_late
    assert not found["transplant"].is_late
    assert found["check"].is_late
    assert [each.step for each in found.values() if each.waits] == ["check", "grade"]


def test_of_a_kind_whose_growing_time_is_not_known_only_the_grading_is_planned():
    found = planned(None, taken_on=TODAY, today=TODAY)

    assert list(found) == ["grade"]


@pytest.fixture
def taken(weifang) -> Promise:
    an_order(weifang, quantity=500)
    an_offer(weifang)
    return actions.accept(by=Actor.system(weifang), promise=asked(weifang)[0])


@pytest.mark.django_db
def test_a_grower_ticks_a_step_off_once_and_takes_it_back(weifang, sign_in, taken):
    mei = sign_in(
        a_user("mei", workspace=weifang, role="grower", organisation=a_household(weifang))
    )
    page = taken.get_absolute_url()

    assert "上盆定植" in mei.get(page).content.decode()
    for _ in range(2):
        assert mei.post(f"{page}step/", {"step": "pot"}).status_code == 302
    done = StepDone.objects.get()
    assert (done.step, done.done_on, done.done_by) == ("pot", TODAY, "mei")
    mei.post(f"{page}step/", {"step": "pot", "undo": "on"})
    assert mei.post(f"{page}step/", {"step": "water"}).status_code == 302
    assert not StepDone.objects.exists()


@pytest.mark.django_db
def test_only_what_grows_is_ticked_and_only_by_who_answers(weifang, acting, taken):
    lin = acting(a_user("lin", workspace=weifang, role="owner", organisation=a_buyer(weifang)))
    with pytest.raises(PermissionDenied):
        actions.tick_step(by=lin, promise=taken, step="pot")
    actions.withdraw(by=Actor.system(weifang), promise=taken)
    with pytest.raises(OddPromise, match="not-growing"):
        actions.tick_step(by=Actor.system(weifang), promise=taken, step="pot")


@pytest.mark.django_db
def test_the_coordinators_page_tells_what_is_due_and_what_is_late(
    weifang, sign_in, coordinator, taken
):
    desk = sign_in(coordinator)
    potting = FROM - timedelta(weeks=6)
    weifang.today_on = potting + timedelta(days=1)
    weifang.save(update_fields=["today_on"])

    page = desk.get("/orders/calendar/").content.decode()
    due = queries.due_steps(Actor.system(weifang))

    assert taken.offer.grower.name in page
    assert [(each.step.step, each.step.is_late) for each in due] == [("pot", True)]
    actions.tick_step(by=Actor.system(weifang), promise=taken, step="pot")
    assert queries.due_steps(Actor.system(weifang)) == []


@pytest.mark.django_db
def test_a_growers_calendar_holds_the_steps_and_the_delivery(weifang, acting, taken):
    mei = acting(a_user("mei", workspace=weifang, role="grower", organisation=a_household(weifang)))
    actions.tick_step(by=mei, promise=taken, step="pot")

    entries = list(calendars.entries(mei))

    assert [each.on for each in entries][-1] == FROM
    assert len(entries) == 4  # three steps that wait, and the delivery
    assert len({each.uid for each in entries}) == 4
    assert all(each.url.startswith("http") for each in entries)
