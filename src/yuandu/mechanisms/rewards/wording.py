"""Awards and their sums in words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy, pgettext_lazy

from yuandu.mechanisms.proposals.models import Lane
from yuandu.mechanisms.rewards.rules import awards

LANES = dict(Lane.choices)
KINDS: Mapping[str, Any] = LANES | {
    awards.ROYALTY: pgettext_lazy("kind of award", "Royalty for an adoption")
}
STATES = {
    awards.PROPOSED: (pgettext_lazy("state of an award", "In the queue"), "calm"),
    awards.APPROVED: (pgettext_lazy("state of an award", "Approved"), "good"),
    awards.EXPORTED: (pgettext_lazy("state of an award", "With payroll"), "good"),
    awards.PAID: (pgettext_lazy("state of an award", "Paid"), "good"),
    awards.VOID: (pgettext_lazy("state of an award", "Void"), "bad"),
}
PAYROLLS = {
    awards.EXPORTED: (pgettext_lazy("state of a payroll list", "With payroll"), "calm"),
    awards.PAID: (pgettext_lazy("state of a payroll list", "Paid"), "good"),
    "taken_back": (pgettext_lazy("state of a payroll list", "Taken back"), "bad"),
}
STEPS = {
    "grade": pgettext_lazy("step of a sum", "Fixed award of the grade"),
    "band": pgettext_lazy("step of a sum", "Share of the benefit in this band"),
    "least": pgettext_lazy("step of a sum", "No verified project gets less"),
    "cap": pgettext_lazy("step of a sum", "No project gets more"),
    "royalty": pgettext_lazy("step of a sum", "Share of the idea’s own award"),
    "royalty-least": pgettext_lazy("step of a sum", "No royalty is less"),
    "royalty-most": pgettext_lazy("step of a sum", "No royalty is more"),
}
REASONS = {
    "similar": gettext_lazy("ideas like this one were had there: %(number)s"),
    "same_job": gettext_lazy("people there do the job of an author: %(number)s"),
    "took_over": gettext_lazy("it took over ideas from this section before: %(number)s"),
    "refused": gettext_lazy("it refused ideas from this section before: %(number)s"),
}


def state(code: str) -> dict[str, Any]:
    """Return the state of an award as a badge: label and tone."""
    label, tone = STATES[code]
    return {"label": label, "tone": tone}


def payroll(code: str) -> dict[str, Any]:
    """Return the state of a payroll list as a badge."""
    label, tone = PAYROLLS[code]
    return {"label": label, "tone": tone}


def steps(computed: awards.Computed) -> list[dict[str, Any]]:
    """Return a sum as a page shows it, line by line."""
    return [
        {
            "title": STEPS[step.code],
            "base": step.base if step.code == "band" or step.share else None,
            "share": step.share if step.code in {"band", "royalty"} else None,
            "grade": step.grade,
            "amount": step.amount,
        }
        for step in computed.steps
    ]


def reasons(kept: list[list[Any]]) -> list[str]:
    """Return why a section was suggested, as sentences."""
    return [str(REASONS[code]) % {"number": number} for code, number in kept if code in REASONS]
