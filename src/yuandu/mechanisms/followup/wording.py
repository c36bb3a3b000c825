"""Sentences for faults, by their codes."""

from collections.abc import Mapping
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yuandu.kernel.indicators.figures.measures import Words
from yuandu.mechanisms.followup.models import Scale
from yuandu.mechanisms.followup.rules import Fault

WAN = 10_000  # yuan
FAULTS: Mapping[str, Words] = {
    "nothing": gettext_lazy("Enter the tax, the output or the state in statistics; 0 for none."),
    "negative": gettext_lazy("Tax is not below zero. Mark it as a refund if it is one."),
    "no-refund": gettext_lazy("A refund is below zero: write it with a minus."),
    "negative-output": gettext_lazy("Output is not below zero."),
    "no-reason": gettext_lazy("What was filed is corrected: say why."),
    "not-yours": gettext_lazy("Another office is the source of this; it files it."),
}


def fault(found: Fault) -> str:
    """Return what is wrong, with what stands on record where somebody else filed it."""
    if found.code == "filed-meanwhile":
        return _(
            "Somebody has filed this meanwhile: %(value)s. Load the page again; to correct it "
            "then, say why."
        ) % {"value": _value(found.value)}
    return str(FAULTS[found.code])


def _value(value: Decimal | str | None) -> str:
    if isinstance(value, Decimal):
        return _("%(amount)s ten thousand yuan") % {"amount": f"{(value / WAN).normalize():f}"}
    return str(Scale(value).label) if value else ""
