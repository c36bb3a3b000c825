"""The units people write behind a number, and the steps 万, 亿, million they count in.

A unit has one canonical symbol (the Chinese one), several spellings and a kind. Units of one
kind convert into each other exactly; counts (个, 家, 项, 人 …) never convert but compare.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from yuandu.engines.quantities.reasons import Unreadable

ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure.

    Attributes:
        symbol: The canonical spelling, "元".
        kind: What it measures. Units of one kind convert into each other, except counts.
        factor: How many of the kind's first unit one of this unit is.
        spellings: Other ways people write it.
        english: The word behind a number in English; empty where the noun already says it.
    """

    symbol: str
    kind: str
    factor: Decimal = ONE
    spellings: tuple[str, ...] = ()
    english: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """A step and a unit as they stand in a column's header: 万元 is 10 000 times 元."""

    scale: Decimal
    unit: str


COUNT = "count"
PERSONS = frozenset({"人", "名", "位"})


def _counts(symbols: str) -> tuple[Unit, ...]:
    return tuple(Unit(symbol, COUNT) for symbol in symbols.split())


UNITS: tuple[Unit, ...] = (
    Unit("元", "CNY", ONE, ("人民币", "圆", "块钱", "yuan", "RMB", "CNY", "¥", "￥"), "yuan"),
    Unit("角", "CNY", Decimal("0.1")),
    Unit("美元", "USD", ONE, ("USD", "US$", "$", "US dollars", "dollars"), "US dollars"),
    Unit("港元", "HKD", ONE, ("HKD", "HK$", "港币"), "Hong Kong dollars"),
    Unit("欧元", "EUR", ONE, ("EUR", "€", "euros", "euro"), "euros"),
    Unit("日元", "JPY", ONE, ("JPY",), "yen"),
    Unit("新台币", "TWD", ONE, ("TWD", "NT$", "台币"), "New Taiwan dollars"),
    Unit("韩元", "KRW", ONE, ("KRW", "₩"), "won"),
    Unit("PHP", "PHP", ONE, ("比索", "菲律宾比索", "₱", "pesos"), "pesos"),
    Unit("英镑", "GBP", ONE, ("GBP", "£", "pounds"), "pounds"),
    Unit("%", "share", ONE, ("percent", "per cent", "pct"), "%"),
    Unit("‰", "share", Decimal("0.1"), (), "‰"),
    Unit("成", "share", Decimal(10), (), "tenths"),
    Unit(
        "个百分点",
        "points",
        ONE,
        ("百分点", "percentage points", "percentage point"),
        "percentage points",
    ),
    Unit("倍", "ratio", ONE, ("times",), "times"),
    Unit("亩", "area", ONE, ("mu",), "mu"),
    Unit("公顷", "area", Decimal(15), ("hectares", "hectare", "ha"), "hectares"),
    Unit(
        "平方米",
        "area",
        Decimal("0.0015"),
        ("平米", "㎡", "m²", "m2", "square metres", "square meters"),
        "square metres",
    ),
    Unit(
        "平方公里",
        "area",
        Decimal(1500),
        ("平方千米", "km²", "km2", "square kilometres", "square kilometers"),
        "square kilometres",
    ),
    Unit("米", "length", ONE, ("metres", "meters", "m"), "metres"),
    Unit("公里", "length", Decimal(1000), ("千米", "kilometres", "kilometers", "km"), "kilometres"),
    Unit("里", "length", Decimal(500), (), "li"),
    Unit("厘米", "length", Decimal("0.01"), ("cm",), "centimetres"),
    Unit("毫米", "length", Decimal("0.001"), ("mm",), "millimetres"),
    Unit("公斤", "mass", ONE, ("千克", "kilograms", "kg"), "kilograms"),
    Unit("斤", "mass", Decimal("0.5"), (), "jin"),
    Unit("克", "mass", Decimal("0.001"), ("grams", "g"), "grams"),
    Unit("吨", "mass", Decimal(1000), ("tonnes", "tonne", "tons", "t"), "tonnes"),
    Unit(
        "吨标准煤",
        "standard coal",
        ONE,
        ("吨标煤", "tonnes of standard coal", "tce"),
        "tonnes of standard coal",
    ),
    Unit("立方米", "volume", ONE, ("方", "m³", "m3", "cubic metres"), "cubic metres"),
    Unit("升", "volume", Decimal("0.001"), ("litres",), "litres"),
    Unit("千瓦", "power", ONE, ("kilowatts", "kW"), "kilowatts"),
    Unit("兆瓦", "power", Decimal(1000), ("megawatts", "MW"), "megawatts"),
    Unit("千瓦时", "energy", ONE, ("度", "kilowatt-hours", "kWh"), "kilowatt-hours"),
    Unit("年", "years", ONE, ("years", "year"), "years"),
    Unit("个月", "months", ONE, ("个多月", "months", "month"), "months"),
    Unit("天", "days", ONE, ("日", "days", "day"), "days"),
    Unit("个工作日", "working days", ONE, ("工作日", "working days"), "working days"),
    Unit("小时", "time", ONE, ("个小时", "hours", "hour"), "hours"),
    Unit("分钟", "time", ONE / 60, ("minutes", "minute"), "minutes"),
    Unit("人", COUNT, ONE, ("people", "persons"), "people"),
    Unit("人次", COUNT, ONE, (), "visits"),
    Unit("户", COUNT, ONE, ("households", "household"), "households"),
    Unit("株", COUNT, ONE, (), "plants"),
    Unit("盆", COUNT, ONE, ("pots",), "pots"),
    *_counts("个 家 项 条 名 位 件 处 种 台 套 辆 次 例 所 座 支 只 头 枝 箱 篇 起 批 宗 场 期 类"),
    *_counts("级 门 组 队 幅 张 份 册 部 款 间 栋 对 双 村 镇 县 市 分 岁 台套 架次 车次"),
)

SCALES: dict[str, int] = {
    "万亿": 12,
    "千亿": 11,
    "百亿": 10,
    "十亿": 9,
    "亿": 8,
    "千万": 7,
    "百万": 6,
    "十万": 5,
    "万": 4,
    "千": 3,
    "百": 2,
}
SCALE_WORDS: dict[str, int] = {
    "trillion": 12,
    "billion": 9,
    "bn": 9,
    "million": 6,
    "mn": 6,
    "thousand": 3,
}

_BY_SPELLING: dict[str, Unit] = {
    spelling: unit for unit in UNITS for spelling in (unit.symbol, *unit.spellings)
}
_FOLDED: dict[str, Unit] = {spelling.lower(): unit for spelling, unit in _BY_SPELLING.items()}
_BY_SYMBOL: dict[str, Unit] = {unit.symbol: unit for unit in UNITS}

# A classifier is not one when it begins another word: 20人均 is not 20 persons.
_CASED_LENGTH = 2
_NOT_BEFORE = {
    "人": "均民才口员大",
    "成": "立员功为本果分交都",
    "分": "别为布成",
    "方": "面案式针向法",
    "度": "假",
    "里": "面程",
    "日": "前",
    "市": "场",
    "部": "门分署",
}


def _spelling_pattern(spelling: str) -> str:
    if spelling.isascii() and spelling[-1].isalpha():
        # Two letters keep their case: 5 m are metres, 5 M are not.
        folded = "(?i:" if len(spelling) > _CASED_LENGTH else "(?:"
        return folded + re.escape(spelling) + r")(?![A-Za-z0-9])"
    never = _NOT_BEFORE.get(spelling)
    return re.escape(spelling) + (f"(?![{never}])" if never else "")


def _alternatives(spellings: list[str]) -> str:
    """Return a pattern that prefers the longer spelling: 人次 before 人."""
    return "|".join(_spelling_pattern(each) for each in sorted(spellings, key=len, reverse=True))


_ONE_UNIT = _alternatives(list(_BY_SPELLING))
UNIT_PATTERN = rf"(?:{_ONE_UNIT})(?:/(?:{_ONE_UNIT}))?"
# 千瓦, 千米, 千克 begin like a step of ten thousands but are not one.
WHOLE_PATTERN = _alternatives([each for each in _BY_SPELLING if each[0] in "千百万"])
SCALE_PATTERN = (
    "|".join(sorted(SCALES, key=len, reverse=True))
    + r"|(?i:"
    + "|".join(SCALE_WORDS)
    + r")(?![A-Za-z])"
)
PREFIXES = ("人民币", "RMB", "CNY", "USD", "US$", "HK$", "PHP", "EUR", "¥", "$", "€", "₱", "£")
PREFIX_PATTERN = "|".join(re.escape(each) for each in sorted(PREFIXES, key=len, reverse=True))
_MEASURE = re.compile(
    rf"\s*(?:(?P<whole>{WHOLE_PATTERN})|(?P<scale>{SCALE_PATTERN})?\s*(?P<unit>{UNIT_PATTERN})?)\s*"
)


def plain(value: Decimal) -> Decimal:
    """Return the same value, a whole one as 120000 and not as 1.2E+5 or 120000.00."""
    return value.quantize(ONE) if value == value.to_integral_value() else value


def scale_of(step: str | None) -> Decimal:
    """Return what the step counts by: 万 is 10000; no step is 1."""
    if not step:
        return ONE
    return Decimal(10) ** (SCALES[step] if step in SCALES else SCALE_WORDS[step.lower()])


def symbol_of(spelling: str | None) -> str:
    """Return the canonical symbol of a spelling, "" for none; a ratio keeps its stroke."""
    if not spelling:
        return ""
    return "/".join(_spelled(part).symbol for part in spelling.split("/"))


def _spelled(spelling: str) -> Unit:
    return _BY_SPELLING.get(spelling) or _FOLDED[spelling.lower()]


def read_measure(text: str) -> Measure:
    """Read what a header says between its brackets: 万元, 亩, %, PHP million.

    Raises:
        Unreadable: `unknown-unit`.
    """
    found = _MEASURE.fullmatch(text)
    if found is None:
        turned = re.fullmatch(rf"\s*({PREFIX_PATTERN})\s*({SCALE_PATTERN})\s*", text)
        if turned is None:
            raise Unreadable("unknown-unit", text, 0, len(text))
        return Measure(scale_of(turned[2]), symbol_of(turned[1]))
    return Measure(scale_of(found["scale"]), symbol_of(found["whole"] or found["unit"]))


def kind_of(symbol: str) -> str:
    """Return what a canonical symbol measures; "" for a bare number."""
    return "/".join(_BY_SYMBOL[part].kind for part in symbol.split("/")) if symbol else ""


def english_of(symbol: str) -> str:
    """Return the English words of a canonical symbol, "" where the noun says it."""
    return " per ".join(_BY_SYMBOL[part].english for part in symbol.split("/")) if symbol else ""


def comparable(one: str, other: str) -> bool:
    """Say whether figures in these units may be set against each other.

    Counts compare when they are the same classifier, when both count persons, or when one is
    the general 个; a bare number compares with any count.
    """
    if one == other:
        return True
    kinds = {kind_of(one), kind_of(other)}
    if kinds <= {COUNT, ""}:
        return {one, other} <= PERSONS or bool({one, other} & {"个", ""})
    return len(kinds) == 1 and kinds != {COUNT}


def convert(value: Decimal, unit: str, to: str) -> Decimal:
    """Return `value` of `unit` counted in `to`: 2 公顷 are 30 亩.

    Raises:
        ValueError: the units do not measure the same thing.
    """
    if not comparable(unit, to):
        raise ValueError(f"{unit!r} cannot be counted in {to!r}")
    if unit == to or COUNT in {kind_of(unit), kind_of(to)}:
        return value
    return plain(value * _factor(unit) / _factor(to))


def _factor(symbol: str) -> Decimal:
    over, _, under = symbol.partition("/")
    return _BY_SYMBOL[over].factor / (_BY_SYMBOL[under].factor if under else ONE)
