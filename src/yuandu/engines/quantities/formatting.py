"""Figures as the paper prints them, in Chinese and English, and amounts in capitals."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from yuandu.engines.quantities import units
from yuandu.engines.quantities.agreement import rounded

Language = Literal["zh", "en"]

_CHINESE_STEPS = (("万亿", 12), ("亿", 8), ("万", 4), ("", 0))
_ENGLISH_STEPS = (("trillion", 12), ("billion", 9), ("million", 6), ("", 0))
# Papers print 18896人 in full and 55.38万条 in steps.
_STEPS_BEGIN = {"zh": {units.COUNT: 100_000, "": 100_000}, "en": {}}
_SIGNS = frozenset({"%", "‰"})


def format_quantity(
    value: Decimal | int,
    unit: str = "",
    language: str = "zh",
    *,
    decimals: int = 2,
    step: str | None = None,
) -> str:
    """Return a value as the paper prints it: 1.16万亿元, 1.16 trillion yuan.

    Rounds half up. Trailing zeros behind the point are dropped; English groups thousands,
    Chinese does not.

    Args:
        value: In `unit`.
        unit: A canonical symbol, "" for a bare number.
        language: "zh" or "en"; "zh-hans" and the like are taken by their beginning.
        decimals: The most digits behind the point.
        step: The step to count in (亿, million); by default the largest that leaves 1 or more.
    """
    tongue: Language = "en" if language.startswith("en") else "zh"
    value = Decimal(value)
    name, number = _in_steps(value, unit, tongue, decimals, step)
    digits = f"{number:,f}" if tongue == "en" else f"{number:f}"
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    if tongue == "zh":
        return f"{digits}{name}{unit}"
    word = units.english_of(unit)
    if word in _SIGNS:
        return f"{digits}{name}{word}"
    return " ".join(part for part in (digits, name, word) if part)


def _in_steps(
    value: Decimal, unit: str, tongue: Language, decimals: int, step: str | None
) -> tuple[str, Decimal]:
    """Return the step and the value counted in it, rounded."""
    steps = _CHINESE_STEPS if tongue == "zh" else _ENGLISH_STEPS
    place = Decimal(1).scaleb(-decimals)
    if step is not None:
        return step, rounded(value.scaleb(-units.scale_of(step).adjusted()), place)
    begin = _STEPS_BEGIN[tongue].get(units.kind_of(unit), 0)
    for name, power in steps:
        number = rounded(value.scaleb(-power), place)
        # Rounded first: 9999.9999万 is printed as 1亿.
        if abs(number) >= 1 and (power == 0 or abs(value) >= begin):
            return name, number
    return "", rounded(value, place)


def in_books(amount: Decimal | int) -> str:
    """Return an amount as slips and books hold it, to the fen and in groups: 1,234,567.80.

    Both languages group here: who signs for an amount counts its digits.
    """
    return f"{rounded(Decimal(amount), Decimal('0.01')):,.2f}"


_CAPITALS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_SECTIONS = ("", "万", "亿", "万亿")
_FULL_SECTION = 1000  # a section below it leaves its first place empty
_MOST_YUAN = Decimal(10**16)


def in_capitals(amount: Decimal | int) -> str:
    """Return an amount of yuan in capitals, as on a settlement slip.

    Args:
        amount: Yuan, exact to the fen, below 10**16.

    Raises:
        ValueError: the amount has a fraction of a fen or is too large.

    Source:
        正确填写票据和结算凭证的基本规定 (annex to 支付结算办法, 银发〔1997〕393号): 整 behind 元
        and 角, none behind 分; 零 where a place inside is empty.
    """
    amount = Decimal(amount)
    if not amount.is_finite() or abs(amount) >= _MOST_YUAN:
        raise ValueError(f"{amount} yuan is outside what a slip can hold")
    fen = int((abs(amount) * 100).quantize(units.ONE, rounding=ROUND_HALF_UP))
    if Decimal(fen) != abs(amount) * 100:
        raise ValueError(f"{amount} yuan is not exact to the fen")
    yuan, cents = divmod(fen, 100)
    words = _yuan_in_capitals(yuan) + _cents_in_capitals(*divmod(cents, 10), after_yuan=yuan > 0)
    return ("负" if amount < 0 else "") + (words or "零元整")


def _yuan_in_capitals(yuan: int) -> str:
    if not yuan:
        return ""
    words, gap = "", False
    for at in range(len(_SECTIONS) - 1, -1, -1):
        section = yuan // 10 ** (4 * at) % 10**4
        if section:
            gap = gap or (bool(words) and section < _FULL_SECTION)
            words += ("零" if gap else "") + _section_in_capitals(section) + _step(at, yuan)
        gap = not section and bool(words)
    return words + "元"


def _step(at: int, yuan: int) -> str:
    """Return the step of a section; 万亿 says only 万 where a section of 亿 follows."""
    return "万" if _SECTIONS[at] == "万亿" and yuan // 10**8 % 10**4 else _SECTIONS[at]


def _section_in_capitals(section: int) -> str:
    words, gap = "", False
    for place in (3, 2, 1, 0):
        digit = section // 10**place % 10
        if digit:
            words += ("零" if gap and words else "") + _CAPITALS[digit] + _PLACES[place]
        gap = not digit
    return words


def _cents_in_capitals(jiao: int, fen: int, *, after_yuan: bool) -> str:
    if not jiao and not fen:
        return "整" if after_yuan else ""
    if not jiao:
        return ("零" if after_yuan else "") + f"{_CAPITALS[fen]}分"
    return f"{_CAPITALS[jiao]}角" + (f"{_CAPITALS[fen]}分" if fen else "整")
