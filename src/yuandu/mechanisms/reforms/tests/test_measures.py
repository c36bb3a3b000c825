"""Measures are entered, put in force, changed and ended; the figure counts those in force."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from tests.people import TODAY, a_division
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit.models import Entry
from yuandu.kernel.indicators import figures
from yuandu.kernel.registry.queries import actor_for
from yuandu.mechanisms.reforms import actions, queries, rules
from yuandu.mechanisms.reforms.refusals import OddMeasure, Stale, Taken
from yuandu.mechanisms.reforms.tests.records import SINCE, a_draft, a_measure, step

pytestmark = pytest.mark.django_db
A_DAY = datetime.timedelta(days=1)


@pytest.fixture
def city(weifang, city_officer):
    return actor_for(city_officer, weifang)


def count(weifang, on=TODAY):
    return figures.value(weifang, "reforms.measures.count", on).value


def test_a_measure_counts_from_the_day_it_is_in_force_until_it_ends(weifang, city):
    measure = actions.enter(by=city, draft=a_draft())
    assert count(weifang) == 0

    step(city, measure, rules.BEGIN, on=SINCE, evidence={"document": "示例1号"})
    assert (count(weifang, SINCE - A_DAY), count(weifang, SINCE), count(weifang)) == (0, 1, 1)

    step(city, measure, rules.END, words="已完成")
    assert (count(weifang, TODAY - A_DAY), count(weifang)) == (1, 0)

    step(city, measure, rules.RESUME, words="误点")
    assert count(weifang) == 1


def test_a_number_and_a_name_stand_once_on_the_list(weifang, city):
    first = actions.enter(by=city, draft=a_draft())

    with pytest.raises(Taken) as number:
        actions.enter(by=city, draft=a_draft(number=first.number))
    with pytest.raises(Taken) as name:
        actions.enter(by=city, draft=a_draft(name=first.name))

    assert (number.value.field, name.value.field) == ("number", "name")


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"rises": ("projects.none.such",)}, "unknown-figure"),
        ({"activity": "none"}, "unknown-figure"),
        ({"rises": ("visits.closed.share",), "falls": ("visits.closed.share",)}, "both-ways"),
    ],
)
def test_a_measure_names_figures_that_are_published_one_way(city, fields, why):
    with pytest.raises(OddMeasure) as refusal:
        actions.enter(by=city, draft=a_draft(**fields))

    assert refusal.value.why == why


def test_a_claim_that_stays_keeps_its_day_and_one_turned_round_does_not(weifang, city):
    measure = a_measure(weifang, rises=("visits.closed.share",), falls=("visits.answered.days",))
    measure.claims.update(claimed_on=SINCE)
    number = measure.number

    changed = a_draft(
        number=number,
        name=measure.name,
        rises=("visits.closed.share", "visits.answered.days"),
        divisions=(a_division(weifang),),
    )
    actions.update(by=city, measure=measure, version=1, draft=changed)

    days = {each.figure: each.claimed_on for each in measure.claims.all()}
    assert days == {"visits.closed.share": SINCE, "visits.answered.days": TODAY}
    assert measure.coverage.count() == 1
    told = Entry.objects.get(action="reforms.update").details["changed"]
    assert set(told) == {"rises", "falls", "divisions"}
    with pytest.raises(Stale):
        actions.update(by=city, measure=measure, version=1, draft=changed)


def test_only_the_city_keeps_the_list_and_plans_are_for_offices(weifang, city, owner):
    planned, running = a_measure(weifang), a_measure(weifang, rules.IN_FORCE)
    public, firm = Actor.anonymous(weifang), actor_for(owner, weifang)

    assert list(queries.visible_to(public)) == [running]
    assert list(queries.visible_to(firm)) == [running]
    assert list(queries.visible_to(city)) == [planned, running]
    with pytest.raises(Http404):
        queries.measure(public, planned.pk, to="see")
    with pytest.raises(PermissionDenied):
        actions.enter(by=firm, draft=a_draft())
    with pytest.raises(PermissionDenied):
        actions.update(by=firm, measure=running, version=1, draft=a_draft())
