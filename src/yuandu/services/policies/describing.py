"""Rules in words: what is measured, how it is compared, how conditions combine, what scores."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext, pgettext_lazy

from yuandu.engines import rules
from yuandu.engines.rules.books import (
    Band,
    Benefit,
    Condition,
    Criterion,
    Item,
    Measure,
    Scale,
    Score,
)
from yuandu.kernel.workspaces.languages import listed
from yuandu.services.policies import parts, wording
from yuandu.services.policies.library import vocabulary
from yuandu.services.policies.vocabulary import title_of

# How a comparison reads; `f` is what is measured, `v` the threshold with its unit.
COMPARED: Mapping[str, str | Promise] = {
    "at_least": pgettext_lazy("comparison", "%(f)s is at least %(v)s"),
    "more_than": pgettext_lazy("comparison", "%(f)s is more than %(v)s"),
    "at_most": pgettext_lazy("comparison", "%(f)s is at most %(v)s"),
    "less_than": pgettext_lazy("comparison", "%(f)s is less than %(v)s"),
    "is": pgettext_lazy("comparison", "%(f)s is %(v)s"),
    "one_of": pgettext_lazy("comparison", "%(f)s is one of %(v)s"),
    "none_of": pgettext_lazy("comparison", "%(f)s is none of %(v)s"),
    "includes": pgettext_lazy("comparison", "%(f)s includes %(v)s"),
    "excludes": pgettext_lazy("comparison", "%(f)s does not include %(v)s"),
    "within": pgettext_lazy("comparison", "%(f)s is within %(v)s"),
    "outside": pgettext_lazy("comparison", "%(f)s is outside %(v)s"),
}
# Yes and no are said of a flag as it is called: 列入名单：否.
FLAGGED = pgettext_lazy("comparison", "%(f)s: %(v)s")
MEASURED: Mapping[str, str | Promise] = {
    "ratio": pgettext_lazy("measure", "%(fact)s as a share of %(below)s, last year"),
    "growth": pgettext_lazy("measure", "growth of %(fact)s last year"),
    "mean_growth": pgettext_lazy("measure", "mean yearly growth of %(fact)s over %(n)s years"),
    "compound_growth": pgettext_lazy(
        "measure", "compound yearly growth of %(fact)s over %(n)s years"
    ),
    "sum": pgettext_lazy("measure", "%(fact)s of the last %(n)s years together"),
    "mean": pgettext_lazy("measure", "mean of %(fact)s over the last %(n)s years"),
    "full_years": pgettext_lazy("measure", "full years since “%(fact)s”, at the end of last year"),
    "true_flags": pgettext_lazy("measure", "how many of these hold: %(facts)s"),
    "score": pgettext_lazy("measure", "score of “%(score)s”"),
}
ASSESSED: Mapping[str, str | Promise] = {
    "new": pgettext_lazy("assessed", "newcomers"),
    "recheck": pgettext_lazy("assessed", "re-checks"),
}


@dataclass(frozen=True, slots=True)
class Joined:
    """A condition, or a group of them with the word that joins it.

    Attributes:
        is_group: Whether `words` joins the parts; else it is a criterion's title.
    """

    words: str
    is_group: bool
    parts: "tuple[Joined, ...]" = ()


@dataclass(frozen=True, slots=True)
class Scored:
    """One way in which an item scores: what is measured, and (values, points) of each band."""

    measured: str
    bands: tuple[tuple[str, int], ...]


def measure(one: Measure, book: rules.Book) -> str:
    """Return what is measured, in words."""
    words = _measured(one, book)
    # A single fact names its year itself.
    if not one.years_back or one.form == "fact":
        return words
    back = ngettext("%(n)s year earlier", "%(n)s years earlier", one.years_back)
    return _("%(words)s (%(back)s)") % {"words": words, "back": back % {"n": one.years_back}}


def _measured(one: Measure, book: rules.Book) -> str:
    if one.form == "fact":
        return _of_year(one.facts[0], one.years_back)
    facts = [title_of(vocabulary()[code]) for code in one.facts]
    told = {
        "fact": facts[0] if facts else "",
        "below": facts[-1] if facts else "",
        "facts": listed(facts),
        "score": score_title(one.score or "", book),
        "n": one.over,
    }
    return str(MEASURED[one.form]) % told


def _of_year(code: str, back: int) -> str:
    kind = vocabulary()[code]
    title = title_of(kind)
    if not kind.yearly:
        return title
    if not back:
        return _("%(fact)s of last year") % {"fact": title}
    return _("%(fact)s of %(n)s years ago") % {"fact": title, "n": back + 1}


def score_title(code: str, book: rules.Book) -> str:
    return next((wording.part_title(one) for one in book.scores if one.id == code), code)


def kind_of(one: Measure) -> rules.FactKind | None:
    """Return the kind of fact that is compared, where it is one."""
    return vocabulary()[one.fact] if one.fact else None


def compared(one: Criterion, book: rules.Book) -> str:
    """Return a criterion's comparison in words, as the engine makes it."""
    if one.value is None:
        return capfirst(str(wording.OPERATORS["person"]))
    threshold = wording.values(one.threshold, one.unit, kind_of(one.value))
    told = {"f": measure(one.value, book), "v": listed(threshold)}
    words = sentence(one.operator, isinstance(one.threshold, bool)) % told
    if one.each_of_years > 1:
        words += _(", in each of the last %(n)s years") % {"n": one.each_of_years}
    return capfirst(words)


def sentence(operator: str, is_flag: bool) -> str:
    """Return how a comparison reads, in the reader's language."""
    return str(FLAGGED if is_flag else COMPARED[operator])


def asides(one: Criterion, book: rules.Book) -> list[str]:
    """Return what else is to be said of a criterion: of whom, when, and where it is asked."""
    found = []
    if len(one.assessed) == 1:
        found.append(_("asked only of %(whom)s") % {"whom": ASSESSED[one.assessed[0]]})
    if one.applies_if is not None:
        found.append(_("asked only where: %(when)s") % {"when": inline(one.applies_if, book)})
    if one.exempt_if is not None:
        found.append(_("not asked where: %(when)s") % {"when": inline(one.exempt_if, book)})
    return found + span(one.effective_from, one.effective_until)


def span(since: datetime.date | None, until: datetime.date | None) -> list[str]:
    """Return in words from when to when something is asked, if that is narrower than its book."""
    found = []
    if since:
        found.append(pgettext("span", "from %(day)s") % {"day": wording.day(since)})
    if until:
        found.append(pgettext("span", "until %(day)s") % {"day": wording.day(until)})
    return found


def asides_of_benefit(one: Benefit, book: rules.Book) -> list[str]:
    """Return what else is to be said of a benefit: where and when it is paid, and beside which."""
    found = []
    if one.if_met is not None:
        found.append(_("paid only where: %(when)s") % {"when": inline(one.if_met, book)})
    if one.stacking:
        found.append(
            _("of the group “%(group)s” only the greatest is paid") % {"group": one.stacking}
        )
    return found + span(one.effective_from, one.effective_until)


# How conditions combine


def is_flat(requirement: Condition | str) -> bool:
    """Whether everything simply has to hold, so that nothing needs to be said of it."""
    if isinstance(requirement, str):
        return True
    return requirement.all is not None and all(isinstance(one, str) for one in requirement.all)


def joined(requirement: Condition | str, book: rules.Book) -> Joined:
    """Return joined conditions as pages list them, one within the other."""
    titles = {one.id: wording.part_title(one) for one in book.criteria}
    return _joined(requirement, titles)


def _joined(one: Condition | str, titles: Mapping[str, str]) -> Joined:
    if isinstance(one, str):
        return Joined(titles.get(one, one), is_group=False)
    parts = tuple(_joined(each, titles) for each in _members(one))
    return Joined(_joining(one), is_group=True, parts=parts)


def _members(one: Condition) -> Iterable[Condition | str]:
    return one.all or one.any or one.of or ((one.no,) if one.no is not None else ())


def _joining(one: Condition) -> str:
    if one.all is not None:
        return pgettext("joined", "All of these")
    if one.any is not None:
        return pgettext("joined", "Any of these")
    if one.of is not None:
        return pgettext("joined", "At least %(n)s of these") % {"n": one.at_least}
    return pgettext("joined", "Not this")


def inline(one: Condition | str, book: rules.Book) -> str:
    """Return joined conditions in one line."""
    return _inline(joined(one, book))


def _inline(one: Joined) -> str:
    if not one.is_group:
        return _("“%(title)s”") % {"title": one.words}
    parts = listed(_inline(each) for each in one.parts)
    return _("%(joining)s (%(parts)s)") % {"joining": one.words, "parts": parts}


# Parts

HEADED: Mapping[str, str | Promise] = {
    "whole": pgettext_lazy("part of rules", "The policy as a whole"),
    "requires": pgettext_lazy("part of rules", "How the conditions combine"),
    "budget": pgettext_lazy("part of rules", "Budget and order of payment"),
    "applies": pgettext_lazy("part of rules", "Where it is asked: %(title)s"),
    "exempts": pgettext_lazy("part of rules", "Where it is not asked: %(title)s"),
    "paidif": pgettext_lazy("part of rules", "Where it is paid: %(title)s"),
    "criterion": pgettext_lazy("part of rules", "Condition: %(title)s"),
    "score": pgettext_lazy("part of rules", "Score: %(title)s"),
    "item": pgettext_lazy("part of rules", "Line of a score: %(title)s"),
    "benefit": pgettext_lazy("part of rules", "Benefit: %(title)s"),
}
NEW: Mapping[str, str | Promise] = {
    "criterion": pgettext_lazy("part of rules", "New condition"),
    "score": pgettext_lazy("part of rules", "New score"),
    "item": pgettext_lazy("part of rules", "New line of a score"),
    "benefit": pgettext_lazy("part of rules", "New benefit"),
}


def part_title(part: parts.Part, book: rules.Book) -> str:
    """Return what a part is called."""
    if part.is_new:
        return str(NEW[part.kind])
    if not part.keys:
        return str(HEADED[part.kind])
    held = _held(book, part.way[:-1] if part.is_joined else part.way)
    return str(HEADED[part.kind]) % {"title": wording.part_title(held)}


def part_words(part: parts.Part, book: rules.Book) -> str:
    """Return what joined conditions say now, in one line; empty of other parts."""
    if not part.is_joined:
        return ""
    held = _held(book, part.way)
    return pgettext("conditions", "none") if held is None else inline(held, book)


def _held(book: rules.Book, way: parts.Way) -> Any:
    held: Any = book
    for key in way:
        held = held[key] if isinstance(key, int) else getattr(held, key)
    return held


# Scores


def scores(book: rules.Book) -> list[dict[str, object]]:
    """Return the scores of a book as tables: their items, bands, floors and caps."""
    return [
        {
            "id": one.id,
            "title": wording.part_title(one),
            "most": one.most,
            "clause": one.clause,
            "floors": list(_floors(one, book)),
            "sum": listed(score_title(code, book) for code in one.parts),
            "capped": bool(one.items) and sum(item.most for item in one.items) > one.most,
            "asides": span(one.effective_from, one.effective_until),
            "items": [_item(item, book) for item in one.items],
        }
        for one in book.scores
    ]


def _floors(one: Score, book: rules.Book) -> Iterator[str]:
    for criterion in book.criteria:
        if criterion.value and criterion.value.score == one.id:
            threshold = wording.value(criterion.threshold, criterion.unit)
            yield f"{wording.OPERATORS[criterion.operator]} {threshold}"


def _item(one: Item, book: rules.Book) -> dict[str, object]:
    return {
        "id": one.id,
        "title": wording.part_title(one),
        "clause": one.clause,
        "most": one.most,
        "to_verify": one.to_verify,
        "asides": span(one.effective_from, one.effective_until),
        "scales": [scored(scale, book) for scale in one.better_of],
    }


def scored(one: Scale, book: rules.Book) -> Scored:
    """Return in words how one measure scores."""
    kind = kind_of(one.value)
    if one.choices and kind is not None:
        bands = [(wording.choice(kind, code), points) for code, points in one.choices.items()]
    else:
        bands = [(_band(band, one.unit), band.points) for band in one.bands]
    return Scored(capfirst(measure(one.value, book)), tuple(bands))


def _band(one: Band, unit: str) -> str:
    def told(end: Decimal) -> str:
        return wording.value(end, unit)

    if one.low is not None and one.high is not None:
        return _("%(low)s to %(high)s") % {"low": told(one.low), "high": told(one.high)}
    if one.low is not None:
        return _("%(low)s or more") % {"low": told(one.low)}
    if one.high is not None:
        return _("up to %(high)s") % {"high": told(one.high)}
    return _("any value")
