"""Drawings of kinds on pages."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from yuandu.mechanisms.flowers.models import Kind
from yuandu.mechanisms.orders import drawings

register = template.Library()


@register.simple_tag
def kind_drawing(kind: Kind, size: int = 96) -> SafeString:
    """Return the drawing of a kind, with its name for those who do not see it."""
    inner = drawings.drawing(kind.group, kind.code, kind.unit)
    return format_html(
        '<svg class="kind-drawing" viewBox="0 0 120 120" width="{0}" height="{0}" role="img" aria-label="{1}">{2}</svg>',
        size,
        kind.title,
        mark_safe(inner),  # noqa: S308 - made of our own shapes and colours alone
    )
