"""What codes of this room are called."""

import re
from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.engines import rules as engine
from yuandu.kernel.workspaces.languages import is_english
from yuandu.mechanisms.enterprises.models import PlatformLevel, Tier
from yuandu.services.policies.library import vocabulary
from yuandu.services.policies.vocabulary import title_of

LADDER = (Tier.INNOVATIVE_SME, Tier.SRDI_SME, Tier.LITTLE_GIANT)
LEVELS = dict(PlatformLevel.choices)

# The values of facts that are choices.
CHOICES = {
    "strategic_emerging": _("strategic emerging industry"),
    "other": _("other field"),
    "fills_gap": _("fills a gap of the chain"),
    "six_basics": _("one of the six basics of industry"),
    "none": _("none"),
    "national": _("national"),
    "provincial": _("provincial"),
    "municipal": _("municipal"),
    "below": _("below municipal"),
    "high_value": _("class I of high value"),
    "own_class_1": _("class I of its own research"),
    "class_1": _("class I"),
    "class_2": _("class II"),
    "national_top_3": _("among the first three of a national award"),
    "national_top_5": _("among the first five of a national award"),
    "provincial_top_3": _("among the first three of a provincial award"),
    "time_honoured": _("a time-honoured brand"),
    "serves_leader": _("serves a leading firm of the chain"),
}

# Why a title may be lost.
RISKS: Mapping[str, str | Promise] = {
    "unmet_now": pgettext_lazy("risk", "not met by the book in force"),
    "unknown_now": pgettext_lazy("risk", "facts missing for the book in force"),
    "unmet_next": pgettext_lazy("risk", "not met by the next book"),
    "unknown_next": pgettext_lazy("risk", "facts missing for the next book"),
    "runs_out": pgettext_lazy("risk", "the title runs out"),
}

# What is watched of firms with a title or in the pool.
SIGNALS: Mapping[str, str | Promise] = {
    "revenue_falls": pgettext_lazy("signal", "revenue falls"),
    "rd_low": pgettext_lazy("signal", "little R&D"),
    "fact_missing": pgettext_lazy("signal", "facts missing"),
    "abnormal": pgettext_lazy("signal", "on a list of irregularities"),
    "runs_out": pgettext_lazy("signal", "the title runs out"),
}
SIGNAL_TONES = {"revenue_falls": "bad", "abnormal": "bad", "runs_out": "work"}
# How near a firm in the pool is to its tier.
NEARNESS: Mapping[str, str | Promise] = {
    "eligible": pgettext_lazy("in the pool", "eligible now"),
    "one": pgettext_lazy("in the pool", "lacks one thing"),
    "more": pgettext_lazy("in the pool", "lacks more"),
    "unknown": pgettext_lazy("in the pool", "not measured yet"),
}
NEAR_TONES = {"eligible": "good", "one": "work", "more": "warn"}


def fact(code: str) -> str:
    """Return what a fact is called; a tier, which a signal may be about too, by its name."""
    if code in Tier.values:
        return tier(code)
    return title_of(vocabulary()[code]) if code in vocabulary() else code


def criteria(book: engine.Book, codes: Iterable[str]) -> list[str]:
    """Return what criteria ask, in the reader's language; a code that is gone stays a code."""
    titles = {
        one.id: one.title_en if is_english() and one.title_en else one.title
        for one in book.criteria
    }
    return [titles.get(code, code) for code in codes]


def level(code: str) -> str:
    return str(LEVELS.get(code, code))


# A batch as announcements call it: 2025年度, 第六批, 2027年度第一批（样本）, 第五批复核.
_BATCH = re.compile(
    r"(?:(?P<year>\d{4})年度?)?(?:第(?P<number>[一二三四五六七八九十]{1,3})批)?"
    r"(?P<again>复核)?(?P<sample>（样本）)?"
)
_DIGITS = "零一二三四五六七八九"


def batch(said: str) -> str:
    """Return what a batch is called, in the reader's language where its name is a usual one."""
    usual = _BATCH.fullmatch(said) if said and is_english() else None
    if usual is None:
        return said
    number = f"batch {_count(usual['number'])}" if usual["number"] else ""
    told = ", ".join(filter(None, (usual["year"], number, usual["again"] and "re-check")))
    return f"{told} (sample)" if usual["sample"] else told


def _count(numeral: str) -> int:
    """Return a Chinese numeral below a hundred as a number."""
    tens, ten, ones = numeral.rpartition("十")
    return (_DIGITS.index(tens or "一") * 10 if ten else 0) + _DIGITS.index(ones or "零")


def tier(code: str) -> str:
    return str(Tier(code).label)
