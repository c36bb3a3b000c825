"""Words of this room's codes, for templates."""

from django import template

from yuandu.kernel.lifecycle import wording
from yuandu.kernel.lifecycle.cycles import LifeCycle
from yuandu.kernel.lifecycle.models import Step

register = template.Library()


@register.filter
def stage_title(stage: str, cycle: LifeCycle) -> str:
    """Name a stage of `cycle`."""
    return wording.stage_title(cycle.code, stage)


@register.filter
def move_title(step: Step, cycle: LifeCycle) -> str:
    """Name the move of a step."""
    return wording.move_title(cycle.code, step.move)


@register.filter
def assigned_as(role: str) -> str:
    """Name the role in which somebody stands by a subject."""
    return str(wording.ASSIGNED_AS.get(role, role))
