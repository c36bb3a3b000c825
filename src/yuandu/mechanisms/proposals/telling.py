"""What authors, evaluators and leaders are told of a proposal; each of one thing once."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy, pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import wording
from yuandu.kernel.lifecycle.models import Step
from yuandu.kernel.notices import actions as notices
from yuandu.kernel.notices import kinds
from yuandu.mechanisms.proposals import rules
from yuandu.mechanisms.proposals.models import Author, Proposal


def _in_words(params: Mapping[str, object]) -> Mapping[str, object]:
    """Put the stage in the reader's language."""
    values = dict(params)
    if "stage" in values:
        values["stage"] = wording.stage_title(rules.CYCLE, str(values["stage"]))
    return values


def _declare(code: str, title: object, sentence: object) -> str:
    return kinds.declare(f"proposals.{code}", title, sentence, _in_words).code


ASKED = _declare(
    "asked",
    pgettext_lazy("notice", "An idea waits for your answer"),
    gettext_lazy("%(number)s “%(idea)s”: its author was promised an answer by %(on)s."),
)
STEP = _declare(
    "step",
    pgettext_lazy("notice", "Your idea goes on"),
    gettext_lazy("%(number)s “%(idea)s” is now: %(stage)s. %(words)s"),
)
VERIFIED = _declare(
    "verified",
    pgettext_lazy("notice", "Benefit verified"),
    gettext_lazy("%(number)s “%(idea)s”: what it brings was verified by %(who)s."),
)
RELIEVED = _declare(
    "relieved",
    pgettext_lazy("notice", "Somebody else evaluates"),
    gettext_lazy("%(number)s “%(idea)s” was passed to somebody else: %(words)s"),
)

SHOWN = 24  # characters of an idea in a sentence


def accounts_of(proposals: Iterable[int]) -> list[int]:
    """Return the accounts of the authors of these proposals; one query."""
    found = Author.objects.filter(proposal__in=proposals, worker__user__isnull=False)
    return list(found.order_by("worker__user").values_list("worker__user", flat=True).distinct())


def of_step(by: Actor, proposal: Proposal, step: Step) -> None:
    """Tell the authors, also of what was merged into it, where it stands and why."""
    own = [proposal.pk, *Proposal.objects.filter(merged_into=proposal).values_list("pk", flat=True)]
    _send(by, accounts_of(own), STEP, proposal, stage=step.target, words=step.words)


def of_question(
    by: Actor, proposal: Proposal, to: Iterable[int], due: datetime.date | None
) -> None:
    _send(by, to, ASKED, proposal, on=str(due or "—"))


def of_relief(by: Actor, proposal: Proposal, to: Iterable[int], words: str) -> None:
    _send(by, to, RELIEVED, proposal, words=words)


def of_verification(by: Actor, proposal: Proposal) -> None:
    _send(by, accounts_of([proposal.pk]), VERIFIED, proposal, who=by.label)


def _send(by: Actor, to: Iterable[int], kind: str, proposal: Proposal, **params: Any) -> None:
    notices.send(
        by=by,
        to=list(to),
        kind=kind,
        url=proposal.get_absolute_url(),
        number=proposal.number,
        idea=proposal.idea[:SHOWN],
        **params,
    )
