"""The next version of a plan: everything of this one, with keys of its own."""

from django.db.models import Model

from yuandu.services.plans.models import Aspect, Goal, Indicator, Plan, Serving, Task


def next_version(plan: Plan) -> Plan:
    """Return a draft with the same aspects, goals, indicators, tasks and instruments.

    What was reached is kept by plan code and indicator code, so it needs no copy.
    """
    made = _copied(plan, version=plan.version + 1, supersedes=plan, published_on=None)
    aspects: dict[int, Aspect] = {}
    goals: dict[int, Goal] = {}
    for aspect in plan.aspects.all():
        aspects[aspect.pk] = _copied(aspect, plan=made)
    for goal in Goal.objects.filter(aspect__plan=plan):
        goals[goal.pk] = _copied(goal, aspect=aspects[goal.aspect_id])
    for indicator in Indicator.objects.filter(plan=plan):
        _copied(indicator, plan=made, goal=goals[indicator.goal_id])
    for task in Task.objects.filter(goal__aspect__plan=plan):
        _copied(task, goal=goals[task.goal_id])
    for serving in Serving.objects.filter(aspect__plan=plan):
        _copied(serving, aspect=aspects[serving.aspect_id])
    return made


def _copied[M: Model](row: M, **changes: object) -> M:
    values = {
        field.name: getattr(row, field.name)
        for field in row._meta.concrete_fields
        if not field.primary_key
    }
    return type(row)._default_manager.create(**values | changes)
