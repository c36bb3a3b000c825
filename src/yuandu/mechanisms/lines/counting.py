"""Units of space as they stand behind a number."""

from django.utils.translation import npgettext, pgettext

from yuandu.mechanisms.lines.models import Space


def space(unit: str, number: int) -> str:
    """Return a unit of space behind a number: 1 cart, 43 carts, 43 车."""
    counted = {
        Space.CART: npgettext("counted units of space", "cart", "carts", number),
        Space.BOX: npgettext("counted units of space", "box", "boxes", number),
        Space.CUBIC_METRE: pgettext("unit of space", "m³"),
    }
    return counted[Space(unit)]
