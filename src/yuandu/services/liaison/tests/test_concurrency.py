"""Two at once, against PostgreSQL: nothing is lost, nothing is doubled."""

import uuid
from dataclasses import replace

import pytest

from tests.people import TODAY, a_division, a_user, a_workspace
from tests.threads import at_once
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.accounts.models import User
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.kernel.lifecycle.models import Promise
from yuandu.kernel.registry.queries import actor_for
from yuandu.services.liaison import actions, queries
from yuandu.services.liaison.actions import NewPromise
from yuandu.services.liaison.models import Gap, Issue, Visit
from yuandu.services.liaison.permissions import current_officers
from yuandu.services.liaison.tests.records import (
    ASKED,
    a_firm,
    an_office,
    in_the_care_of,
    raised,
    stage,
    step,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def city(transactional_db):
    return a_workspace()


def an_actor(city, name: str, role: str, **post) -> Actor:
    return actor_for(a_user(name, workspace=city, role=role, **post), city)


def a_user_of(by: Actor) -> User:
    return User.objects.get(pk=by.user_id)


def test_two_offices_answer_at_once_and_both_answers_are_kept(city):
    house = Actor.system(city)
    offices = [an_actor(city, name, "department_officer") for name in ("first", "second")]
    for by in offices:
        an_office(city, a_user_of(by), department=by.label)
    issue = step(house, raised(house, a_firm(city)), "send")

    came = sorted(
        at_once(
            *(lambda by=by: actions.answer(by=by, issue=issue, words=by.label) for by in offices)
        )
    )

    assert came == ["done", "done"]
    assert {each.words for each in issue.referrals.all()} == {"first", "second"}
    assert issue.track.steps.filter(move="answer").count() == 1
    assert stage(issue) == "answered"


def test_one_office_answers_twice_at_once_and_is_heard_once(city):
    house, office = Actor.system(city), an_actor(city, "office", "department_officer")
    an_office(city, a_user_of(office))
    issue = step(house, raised(house, a_firm(city)), "send")

    came = sorted(
        at_once(
            *(lambda: actions.answer(by=office, issue=issue, words="已办结") for _turn in range(2))
        )
    )

    assert came == ["done", "not-asked"]


def test_of_two_hand_overs_at_once_one_passes(city):
    officer = an_actor(city, "officer", "county_officer", division=a_division(city))
    one, two = (a_user(name, workspace=city, role="leader") for name in ("one", "two"))
    firm = a_firm(city)
    in_the_care_of(firm, a_user_of(officer))
    house = Actor.system(city)
    standing = current_officers(house).get()
    standing.__class__.objects.update(from_on=TODAY.replace(day=1))

    came = sorted(
        at_once(
            *(
                lambda to=to: lifecycle.hand_over(
                    by=house, assignment=current_officers_again(house, standing.pk), to=to, on=TODAY
                )
                for to in (one, two)
            )
        )
    )

    assert came == ["already-assigned", "done"]
    assert current_officers(house).count() == 1


def current_officers_again(by: Actor, pk: int):
    """Read the assignment in the thread's own connection, ended or not."""
    model = current_officers(by).model
    return model.objects.select_related("user").get(pk=pk)


def test_a_visit_sent_twice_at_once_is_one_visit_with_one_promise(city):
    firm = a_firm(city)
    a_user("owner", workspace=city, role="owner", organisation=firm.party)
    by, key = an_actor(city, "officer", "county_officer", division=a_division(city)), uuid.uuid4()

    came = sorted(
        at_once(
            *(
                lambda: actions.visit(
                    by=by,
                    firm=queries.firm(by, firm.pk, to="visit"),
                    key=key,
                    on=TODAY,
                    heard="用工紧张",
                    promises=[NewPromise("对接院校", 5)],
                )
                for _turn in range(4)
            )
        )
    )

    assert came == ["done"] * 4
    assert (Visit.objects.count(), Promise.objects.count()) == (1, 1)


def test_three_firms_raise_the_same_at_once_and_one_gap_opens(city):
    firms = [a_firm(city, name=f"示例花卉{number}公司") for number in range(6)]
    house, tagged = Actor.system(city), replace(ASKED, tag="冷链")

    came = sorted(at_once(*(lambda firm=firm: raised(house, firm, tagged) for firm in firms)))

    assert came == ["done"] * 6
    gap = Gap.objects.get()
    assert Issue.objects.filter(gap=gap).count() == 6


def test_the_firm_closes_while_the_office_says_more_and_nothing_hangs(city):
    firm = a_firm(city)
    owner = an_actor(city, "owner", "owner", organisation=firm.party)
    offices = [an_actor(city, name, "department_officer") for name in ("first", "second")]
    for by in offices:
        an_office(city, a_user_of(by), department=by.label)
    house = Actor.system(city)
    issue = step(house, raised(house, firm), "send")
    actions.answer(by=offices[0], issue=issue, words="已办结")

    came = sorted(
        at_once(
            lambda: step(owner, issue, "close"),
            lambda: actions.answer(by=offices[1], issue=issue, words="补充答复"),
        )
    )

    assert came in (["done", "done"], ["done", "not-asked"])
    assert stage(issue) == "closed"
    assert not issue.referrals.filter(position="waiting").exists()
    assert not Promise.objects.filter(closed_on=None).exists()
