"""Reads of the plan register: plans with where they stand, versions compared, the matrix."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Count, Q, QuerySet, Sum
from django.shortcuts import get_object_or_404

from yuandu.kernel.accounts.access import get_for
from yuandu.kernel.accounts.actors import Actor
from yuandu.services.plans import rules
from yuandu.services.plans.models import (
    Actual,
    Aspect,
    Goal,
    Indicator,
    Instrument,
    Kind,
    Plan,
    Serving,
    Task,
)
from yuandu.services.plans.permissions import MAY, sees_drafts
from yuandu.services.plans.rules import Course, Difference, Part, Standing, State


def visible_to(actor: Actor) -> QuerySet[Plan]:
    """Return the versions `actor` may read: published ones, and drafts if the post sees them."""
    found = Plan.objects.filter(workspace=actor.workspace)
    if not sees_drafts(actor):
        found = found.filter(published_on__isnull=False)
    # Said again, since counting drops the usual order.
    return found.annotate(size=Count("aspects")).order_by("code", "-version")


def get(actor: Actor, pk: int, *, to: str) -> Plan:
    """Return the plan if `actor` may do `to` with it.

    Raises:
        Http404: there is none, or `actor` must not learn that there is.
        PermissionDenied: `actor` may read it, but not do this.
    """
    found = visible_to(actor).select_related("supersedes")
    return get_for(found, MAY, actor, to=to, pk=pk)


def successor(actor: Actor, plan: Plan) -> Plan | None:
    """Return the version that revises this one, if `actor` may read it."""
    return visible_to(actor).filter(supersedes=plan).first()


def indicator(actor: Actor, pk: int, *, to: str) -> Indicator:
    """Return an indicator of a plan with which `actor` may do `to`; raises as `get`."""
    plans = visible_to(actor).values("pk")
    found = get_object_or_404(
        Indicator.objects.filter(plan__in=plans).select_related("plan", "goal__aspect"), pk=pk
    )
    get(actor, found.plan_id, to=to)
    return found


def tasks(actor: Actor) -> QuerySet[Task]:
    """Return the tasks of the plans that `actor` may read."""
    plans = visible_to(actor).values("pk")
    found = Task.objects.filter(goal__aspect__plan__in=plans)
    return found.select_related("goal__aspect__plan")


def task(actor: Actor, pk: int, *, to: str) -> Task:
    """Return a task of a plan with which `actor` may do `to`; raises as `get`."""
    found = get_object_or_404(tasks(actor), pk=pk)
    get(actor, found.goal.aspect.plan_id, to=to)
    return found


# --- Where a plan stands -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Line:
    """An indicator and where it stands."""

    indicator: Indicator
    standing: Standing
    actuals: Mapping[int, Actual]


@dataclass(slots=True)
class Under:
    """An aspect with its goals, the lines and tasks of each."""

    aspect: Aspect
    goals: list[Goal] = field(default_factory=list)
    lines: dict[int, list[Line]] = field(default_factory=lambda: defaultdict(list))
    tasks: dict[int, list[Task]] = field(default_factory=lambda: defaultdict(list))

    def count(self, state: State) -> int:
        """Return how many indicators of the aspect are in a state."""
        found = (line for lines in self.lines.values() for line in lines)
        return sum(line.standing.state is state for line in found)

    @property
    def size(self) -> int:
        return sum(map(len, self.lines.values()))


def standing(plan: Plan, year: int) -> list[Under]:
    """Return the plan's aspects with where each indicator stands in a year; five queries."""
    under = {aspect.pk: Under(aspect) for aspect in plan.aspects.all()}
    for goal in Goal.objects.filter(aspect__plan=plan):
        under[goal.aspect_id].goals.append(goal)
    reached = _actuals(plan)
    found = plan.indicators.select_related("goal")
    for each in found.order_by("goal__number", "code"):
        actuals = reached[each.code]
        where = rules.standing(
            course(each),
            {year: actual.value for year, actual in actuals.items()},
            year=year,
            tolerance_share=plan.tolerance_share,
        )
        under[each.goal.aspect_id].lines[each.goal_id].append(Line(each, where, actuals))
    for task in Task.objects.filter(goal__aspect__plan=plan).select_related("goal"):
        under[task.goal.aspect_id].tasks[task.goal_id].append(task)
    return list(under.values())


def _actuals(plan: Plan) -> dict[str, dict[int, Actual]]:
    found: dict[str, dict[int, Actual]] = defaultdict(dict)
    rows = Actual.objects.filter(workspace=plan.workspace_id, plan_code=plan.code)
    for actual in rows.select_related("evidence"):
        found[actual.indicator_code][actual.year] = actual
    return found


def course(each: Indicator) -> Course:
    """Return an indicator as the rules judge it."""
    return Course(each.baseline, each.baseline_year, each.target, each.target_year)


def alarms(aspects: list[Under]) -> list[Line]:
    """Return the indicators that are behind, the farthest first."""
    behind = [
        line
        for under in aspects
        for lines in under.lines.values()
        for line in lines
        if line.standing.state is State.BEHIND
    ]
    return sorted(behind, key=lambda line: -line.standing.lag_share)


# --- Versions ------------------------------------------------------------------------------


def changes(before: Plan, after: Plan) -> list[Difference]:
    """Return what differs between two versions; five queries each."""
    return rules.differences(_parts(before), _parts(after))


def _parts(plan: Plan) -> list[Part]:
    """Return a version as it is compared; fields are named as `wording.FIELDS` has them."""
    parts = [
        Part(
            "plan",
            (),
            plan.title,
            {
                "name": plan.name,
                "issuer": plan.issuer,
                "period": f"{plan.from_year}–{plan.to_year}",
                "tolerance_share": _number(plan.tolerance_share * 100) + "%",
            },
        )
    ]
    parts += [
        Part("aspect", (aspect.number,), aspect.title, {"name": aspect.name})
        for aspect in plan.aspects.all()
    ]
    parts += [
        Part("goal", (goal.aspect.number, goal.number), goal.text, {"text": goal.text})
        for goal in Goal.objects.filter(aspect__plan=plan).select_related("aspect")
    ]
    parts += [_indicator_part(each) for each in plan.indicators.all()]
    found = Task.objects.filter(goal__aspect__plan=plan).select_related("goal__aspect")
    return parts + [_task_part(each) for each in found]


def _indicator_part(each: Indicator) -> Part:
    fields = {
        "name": each.name,
        "baseline": f"{_number(each.baseline)}{each.unit} ({each.baseline_year})",
        "target": f"{_number(each.target)}{each.unit} ({each.target_year})",
        "responsible": each.responsible,
    }
    return Part("indicator", (each.code,), each.title, fields)


def _task_part(each: Task) -> Part:
    fields = {
        "name": each.title_zh,
        "due_on": str(each.due_on or ""),
        "responsible": each.responsible,
    }
    key = (each.goal.aspect.number, each.goal.number, each.number)
    return Part("task", key, each.title, fields)


def _number(value: Decimal) -> str:
    return f"{value.normalize():f}"


# --- Instruments ---------------------------------------------------------------------------


def instruments(actor: Actor) -> QuerySet[Instrument]:
    """Return the workspace's instruments; everybody reads them."""
    return Instrument.objects.filter(workspace=actor.workspace)


@dataclass(frozen=True, slots=True)
class Cell:
    """How many instruments of a kind serve an aspect, and what they may spend, in yuan."""

    count: int = 0
    budget: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Matrix:
    """Aspects × kinds, with the cells that nothing fills."""

    aspects: tuple[Aspect, ...]
    cells: Mapping[tuple[int, str], Cell]
    unserved: tuple[Aspect, ...]

    def cell(self, aspect: Aspect, kind: str) -> Cell:
        return self.cells.get((aspect.pk, kind), Cell())

    @property
    def empty(self) -> int:
        """How many cells have no instrument."""
        return len(self.aspects) * len(Kind.values) - len(self.cells)

    @property
    def size(self) -> int:
        return len(self.aspects) * len(Kind.values)


def matrix(plan: Plan) -> Matrix:
    """Return which kinds of instruments serve which aspects today; two queries."""
    today = plan.workspace.today()
    aspects = tuple(plan.aspects.all())
    rows = (
        Serving.objects.filter(aspect__plan=plan)
        .filter(Q(instrument__from_on=None) | Q(instrument__from_on__lte=today))
        .filter(Q(instrument__to_on=None) | Q(instrument__to_on__gte=today))
        .values_list("aspect_id", "instrument__kind")
        .annotate(count=Count("pk"), budget=Sum("instrument__budget"))
        .order_by()
    )
    cells = {
        (aspect, kind): Cell(count, budget or Decimal(0)) for aspect, kind, count, budget in rows
    }
    served = {aspect for aspect, _ in cells}
    return Matrix(aspects, cells, tuple(each for each in aspects if each.pk not in served))


def serving(plan: Plan, aspect_number: int, kind: str) -> tuple[Aspect, QuerySet[Instrument]]:
    """Return a cell's aspect and the instruments in it today.

    Raises:
        Http404: the plan has no such aspect, or there is no such kind.
    """
    aspect = get_object_or_404(plan.aspects, number=aspect_number)
    today = plan.workspace.today()
    found = (
        Instrument.objects.filter(servings__aspect=aspect, kind=kind)
        .filter(Q(from_on=None) | Q(from_on__lte=today))
        .filter(Q(to_on=None) | Q(to_on__gte=today))
    )
    return aspect, found
