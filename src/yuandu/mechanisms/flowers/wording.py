"""Prices and changes in words."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, npgettext, pgettext_lazy

from yuandu.engines.quantities import units
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.workspaces.languages import is_english
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
    return units.english_of(symbol) if is_english() else symbol


def per_unit(code: str, unit: str) -> str:
    """Return what a price is counted in: 元/盆, yuan a pot."""
    return _("%(currency)s a %(unit)s") % {"currency": currency(code), "unit": Unit(unit).label}


# Each with a number before it, so that a language with plurals says them.
_COUNTED: Mapping[Unit, Callable[[int], str]] = {
    Unit.POT: lambda n: npgettext("counted units of trade", "pot", "pots", n),
    Unit.TRAY: lambda n: npgettext("counted units of trade", "tray", "trays", n),
    Unit.STEM: lambda n: npgettext("counted units of trade", "stem", "stems", n),
    Unit.BUNCH: lambda n: npgettext("counted units of trade", "bunch", "bunches", n),
    Unit.JIN: lambda n: npgettext("counted units of trade", "× 500 g", "× 500 g", n),
    Unit.LOT: lambda n: npgettext("counted units of trade", "trading unit", "trading units", n),
}


def counted(unit: str, number: float | Decimal | None) -> str:
    """Return a unit of trade as it stands behind a number: 1 pot, 600 pots, 600 盆."""
    return _COUNTED[Unit(unit)](1 if number == 1 else 2)


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
