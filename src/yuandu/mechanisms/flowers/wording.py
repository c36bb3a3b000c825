"""Prices and changes in words."""

from django.utils import translation
from django.utils.translation import gettext as _

from yuandu.engines.quantities import units
from yuandu.mechanisms.flowers.models import Unit

RISE, FALL, SAME = "rise", "fall", "same"


def currency(code: str) -> str:
    """Return a currency's word in the reader's language; its code where we know none."""
    try:
        symbol = units.symbol_of(code)
    except KeyError:
        return code
    is_english = (translation.get_language() or "").startswith("en")
    return units.english_of(symbol) if is_english else symbol


def per_unit(code: str, unit: str) -> str:
    """Return what a price is counted in: 元/盆, yuan a pot."""
    return _("%(currency)s a %(unit)s") % {"currency": currency(code), "unit": Unit(unit).label}


def change(share: float | None) -> dict[str, str]:
    """Return a change of prices with the way it goes; a dash where nothing can be compared."""
    if share is None:
        return {"way": SAME, "text": "—"}
    rounded = round(share * 100, 1)
    way = RISE if rounded > 0 else FALL if rounded < 0 else SAME
    return {"way": way, "text": f"{rounded:+.1f}%".replace("-", "−") if rounded else "0.0%"}
