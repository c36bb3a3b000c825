"""Rounds, what each division files in them, and what in there is doubtful."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.core.paginator import Page
from django.db.models import IntegerField, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Cast, Coalesce, Left
from django.http import Http404
from django.shortcuts import get_object_or_404

from yuandu.kernel.accounts.access import get_for
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle.models import Step
from yuandu.kernel.registry.reach import reach
from yuandu.mechanisms.projects.models import Tally
from yuandu.mechanisms.reporting import permissions, rules
from yuandu.mechanisms.reporting.models import Filing, Report, Round
from yuandu.mechanisms.reporting.queries.grids import asked_in, expected_by_division
from yuandu.mechanisms.reporting.queries.stretches import Stretch, StretchPages

A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Place:
    """How far one division is in a round."""

    filing: Filing
    expected: int
    reported: int
    doubts: int

    @property
    def missing(self) -> int:
        return max(0, self.expected - self.reported)

    @property
    def is_silent(self) -> bool:
        """Whether it has neither signed nor entered a line."""
        return not self.reported and self.filing.stage in {"open", "returned", "missed"}


def newest_locked(actor: Actor) -> Round | None:
    """Return the last month that is locked; nothing to those who read no reports."""
    return rounds(actor).filter(locked_at__isnull=False).first()


def rounds(actor: Actor) -> QuerySet[Round]:
    """Return the rounds, the newest first; none to those who read no reports."""
    found = Round.objects.filter(workspace=actor.workspace)
    return found if permissions.may_read(actor) else found.none()


def current_round(actor: Actor) -> Round | None:
    """Return the month that is being reported; after it is locked, the last one."""
    return rounds(actor).order_by("-period").first()


def round_of(actor: Actor, pk: int, *, to: str) -> Round:
    """Return the round if `actor` may do `to` with it.

    Raises:
        Http404: there is none, or `actor` must not learn that there is.
        PermissionDenied: `actor` may know of it, but not do this.
    """
    if not permissions.may_read(actor):
        raise Http404
    found = get_object_or_404(Round, workspace=actor.workspace, pk=pk)
    if not permissions.MAY_ROUND[to](actor, found):
        raise PermissionDenied
    return found


def filings_visible_to(actor: Actor) -> QuerySet[Filing]:
    """Return the filings of the divisions that `actor` reads."""
    found = Filing.objects.filter(workspace=actor.workspace)
    allowed = reach(actor)
    if not allowed.everything:
        found = found.filter(division__in=allowed.divisions)
    return found.select_related("round", "division", "track").defer("division__geometry")


def filing(actor: Actor, pk: int, *, to: str) -> Filing:
    """Return the filing if `actor` may do `to` with it.

    Raises:
        Http404: there is none, or `actor` must not learn that there is.
        PermissionDenied: `actor` may know of it, but not do this.
    """
    return get_for(filings_visible_to(actor), permissions.MAY_FILING, actor, to=to, pk=pk)


def places(actor: Actor, found: Round) -> list[Place]:
    """Return how far each division that `actor` reads is; two queries."""
    asked = expected_by_division(found)
    return [_place(each, asked) for each in filings_visible_to(actor).filter(round=found)]


def place_of(found: Filing) -> Place:
    """Return how far the division of a filing is, as of now; one query."""
    asked = asked_in(found.workspace_id, found.round.year).filter(division_id=found.division_id)
    counts = Filing.objects.filter(pk=found.pk)
    return Place(found, *counts.values_list(_number(asked), "reported", "unexplained").get())


def _number(asked: QuerySet[Tally]) -> Coalesce:
    """Return the number of projects in tallies of one division."""
    sums = asked.order_by().values("division_id").annotate(number=Sum("projects"))
    return Coalesce(Subquery(sums.values("number")), 0)


def _place(found: Filing, asked: Mapping[int, int]) -> Place:
    """Return how far a filing is.

    What it has reported and left doubtful is kept beside it: lines of projects that were
    asked about when they were entered. Only signing looks at each project again.
    """
    return Place(found, asked.get(found.division_id, 0), found.reported, found.unexplained)


def doubtful_page(
    actor: Actor,
    found: Round,
    number: object,
    *,
    per_page: int = A_PAGE,
    explained: bool | None = None,
) -> Page[Report]:
    """Return a page of the reports of a round that contradict themselves, county by county.

    Three queries, as far as `actor` reads them.

    Args:
        explained: those alone that are, or are not.
    """
    rows = Report.objects.exclude(doubts=[])
    if explained is not None:
        rows = rows.exclude(explanation="") if explained else rows.filter(explanation="")
    filings = filings_visible_to(actor).filter(round=found)
    stretches = [Stretch(each.pk, _doubts(each, explained)) for each in filings]
    return report_page(stretches, rows, per_page, number)


def doubtful(actor: Actor, found: Round) -> QuerySet[Report]:
    """Return the reports of a round that contradict themselves, county by county."""
    filings = filings_visible_to(actor).filter(round=found)
    rows = Report.objects.exclude(doubts=[]).filter(filing__in=filings)
    shown = rows.select_related("project", "filing__division").defer("filing__division__geometry")
    return shown.order_by("filing__division__code", "project_id")


def _doubts(filing: Filing, explained: bool | None) -> int:
    if explained is None:
        return filing.doubtful
    return filing.doubtful - filing.unexplained if explained else filing.unexplained


def report_page(
    filings: list[Stretch], rows: QuerySet[Report], per_page: int, number: object
) -> Page[Report]:
    """Return a page of those `rows` that stand in filings, one filing after the other."""
    shown = Report.objects.select_related(
        "project", "filing__division", "filing__track", "filing__round"
    ).defer("filing__division__geometry")
    pages = StretchPages(
        filings,
        per_page,
        rows=lambda filing: rows.filter(filing=filing).order_by("project_id"),
        shown=shown,
    )
    return pages.get_page(number)  # type: ignore[arg-type]


def report(actor: Actor, pk: int, *, to: str) -> Report:
    """Return a line if `actor` may do `to` with its filing.

    Raises:
        Http404: there is none, or `actor` must not learn that there is.
        PermissionDenied: `actor` may know of it, but not do this.
    """
    found = get_object_or_404(
        Report.objects.select_related("project"), workspace=actor.workspace, pk=pk
    )
    found.filing = filing(actor, found.filing_id, to=to)
    return found


@dataclass(frozen=True, slots=True)
class Waiting:
    """What of the month that is open waits for an actor.

    Attributes:
        own: the counties for which a clerk has yet to sign, with the words of a return.
        behind: whom the office waits for; those who have entered nothing first.
        doubts: how many lines nobody has explained, where the office looks through them.
    """

    found: Round
    own: tuple[tuple[Place, str], ...]
    behind: tuple[Place, ...]
    doubts: int


def waiting_for(actor: Actor) -> Waiting | None:
    """Return what of the open month waits for `actor`, if anything does; two queries."""
    year = Cast(Left(OuterRef("round__period"), 4), IntegerField())
    asked = asked_in(OuterRef("workspace"), year).filter(division_id=OuterRef("division_id"))
    open_ones = filings_visible_to(actor).filter(round__locked_at=None)
    filings = list(open_ones.annotate(asked=_number(asked)))
    if not filings:
        return None
    found = max((each.round for each in filings), key=lambda each: each.period)
    filings = [each for each in filings if each.round_id == found.pk]
    here = [Place(each, each.asked, each.reported, each.unexplained) for each in filings]
    unsigned = [place for place in here if place.filing.stage in rules.WRITABLE]
    if permissions.may_keep_rounds(actor):
        behind = sorted(unsigned, key=lambda place: not place.is_silent)
        return Waiting(found, (), tuple(behind), sum(place.doubts for place in here))
    own = [place for place in unsigned if permissions.may_fill(actor, place.filing)]
    if not own:
        return None
    words = _words_of_return(own)
    return Waiting(
        found, tuple((place, words.get(place.filing.track_id, "")) for place in own), (), 0
    )


def _words_of_return(shown: list[Place]) -> dict[int | None, str]:
    returned = [place.filing.track_id for place in shown if place.filing.stage == rules.RETURNED]
    if not returned:
        return {}
    steps = Step.objects.filter(track__in=returned, move="return").order_by("pk")
    return dict(steps.values_list("track", "words"))
