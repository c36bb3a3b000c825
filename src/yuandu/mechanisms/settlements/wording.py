"""Tones of states, and sentences for codes."""

import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from yuandu.mechanisms.settlements.models import Batch, Dispute, Settlement
from yuandu.mechanisms.settlements.rules import losses, quarters, states

BATCH_TONES = {
    states.EXPECTED: "calm",
    states.RECEIVED: "work",
    states.GRADED: "work",
    states.SETTLED: "good",
    states.MISSING: "bad",
    states.CANCELLED: "calm",
}
SLIP_TONES = {
    states.ISSUED: "work",
    states.REFUSED: "bad",
    states.FUNDED: "work",
    states.BOUNCED: "bad",
    states.PAID: "good",
}
DISPUTE_TONES = {states.OPEN: "warn", states.ANSWERED: "work", states.CLOSED: "calm"}

WHAT_TO_DO = {
    states.REFUSED: gettext_lazy(
        "Call the buyer, settle the cause with their bank, then ask for the money again. Nothing "
        "was taken from anybody."
    ),
    states.BOUNCED: gettext_lazy(
        "The money lies in the pool. Check the grower’s account with them, then send it again."
    ),
}
VERDICTS = {
    "better": gettext_lazy("Less than in any quarter before."),
    "usual": gettext_lazy("Within what was seen before."),
    "worse": gettext_lazy("More than in any quarter before. Ask the coordinator for help."),
}


def badge(row: Batch | Settlement | Dispute) -> dict[str, str]:
    """Return a state as a badge: label and tone."""
    tones = {Batch: BATCH_TONES, Settlement: SLIP_TONES, Dispute: DISPUTE_TONES}[type(row)]
    return {"label": str(row.get_state_display()), "tone": tones[row.state]}


def quarter(first: datetime.date) -> str:
    """Return what a quarter is called."""
    return _("Quarter %(number)s of %(year)s") % {
        "number": quarters.number(first),
        "year": first.year,
    }


def comparison(found: losses.Comparison) -> str:
    """Return how a quarter stands beside one's own earlier ones, in a sentence or two."""
    numbers = {
        "rate": _percent(found.rate),
        "usual": _percent(found.usual),
        "low": _percent(found.low),
        "high": _percent(found.high),
        "periods": found.periods,
        "coverage": _percent(found.coverage, 0),
    }
    said = _(
        "%(rate)s of the saleable pots were lost or unsold; over the %(periods)s quarters before "
        "it was %(usual)s, between %(low)s and %(high)s. If nothing has changed, a quarter lies "
        "between the two %(coverage)s of the time."
    )
    return f"{said % numbers} {VERDICTS[found.verdict]}"


def change(found: losses.Change | None) -> str:
    """Return how households together stand beside what each lost before; empty for too few."""
    if found is None:
        return ""
    numbers: dict[str, object] = {"households": found.households, "change": _percent(found.change)}
    if found.low is None or found.high is None:
        return (
            _(
                "%(households)s households that kept a book in this year and the one before lost "
                "%(change)s against what each lost before. They are too few for an interval."
            )
            % numbers
        )
    numbers |= {"low": _percent(found.low), "high": _percent(found.high)}
    return (
        _(
            "%(households)s households that kept a book in this year and the one before lost "
            "%(change)s against what each lost before; for others like them it would lie between "
            "%(low)s and %(high)s in 95 of 100 draws."
        )
        % numbers
    )


def _percent(share: float, places: int = 1) -> str:
    value = f"{share * 100:.{places}f}".replace("-", "−")
    return pgettext("share", "%(value)s%%") % {"value": value}
