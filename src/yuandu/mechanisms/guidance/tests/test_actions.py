"""What is declared and by whom; plans that are each one's own."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import override

from tests.people import TODAY
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit.models import Entry
from yuandu.kernel.registry import queries as registry
from yuandu.mechanisms.flowers.models import Forecast, Market
from yuandu.mechanisms.guidance import actions, queries, wording
from yuandu.mechanisms.guidance.models import Intention, Plan, PlanLine
from yuandu.mechanisms.guidance.refusals import NothingToPlan, OddDeclaration
from yuandu.mechanisms.guidance.tests.records import (
    a_grower,
    a_holding,
    a_household,
    an_intention,
    quoted,
    some_kinds,
)

pytestmark = pytest.mark.django_db


def stands_for(weifang, name, username):
    """Return the actor of a household."""
    user = a_grower(weifang, username, a_household(weifang, name))
    return registry.actor_for(user, weifang)


def test_a_later_word_about_beds_replaces_the_one_before(weifang):
    me = stands_for(weifang, "示例花农甲户", "me")
    household = a_household(weifang)

    actions.declare_holding(by=me, household=household, area=900, cash=1)
    actions.declare_holding(by=me, household=household, area=800, cash=2, caution="wary")

    assert queries.holding(me).area == 800


def test_nobody_declares_for_another_household_not_even_an_administrator(
    weifang, administrator, coordinator
):
    holding = a_holding(weifang)
    kind = some_kinds(weifang)[0]
    others = [
        stands_for(weifang, "示例花农乙户", "other"),
        registry.actor_for(administrator, weifang),
        registry.actor_for(coordinator, weifang),
    ]

    for by in others:
        with pytest.raises(PermissionDenied):
            actions.declare_holding(by=by, household=holding.household, area=1, cash=1)
        with pytest.raises(PermissionDenied):
            actions.add_growable(
                by=by, holding=holding, kind=kind, density=Decimal(1), cost=Decimal(1)
            )
        with pytest.raises(PermissionDenied):
            actions.intend(by=by, household=holding.household, kind=kind, area=1, plant_on=TODAY)


def test_an_intention_is_visible_to_its_household_alone(weifang, administrator, city_officer):
    intention = an_intention(weifang)
    me = stands_for(weifang, "示例花农甲户", "me")
    other = stands_for(weifang, "示例花农乙户", "other")

    assert queries.get(me, intention.pk, to="see") == intention
    for actor in (
        other,
        registry.actor_for(administrator, weifang),
        registry.actor_for(city_officer, weifang),
    ):
        with pytest.raises(Http404):
            queries.get(actor, intention.pk, to="see")


def test_what_is_taken_back_is_taken_back_once(weifang):
    intention = an_intention(weifang)
    me = stands_for(weifang, "示例花农甲户", "me")

    actions.withdraw(by=me, intention=intention)

    assert queries.open_intentions(me) == []
    with pytest.raises(PermissionDenied):
        actions.withdraw(by=me, intention=intention)
    again = an_intention(weifang)
    assert again.is_open


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"plant_on": TODAY - datetime.timedelta(days=1)}, "past"),
        ({"plant_on": TODAY + datetime.timedelta(days=1000)}, "far"),
        ({"area": 1001}, "too-much"),
    ],
)
def test_an_odd_intention_is_refused(weifang, change, why):
    holding = a_holding(weifang)
    given = {"kind": some_kinds(weifang)[0], "area": 10, "plant_on": TODAY}

    with pytest.raises(OddDeclaration) as caught:
        actions.intend(by=Actor.system(weifang), household=holding.household, **given | change)

    assert caught.value.why == why
    assert caught.value.sentence


def test_the_same_intention_twice_and_a_kind_twice_are_refused(weifang):
    an_intention(weifang)
    holding = queries.holding(stands_for(weifang, "示例花农甲户", "me"))

    with pytest.raises(OddDeclaration, match="twice"):
        an_intention(weifang)
    with pytest.raises(OddDeclaration, match="kind-twice"):
        actions.add_growable(
            by=Actor.system(weifang),
            holding=holding,
            kind=some_kinds(weifang)[0],
            density=Decimal(1),
            cost=Decimal(1),
        )


def test_a_household_without_beds_or_kind_is_told_what_comes_first(weifang):
    kind, by = some_kinds(weifang)[0], Actor.system(weifang)
    household = a_household(weifang)

    with pytest.raises(OddDeclaration, match="no-holding"):
        actions.intend(by=by, household=household, kind=kind, area=1, plant_on=TODAY)
    actions.declare_holding(by=by, household=household, area=10, cash=10)
    with pytest.raises(OddDeclaration, match="not-growable"):
        actions.intend(by=by, household=household, kind=kind, area=1, plant_on=TODAY)


def test_everybody_is_planned_for_within_their_beds_and_money(weifang, city_officer):
    quoted(weifang)
    holdings = [a_holding(weifang, f"示例花农{at}户", cash=20_000 * at) for at in range(1, 7)]
    officer = registry.actor_for(city_officer, weifang)

    made = actions.advise(by=officer, seed=5)

    assert made.households == 6
    plans = {plan.household_id: plan for plan in Plan.objects.filter(round=made)}
    for holding in holdings:
        plan = plans[holding.household_id]
        assert plan.planted + plan.idle == pytest.approx(holding.area, abs=2)
        assert plan.bad_income <= plan.income
        assert plan.lines.count() == 3
    assert any(plan.idle_reason == "cash" for plan in plans.values())
    assert Entry.objects.filter(action="guidance.advise").count() == 1


def test_the_plan_may_be_not_to_plant(weifang):
    quoted(weifang)
    holding = a_holding(weifang)
    holding.growables.update(cost=Decimal(5000))

    made = actions.advise(by=Actor.system(weifang))

    plan = Plan.objects.get(round=made)
    assert (plan.planted, plan.idle, plan.idle_reason) == (0, 1000, "nothing-pays")
    assert set(PlanLine.objects.filter(plan=plan).values_list("reason", flat=True)) == {"loss"}


def test_a_plan_is_read_by_its_household_alone(weifang, administrator):
    quoted(weifang)
    a_holding(weifang)
    a_holding(weifang, "示例花农乙户", area=300)
    actions.advise(by=Actor.system(weifang))

    me = stands_for(weifang, "示例花农甲户", "me")
    other = stands_for(weifang, "示例花农乙户", "other")

    assert queries.plan(me).household == a_household(weifang)
    assert queries.plan(other).household == a_household(weifang, "示例花农乙户")
    assert queries.plan(registry.actor_for(administrator, weifang)) is None


def test_without_declarations_or_prices_there_is_nothing_to_plan(weifang):
    by = Actor.system(weifang)
    with pytest.raises(NothingToPlan, match="nobody"):
        actions.advise(by=by)

    a_holding(weifang)

    with pytest.raises(NothingToPlan, match="prices"):
        actions.advise(by=by)


def test_growers_and_coordinators_plan_for_nobody(weifang, coordinator):
    for actor in (
        stands_for(weifang, "示例花农甲户", "me"),
        registry.actor_for(coordinator, weifang),
    ):
        with pytest.raises(PermissionDenied):
            actions.advise(by=actor)


def test_oversupply_is_warned_of_from_five_households_on(weifang):
    quoted(weifang, volume=500)
    for at in range(4):
        an_intention(weifang, f"示例花农{at}户")

    assert queries.warnings(weifang) == []

    an_intention(weifang, "示例花农9户")
    told = queries.warnings(weifang)

    assert [(one.kind.code, one.households, one.level) for one in told] == [
        ("calla", 5, "too-much")
    ]
    assert told[0].price_change < 0
    assert (told[0].from_on - TODAY).days >= 8 * 7


def test_what_was_taken_back_counts_in_no_warning(weifang):
    quoted(weifang, volume=500)
    for at in range(5):
        an_intention(weifang, f"示例花农{at}户")
    Intention.objects.filter(household__name="示例花农0户").update(is_open=False)

    assert queries.warnings(weifang) == []


def test_a_round_tells_sums_of_five_households_at_least(weifang):
    quoted(weifang, volume=100_000)
    for at in range(4):
        a_holding(weifang, f"示例花农{at}户")
    few = actions.advise(by=Actor.system(weifang))
    for at in range(4, 9):
        a_holding(weifang, f"示例花农{at}户")
    many = actions.advise(by=Actor.system(weifang))

    assert queries.round_kinds(few) == []
    told = queries.round_kinds(many)
    assert told
    assert all(each.households >= 5 for each in told)


def test_prices_centre_on_forecasts_at_a_kinds_own_time_and_the_plan_says_so(weifang):
    quoted(weifang)
    a_holding(weifang)
    kinds, market = some_kinds(weifang), Market.objects.get()
    cut_off = TODAY - datetime.timedelta(days=3)
    for kind, ahead, known in (
        (kinds[0], kinds[0].weeks, cut_off),
        (kinds[1], kinds[1].weeks + 1, cut_off),  # not when it is sold
        (kinds[2], kinds[2].weeks, TODAY - datetime.timedelta(weeks=9)),  # long ago
    ):
        Forecast.objects.create(
            workspace=weifang, kind=kind, market=market, grade="first", unit=kind.unit,
            what="price", week=TODAY, ahead=ahead, value=300, low=200, high=450,
            seasonal_naive=10, origins=0, level=80, method="last", cut_off=known, seed=1,
        )  # fmt: skip

    made = actions.advise(by=Actor.system(weifang))

    assert (made.kinds_asked, made.kinds_foretold, made.known_to) == (3, 1, cut_off)
    lines = {line.kind_id: line for line in PlanLine.objects.all()}
    assert [lines[kind.pk].foretold for kind in kinds] == [300, None, None]
    # The one that is foretold to be dear is the one to plant.
    assert max(lines.values(), key=lambda line: line.planted).kind_id == kinds[0].pk
    with override("en"):
        assert any("1 of 3 kinds" in each for each in wording.assumes(made))


def test_without_forecasts_the_plan_says_that_prices_follow_their_season(weifang):
    quoted(weifang)
    a_holding(weifang)

    made = actions.advise(by=Actor.system(weifang))

    assert (made.kinds_foretold, made.known_to) == (0, None)
    with override("en"):
        assert any(each.startswith("No market forecast") for each in wording.assumes(made))
