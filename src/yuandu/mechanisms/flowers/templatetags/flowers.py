"""Units of trade in templates."""

from django import template

from yuandu.mechanisms.flowers import wording
from yuandu.mechanisms.flowers.models import Kind

register = template.Library()


@register.filter
def units_of(number: int | None, kind: Kind) -> str:
    """Return the unit of a kind as it stands behind a number: `{{ 600|units_of:kind }}`: pots."""
    return wording.counted(kind.unit, number)
