"""What the room calls things, in the reader's language."""

import datetime
from collections.abc import Mapping
from decimal import Decimal

from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from yuandu.engines import rules
from yuandu.engines.rules import units
from yuandu.engines.rules.books import Order
from yuandu.services.policies.library import vocabulary
from yuandu.services.policies.vocabulary import is_english, title_of

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
    """Return a value for people: numbers with their unit, flags as yes and no."""
    match told:
        case None:
            return "—"
        case bool():
            return _("yes") if told else _("no")
        case datetime.date():
            return day(told)
        case Decimal() | int():
            return (
                f"{told:,f} {unit}".strip()
                if isinstance(told, Decimal)
                else f"{told:,} {unit}".strip()
            )
        case list() | tuple():
            return "、".join(value(one, unit) for one in told)
    return f"{told} {unit}".strip()


def criterion(one: rules.Finding) -> str:
    """Return a criterion's title in the reader's language."""
    found = one.criterion
    return found.title_en if is_english() and found.title_en else found.title


def book_title(book: rules.Book) -> str:
    """Return a book's title in the reader's language."""
    return book.title_en if is_english() and book.title_en else book.title


def order(one: Order) -> str:
    """Return one line of a published order of payment."""
    if one.fact is None:
        return _("whoever was found or applied first")
    title = title_of(vocabulary()[one.fact])
    if one.first == "lowest":
        return _("the lowest %(fact)s first") % {"fact": title}
    return _("the highest %(fact)s first") % {"fact": title}


def input_value(name: str, given: object) -> str:
    """Return an input of a decision, kept in the smallest steps, in base units."""
    code = name if name in vocabulary() else name.rpartition("_")[0]
    if code not in vocabulary() or isinstance(given, bool):
        return value(given)
    kind = vocabulary()[code]
    if kind.kind == "choice":
        return kind.choices.get(str(given), str(given))
    if not kind.is_number or not isinstance(given, int):
        return value(given)
    plain = units.plain(given, kind.kind)
    if kind.kind == "share":
        return value(plain * 100, "%")
    return value(plain, {"amount": "元", "score": "分"}.get(kind.kind, kind.unit))
