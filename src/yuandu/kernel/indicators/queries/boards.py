"""Boards, rows and the values behind them, each for who may read it."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.indicators import permissions
from yuandu.kernel.indicators.boards import MonthlyMeasure, Standing, Standings, measures, scoring
from yuandu.kernel.indicators.boards.reading import months
from yuandu.kernel.indicators.figures import amounts
from yuandu.kernel.indicators.models import Board, BoardRule, MonthlyValue, Objection
from yuandu.kernel.indicators.queries.figures import PAGE
from yuandu.kernel.indicators.rules.periods import Period, UnknownPeriod
from yuandu.kernel.registry.models import Party, Post


def board_list(actor: Actor) -> QuerySet[Board]:
    """Return the boards of the workspace; anybody may know of them."""
    found = Board.objects.filter(workspace=actor.workspace).select_related("workspace")
    return found.order_by("pk")


def board(actor: Actor, code: str) -> Board:
    """Return a board.

    Raises:
        Http404: there is none of that code.
    """
    return get_object_or_404(board_list(actor), code=code)


def departments(actor: Actor) -> QuerySet[Party]:
    """Return the organisations that have a department's post, whom a board can rank."""
    held = Post.objects.filter(workspace=actor.workspace, role="department_officer")
    return Party.objects.filter(
        workspace=actor.workspace, pk__in=held.values("organisation")
    ).order_by("pk")


def members_of(found: Board) -> QuerySet[Party]:
    """Return the organisations that a board ranks."""
    return Party.objects.filter(pk__in=found.members.values("organisation")).order_by("pk")


def standings_of(actor: Actor, found: Board, period: str | None = None) -> Standings:
    """Return a board in a period, by default the one it shows by itself.

    Raises:
        Http404: the board has no such period.
    """
    today = actor.workspace.today()
    if period is None:
        return scoring.standings(found, scoring.period_on(found, today), today=today)
    try:
        wanted = Period.parse(period)
    except UnknownPeriod as error:
        raise Http404(period) from error
    if wanted.kind != found.every or wanted.start > today:
        raise Http404(period)
    return scoring.standings(found, wanted, today=today)


def seen(actor: Actor, found: Standings) -> list[Standing]:
    """Return the rows an actor may read.

    The public reads leaders and improvers; a county's officer also the county's own row;
    the city's offices all of them.
    """
    if permissions.may(actor, "read_board", found.board):
        return list(found.rows)
    public = {each.code for each in found.public}
    return [
        each
        for each in found.rows
        if each.code in public or permissions.may(actor, "read_row", each.participant)
    ]


def standing(actor: Actor, found: Standings, participant: str) -> Standing:
    """Return the row of the participant of a code.

    Raises:
        Http404: it has none, or the public must not learn of it.
        PermissionDenied: the actor's post is elsewhere.
    """
    row = next((each for each in found.rows if each.code == participant), None)
    if row is None:
        raise Http404(participant)
    if row not in seen(actor, found):
        if not actor.is_insider:
            raise Http404(participant)
        raise PermissionDenied
    return row


def versions(found: Board) -> QuerySet[BoardRule]:
    """Return all published versions of a board's rule, the newest first."""
    return found.versions.order_by("-version")


def objection(actor: Actor, pk: int, *, to: str) -> Objection:
    """Return an objection, if the actor may do `to` with it.

    Raises:
        Http404: there is none.
        PermissionDenied: the actor may not.
    """
    found = get_object_or_404(
        Objection.objects.filter(workspace=actor.workspace).select_related(
            "board", "division", "organisation"
        ),
        pk=pk,
    )
    if not permissions.may(actor, to, found):
        raise PermissionDenied
    return found


def objections_of(actor: Actor, found: Standings) -> list[Objection]:
    """Return the objections of a period to rows the actor may read in full, the oldest first."""
    return sorted(
        (
            objection
            for each in found.rows
            if permissions.may(actor, "read_row", each.participant)
            for objection in each.objections
        ),
        key=lambda objection: objection.pk,
    )


def objections_waiting(actor: Actor, found: Board) -> QuerySet[Objection]:
    """Return the objections that wait for an answer, the oldest first, to who may answer."""
    waiting = Objection.objects.filter(board=found, is_upheld=None).select_related(
        "division", "organisation"
    )
    return waiting.order_by("pk") if permissions.may(actor, "answer") else waiting.none()


@dataclass(frozen=True, slots=True)
class Behind:
    """A page of the monthly values behind a division's measure."""

    rows: tuple[tuple[str, str, str], ...]  # subject, month, value
    after: int | None


def rows_behind(
    actor: Actor, found: Standings, row: Standing, code: str, *, after: int = 0
) -> Behind:
    """Return the values behind a monthly measure of a division, by key.

    Raises:
        Http404: the board does not compare by such a measure.
        PermissionDenied: the values are for the city's offices and the division itself.
    """
    measure = measures.MEASURES.get(code)
    if found.terms is None or code not in found.terms.measures:
        raise Http404(code)
    if not isinstance(measure, MonthlyMeasure):
        raise Http404(code)
    if not permissions.may(actor, "read_row", row.participant):
        raise PermissionDenied
    counted = months(measure, found.period)
    until = Q(period__in=counted) if counted else Q(period__lte=f"{found.period.end:%Y-%m}")
    values = list(
        MonthlyValue.objects.filter(
            until,
            workspace=actor.workspace,
            measure=code,
            division=row.participant.pk,
            pk__gt=after,
        ).order_by("pk")[: PAGE + 1]
    )
    page = values[:PAGE]
    titles = measure.subjects(actor.workspace, [each.subject_id for each in page])
    unit = amounts.unit_in(actor.workspace, measure.unit)
    return Behind(
        rows=tuple(
            (
                titles.get(each.subject_id, str(each.subject_id)),
                each.period,
                amounts.exact(amounts.from_stored(each.value, unit)) + amounts.unit_title(unit),
            )
            for each in page
        ),
        after=page[-1].pk if len(values) > PAGE else None,
    )
