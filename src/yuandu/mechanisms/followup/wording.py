"""Sentences for faults, by their codes."""

from collections.abc import Mapping
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from yuandu.kernel.indicators.figures.measures import Words
from yuandu.mechanisms.followup.models import Following, Scale
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
        ) % {"value": value(found.value)}
    return str(FAULTS[found.code])


def value(kept: object) -> str:
    """Return a value on record as a sentence names it."""
    if isinstance(kept, Decimal):
        return _("%(amount)s ten thousand yuan") % {"amount": f"{(kept / WAN).normalize():f}"}
    return str(Scale(str(kept)).label) if kept else ""


def states(found: Following | None) -> list[str]:
    """Return what somebody should know of where a project stands: statistics, stop, debts."""
    if found is None:
        return []
    said = [str(Scale(found.scale).label)] if found.scale else []
    if found.is_stopped:
        said.append(
            ngettext(
                "no tax in %(n)s filed month since %(last)s",
                "no tax in %(n)s filed months since %(last)s",
                found.unpaid,
            )
            % {"n": found.unpaid, "last": found.last_paid}
        )
    if found.missing:
        said.append(
            ngettext(
                "%(n)s month is owed, since %(since)s",
                "%(n)s months are owed, since %(since)s",
                found.missing,
            )
            % {"n": found.missing, "since": found.missing_since}
        )
    return said
