"""Plans for tests, with everything defaulted."""

from decimal import Decimal

from tests.people import TODAY
from yuandu.kernel.workspaces.models import Workspace
from yuandu.services.plans.models import Aspect, Goal, Indicator, Instrument, Plan, Task


def a_plan(workspace: Workspace, *, published: bool = True, aspects: int = 2, **fields) -> Plan:
    """Return a plan whose first aspect has a goal, an indicator and a task."""
    defaults = {
        "code": "flowers",
        "name": "示例花卉产业规划",
        "level": "city",
        "issuer": "示例市政府",
        "from_year": 2018,
        "to_year": 2035,
        "published_on": TODAY if published else None,
    }
    plan = Plan.objects.create(workspace=workspace, **defaults | fields)
    for number in range(1, aspects + 1):
        Aspect.objects.create(
            workspace=workspace, plan=plan, number=number, name=f"示例方面{number}"
        )
    if aspects:
        first = plan.aspects.first()
        goal = Goal.objects.create(workspace=workspace, aspect=first, number=1, text="扩大规模")
        an_indicator(plan, goal)
        Task.objects.create(workspace=workspace, goal=goal, number=1, title_zh="建设种苗基地")
    return plan


def an_indicator(plan: Plan, goal: Goal, **fields) -> Indicator:
    defaults = {
        "code": "area",
        "name": "种植面积",
        "unit": "万亩",
        "baseline": Decimal(10),
        "baseline_year": 2018,
        "target": Decimal(27),
        "target_year": 2035,
    }
    return Indicator.objects.create(
        workspace=plan.workspace, plan=plan, goal=goal, **defaults | fields
    )


def an_instrument(workspace: Workspace, code: str = "lamps", **fields) -> Instrument:
    defaults = {"name": "示例补贴", "kind": "factor", "owner": "示例花卉中心"}
    return Instrument.objects.create(workspace=workspace, code=code, **defaults | fields)
