"""Do the numbers of a paragraph add up, where they are meant to?

Two kinds of sums are looked for: those the figures declare (the four categories make all
key projects), and those the paragraph itself shows: a number followed or preceded by a run
of numbers of the same unit that add up to it, or that the text introduces as its parts
(其中, 包括, 分别) and do not.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

from yuandu.engines.quantities import Found, Kind
from yuandu.kernel.indicators.rules.press_check import Finding

TWO = 2
LEAST = 100  # smaller totals add up by chance, unless the text says that they should
# Rounded numbers prove a sum only if what rounding hides is small beside the total.
MOST_HIDDEN = Decimal("0.002")
NEARLY = Decimal("0.05")
PARTS_FOLLOW = re.compile(r"其中|包括|分别|分为|of which|of them|comprising|including")
SENTENCE_END = re.compile(r"[。！？!?；;]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """A total and its parts, as places in the list of findings.

    Attributes:
        code: The reconciliation that declares it; empty if the text shows it.
        difference: The sum of the parts less the total, as printed.
    """

    total: int
    parts: tuple[int, ...]
    holds: bool
    difference: Decimal
    code: str = ""


@dataclass(frozen=True, slots=True)
class KnownSum:
    """A sum that is declared between figures, by their codes."""

    code: str
    total: str
    parts: tuple[str, ...]


def find(
    paragraph: str, findings: Sequence[Finding], declared: Sequence[KnownSum] = ()
) -> list[Sum]:
    """Return the sums a paragraph holds, those that fail among them."""
    first: dict[str, int] = {}
    for at, finding in enumerate(findings):
        if finding.code and _is_plain(finding.found):
            first.setdefault(finding.code, at)
    sums = [_declared(each, first, findings) for each in declared if _is_told(each, first)]
    seen = {(each.total, each.parts) for each in sums}
    return sums + [
        each for each in _shown(paragraph, findings) if (each.total, each.parts) not in seen
    ]


def _is_plain(found: Found) -> bool:
    """Whether it is a number without reservation, fit to be added."""
    return found.kind is Kind.QUANTITY and found.qualifier is None and found.upper is None


def _is_told(each: KnownSum, first: Mapping[str, int]) -> bool:
    return first.keys() >= {each.total, *each.parts}


def _declared(each: KnownSum, first: Mapping[str, int], findings: Sequence[Finding]) -> Sum:
    return _sum(first[each.total], [first[part] for part in each.parts], findings, each.code)


def _sum(total: int, parts: Sequence[int], findings: Sequence[Finding], code: str = "") -> Sum:
    numbers = [findings[part].found for part in parts]
    printed = findings[total].found
    difference = sum((each.value for each in numbers), Decimal(0)) - printed.value
    return Sum(
        total=total,
        parts=tuple(parts),
        holds=abs(difference) <= _hidden([printed, *numbers]),
        difference=difference,
        code=code,
    )


def _hidden(numbers: Sequence[Found]) -> Decimal:
    """Return how far rounding may have moved the numbers; whole counts are exact."""
    return sum((each.step / 2 for each in numbers if each.step != 1), Decimal(0))


def _shown(paragraph: str, findings: Sequence[Finding]) -> list[Sum]:
    by_unit: dict[str, list[int]] = {}
    for at, finding in enumerate(findings):
        if _is_plain(finding.found) and finding.found.value > 0:
            by_unit.setdefault(finding.found.unit, []).append(at)
    sums = []
    for row in by_unit.values():
        for place, total in enumerate(row):
            behind = row[place + 1 :]
            found = _adding_up(total, behind, findings) or _adding_up(
                total, row[:place][::-1], findings
            )
            found = found or _announced(paragraph, total, behind, findings)
            if found:
                sums.append(found)
    return sums


def _adding_up(total: int, run: Sequence[int], findings: Sequence[Finding]) -> Sum | None:
    """Return the shortest beginning of a run, two or more, that adds up to the total."""
    printed = findings[total].found
    if printed.value < LEAST:
        return None
    for length, amount in enumerate(
        accumulate(findings[part].found.value for part in run), start=1
    ):
        if length >= TWO:
            parts = run[:length]
            hidden = _hidden([printed, *(findings[part].found for part in parts)])
            if abs(amount - printed.value) <= hidden <= printed.value * MOST_HIDDEN:
                return _sum(total, sorted(parts), findings)
        if amount > printed.value * TWO:
            return None
    return None


def _announced(
    paragraph: str, total: int, behind: Sequence[int], findings: Sequence[Finding]
) -> Sum | None:
    """Return the parts that the text announces, if they nearly make the total but do not."""
    printed = findings[total].found
    end = SENTENCE_END.search(paragraph, printed.end)
    stop = end.start() if end else len(paragraph)
    parts = [part for part in behind if findings[part].found.start < stop]
    if len(parts) < TWO:
        return None
    between = paragraph[printed.end : findings[parts[0]].found.start]
    if not PARTS_FOLLOW.search(between):
        return None
    made = _sum(total, parts, findings)
    is_meant = made.holds or abs(made.difference) <= printed.value * NEARLY
    return made if is_meant or made.difference > 0 else None
