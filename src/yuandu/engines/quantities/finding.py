"""Every number of a paragraph, with its place, as a newspaper prints them.

Numbers that are no figures (dates, ranks, the 2017 of GB/T 4754-2017, the 63 of 63号) are
recognised first and taken out of the way; what remains is read as quantities.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from decimal import Decimal

from yuandu.engines.quantities import grammar, numerals, units
from yuandu.engines.quantities.figures import Found, Kind, Qualifier, Quantity
from yuandu.engines.quantities.mending import Mended, mend
from yuandu.engines.quantities.patterns import LABELS, ORDINALS, RANK_WORDS, RANKS, STANDARDS, WHEN

FIGURES = frozenset({Kind.QUANTITY, Kind.RANK})
_TAKEN = "\0"
_DASH = r"[ ]?(?:-|–|—|~|〜|至|到)[ ]?|[ ]to[ ]"

_QUANTITY = re.compile(
    rf"""
    (?P<sign>(?<![0-9A-Za-z%)]){grammar.SIGN})?
    (?P<currency>{units.PREFIX_PATTERN})?[ ]?
    (?<![0-9.,])
    (?:
        (?P<from>{grammar.NUMBER})(?P<from_scale>{units.SCALE_PATTERN})?
        (?:{units.UNIT_PATTERN})?(?:{_DASH})
    )?
    (?P<number>{grammar.NUMBER})
    {grammar.TAIL}
    """,
    re.VERBOSE,
)
_SIGNLESS = r"(?P<sign>(?!))?(?P<currency>(?!))?"
# 二十多个, 一万二千亩: a numeral counts as a figure when it has a place and a unit. 三级, 十个
# and 千方百计 are words.
_NUMERAL = re.compile(
    rf"""
    {_SIGNLESS}(?<![{numerals.DIGITS}{numerals.PLACES}几数第])
    (?P<number>(?:[一二两三四五六七八九][十百千万亿]|十[一二三四五六七八九])
        [{numerals.DIGITS}{numerals.PLACES}]*)
    {grammar.TAIL}
    """,
    re.VERBOSE,
)
_ANY_NUMERAL = re.compile(rf"{_SIGNLESS}(?P<number>{grammar.NUMERAL})大?{grammar.TAIL}", re.VERBOSE)


def find_quantities(
    paragraph: str, *, kinds: Collection[Kind] = FIGURES, every_numeral: bool = False
) -> list[Found]:
    """Return the numbers of a paragraph in reading order.

    Args:
        paragraph: Chinese or English text; line breaks inside a sentence are allowed.
        kinds: What to return. Dates, ordinals and labels are recognised in any case, so
            that they are never taken for figures.
        every_numeral: Read single Chinese numerals too (三级, 五大类), which by default are
            words.
    """
    text = mend(paragraph)
    found: list[Found] = []
    rest = text.clean
    for kind, pattern in (
        (Kind.LABEL, STANDARDS),
        (Kind.DATE, WHEN),
        (Kind.RANK, RANKS),
        (Kind.ORDINAL, ORDINALS),
        (Kind.LABEL, LABELS),
    ):
        rest = _take(pattern, rest, _Taker(kind, text, found))
    rest = _take(_QUANTITY, rest, _Reader(text, found))
    _take(_ANY_NUMERAL if every_numeral else _NUMERAL, rest, _Reader(text, found))
    return sorted((each for each in found if each.kind in kinds), key=lambda each: each.start)


def _take(pattern: re.Pattern[str], rest: str, taker: Callable[[re.Match[str]], bool]) -> str:
    """Return `rest` with every match that the taker accepts blotted out."""
    return pattern.sub(lambda m: _TAKEN * len(m[0]) if taker(m) else m[0], rest)


@dataclass(frozen=True, slots=True)
class _Taker:
    kind: Kind
    text: Mended
    found: list[Found]

    def __call__(self, match: re.Match[str]) -> bool:
        start, end = self.text.original(*match.span())
        value, qualifier = Decimal(0), None
        unit = ""
        if self.kind is Kind.RANK:
            value, qualifier, unit = _rank(match)
        self.found.append(
            Found(
                value=value,
                unit=unit,
                qualifier=qualifier,
                start=start,
                end=end,
                kind=self.kind,
                text=self.text.paragraph[start:end],
            )
        )
        return True


def _rank(match: re.Match[str]) -> tuple[Decimal, Qualifier | None, str]:
    digits = match["place"] or match["top"] or match["nth"] or match["word"]
    if digits.lower() in RANK_WORDS:
        value = Decimal(RANK_WORDS[digits.lower()])
    elif digits.isascii():
        value = Decimal(digits)
    else:
        value = numerals.read_numeral(digits)
    return value, Qualifier.AT_MOST if match["top"] else None, "位"


@dataclass(frozen=True, slots=True)
class _Reader:
    text: Mended
    found: list[Found]

    def __call__(self, match: re.Match[str]) -> bool:
        figure = _figure(match)
        if figure is None:
            return False
        start, end = self._span(match)
        number = self.text.original(*match.span("number"))
        self.found.append(
            Found(
                value=figure.value,
                unit=figure.unit,
                scale=figure.scale,
                decimals=figure.decimals,
                qualifier=figure.qualifier,
                upper=figure.upper,
                start=start,
                end=end,
                text=self.text.paragraph[start:end],
                broken=any(map(str.isspace, self.text.paragraph[slice(*number)])),
            )
        )
        return True

    def _span(self, match: re.Match[str]) -> tuple[int, int]:
        """Return the place of number and unit, without blanks and without 以上 behind."""
        end = match.start("after") if match["after"] else match.end()
        taken = match.string[match.start() : end]
        start = match.start() + len(taken) - len(taken.lstrip())
        return self.text.original(start, match.start() + len(taken.rstrip()))


def _figure(match: re.Match[str]) -> Quantity | None:
    """Return what a match says, or None where it is a word after all."""
    if sum(char.isdigit() for char in match["number"]) > grammar.MOST_DIGITS:
        return None
    numeral = not match["number"][0].isascii()
    if numeral and not (match["unit"] or match["whole"]):
        return None
    before = grammar.qualifier_before(match.string[max(0, match.start() - 24) : match.start()])
    try:
        figure = grammar.quantity_of(match, before)
    except ValueError:
        return None
    lower = match.groupdict().get("from")
    return _range(figure, lower, match["from_scale"]) if lower else figure


def _range(figure: Quantity, lower: str, step: str | None) -> Quantity:
    """Return the range from `lower`, which counts in the upper end's step unless it has one."""
    number, decimals, _ = grammar.printed_number(lower)
    power = (units.scale_of(step) if step else figure.scale).adjusted()
    start = units.plain(number.scaleb(power))
    if start >= figure.value:
        return figure
    return replace(
        figure,
        value=start,
        upper=figure.value,
        decimals=max(decimals, figure.decimals),
    )
