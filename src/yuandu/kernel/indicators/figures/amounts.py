"""Numbers of a published unit: converted, rounded, and written in the reader's language.

A figure's unit is written as Chinese print does: 个, 家, 亿元, %. Its 元 stands for the
workspace's currency. What stands in a row is plain: currency units, fractions from 0 to 1.
"""

from decimal import ROUND_HALF_UP, Decimal

from django.utils import dateformat
from django.utils.translation import gettext as _

from yuandu.engines.quantities import units
from yuandu.kernel.indicators.rules.periods import Period
from yuandu.kernel.workspaces.languages import is_english
from yuandu.kernel.workspaces.models import Workspace

YUAN = "元"
PLACE = "位"  # the unit of a rank
PERCENT = "%"
HUNDRED = Decimal(100)
ABSENT = "—"
TEENS = range(11, 14)
# English has no 万 and 亿: a large amount is told in the step that fits it.
STEPS = (
    (Decimal(10) ** 12, "trillion"),
    (Decimal(10) ** 9, "billion"),
    (Decimal(10) ** 6, "million"),
)
UNIT_STEPS = {4: "10,000", 8: "100 million", 12: "trillion"}
# How Chinese and English write a period, in Django's signs for dates.
FORMS = {"year": ("Y年", "Y"), "month": ("Y年n月", "F Y"), "day": ("Y年n月j日", "j F Y")}


def unit_in(workspace: Workspace, unit: str) -> str:
    """Return a figure's unit with the workspace's currency: 亿元 is 亿PHP in Manila."""
    if not unit.endswith(YUAN):
        return unit
    return unit.removesuffix(YUAN) + units.symbol_of(workspace.currency)


def from_stored(stored: Decimal, unit: str) -> Decimal:
    """Return what rows hold (currency units, fractions) in the published unit."""
    measure = units.read_measure(unit)
    return stored * HUNDRED if measure.unit == PERCENT else stored / measure.scale


def between(value: Decimal, unit: str, to: str) -> Decimal:
    """Return a value published in `unit` in another unit of the same kind: 万元 in 亿元.

    Raises:
        ValueError: they do not measure the same thing.
    """
    if unit == to:
        return value
    source, target = units.read_measure(unit), units.read_measure(to)
    return units.convert(value * source.scale, source.unit, target.unit) / target.scale


def rounded(value: Decimal, decimals: int) -> Decimal:
    """Return the value with so many digits behind the point, halves rounded up."""
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def exact(value: Decimal | None) -> str:
    """Write a value with all its digits and none that say nothing; — for nothing."""
    return ABSENT if value is None else f"{value.normalize():f}".replace("-", "−")


def written(number: Decimal | None, unit: str, decimals: int) -> str:
    """Write a number of a unit: 6455亿元, CNY 645.5 billion; 第2位, 2nd; — for nothing."""
    if number is None:
        return ABSENT
    if not is_english():
        text = f"{rounded(number, decimals):f}".replace("-", "−")
        return f"第{text}位" if unit == PLACE else text + unit
    if unit == PLACE:
        return _ordinal(int(number))
    measure = units.read_measure(unit)
    if measure.scale == 1:
        return _english(f"{rounded(number, decimals):,f}", measure.unit)
    base = number * measure.scale
    step, word = next((each for each in STEPS if abs(base) >= each[0]), (Decimal(1), ""))
    # As exact as the Chinese: the last printed digit is worth the same.
    places = max(0, step.adjusted() - measure.scale.adjusted() + decimals)
    text = f"{rounded(base / step, places):,f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return _english(f"{text} {word}".strip(), measure.unit)


def _english(text: str, unit: str) -> str:
    text = text.replace("-", "−")
    if unit == PERCENT:
        return text + PERCENT
    kind = units.kind_of(unit)
    if kind.isupper():  # a currency
        return f"{kind} {text}"
    return f"{text} {units.english_of(unit)}".strip()


def _ordinal(place: int) -> str:
    if place % 100 in TEENS:
        return f"{place}th"
    return f"{place}{({1: 'st', 2: 'nd', 3: 'rd'}).get(place % 10, 'th')}"


def unit_title(unit: str) -> str:
    """Write a unit for the head of a column or a fact: 亿元, CNY 100 million; 个, items."""
    if not is_english():
        return unit
    if unit == PLACE:
        return _("place")
    measure = units.read_measure(unit)
    kind = units.kind_of(measure.unit)
    word = UNIT_STEPS.get(measure.scale.adjusted(), "")
    if kind.isupper():
        return f"{kind} {word}".strip()
    return f"{word} {units.english_of(measure.unit) or _('items')}".strip()


def period_title(period: Period) -> str:
    """Write a period: 2026年11月, November 2026."""
    english = is_english()
    if period.kind == "quarter":
        number, year = period.code[-1], period.start.year
        return f"Q{number} {year}" if english else f"{year}年第{number}季度"
    chinese_form, english_form = FORMS[period.kind]
    return dateformat.format(period.start, english_form if english else chinese_form)
