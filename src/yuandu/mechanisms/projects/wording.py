"""Sentences of this room's codes, in the reader's language."""

import datetime
import math
from decimal import Decimal
from typing import Any, NamedTuple

from django.utils import formats
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from yuandu.engines.quantities import format_quantity, units
from yuandu.kernel.workspaces.languages import is_english
from yuandu.mechanisms.projects import rules
from yuandu.mechanisms.projects.rules import Fault, grid


class Said(NamedTuple):
    """What is wrong, and what to do; `shown` is the value as it was written."""

    what: Any
    do: Any


FAULTS = {
    "project-code-length": Said(
        _("The project code “{shown}” has {found} characters; printed it has {expected}."),
        _("Write it as 2111-370781-04-01-123456."),
    ),
    "project-code-hyphens": Said(
        _("The hyphens of the project code “{shown}” are misplaced."),
        _("Write it as 2111-370781-04-01-123456."),
    ),
    "project-code-digits": Said(
        _("Character {place} of the project code “{shown}” is “{found}”, not a digit."),
        _("Copy the code from the approval platform."),
    ),
    "project-code-month": Said(
        _("“{shown}” begins with {found}, which is neither year and month nor a year."),
        _("Copy the code from the approval platform."),
    ),
    "project-code-division": Said(
        _("{found} in “{shown}” is not the code of a province, city or county."),
        _("Copy the code from the approval platform."),
    ),
    "entered-already": Said(
        _("This looks like “{name}” ({other}), which stands in the register."),
        _("If it is the same, open that one; if not, confirm it."),
    ),
    "investment-not-positive": Said(
        _("The total investment is {shown}; it has to be above zero."),
        _("Leave it empty if it is not known."),
    ),
    "investment-absurd": Said(
        _(
            "A total investment of {shown} is beyond 2 trillion yuan, more than any project ever had."
        ),
        _("Look at the unit: was 亿 typed where 万 is asked for?"),
    ),
    "investment-large": Said(
        _("A total investment of {shown} is above 100 billion yuan, which is very rare."),
        _("Look at the unit, and confirm it if it is right."),
    ),
    "investment-small": Said(
        _("A total investment of {shown} is below 5 million yuan, from which statistics begin."),
        _("Look at the unit, and confirm it if it is right."),
    ),
    "plan-above-total": Said(
        _("The year’s plan, {shown}, is more than the total investment."),
        _("Look at both, and confirm it if it is right."),
    ),
    "share-not-a-fraction": Said(
        _("A share lies between 0 and 100%; {shown} does not."), _("Write it as 74.3%.")
    ),
    "negative": Said(_("{shown} is below zero."), _("Leave it empty if it is not known.")),
    "land-not-positive": Said(
        _("An area of {shown} is none."), _("Leave it empty if no land is needed.")
    ),
    "amount-absurd": Said(
        _("{shown} is more than any amount of money."), _("Look at the digits and at the unit.")
    ),
    "land-absurd": Said(
        _("An area of {shown} is more than any project takes."),
        _("Look at the unit: are these square metres?"),
    ),
    "half-a-place": Said(
        _("A place needs both longitude and latitude."), _("Fill in both, or neither.")
    ),
    "not-on-earth": Said(
        _("Longitude lies between −180 and 180, latitude between −90 and 90."),
        _("Look whether they are swapped."),
    ),
    "day-out-of-range": Said(_("No project here has a day like {shown}."), _("Look at the year.")),
    "day-in-future": Said(
        _("{shown} lies in the future; today is {limit}."),
        _("What is still to come belongs to the planned days."),
    ),
    "plan-ends-before-start": Said(
        _("The planned end, {shown}, lies before the planned start, {limit}."),
        _("Correct one of them."),
    ),
    "completed-before-start": Said(
        _("The works were completed on {shown}, before they started on {limit}."),
        _("Correct one of them."),
    ),
    "produced-before-start": Said(
        _("Production began on {shown}, before the works started on {limit}."),
        _("Correct one of them."),
    ),
}
# Amounts of money among the fields; other numbers print as they are.
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
    rules.INVESTMENT_LISTING: _("Investment-statistics entry"),
    rules.LAND: _("Land"),
    rules.ENERGY: _("Energy review"),
    rules.ENVIRONMENT: _("Environmental review"),
    rules.CONSTRUCTION: _("Construction permit"),
}

RESEMBLANCES = {
    "same-code": _("same code"),
    "same-name": _("same name"),
    "similar-name": _("similar name"),
    "same-owner": _("same owner"),
    "same-division": _("same division"),
    "same-investment": _("same investment"),
}


def fault(found: Fault) -> str:
    """Return the sentences of a fault."""
    said = FAULTS[found.code]
    values = {
        name: _printed(value, is_money=found.field in _MONEY)
        for name, value in found.params.items()
    }
    return f"{said.what} {said.do}".format_map(values)


def _printed(value: str | Decimal | datetime.date, *, is_money: bool) -> str:
    if isinstance(value, datetime.date):
        return formats.date_format(value)
    if isinstance(value, Decimal):
        return money(value) if is_money else f"{value.normalize():f}"
    return value


def money(amount: Decimal, currency: str = "CNY") -> str:
    """Write an amount as the reader's language does: 6.5亿元, 650 million yuan."""
    english = is_english()
    return format_quantity(amount, units.symbol_of(currency), "en" if english else "zh")


def lying(box: grid.Box) -> str:
    """Say where a part of the map lies, to a tenth of its side."""
    places = max(0, 1 - math.floor(math.log10(box.east - box.west)))
    return gettext("lat. %(south)s to %(north)s°, long. %(west)s to %(east)s°") % {
        name: f"{getattr(box, name):.{places}f}" for name in ("south", "north", "west", "east")
    }
