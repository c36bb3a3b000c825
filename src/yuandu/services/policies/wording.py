"""What the room calls things, in the reader's language."""

import datetime
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from yuandu.engines import rules
from yuandu.engines.quantities import format_quantity
from yuandu.engines.rules import units
from yuandu.engines.rules.books import Book, Cited, Order
from yuandu.kernel.workspaces.languages import is_english, listed
from yuandu.services.policies.library import vocabulary
from yuandu.services.policies.vocabulary import title_of

STATES: Mapping[str, str | Promise] = {
    "met": pgettext_lazy("state", "Met"),
    "unmet": pgettext_lazy("state", "Not met"),
    "unknown": pgettext_lazy("state", "Unknown"),
    "person": pgettext_lazy("state", "Somebody judges"),
    "not-applicable": pgettext_lazy("state", "Not asked"),
}
TONES = {"met": "good", "unmet": "bad", "unknown": "warn", "person": "work"}
MARKS = {"met": "good", "unmet": "bad", "unknown": "warn", "person": "person"}
OPERATORS: Mapping[str, str | Promise] = {
    "at_least": pgettext_lazy("comparison", "at least"),
    "more_than": pgettext_lazy("comparison", "more than"),
    "at_most": pgettext_lazy("comparison", "at most"),
    "less_than": pgettext_lazy("comparison", "less than"),
    "is": pgettext_lazy("comparison", "is"),
    "one_of": pgettext_lazy("comparison", "one of"),
    "none_of": pgettext_lazy("comparison", "none of"),
    "includes": pgettext_lazy("comparison", "includes"),
    "excludes": pgettext_lazy("comparison", "excludes"),
    "within": pgettext_lazy("comparison", "within"),
    "outside": pgettext_lazy("comparison", "outside"),
    "person": pgettext_lazy("comparison", "somebody judges"),
}
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
DECIMALS = 8  # of a number in its step: 亿元 to the yuan
# What an interval around a difference lets one say.
VERDICTS: Mapping[str, str | Promise] = {
    "more": gettext_lazy("Paid firms raised their share more than firms like them."),
    "less": gettext_lazy("Paid firms raised their share less than firms like them."),
    "open": gettext_lazy("The interval holds zero: no difference can be told."),
    "few": gettext_lazy("Too few firms to say."),
}
# To whoever it is about; offices read the names of `models.Outcome`.
OUTCOMES: Mapping[str, str | Promise] = {
    "pay": gettext_lazy("You are due; nothing needs to be applied for."),
    "ask": gettext_lazy("One fact is missing."),
    "explain": gettext_lazy("Not paid, for this reason:"),
}
WHYS: Mapping[str, str | Promise] = {
    "refused": gettext_lazy("The case was refused; its page says why."),
    "withdrawn": gettext_lazy("The application was withdrawn."),
    "resting": gettext_lazy("An objection is being looked at."),
    "under_way": gettext_lazy("The case is under way."),
    "no_window": gettext_lazy("No window is open, so nothing can be paid now."),
    "unmet_now": gettext_lazy("A case was begun, but the conditions are not met any more."),
    "unpriced": gettext_lazy("The conditions are met, but the amount depends on a missing fact."),
    "person": gettext_lazy("One condition has to be judged by somebody."),
}


def day(moment: datetime.date | None) -> str:
    """Return a day as pages write it."""
    if moment is None:
        return "—"
    if is_english():
        return formats.date_format(moment, "j F Y")
    return f"{moment.year}年{moment.month}月{moment.day}日"


def column_title(name: str) -> str:
    """Return what a column of facts is called: `revenue_2024` is 2024年营业收入."""
    if name in vocabulary():
        return title_of(vocabulary()[name])
    code, _sep, year = name.rpartition("_")
    if code not in vocabulary():
        return name
    return _("%(title)s of %(year)s") % {"title": title_of(vocabulary()[code]), "year": year}


def value(told: object, unit: str = "") -> str:
    """Return a value for people: amounts in 万元 and 亿元, flags as yes and no."""
    match told:
        case None:
            return "—"
        case bool():
            return _("yes") if told else _("no")
        case datetime.date():
            return day(told)
        case Decimal() | int():
            return _number(Decimal(told), unit)
        case list() | tuple():
            return listed([value(one, unit) for one in told])
    return f"{told} {unit}".strip()


def unit(symbol: str) -> str:
    """Return what a unit is called where it is chosen."""
    names = {"元": _("yuan"), "万元": _("10,000 yuan"), "亿元": _("100 million yuan")}
    if symbol in names or not is_english():
        return names.get(symbol, symbol)
    return format_quantity(0, symbol, "en").removeprefix("0").strip() or symbol


def _number(told: Decimal, unit: str) -> str:
    """Write a number exactly enough to tell on which side of an edge it is."""
    if unit in units.MONEY:
        told, unit = told * units.MONEY[unit], "元"
    return format_quantity(told, unit, get_language() or "", decimals=DECIMALS)


def values(given: object, unit: str, kind: rules.FactKind | None) -> list[str]:
    """Return a threshold or what was found, one by one; choices by their titles.

    Args:
        kind: Of the fact that is compared, where it is one.
    """
    each = given if isinstance(given, (list, tuple)) else [given]
    if kind is not None and kind.kind == "codes":
        each = [code for one in each if one is not None for code in str(one).split(",")]
    if kind is not None and kind.kind == "choice":
        return [choice(kind, one) for one in each if one is not None]
    if kind is not None and kind.kind == "day":
        each = [datetime.date.fromisoformat(one) if isinstance(one, str) else one for one in each]
    return [value(_exact(one) if unit else one, unit) for one in each if one is not None]


def _exact(told: Any) -> Any:
    """Return a number that was frozen as text; the bounds of a score, 40–60, stay text."""
    return Decimal(told) if isinstance(told, str) and _NUMBER.fullmatch(told) else told


def choice(kind: rules.FactKind, code: object) -> str:
    """Return what a value of a choice is called in the reader's language."""
    return kind.choice_title(str(code), in_english=is_english())


def part_title(one: Cited | Book) -> str:
    """Return the title of a book, or of a part of one, in the reader's language."""
    return one.title_en if is_english() and one.title_en else one.title


def order(one: Order) -> str:
    """Return one line of a published order of payment."""
    if one.fact is None:
        return _("whoever was found or applied first")
    title = title_of(vocabulary()[one.fact])
    if one.first == "highest":
        return _("the highest %(fact)s first") % {"fact": title}
    # The engine counts upwards then, whatever it is called: days from the earliest.
    return _("the lowest %(fact)s first") % {"fact": title}


def input_value(name: str, given: object) -> str:
    """Return an input of a decision, kept in the smallest steps, in base units."""
    code = name if name in vocabulary() else name.rpartition("_")[0]
    if code not in vocabulary() or isinstance(given, bool):
        return value(given)
    kind = vocabulary()[code]
    if not kind.is_number or not isinstance(given, int):
        return listed(values(given, "", kind)) or value(None)
    plain = units.plain(given, kind.kind)
    if kind.kind == "share":
        return value(plain * 100, "%")
    return value(plain, {"amount": "元", "score": "分"}.get(kind.kind, kind.unit))
