"""A light turns red: somebody answers for it until a day; it ends when it is red no more."""

import datetime

import pytest
from django.utils import translation

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.kernel.lifecycle.models import Promise
from yuandu.kernel.notices import kinds
from yuandu.kernel.notices.models import Notice
from yuandu.kernel.registry.models import Post
from yuandu.mechanisms.projects.models import Standing
from yuandu.mechanisms.reporting import actions, queries, rules
from yuandu.mechanisms.reporting.models import Supervision
from yuandu.mechanisms.reporting.tests.records import (
    NOVEMBER,
    OCTOBER,
    a_locked_month,
    a_project_to_report,
    an_entry,
)

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(1)
AUGUST, SEPTEMBER = "2026-08", "2026-09"


@pytest.fixture
def office(weifang, city_officer, county_officer, acting):
    return acting(city_officer)


@pytest.fixture
def project(weifang):
    """Return a project on schedule that is in the statistics, so that only funds may be red."""
    return a_project_to_report(weifang, works_started_on=datetime.date(2026, 7, 25))


def a_month(workspace, project, period, *, funded):
    """Lock a month in which the project kept to its plan."""
    entry = an_entry(120 if period != AUGUST else 800, funds_in_place=funded)
    return a_locked_month(workspace, period, **{f"p{project.pk}": entry})


def of_funds():
    return Promise.objects.filter(supervision__kind="funds").order_by("pk")


def test_a_red_light_is_answered_for_until_a_working_day(
    office, weifang, project, county_officer, city_officer
):
    found = a_month(weifang, project, AUGUST, funded=False)

    [promise] = of_funds()
    assert (promise.giver, promise.receiver) == (county_officer, city_officer)
    assert promise.due_on == datetime.date(2026, 12, 8)  # ten working days
    assert promise.next_reminder_on == datetime.date(2026, 12, 7)
    assert promise.subject_id == project.pk
    assert "2026-08" in promise.words
    told = Notice.objects.get(kind="reporting.supervised", to=county_officer)
    assert told.params["number"] == Supervision.objects.filter(light__round=found).count()


def test_each_reader_has_its_words_in_their_language(
    office, weifang, project, city_officer, sign_in
):
    a_month(weifang, project, AUGUST, funded=False)
    [promise] = of_funds()

    def said(language: str) -> str:
        page = sign_in(city_officer).get(
            f"/promises/{promise.pk}/", headers={"accept-language": language}
        )
        return page.text

    assert "Red light of 2026-08, Funds: funds are not in place" in said("en")
    assert "资金" in said("zh-hans")
    assert "Red light" not in said("zh-hans")

    a_month(weifang, project, SEPTEMBER, funded=True)

    assert "The light of 2026-09 is not red any more" in said("en")


def test_a_notice_of_it_has_its_readers_language(office, weifang, project, county_officer, acting):
    a_month(weifang, project, AUGUST, funded=False)
    [promise] = of_funds()

    lifecycle.claim(by=acting(county_officer), promise=promise)

    told = Notice.objects.get(kind="promise.claimed")
    with translation.override("en"):
        assert "Red light of 2026-08, Funds" in kinds.sentence(told.kind, told.params)
    with translation.override("zh-hans"):
        assert "Red light" not in kinds.sentence(told.kind, told.params)


def test_the_city_is_told_where_nobody_answers(
    weifang, project, city_officer, county_officer, acting, sign_in
):
    Post.objects.filter(user=county_officer).update(to_on=weifang.today() - DAY)
    a_month(weifang, project, AUGUST, funded=False)

    assert not of_funds().exists()
    [told] = queries.unanswered(acting(city_officer))
    assert (told.division, told.lights) == (project.division, 1)
    desk = sign_in(city_officer).get("/workbench/").text
    assert "无人负责" in desk

    Post.objects.filter(user=county_officer).update(to_on=None)
    assert queries.unanswered(acting(city_officer)) == []


def test_lights_that_somebody_answers_for_all_the_same_are_taken_off(
    weifang, city_officer, leader, acting
):
    house = Actor.system(weifang)
    under_clock, later, lonely = (a_project_to_report(weifang) for _ in range(3))

    def stands_by(project, user):
        lifecycle.assign(
            by=house, subject=project, user=user, role="officer", from_on=weifang.today()
        )

    stands_by(under_clock, leader)
    red = an_entry(0, funds_in_place=False)
    a_locked_month(weifang, AUGUST, **{f"p{each.pk}": red for each in (under_clock, later, lonely)})
    assert [told.lights for told in queries.unanswered(acting(city_officer))] == [2]

    stands_by(later, leader)
    assert [told.lights for told in queries.unanswered(acting(city_officer))] == [1]

    stands_by(lonely, leader)
    assert queries.unanswered(acting(city_officer)) == []


def test_a_county_is_not_told_what_the_city_has_to_do(weifang, project, acting, county_officer):
    a_month(weifang, project, AUGUST, funded=False)

    assert queries.unanswered(acting(county_officer)) == []


def test_the_term_is_that_of_the_month(office, weifang, project):
    terms = rules.Terms(supervision_days=3)
    actions.keep_terms(by=office, from_on=datetime.date(2026, 8, 1), terms=terms, basis="办法")

    a_month(weifang, project, AUGUST, funded=False)

    assert of_funds().get().due_on == datetime.date(2026, 11, 27)


def test_whoever_stands_by_the_project_answers_for_it(office, weifang, project, leader):
    lifecycle.assign(
        by=office, subject=project, user=leader, role="officer", from_on=weifang.today()
    )

    a_month(weifang, project, AUGUST, funded=False)

    assert of_funds().get().giver == leader


def test_a_light_that_stays_red_keeps_its_clock_and_one_that_turns_ends_it(
    office, weifang, project
):
    a_month(weifang, project, AUGUST, funded=False)
    a_month(weifang, project, SEPTEMBER, funded=False)
    assert of_funds().get().state == "open"

    a_month(weifang, project, OCTOBER, funded=True)

    [promise] = of_funds()
    assert (promise.state, promise.next_reminder_on) == ("kept", None)
    assert "2026-10" in promise.events.order_by("-pk").first().words


def test_what_the_receiver_confirmed_runs_again_when_it_is_red_all_the_same(
    office, weifang, project
):
    a_month(weifang, project, AUGUST, funded=False)
    lifecycle.confirm(by=office, promise=of_funds().get())

    a_month(weifang, project, SEPTEMBER, funded=False)

    assert [each.state for each in of_funds()] == ["kept", "open"]


def test_who_was_released_is_left_in_peace_until_it_turns_red_anew(office, weifang, project):
    a_month(weifang, project, AUGUST, funded=False)
    lifecycle.withdraw(by=office, promise=of_funds().get(), words="资金计划已调整")
    a_month(weifang, project, SEPTEMBER, funded=False)
    assert of_funds().get().state == "withdrawn"

    a_month(weifang, project, OCTOBER, funded=True)
    a_month(weifang, project, NOVEMBER, funded=False)

    assert [each.state for each in of_funds()] == ["withdrawn", "open"]


def test_a_project_that_rests_is_no_longer_answered_for(office, weifang, project):
    other = a_project_to_report(weifang)
    a_locked_month(
        weifang,
        AUGUST,
        **{
            f"p{project.pk}": an_entry(funds_in_place=False),
            f"p{other.pk}": an_entry(funds_in_place=True),
        },
    )
    Standing.objects.filter(project=project).update(stage="suspended")

    a_month(weifang, other, SEPTEMBER, funded=True)

    assert of_funds().get().state == "withdrawn"


def test_nobody_answers_where_there_is_nobody(weifang, project):
    a_month(weifang, project, AUGUST, funded=False)

    assert not Supervision.objects.exists()


def test_the_projects_page_shows_until_when_and_who(
    office, weifang, project, sign_in, county_officer, owner
):
    a_month(weifang, project, AUGUST, funded=False)

    page = sign_in(county_officer).get(f"/weifang/reports/projects/{project.pk}/").text

    assert f"/promises/{of_funds().get().pk}/" in page
    assert "资金" in page
    assert "2026-08" in page


def test_twenty_red_lights_take_as_many_queries_as_one(
    office, weifang, django_assert_max_num_queries
):
    projects = [a_project_to_report(weifang) for _number in range(20)]
    entries = {f"p{each.pk}": an_entry(funds_in_place=False) for each in projects}

    a_locked_month(weifang, AUGUST, **entries)

    assert of_funds().count() == 20
    with django_assert_max_num_queries(8):
        queries.supervisions_of(Actor.system(weifang), projects[0])
