"""Press-check for people and programs: a paragraph, its numbers marked, and the reasons."""

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yuandu.engines.quantities import find_quantities, format_quantity
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.indicators import queries
from yuandu.kernel.indicators.figures import registry
from yuandu.kernel.indicators.figures.values import Value
from yuandu.kernel.indicators.refusals import TooLong
from yuandu.kernel.indicators.rules import enumerations, press_check, sums
from yuandu.kernel.indicators.rules.press_check import Finding, Known, State
from yuandu.kernel.indicators.rules.sums import KnownSum, Sum

LONGEST = 20_000  # characters: four pages of a newspaper
MOST_NUMBERS = 500
MOST_DIGITS = 6  # behind the point, when a difference is told


@dataclass(frozen=True, slots=True)
class Line:
    """A number of the paragraph and what the figures say of it."""

    text: str
    finding: Finding
    value: Value | None
    note: str

    @property
    def state(self) -> str:
        return self.finding.state.value

    @property
    def url(self) -> str:
        return self.value.url if self.value else ""


@dataclass(frozen=True, slots=True)
class SumLine:
    """A sum of the paragraph, in words."""

    equation: str
    holds: bool
    title: str


@dataclass(frozen=True, slots=True)
class Proof:
    """A checked paragraph.

    Attributes:
        pieces: The text in order, numbers with their state, for `components/checked_text`.
        lines: The numbers, with figure and reason.
        sums: What adds up, or should.
    """

    pieces: tuple[Mapping[str, str], ...]
    lines: tuple[Line, ...]
    sums: tuple[SumLine, ...]

    def count(self, state: str) -> int:
        return sum(line.state == state for line in self.lines)

    @property
    def agreeing(self) -> int:
        return self.count(State.AGREES)

    @property
    def differing(self) -> int:
        return self.count(State.DIFFERS)

    @property
    def unknown(self) -> int:
        return self.count(State.UNKNOWN)

    @property
    def failing_sums(self) -> int:
        return sum(not each.holds for each in self.sums)

    @property
    def verdict(self) -> str:
        """How many numbers agree, differ and are unknown, in a sentence."""
        return _(
            "%(all)s: %(agreeing)s agree, %(differing)s differ, %(unknown)s are in no figure"
        ) % {
            "all": ngettext("%(count)s number", "%(count)s numbers", len(self.lines))
            % {"count": len(self.lines)},
            "agreeing": self.agreeing,
            "differing": self.differing,
            "unknown": self.unknown,
        }


def proof(actor: Actor, paragraph: str, on: datetime.date | None = None) -> Proof:
    """Set every number of a paragraph against the figures of a day: as many queries as `shown`.

    Raises:
        TooLong: it has more characters or numbers than one check takes.
    """
    if len(paragraph) > LONGEST:
        raise TooLong(
            _("The text has %(length)s characters; one check takes %(most)s. Send it in parts.")
            % {"length": len(paragraph), "most": LONGEST}
        )
    count = len(find_quantities(paragraph))
    if count > MOST_NUMBERS:
        raise TooLong(
            _("The text has %(count)s numbers; one check takes %(most)s. Send it in parts.")
            % {"count": count, "most": MOST_NUMBERS}
        )
    values = queries.shown(actor, on).values
    figures = known(values)
    declared = [
        KnownSum(each.code, each.total, each.parts) for each in registry.RECONCILIATIONS.values()
    ]
    findings = enumerations.complete(
        paragraph, press_check.check(paragraph, figures), figures, declared
    )
    lines = tuple(_line(paragraph, finding, values) for finding in findings)
    return Proof(
        pieces=tuple(_pieces(paragraph, lines)),
        lines=lines,
        sums=tuple(_sum_line(each, findings) for each in sums.find(paragraph, findings, declared)),
    )


def known(values: Mapping[str, Value]) -> list[Known]:
    """Return the figures that say something, as press-check takes them."""
    return [
        Known(
            code=code,
            value=value.base,
            unit=value.base_unit,
            keywords=value.figure.keywords or (_by_name(value),),
        )
        for code, value in values.items()
        if value.base is not None
    ]


def _by_name(value: Value) -> str:
    """Return the figure's names as a pattern, for want of keywords."""
    names = set()
    for language in ("zh-hans", "en"):
        with translation.override(language):
            names.add(str(value.name))
    return "|".join(re.escape(name) for name in sorted(names))


def _line(paragraph: str, finding: Finding, values: Mapping[str, Value]) -> Line:
    found = finding.found
    text = "".join(paragraph[found.start : found.end].split())
    value = values.get(finding.code)
    return Line(text, finding, value, _note(finding, value, values) if value else "")


def _note(finding: Finding, value: Value, values: Mapping[str, Value]) -> str:
    if finding.agreement is None or finding.state is State.AGREES:
        return f"{value.name} {value.text}"
    words = _("“%(name)s” says %(value)s, a difference of %(difference)s") % {
        "name": value.name,
        "value": value.text,
        "difference": _quantity(finding, finding.agreement.difference),
    }
    if finding.agreement.truncated:
        words += _("; it was cut off instead of rounded")
    if finding.resembles:
        words += _("; this is the value of “%(other)s”") % {"other": values[finding.resembles].name}
    return words


def _quantity(finding: Finding, amount: Decimal) -> str:
    language = translation.get_language() or "zh"
    text = format_quantity(amount, finding.found.unit, language, decimals=MOST_DIGITS)
    return text.replace("-", "−")


def _pieces(paragraph: str, lines: Sequence[Line]) -> list[Mapping[str, str]]:
    pieces: list[Mapping[str, str]] = []
    at = 0
    for line in lines:
        found = line.finding.found
        pieces.append({"text": paragraph[at : found.start]})
        note = line.note if line.state == State.DIFFERS else ""
        pieces.append({"text": line.text, "state": line.state, "url": line.url, "note": note})
        at = found.end
    pieces.append({"text": paragraph[at:]})
    return [piece for piece in pieces if piece["text"]]


def _sum_line(each: Sum, findings: Sequence[Finding]) -> SumLine:
    parts = " + ".join(_printed(findings[part]) for part in each.parts)
    equation = f"{parts} {'=' if each.holds else '≠'} {_printed(findings[each.total])}"
    if not each.holds:
        equation = _("%(sides)s: they differ by %(difference)s") % {
            "sides": equation,
            "difference": _quantity(findings[each.total], each.difference),
        }
    declared = registry.RECONCILIATIONS.get(each.code)
    title = str(declared.title) if declared else _("In the text itself")
    return SumLine(equation, each.holds, title)


def _printed(finding: Finding) -> str:
    return "".join(finding.found.text.split())


def as_object(each: Proof) -> dict[str, Any]:
    """Return a checked paragraph for programs."""
    return {
        "verdict": each.verdict,
        "agree": each.agreeing,
        "differ": each.differing,
        "unknown": each.unknown,
        "numbers": [
            {
                "text": line.text,
                "start": line.finding.found.start,
                "end": line.finding.found.end,
                "state": line.state,
                "figure": line.finding.code or None,
                "resembles": line.finding.resembles or None,
                "note": line.note,
            }
            for line in each.lines
        ],
        "sums": [
            {"equation": one.equation, "holds": one.holds, "title": one.title} for one in each.sums
        ],
    }
