"""The shape of a written figure, shared by one cell and by running text."""

from __future__ import annotations

import re
from decimal import Decimal

from yuandu.engines.quantities import numerals, units
from yuandu.engines.quantities.figures import Qualifier, Quantity

MOST_DIGITS = 20

NUMBER = r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?(?![0-9])|[0-9]+(?:\.[0-9]+)?"
NUMERAL = rf"[{numerals.DIGITS}{numerals.PLACES}]+(?:点[{numerals.DIGITS}]+)?"
_ODD = r"多|余|几|\+"

_BEFORE: dict[Qualifier, str] = {
    Qualifier.AT_MOST: "不超过|不高于|不多于|不大于|至多|最多|no more than|not more than|at most|up to",
    Qualifier.AT_LEAST: "不少于|不低于|不小于|至少|最少|no less than|no fewer than|at least",
    Qualifier.LESS_THAN: "不足|不到|未达到?|低于|少于|小于|less than|fewer than|under|below",
    Qualifier.MORE_THAN: (
        "超过|超出|突破|高于|多于|大于|逾|超|more than|over|above|exceed(?:s|ed|ing)?|topp?(?:s|ed|ing)"
    ),
    # 最近, 附近 and 节约, 合约 end in the same characters.
    Qualifier.NEARLY: "将近|接近|(?<![最附临靠邻])近|nearly|almost|close to",
    Qualifier.APPROX: (
        "大约|大概|大致|(?<![节合预契签违])约|about|around|approximately|roughly|some|circa"
    ),
}
_AFTER: dict[Qualifier, str] = {
    Qualifier.AT_LEAST: "(?:及)?以上|or more|and above",
    Qualifier.AT_MOST: "(?:及)?以内|(?:及)?以下|or less|or fewer|and below",
    Qualifier.APPROX: "左右|上下|or so",
}
_BETWEEN = r"(?:了|到|为|达|的|a\s|the\s)?"


def _spaced(patterns: dict[Qualifier, str]) -> str:
    """Return one pattern for all the words; its spaces survive a verbose pattern."""
    return "(?i:" + "|".join(patterns.values()).replace(" ", r"\s") + ")"


BEFORE_PATTERN = _spaced(_BEFORE) + _BETWEEN
AFTER_PATTERN = _spaced(_AFTER)

# What may follow a number:
#   30   多        亿            元
#   1         亿        2000万   元    以上
#        odd  step odd2 more     unit  after
TAIL = rf"""
    (?P<odd>{_ODD})?
    [ ]?
    (?:
        (?P<whole>{units.WHOLE_PATTERN})
      |
        (?P<scale>{units.SCALE_PATTERN})?
        (?P<odd2>{_ODD})?
        (?P<more>(?:(?:[0-9]+(?:\.[0-9]+)?)(?:万亿|亿|万|千|百))+)?
        [ ]?
        (?P<unit>{units.UNIT_PATTERN})?
    )
    (?P<after>[ ]?{AFTER_PATTERN})?
"""
SIGN = r"[-+]"
_ENDS_WITH = {
    qualifier: re.compile(rf"(?<![A-Za-z])(?i:{words}){_BETWEEN}\s*$")
    for qualifier, words in _BEFORE.items()
}
_IS = {qualifier: re.compile(rf"\s*(?i:{words})") for qualifier, words in _AFTER.items()}
_MORE = re.compile(r"([0-9]+(?:\.[0-9]+)?)(万亿|亿|万|千|百)")
_STEP_AT_END = re.compile(r"(?<=.)(?:万亿|亿|万|億|萬)$")
# 近3年 is a time, not "almost three years".
_SPANS_OF_TIME = frozenset({"年", "个月", "天", "个工作日", "小时", "分钟"})


def qualifier_before(text: str) -> Qualifier | None:
    """Return the reservation with which `text` ends, if it does."""
    end = text[-24:]
    return next((each for each, words in _ENDS_WITH.items() if words.search(end)), None)


def printed_number(number: str) -> tuple[Decimal, int, int]:
    """Return a printed number's value, its decimals and the power of ten it counts in."""
    if number[0] not in "0123456789":
        return _numeral_in_steps(number)
    digits = number.replace(",", "").replace(" ", "")
    mantissa = re.split("[eE]", digits)[0]
    return Decimal(digits), len(mantissa.partition(".")[2]), 0


def _numeral_in_steps(number: str) -> tuple[Decimal, int, int]:
    step = _STEP_AT_END.search(number)
    if step is None:
        return numerals.read_numeral(number), len(number.partition("点")[2]), 0
    head = number[: step.start()]
    power = units.SCALES[step[0].replace("億", "亿").replace("萬", "万")]
    return numerals.read_numeral(head), len(head.partition("点")[2]), power


def quantity_of(match: re.Match[str], before: Qualifier | None) -> Quantity:
    """Return what a match of the grammar says.

    Raises:
        ValueError: the numeral in it is not one.
    """
    groups = match.groupdict()
    number, decimals, power = printed_number(groups["number"])
    power += units.scale_of(groups["scale"]).adjusted()
    value = number.scaleb(power)
    for part, step in _MORE.findall(groups["more"] or ""):
        power, decimals = units.SCALES[step], len(part.partition(".")[2])
        value += Decimal(part).scaleb(power)
    unit = units.symbol_of(groups["whole"] or groups["unit"] or groups.get("currency"))
    return Quantity(
        value=units.plain(-value if groups["sign"] in {"-", "负"} else value),
        unit=unit,
        scale=units.plain(Decimal(1).scaleb(power)),
        decimals=decimals,
        qualifier=_qualifier(groups, before, unit),
        text=match[0],
    )


def _qualifier(
    groups: dict[str, str | None], before: Qualifier | None, unit: str
) -> Qualifier | None:
    odd = groups["odd"] or groups["odd2"]
    if odd:
        return Qualifier.MORE_THAN if odd == "+" else Qualifier.ODD
    if groups["after"]:
        after = groups["after"]
        return next(each for each, words in _IS.items() if words.fullmatch(after))
    if before is Qualifier.NEARLY and unit in _SPANS_OF_TIME:
        return None
    return before
