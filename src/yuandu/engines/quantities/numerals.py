"""Chinese numerals: 三百五十, 两亿, 一万二, 二〇二四, 三点五, and the capitals 壹贰叁."""

from __future__ import annotations

from decimal import Decimal
from typing import NoReturn

_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")}
_PLACES = {"十": 10, "百": 100, "千": 1000}
_PLAIN = str.maketrans(
    "壹贰叁肆伍陆柒捌玖拾佰仟萬億两〇○幺", "一二三四五六七八九十百千万亿二零零一"
)

DIGITS = "零一二三四五六七八九两〇○壹贰叁肆伍陆柒捌玖"
PLACES = "十百千万亿拾佰仟"


def read_numeral(text: str) -> Decimal:
    """Return the number that a Chinese numeral writes.

    A row of digits without places is read by position (二〇二四 is 2024); a last digit
    without its place takes the next lower one (一万二 is 12000, 三百五 is 350).

    Raises:
        ValueError: this is not a numeral, or its places do not descend.
    """
    plain = text.translate(_PLAIN)
    whole, point, fraction = plain.partition("点")
    if not point:
        return Decimal(_whole(whole))
    return Decimal(f"{_whole(whole)}.{_positional(fraction)}")


def _whole(text: str) -> int:
    if not text:
        raise ValueError("a numeral has at least one character")
    if all(char in _DIGITS for char in text):
        return int(_positional(text))
    return _split_at(text, (("亿", 10**8), ("万", 10**4)))


def _positional(text: str) -> str:
    if not text or any(char not in _DIGITS for char in text):
        _refuse(text)
    return "".join(str(_DIGITS[char]) for char in text)


def _split_at(text: str, steps: tuple[tuple[str, int], ...]) -> int:
    """Read what stands before and after the highest step, each by the lower steps."""
    if not steps:
        return _section(text)
    (mark, size), lower = steps[0], steps[1:]
    before, found, after = text.rpartition(mark)
    if not found:
        return _split_at(text, lower)
    if not before:
        _refuse(text)
    # 亿 may itself be counted in 万 (一万亿); neither stands twice.
    return _split_at(before, lower) * size + _after(after, size, lower)


def _after(text: str, size: int, lower: tuple[tuple[str, int], ...]) -> int:
    if not text:
        return 0
    if len(text) == 1 and _DIGITS.get(text):
        return _DIGITS[text] * size // 10
    rest = _split_at(text, lower)
    # 两亿三千 is said of 230 million and written of 200 003 000: only 零 makes it certain.
    if rest >= size or (rest * 10 < size and not text.startswith("零")):
        _refuse(text)
    return rest


def _section(text: str) -> int:
    """Read a numeral below ten thousand."""
    total, last = 0, 10**4
    digit: int | None = None
    for at, char in enumerate(text):
        if char in _DIGITS and not digit:
            digit = _DIGITS[char]
        elif _PLACES.get(char, last) < last and (digit or (char == "十" and at == 0)):
            last = _PLACES[char]
            total, digit = total + (digit or 1) * last, None
        else:
            _refuse(text)
    if digit and len(text) > 1 and text[-2] != "零":
        return total + digit * last // 10
    return total + (digit or 0)


def _refuse(text: str) -> NoReturn:
    raise ValueError(f"{text!r} is not a Chinese numeral")
