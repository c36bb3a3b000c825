"""A difficulty goes to the competent department, has a clock, and only the owner closes it."""

import datetime
import uuid

import pytest

from tests.people import TODAY, a_division, a_user
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle.models import Promise
from yuandu.kernel.lifecycle.refusals import NotYours
from yuandu.kernel.notices.models import Notice
from yuandu.mechanisms.visits import actions, chores, queries
from yuandu.mechanisms.visits.actions import NewDifficulty
from yuandu.mechanisms.visits.models import Difficulty
from yuandu.mechanisms.visits.refusals import Senseless
from yuandu.mechanisms.visits.tests.records import (
    LACKS_ENERGY,
    a_difficulty,
    a_project,
    a_team,
    a_visit,
    an_office,
    stage,
    step,
)
from yuandu.services.liaison.refusals import KeyUsed, NobodyCompetent

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(weifang) -> Actor:
    return Actor.system(weifang)


@pytest.fixture
def project(weifang, owner):
    return a_project(weifang, owner.posts.get().organisation)


@pytest.fixture
def sent(weifang, project, department_officer, leader) -> Difficulty:
    an_office(weifang, department_officer, superior=leader)
    return a_difficulty(weifang, project)


def later(weifang, days: int) -> None:
    weifang.today_on = TODAY + datetime.timedelta(days=days)
    weifang.save(update_fields=["today_on"])


def test_it_goes_to_the_competent_department_with_a_clock(sent, department_officer):
    sent.refresh_from_db()

    assert stage(sent) == "sent"
    assert sent.department == "市发改委"
    assert sent.promise.giver == department_officer
    assert sent.promise.due_on > TODAY
    assert Notice.objects.filter(to=department_officer, kind="visits.sent").count() == 1


def test_the_department_of_the_county_comes_before_that_of_the_city(
    weifang, department_officer, project
):
    near = a_user("near", workspace=weifang, role="department_officer")
    an_office(weifang, department_officer)
    an_office(weifang, near, department="青州市发改局", division=a_division(weifang))

    found = a_difficulty(weifang, project)

    found.refresh_from_db()
    assert found.officer == near


def test_without_a_department_it_stays_raised_and_the_county_is_told(weifang, county_officer):
    found = a_difficulty(weifang)

    assert stage(found) == "raised"
    assert Notice.objects.filter(to=county_officer, kind="visits.unsent").count() == 1
    with pytest.raises(NobodyCompetent):
        step(Actor.system(weifang), found, "send")


def test_the_way_from_answer_to_the_owners_close(weifang, sent, acting, department_officer, owner):
    step(acting(department_officer), sent, "take_up")
    answered = step(acting(department_officer), sent, "answer", "已列入新增专线计划")
    closed = step(acting(owner), sent, "close", satisfaction="5")

    assert answered.answer_days == 0
    assert Promise.objects.get(pk=answered.promise_id).state == "kept"
    assert closed.stage == "closed"
    assert closed.satisfaction == 5


@pytest.mark.parametrize("who", ["city_officer", "county_officer", "administrator"])
def test_nobody_but_the_owner_closes(request, sent, acting, department_officer, who):
    step(acting(department_officer), sent, "answer", "已办")

    with pytest.raises(NotYours):
        step(acting(request.getfixturevalue(who)), sent, "close")


def test_nobody_but_the_department_answers(sent, acting, city_officer, owner):
    for user in (city_officer, owner):
        with pytest.raises(NotYours):
            step(acting(user), sent, "answer", "代答")


def test_a_satisfaction_beyond_five_is_refused(sent, acting, department_officer, owner):
    step(acting(department_officer), sent, "answer", "已办")

    with pytest.raises(Senseless):
        step(acting(owner), sent, "close", satisfaction="6")

    assert stage(sent) == "answered"


def test_what_is_not_solved_goes_back_to_who_answered(sent, acting, department_officer, owner):
    step(acting(department_officer), sent, "answer", "已办")
    again = step(acting(owner), sent, "reopen", "专线没有到厂区")

    assert again.stage == "sent"
    assert again.officer == department_officer
    assert again.promise.state == "open"
    assert again.answer_days == 0


def test_what_is_given_back_goes_to_another_department_next(
    weifang, sent, acting, department_officer, house
):
    other = a_user("other", workspace=weifang, role="department_officer")
    an_office(weifang, other, department="供电公司")

    back = step(acting(department_officer), sent, "decline", "不属于本部门职责")
    promise = Promise.objects.get(giver=department_officer)
    assert (back.stage, back.department, back.officer) == ("raised", "", None)
    assert promise.state == "withdrawn"

    assert step(house, sent, "send").officer == other


def test_who_gave_it_back_still_reads_it(sent, acting, department_officer):
    step(acting(department_officer), sent, "decline", "不属于本部门职责")

    assert queries.difficulty(acting(department_officer), sent.pk, to="see") == sent


def test_silence_is_told_upwards_once_and_then_it_is_abandoned(weifang, sent, leader):
    later(weifang, 35)
    chores.watch(weifang)
    chores.watch(weifang)
    assert Notice.objects.filter(to=leader, kind="visits.upwards").count() == 1
    assert stage(sent) == "sent"

    later(weifang, 50)
    chores.watch(weifang)
    assert stage(sent) == "abandoned"


def test_what_is_abandoned_may_still_be_answered(weifang, sent, acting, department_officer):
    later(weifang, 50)
    chores.watch(weifang)

    answered = step(acting(department_officer), sent, "answer", "已办")

    assert answered.stage == "answered"
    assert answered.answer_days > 30


def test_on_a_day_of_rest_nothing_is_told(weifang, sent, leader):
    later(weifang, 47)  # a Sunday
    weifang.today_on = datetime.date(2027, 1, 10)
    weifang.save(update_fields=["today_on"])

    chores.watch(weifang)

    assert weifang.today().isoweekday() == 7
    assert stage(sent) == "sent"


def test_it_is_sorted_before_it_is_sent_and_not_after(weifang, house, project, department_officer):
    an_office(weifang, department_officer, "land")
    found = queries.difficulty(house, a_difficulty(weifang, project).pk, to="sort")
    actions.sort(by=house, difficulty=found, factor="land", severity="urgent")
    step(house, found, "send")

    with pytest.raises(Senseless):
        actions.sort(by=house, difficulty=found, factor="energy", severity="normal")


def test_one_more_difficulty_sent_twice_is_one(weifang, house, project):
    visit, key = a_visit(weifang, project), uuid.uuid4()
    for _turn in range(2):
        actions.raise_difficulty(by=house, visit=visit, key=key, difficulty=LACKS_ENERGY)

    assert Difficulty.objects.count() == 1
    with pytest.raises(KeyUsed):
        actions.raise_difficulty(
            by=house, visit=visit, key=key, difficulty=NewDifficulty(factor="land", title="缺地")
        )


def test_a_difficulty_without_a_sentence_is_refused(weifang, house):
    with pytest.raises(Senseless):
        actions.raise_difficulty(
            by=house,
            visit=a_visit(weifang),
            key=uuid.uuid4(),
            difficulty=NewDifficulty(factor="land", title=" "),
        )


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("city_officer", True),
        ("leader", True),
        ("auditor", True),
        ("county_officer", True),
        ("department_officer", True),
        ("owner", True),
        ("coordinator", True),  # belongs to the team
        ("other_county_officer", False),
        ("grower", False),
    ],
)
def test_who_reads_a_difficulty(request, weifang, sent, acting, who, sees):
    a_team(weifang, request.getfixturevalue("coordinator"))
    actor = acting(request.getfixturevalue(who))

    assert queries.difficulties_visible_to(actor).exists() is sees


def test_lists_say_whose_turn_it_is(weifang, sent, acting, department_officer, owner):
    assert queries.counts(acting(department_officer))["asked"] == 1
    step(acting(department_officer), sent, "answer", "已办")

    assert queries.counts(acting(department_officer))["asked"] == 0
    assert queries.counts(acting(owner))["to_close"] == 1
