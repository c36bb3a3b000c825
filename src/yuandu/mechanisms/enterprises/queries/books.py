"""By which books of the ladder firms are measured on a day."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from yuandu.engines import rules as engine
from yuandu.engines.rules.books import Assessed
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.enterprises.models import AssessedAs, Tier
from yuandu.services.policies import queries as policies
from yuandu.services.policies.models import APPROVED, PolicyVersion

ASSESSED: tuple[Assessed, ...] = ("new", "recheck")


@dataclass(frozen=True, slots=True)
class Measure:
    """A book, and as what firms are measured by it.

    Attributes:
        is_next: whether it is not in force yet on the day.
    """

    version: PolicyVersion
    book: engine.Book
    assessed: Assessed
    is_next: bool

    @property
    def tier(self) -> str:
        return self.book.series


def measures(workspace: Workspace, on: datetime.date) -> list[Measure]:
    """Return the books in force on a day and those to come, for each tier; one query.

    Re-checks may go on by an old book while newcomers are measured by the new one.
    """
    system = Actor.system(workspace)
    approved = policies.versions_visible_to(system).filter(track__stage=APPROVED)
    ladder = [
        (version, version.book)
        for version in approved.order_by("effective_from", "pk")
        if version.book.kind == "recognition" and version.book.series in Tier.values
    ]
    return [
        found
        for tier in Tier.values
        for assessed in ASSESSED
        for found in _of_tier([one for one in ladder if one[1].series == tier], assessed, on)
    ]


def _of_tier(
    versions: list[tuple[PolicyVersion, engine.Book]], assessed: Assessed, on: datetime.date
) -> Iterable[Measure]:
    asking = [one for one in versions if assessed in one[1].assessed]
    now = [one for one in asking if _holds(one[0], one[1], assessed, on)]
    later = [one for one in asking if since(one[0], one[1], assessed) > on]
    if now:
        yield Measure(now[-1][0], now[-1][1], assessed, is_next=False)
    if later:
        first = min(later, key=lambda one: since(one[0], one[1], assessed))
        yield Measure(first[0], first[1], assessed, is_next=True)


def since(version: PolicyVersion, book: engine.Book, assessed: Assessed) -> datetime.date:
    """Return from which day a version is used for newcomers or re-checks."""
    if assessed == AssessedAs.RECHECK and book.recheck_from is not None:
        return book.recheck_from
    return version.effective_from


def _holds(
    version: PolicyVersion, book: engine.Book, assessed: Assessed, on: datetime.date
) -> bool:
    until = version.effective_until
    if assessed == AssessedAs.RECHECK and book.recheck_until is not None:
        until = book.recheck_until
    return since(version, book, assessed) <= on and (until is None or on <= until)
