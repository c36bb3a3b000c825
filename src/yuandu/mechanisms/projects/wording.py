"""Sentences of this room's codes, in the reader's language."""

import datetime
from collections.abc import Callable
from decimal import Decimal

from django.utils import formats, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from yuandu.engines.quantities import format_quantity, units
from yuandu.mechanisms.projects import rules
from yuandu.mechanisms.projects.rules import Fault

FAULTS: dict[str, Callable[[], str]] = {
    "project-code-length": lambda: _(
        "The code %(code)s has %(found)s characters; printed it has %(expected)s: "
        "2111-370781-04-01-123456."
    ),
    "project-code-hyphens": lambda: _(
        "The hyphens of %(code)s stand elsewhere than in 2111-370781-04-01-123456."
    ),
    "project-code-digits": lambda: _(
        "Character %(place)s of %(code)s is “%(found)s”; a project code has digits only."
    ),
    "project-code-month": lambda: _(
        "%(code)s begins with %(found)s, which is neither year and month nor a year."
    ),
    "project-code-division": lambda: _(
        "%(found)s in %(code)s is not the code of a province, city or county."
    ),
    "entered-already": lambda: _(
        "This looks like “%(name)s” (%(code)s), which stands in the register. Is it another one?"
    ),
    "investment-not-positive": lambda: _(
        "The total investment is %(value)s; it has to be above zero. Leave it empty if unknown."
    ),
    "investment-absurd": lambda: _(
        "A total investment of %(value)s is more than any single project ever had "
        "(bound: %(limit)s). Was it typed in 亿 where 万 is asked for?"
    ),
    "investment-large": lambda: _(
        "A total investment of %(value)s is unusually large (above %(limit)s). Is the unit right?"
    ),
    "investment-small": lambda: _(
        "A total investment of %(value)s lies below %(limit)s, from which projects enter the "
        "statistics. Is the unit right?"
    ),
    "plan-above-total": lambda: _(
        "The year's plan (%(value)s) is more than the total investment (%(limit)s)."
    ),
    "share-not-a-fraction": lambda: _("A share lies between 0 and 100%%; %(value)s does not."),
    "negative": lambda: _("%(value)s is below zero."),
    "land-not-positive": lambda: _("%(value)s mu of land; leave it empty if none is needed."),
    "half-a-place": lambda: _("A place needs both longitude and latitude."),
    "not-on-earth": lambda: _(
        "Longitude lies between −180 and 180, latitude between −90 and 90. Were they swapped?"
    ),
    "day-out-of-range": lambda: _("%(value)s is not a day this century's projects have."),
    "day-in-future": lambda: _("%(value)s lies in the future; today is %(limit)s."),
    "plan-ends-before-start": lambda: _(
        "The planned end, %(value)s, lies before the planned start, %(limit)s."
    ),
    "completed-before-start": lambda: _(
        "The works were completed on %(value)s, before they started on %(limit)s."
    ),
    "produced-before-start": lambda: _(
        "Production began on %(value)s, before the works started on %(limit)s."
    ),
}
# Amounts of money among the parameters; other numbers print as they are.
_MONEY = {"investment_total", "annual_plan", "design_output", "new_output"}

# The stages of both main tracks; where they share one, it goes by one name.
STAGES = {
    "plan": pgettext_lazy("stage", "Planning"),
    "works_start": pgettext_lazy("stage", "Works start"),
    "build": pgettext_lazy("stage", "Building"),
    "works_completion": pgettext_lazy("stage", "Handed over"),
    "production_start": pgettext_lazy("stage", "In production"),
    "tax": pgettext_lazy("stage", "Paying tax"),
    "above_scale_listing": pgettext_lazy("stage", "In above-scale statistics"),
    "suspended": pgettext_lazy("stage", "Suspended"),
    "cancelled": pgettext_lazy("stage", "Cancelled"),
}

# The parallel tracks, by the codes of their life cycles.
PARALLEL = {
    rules.INVESTMENT_LISTING: gettext_lazy("Investment-statistics entry"),
    rules.LAND: gettext_lazy("Land"),
    rules.ENERGY: gettext_lazy("Energy review"),
    rules.ENVIRONMENT: gettext_lazy("Environmental review"),
    rules.CONSTRUCTION: gettext_lazy("Construction permit"),
}

RESEMBLANCES = {
    "same-code": gettext_lazy("same code"),
    "same-name": gettext_lazy("same name"),
    "similar-name": gettext_lazy("similar name"),
    "same-owner": gettext_lazy("same owner"),
    "same-division": gettext_lazy("same division"),
    "same-investment": gettext_lazy("same investment"),
}


def fault(found: Fault) -> str:
    """Return the sentence of a fault."""
    printed = {
        name: _printed(value, is_money=found.field in _MONEY)
        for name, value in found.params.items()
    }
    return FAULTS[found.code]() % printed


def _printed(value: str | Decimal | datetime.date, *, is_money: bool) -> str:
    if isinstance(value, datetime.date):
        return formats.date_format(value)
    if isinstance(value, Decimal):
        return money(value) if is_money else f"{value.normalize():f}"
    return value


def money(amount: Decimal, currency: str = "CNY") -> str:
    """Write an amount as the reader's language does: 6.5亿元, 650 million yuan."""
    english = (translation.get_language() or "").startswith("en")
    return format_quantity(amount, units.symbol_of(currency), "en" if english else "zh")
