"""What counties are told: a report is due, it came back, a light turned red."""

import datetime
from collections.abc import Iterable, Mapping

from django.urls import reverse
from django.utils.translation import gettext_lazy, pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.notices import actions as notices
from yuandu.kernel.notices import kinds
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.projects.queries import people
from yuandu.mechanisms.reporting.models import Filing, Round

DUE = kinds.declare(
    "reporting.due",
    gettext_lazy("Monthly report due"),
    gettext_lazy(
        "The report of %(period)s is due on %(due_on)s; %(missing)s projects are missing."
    ),
).code
RETURNED = kinds.declare(
    "reporting.returned",
    pgettext_lazy("notice", "Monthly report returned"),
    gettext_lazy("The report of %(period)s came back: %(words)s"),
).code
LOCKED = kinds.declare(
    "reporting.locked",
    gettext_lazy("Monthly report locked"),
    gettext_lazy("The report of %(period)s is locked. In your county %(red)s projects show red."),
).code

SUPERVISED = kinds.declare(
    "reporting.supervised",
    gettext_lazy("Red lights to answer for"),
    gettext_lazy(
        "%(number)s lights of %(period)s are red. Mend what is behind them by %(due_on)s."
    ),
).code


def clerks(workspace: Workspace, division_id: int) -> list[int]:
    """Return the users who report for a division today."""
    return people.clerks(workspace, [division_id]).get(division_id, [])


def of_due(by: Actor, filing: Filing, missing: int) -> None:
    notices.send(
        by=by,
        to=clerks(by.workspace, filing.division_id),
        kind=DUE,
        url=filing.get_absolute_url(),
        key=f"due {filing.pk}",
        period=filing.round.period,
        due_on=str(filing.round.due_on),
        missing=missing,
    )


def of_return(by: Actor, filing: Filing, words: str) -> None:
    notices.send(
        by=by,
        to=clerks(by.workspace, filing.division_id),
        kind=RETURNED,
        url=filing.get_absolute_url(),
        period=filing.round.period,
        words=words,
    )


def of_lock(by: Actor, found: Round, filings: Iterable[tuple[Filing, int]]) -> None:
    """Tell every county that its month is locked, and how many of its projects show red."""
    for filing, red in filings:
        notices.send(
            by=by,
            to=clerks(by.workspace, filing.division_id),
            kind=LOCKED,
            url=filing.get_absolute_url(),
            period=found.period,
            red=red,
        )


def of_supervision(
    by: Actor, found: Round, numbers: Mapping[int, int], *, due_on: datetime.date
) -> None:
    """Tell everyone who answers for red lights of how many, and until when."""
    for user_id, number in numbers.items():
        notices.send(
            by=by,
            to=[user_id],
            kind=SUPERVISED,
            url=reverse("lifecycle:promises"),
            number=number,
            period=found.period,
            due_on=str(due_on),
        )
