"""Entering, publishing, revising and reporting; instruments and the matrix."""

import datetime
from decimal import Decimal
from threading import Barrier, Thread

import pytest
from django.core.files.base import ContentFile
from django.db import connection

from tests.people import TODAY
from yuandu.kernel.indicators import figures
from yuandu.services.plans import actions, queries
from yuandu.services.plans.models import Actual, Aspect, Goal, Indicator, Instrument, Plan
from yuandu.services.plans.refusals import (
    AlreadyPublished,
    AlreadyRevised,
    Empty,
    NotPublished,
    NotYours,
    Senseless,
    Taken,
)
from yuandu.services.plans.tests.records import a_plan, an_instrument

pytestmark = pytest.mark.django_db


@pytest.fixture
def by(acting, city_officer):
    return acting(city_officer)


PLAN = {
    "code": "flowers",
    "name": "示例规划",
    "level": "city",
    "issuer": "示例",
    "from_year": 2018,
    "to_year": 2035,
}


def test_a_plan_is_entered_part_by_part_and_published(weifang, by):
    plan = actions.enter(by=by, **PLAN)
    with pytest.raises(Empty):
        actions.publish(by=by, plan=plan)
    aspect = actions.keep(by=by, plan=plan, kind=Aspect, number=1, name="产业规模", name_en="")
    goal = actions.keep(by=by, plan=plan, kind=Goal, aspect=aspect, number=1, text="扩大")
    actions.publish(by=by, plan=plan)

    assert Plan.objects.get().published_on == TODAY
    with pytest.raises(AlreadyPublished):
        actions.keep(by=by, plan=plan, kind=Goal, part=goal, text="改")


def test_codes_and_numbers_are_given_once(weifang, by):
    plan = actions.enter(by=by, **PLAN)
    actions.keep(by=by, plan=plan, kind=Aspect, number=1, name="产业规模")

    with pytest.raises(Taken):
        actions.enter(by=by, **PLAN)
    with pytest.raises(Taken):
        actions.keep(by=by, plan=plan, kind=Aspect, number=1, name="科技研发")


@pytest.mark.parametrize("change", [{"target": Decimal(10)}, {"target_year": 2018}])
def test_an_indicator_has_to_go_somewhere(weifang, by, change):
    plan = a_plan(weifang, published=False)
    indicator = plan.indicators.get()

    with pytest.raises(Senseless):
        actions.keep(by=by, plan=plan, kind=Indicator, part=indicator, **change)
    with pytest.raises(Senseless):
        actions.enter(by=by, **PLAN | {"code": "odd", "to_year": 2018})


def test_a_part_does_not_hang_under_another_plan(weifang, by):
    plan = a_plan(weifang, published=False)
    other = a_plan(weifang, code="other", published=False)

    with pytest.raises(Senseless):
        actions.keep(
            by=by, plan=plan, kind=Goal, aspect=other.aspects.first(), number=9, text="错位"
        )
    with pytest.raises(Senseless):
        actions.drop(by=by, plan=plan, part=other.aspects.first())


def test_a_revision_holds_everything_and_tells_what_it_changes(weifang, by):
    plan = a_plan(weifang)
    actions.register_instrument(
        by=by,
        code="lamps",
        name="补光灯补贴",
        kind="factor",
        owner="示例",
        aspects=plan.aspects.all(),
    )
    actions.report(
        by=by, indicator=plan.indicators.get(), year=2025, value=Decimal(16), source="示例年报"
    )

    revised = actions.revise(by=by, plan=plan)
    nothing = queries.changes(plan, revised)
    indicator = revised.indicators.get()
    actions.keep(by=by, plan=revised, kind=Indicator, part=indicator, target=Decimal(30))
    actions.drop(by=by, plan=revised, part=revised.aspects.last())

    assert nothing == []
    assert [(each.change, each.what) for each in queries.changes(plan, revised)] == [
        ("changed", "indicator"),
        ("removed", "aspect"),
    ]
    assert queries.matrix(revised).cell(revised.aspects.get(), "factor").count == 1
    (under,) = queries.standing(revised, TODAY.year)
    (line,) = next(iter(under.lines.values()))
    assert line.standing.actual == 16
    with pytest.raises(AlreadyRevised):
        actions.revise(by=by, plan=plan)
    with pytest.raises(NotPublished):
        actions.revise(by=by, plan=revised)


def test_an_actual_said_again_is_corrected(weifang, by):
    indicator = a_plan(weifang).indicators.get()

    for value in (15, 16):
        actions.report(by=by, indicator=indicator, year=2025, value=Decimal(value), source="年报")

    assert Actual.objects.get().value == 16


@pytest.mark.usefixtures("kept_files")
def test_an_actual_comes_with_its_evidence(weifang, by):
    paper = ContentFile(b"%PDF-1.7\n%%EOF\n", "年报.pdf")
    indicator = a_plan(weifang).indicators.get()

    actual = actions.report(
        by=by, indicator=indicator, year=2025, value=Decimal(16), source="年报", evidence=paper
    )

    assert actual.evidence.name == "年报.pdf"


@pytest.mark.parametrize("year", [2017, TODAY.year + 1])
def test_an_actual_lies_in_years_that_were(weifang, by, year):
    with pytest.raises(Senseless):
        actions.report(
            by=by,
            indicator=a_plan(weifang).indicators.get(),
            year=year,
            value=Decimal(1),
            source="年报",
        )


def test_the_matrix_shows_and_counts_its_empty_cells(weifang, by):
    plan = a_plan(weifang, aspects=3)
    first, second, third = plan.aspects.all()
    ended = TODAY - datetime.timedelta(days=1)
    shared = {"owner": "示例", "name_en": ""}
    actions.register_instrument(
        by=by, code="a", name="甲", kind="plan", aspects=[first, second], **shared
    )
    actions.register_instrument(
        by=by, code="b", name="乙", kind="service", budget=Decimal(100), aspects=[first], **shared
    )
    actions.register_instrument(
        by=by, code="c", name="丙", kind="factor", to_on=ended, aspects=[third], **shared
    )

    found = queries.matrix(plan)

    assert (found.size, found.empty) == (9, 6)
    assert found.unserved == (third,)
    assert found.cell(first, "service").budget == 100
    assert [each.code for each in queries.serving(plan, 1, "plan")[1]] == ["a"]


def test_registering_again_changes_the_one_of_the_code(weifang, by):
    plan = a_plan(weifang)
    first, second = plan.aspects.all()
    fields = {"name": "甲", "kind": "plan", "owner": "示例"}

    actions.register_instrument(by=by, code="a", aspects=[first], **fields)
    actions.register_instrument(by=by, code="a", aspects=[second], **fields | {"name": "甲二"})

    assert Instrument.objects.get().name == "甲二"
    assert Instrument.objects.get().aspects.get() == second
    with pytest.raises(Senseless):
        actions.register_instrument(
            by=by,
            code="a",
            aspects=[],
            from_on=TODAY,
            to_on=TODAY - datetime.timedelta(days=1),
            **fields,
        )


def test_an_owner_keeps_no_plans(weifang, acting, owner):
    with pytest.raises(NotYours):
        actions.enter(by=acting(owner), **PLAN)
    with pytest.raises(NotYours):
        actions.register_instrument(by=acting(owner), code="a", aspects=[], name="甲")


def test_a_draft_is_nothing_to_the_public(weifang, acting, by, owner):
    a_plan(weifang, published=False)

    assert not queries.visible_to(acting(owner)).exists()
    assert queries.visible_to(by).exists()


def test_figures_count_the_aspects_of_versions_in_force(weifang, by):

    plan = a_plan(weifang, aspects=3)
    revised = actions.revise(by=by, plan=plan)
    an_instrument(weifang)

    before = figures.values(weifang, TODAY)
    actions.drop(by=by, plan=revised, part=revised.aspects.last())
    actions.publish(by=by, plan=revised)
    after = figures.values(weifang, TODAY)

    assert before["plans.aspects.count"].value == 3
    assert before["plans.instruments.count"].value == 1
    assert after["plans.aspects.count"].value == 2


@pytest.mark.django_db(transaction=True)
def test_two_officers_at_once_begin_one_revision(weifang, acting, by, administrator):
    plan = a_plan(weifang)
    both, made = Barrier(2), []

    def revise(actor):
        both.wait()
        try:
            made.append(actions.revise(by=actor, plan=plan).version)
        except AlreadyRevised:
            made.append(0)
        finally:
            connection.close()

    threads = [Thread(target=revise, args=[each]) for each in (by, acting(administrator))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(made) == [0, 2]
