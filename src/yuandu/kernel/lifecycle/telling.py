"""What people are told about promises and assignments."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import sayings, subjects, wording
from yuandu.kernel.lifecycle.models import Assignment, Promise
from yuandu.kernel.notices import kinds
from yuandu.kernel.notices.actions import Telling


def _prepared(params: Mapping[str, object]) -> Mapping[str, object]:
    """Put the reader's words for a clock that a move started, and for what no person wrote."""
    values = dict(params)
    said = values.get("said")
    if isinstance(said, Mapping):
        values["words"] = sayings.written(str(values.get("saying")), said, str(values["words"]))
    if not values.get("words"):
        values["words"] = clock_words(str(values.get("cycle")), str(values.get("stage")))
    return values


def clock_words(cycle: str, stage: str) -> str:
    """Return the words of a clock that a move started."""
    return _("%(cycle)s: to get on from “%(stage)s”") % {
        "cycle": wording.cycle_title(cycle),
        "stage": wording.stage_title(cycle, stage),
    }


def _declare(code: str, title: object, sentence: object) -> str:
    return kinds.declare(f"promise.{code}", title, sentence, _prepared).code


GIVEN = _declare(
    "given",
    gettext_lazy("New promise"),
    gettext_lazy("%(giver)s promised: %(words)s (%(subject)s), by %(due_on)s."),
)
DUE = _declare(
    "due",
    gettext_lazy("Promise due"),
    gettext_lazy("You promised: %(words)s (%(subject)s). Due on %(due_on)s."),
)
OVERDUE = _declare(
    "overdue",
    gettext_lazy("Promise overdue"),
    gettext_lazy("Overdue since %(due_on)s: %(words)s (%(subject)s), promised by %(giver)s."),
)
CLAIMED = _declare(
    "claimed",
    gettext_lazy("Please confirm"),
    gettext_lazy("%(giver)s says this is kept: %(words)s (%(subject)s). Only you can confirm it."),
)
KEPT = _declare(
    "kept",
    gettext_lazy("Promise kept"),
    gettext_lazy("Confirmed as kept: %(words)s (%(subject)s)."),
)
REFUSED = _declare(
    "refused",
    gettext_lazy("Not kept yet"),
    gettext_lazy("Not kept yet, says %(who)s: %(words)s (%(subject)s). %(why)s"),
)
WITHDRAWN = _declare(
    "withdrawn",
    gettext_lazy("Promise withdrawn"),
    gettext_lazy("Withdrawn by %(who)s: %(words)s (%(subject)s). %(why)s"),
)
SAID = _declare(
    "said",
    gettext_lazy("Word on a promise"),
    gettext_lazy("%(who)s on “%(words)s” (%(subject)s): %(why)s"),
)
ASSIGNED = kinds.declare(
    "assignment.given",
    gettext_lazy("New charge"),
    gettext_lazy("From %(from_on)s on you stand by %(subject)s."),
).code
HANDED_OVER = kinds.declare(
    "assignment.handed_over",
    gettext_lazy("Charge handed over"),
    gettext_lazy(
        "From %(from_on)s on you stand by %(subject)s after %(who)s; open promises: %(number)s."
    ),
).code


def of_promise(
    promise: Promise,
    kind: str,
    to: Iterable[int | None],
    *,
    subject: str,
    by: Actor | None = None,
    why: str = "",
    key: str = "",
) -> Telling:
    """Return the news of a promise, whose giver, step and track are at hand.

    Args:
        subject: what the promise is about, as people call it.
    """
    params: dict[str, Any] = {
        "giver": str(promise.giver),
        "words": promise.words,
        "subject": subject,
        "due_on": str(promise.due_on),
        "who": by.label if by else "",
        "why": why,
    }
    if promise.saying:
        params |= {"saying": promise.saying, "said": promise.params}
    if promise.step is not None:
        params |= {"cycle": promise.step.track.cycle, "stage": promise.step.target}
    readers = [reader for reader in to if reader is not None]
    return Telling(readers, kind, f"/promises/{promise.pk}/", params, key)


def of_assignment(
    assignment: Assignment, subject: object, *, who: str = "", number: int = 0
) -> Telling:
    """Return the news of an assignment to the one who is assigned."""
    return Telling(
        [assignment.user_id],
        HANDED_OVER if who else ASSIGNED,
        subjects.kind(assignment.subject_label).url(subject),
        {
            "from_on": str(assignment.from_on),
            "subject": str(subject),
            "who": who,
            "number": number,
        },
    )
