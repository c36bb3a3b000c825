"""Codes of proposals in words."""

import datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy, pgettext_lazy

from yuandu.kernel.lifecycle import wording
from yuandu.kernel.workspaces.languages import is_english
from yuandu.mechanisms.proposals import rules
from yuandu.mechanisms.proposals.models import Author, Lane, Proposal

TONES = {
    rules.COLLECT: "work",
    rules.EVALUATE: "work",
    rules.VERIFY: "work",
    rules.SPREAD: "good",
    rules.REWARD: "good",
    rules.REJECTED: "calm",
    rules.WITHDRAWN: "calm",
    rules.MERGED: "calm",
}
BENEFITS = {
    rules.MONEY: pgettext_lazy("benefit", "Money, yuan"),
    rules.TIME: pgettext_lazy("benefit", "Time, hours"),
    rules.QUALITY: pgettext_lazy("benefit", "Quality, defects avoided"),
    rules.SAFETY: pgettext_lazy("benefit", "Safety, risks removed"),
}
RECURRENCES = {
    rules.ONCE: pgettext_lazy("benefit", "Once"),
    rules.MONTHLY: pgettext_lazy("benefit", "Every month"),
}
OPINIONS = {
    rules.ACCEPT: pgettext_lazy("opinion", "Take it up"),
    rules.REJECT: pgettext_lazy("opinion", "Do not take it up"),
}
SHOWS = {
    "": pgettext_lazy("proposals", "All"),
    "mine": pgettext_lazy("proposals", "My own"),
    "to_answer": pgettext_lazy("proposals", "Waiting for my answer"),
    "to_evaluate": pgettext_lazy("proposals", "Not yet evaluated by me"),
    "overdue": pgettext_lazy("proposals", "Answer overdue"),
    "to_verify": pgettext_lazy("proposals", "In verification"),
    "to_confirm": pgettext_lazy("proposals", "Verified, to be confirmed"),
    "sampled": pgettext_lazy("proposals", "To be looked at again"),
}
SEALED = gettext_lazy("Sealed")


def stage(code: str) -> dict[str, Any]:
    """Return a stage as a badge: label and tone."""
    return {"label": wording.stage_title(rules.CYCLE, code), "tone": TONES[code]}


def grade(terms: rules.Terms, code: str) -> str:
    """Return what a grade is called in the reader's language."""
    found = terms.grade(code)
    return title_of(found) if found else code


def title_of(grade: rules.Grade) -> str:
    return grade.title_en if is_english() else grade.title


def row(proposal: Proposal, today: datetime.date) -> dict[str, Any]:
    """Return a proposal as lists show it."""
    return {
        "proposal": proposal,
        "stage": stage(proposal.stage),
        "lane": Lane(proposal.lane).label,
        "is_late": is_late(proposal, today),
    }


def is_late(proposal: Proposal, today: datetime.date) -> bool:
    """Whether an answer should have been given by now."""
    return bool(
        proposal.promised_on
        and proposal.answered_on is None
        and proposal.stage in rules.UNANSWERED
        and proposal.promised_on < today
    )


def percent(share: Decimal) -> str:
    return f"{share * 100:.2f}".rstrip("0").rstrip(".") + " %"


def author(found: Author) -> str:
    return f"{found.worker.name}（{percent(found.share)}）"
