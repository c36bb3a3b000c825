"""Numbers, money and days as each language writes them.

Values stay plain in Python (yuan, fractions from 0 to 1, dates); only templates dress
them, with these filters. An absent value is a dash, never a zero.
"""

import datetime
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from django import template
from django.utils import dateformat, timezone

from yuandu.engines.quantities import format_quantity, in_books, units
from yuandu.kernel.workspaces import languages

register = template.Library()

type Number = Decimal | int | float

ABSENT = "—"
MINUS = "−"
# A column's unit: its step and what it divides by, in Chinese and in English, which has no 万.
COLUMN_UNITS = {
    "yuan": {"zh": ("", 0), "en": ("", 0)},
    "wan": {"zh": ("万", 4), "en": ("thousand", 3)},
    "yi": {"zh": ("亿", 8), "en": ("million", 6)},
}
DIGITS = "〇一二三四五六七八九"


def _language() -> str:
    return "en" if languages.is_english() else "zh"


def _written(value: Decimal, places: int) -> str:
    """Write a number, halves rounded up; English groups digits, Chinese print does not."""
    rounded = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    text = f"{rounded:,f}" if _language() == "en" else f"{rounded:f}"
    return text.replace("-", MINUS)


def _decimal(value: Number | str | None) -> Decimal | None:
    """Read a template's value; an unresolved name arrives as an empty string."""
    return None if value is None or value == "" else Decimal(str(value))


@register.filter
def listed(words: Iterable[object]) -> str:
    """Write words one after the other: 甲、乙; in English with commas."""
    return languages.listed(words)


@register.filter
def number(value: Number | None, places: int = 0) -> str:
    """Write a count or a measure: 1517 and 10263.2, in English 1,517 and 10,263.2."""
    exact = _decimal(value)
    return ABSENT if exact is None else _written(exact, places)


@register.filter
def percent(share: Number | None, places: int = 1) -> str:
    """Write a fraction from 0 to 1 in per cent: 74.3%."""
    exact = _decimal(share)
    return ABSENT if exact is None else f"{_written(exact * 100, places)}%"


@register.filter
def percent_of(part: Number | None, whole: Number | None) -> str:
    """Write a part of a whole in per cent, to one place: 74.3%."""
    exact, base = _decimal(part), _decimal(whole)
    return ABSENT if exact is None or not base else percent(exact / base)


@register.filter
def money(amount: Number | None, currency: str = "CNY") -> str:
    """Write an amount in the step that fits it: 1.16万亿元, 1.16 trillion yuan."""
    exact = _decimal(amount)
    if exact is None:
        return ABSENT
    return format_quantity(exact, units.symbol_of(currency), _language()).replace("-", MINUS)


@register.filter
def to_fen(amount: Number | None) -> str:
    """Write an exact amount as slips and books hold it: 1,234,567.80 in both languages."""
    exact = _decimal(amount)
    return ABSENT if exact is None else in_books(exact).replace("-", MINUS)


@register.filter
def money_in(amount: Number | None, unit: str, places: int = 1) -> str:
    """Write an amount as a cell of a column in `unit` (yuan, wan, yi); see `money_unit`."""
    exact = _decimal(amount)
    if exact is None:
        return ABSENT
    _, power = COLUMN_UNITS[unit][_language()]
    return _written(exact.scaleb(-power), places if power else 0)


@register.simple_tag
def money_unit(unit: str, currency: str = "CNY") -> str:
    """Name the unit of a column that `money_in` fills: 亿元, million yuan."""
    step, _ = COLUMN_UNITS[unit][_language()]
    symbol = units.symbol_of(currency)
    return step + symbol if _language() == "zh" else f"{step} {units.english_of(symbol)}".strip()


def _local(moment: datetime.date) -> datetime.date:
    """Bring an instant to the reader's time zone; a day is a day everywhere."""
    if isinstance(moment, datetime.datetime) and timezone.is_aware(moment):
        return timezone.localtime(moment)
    return moment


def _dated(moment: datetime.date | str | None, chinese: str, english: str) -> str:
    if not isinstance(moment, datetime.date):
        return ABSENT
    return dateformat.format(_local(moment), chinese if _language() == "zh" else english)


@register.filter
def day(moment: datetime.date | None) -> str:
    """Write a day in full: 2024年12月31日, 31 December 2024."""
    return _dated(moment, "Y年n月j日", "j F Y")


@register.filter
def day_short(moment: datetime.date | None) -> str:
    """Write a day whose year is known from around it: 12月31日, 31 Dec."""
    return _dated(moment, "n月j日", "j M")


@register.filter
def day_cell(moment: datetime.date | None) -> str:
    """Write a day for a table, the same width always: 2024-12-31."""
    return _dated(moment, "Y-m-d", "Y-m-d")


@register.filter
def day_time(moment: datetime.datetime | None) -> str:
    """Write an instant to the minute: 2024年12月31日 16:05, 31 December 2024, 16:05."""
    return _dated(moment, "Y年n月j日 H:i", "j F Y, H:i")


@register.filter
def month(moment: datetime.date | None) -> str:
    """Write a month: 2024年12月, December 2024."""
    return _dated(moment, "Y年n月", "F Y")


@register.filter
def weekday(moment: datetime.date | None) -> str:
    """Name the day of the week: 星期二, Tuesday."""
    return _dated(moment, "l", "l")


@register.filter
def numeral(value: int | None) -> str:
    """Write an ordinal below a hundred as Chinese print does: 一, 十二; in English 1, 12."""
    if value is None or _language() == "en" or not 0 <= value < 100:  # noqa: PLR2004
        return ABSENT if value is None else str(value)
    tens, ones = divmod(value, 10)
    if not tens:
        return DIGITS[ones]
    return (DIGITS[tens] if tens > 1 else "") + "十" + (DIGITS[ones] if ones else "")


@register.filter
def share_of(part: Number | None, whole: Number | None) -> str:
    """Return `part` in per cent of `whole`, from 0 to 100, as markup wants it: a width, a value."""
    exact, base = _decimal(part), _decimal(whole)
    if exact is None or not base:
        return "0"
    return f"{min(max(exact / base * 100, Decimal(0)), Decimal(100)):.2f}"
