"""Prices and changes in words."""

from decimal import Decimal

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from yuandu.engines.quantities import units
from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.flowers.models import Unit

# What a forecast is made of, by the engine's names; docs/forecasting.md says how each works.
METHODS = {
    "seasonal-naive": pgettext_lazy("forecast", "same week last year"),
    "last": pgettext_lazy("forecast", "last value"),
    "smooth": pgettext_lazy("forecast", "smoothed level"),
    "season": pgettext_lazy("forecast", "last year's change"),
    "line": pgettext_lazy("forecast", "regression over all kinds"),
    "trees": pgettext_lazy("forecast", "boosted trees over all kinds"),
    "like-its-group": gettext_lazy("as kinds of its group"),
}
RISE, FALL, SAME = "rise", "fall", "same"


def frame(actor: Actor) -> str:
    """Return the frame for the reader: the workbench for insiders, the paper for the public."""
    return "base.html" if actor.is_insider else "paper.html"


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


def share(part: float | None) -> str:
    """Return a fraction as a percentage; a dash where there is none."""
    return "—" if part is None else f"{part:.1%}"


def cell(value: Decimal | None, places: int = 2) -> dict[str, str]:
    """Return a cell of a chart's table; what was not reported is a gap."""
    if value is None:
        return {"value": "", "text": "—"}
    return {"value": f"{value:f}", "text": f"{value:.{places}f}"}


def change(share: float | None) -> dict[str, str]:
    """Return a change of prices with the way it goes; a dash where nothing can be compared."""
    if share is None:
        return {"way": SAME, "text": "—"}
    rounded = round(share * 100, 1)
    way = RISE if rounded > 0 else FALL if rounded < 0 else SAME
    return {"way": way, "text": f"{rounded:+.1f}%".replace("-", "−") if rounded else "0.0%"}


def method(made_of: str) -> str:
    """Return what a forecast is made of, in words: 'trees 0.55 + last 0.45'."""
    told = []
    for part in made_of.split(" + "):
        name, _, weight = part.partition(" ")
        word = str(METHODS.get(name, name))
        told.append(f"{word} {float(weight):.0%}" if weight else word)
    return " + ".join(told)
