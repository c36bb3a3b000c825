"""Rounds, what each division files in them, and what in there is doubtful."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, OuterRef, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from yuandu.kernel.accounts.access import get_for
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle.models import Step
from yuandu.kernel.registry.reach import reach
from yuandu.mechanisms.projects.models import Standing
from yuandu.mechanisms.reporting import permissions, rules
from yuandu.mechanisms.reporting.models import Filing, Report, Round
from yuandu.mechanisms.reporting.queries.grids import expected

NEEDS_A_PAGE = 50


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
    counted = _counted(found, expected(found))
    return [
        Place(each, *counted.get(each.division_id, (0, 0, 0)))
        for each in filings_visible_to(actor).filter(round=found)
    ]


def place_of(found: Filing) -> Place:
    """Return how far the division of a filing is; one query."""
    own = expected(found.round).filter(division_id=found.division_id)
    return Place(found, *_counted(found.round, own).get(found.division_id, (0, 0, 0)))


def _counted(found: Round, standings: QuerySet[Standing]) -> dict[int, tuple[int, int, int]]:
    """Return how many projects each division reports, has reported, and left doubtful."""
    doubtful = _reports(found).filter(explanation="").exclude(doubts=[])
    rows = (
        standings.order_by()
        .values("division_id")
        .annotate(
            expected=Count("pk"),
            reported=Count("pk", filter=Exists(_reports(found))),
            doubts=Count("pk", filter=Exists(doubtful)),
        )
    )
    return {row["division_id"]: (row["expected"], row["reported"], row["doubts"]) for row in rows}


def _reports(found: Round) -> QuerySet[Report]:
    return Report.objects.filter(project=OuterRef("project"), period=found.period)


def doubtful(actor: Actor, found: Round, *, explained: bool | None = None) -> QuerySet[Report]:
    """Return the reports of a round that contradict themselves, as far as `actor` reads them."""
    allowed = reach(actor)
    rows = Report.objects.filter(filing__round=found).exclude(doubts=[])
    if not allowed.everything:
        rows = rows.filter(filing__division__in=allowed.divisions)
    if explained is not None:
        rows = rows.exclude(explanation="") if explained else rows.filter(explanation="")
    return (
        rows.select_related("project", "filing__division", "filing__track", "filing__round")
        .defer("filing__division__geometry")
        .order_by("filing__division__code", "project_id")
    )


def needs(actor: Actor, found: Round, *, division_id: int | None = None) -> QuerySet[Report]:
    """Return the reports of a round that name something to coordinate, as `actor` reads them."""
    allowed = reach(actor)
    rows = Report.objects.filter(filing__round=found).exclude(needs="")
    if not allowed.everything:
        rows = rows.filter(filing__division__in=allowed.divisions)
    if division_id is not None:
        rows = rows.filter(filing__division=division_id)
    return rows


def needs_page(
    actor: Actor, found: Round, number: int | str, *, division_id: int | None = None
) -> Page[Report]:
    """Return a page of what is to be coordinated, county by county; two queries."""
    rows = needs(actor, found, division_id=division_id)
    shown = rows.select_related("project", "filing__division").defer("filing__division__geometry")
    pages = Paginator(shown.order_by("filing__division__code", "project_id"), NEEDS_A_PAGE)
    return pages.get_page(number)


def needs_by_division(actor: Actor, found: Round) -> dict[int, int]:
    """Return division → number of projects that name something to coordinate; one query."""
    rows = needs(actor, found).order_by().values_list("filing__division")
    return dict(rows.annotate(n=Count("pk")))


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
    """Return what of the open month waits for `actor`, if anything does; three queries."""
    filings = list(filings_visible_to(actor).filter(round__locked_at=None))
    if not filings:
        return None
    found = max((each.round for each in filings), key=lambda each: each.period)
    filings = [each for each in filings if each.round_id == found.pk]
    asked = expected(found).filter(division_id__in=[each.division_id for each in filings])
    counted = _counted(found, asked)
    here = [Place(each, *counted.get(each.division_id, (0, 0, 0))) for each in filings]
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
