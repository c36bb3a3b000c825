"""A section's board, all sections by answers in time, and who contributed most."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q, QuerySet, Sum
from django.http import Http404

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.models import Division
from yuandu.mechanisms.proposals import rules
from yuandu.mechanisms.proposals.models import Board, Contributor, Proposal, Tally
from yuandu.mechanisms.proposals.queries.proposals import newest
from yuandu.mechanisms.workforce import queries as workforce

MONTHS = 12  # that the board of sections looks back
SHOWN = 12  # ideas on a section's board
LEADERS = 20


@dataclass(frozen=True, slots=True)
class Row:
    """A section on the board: how it answers, not how much it posts."""

    section: Division
    posted: int
    answered: int
    in_time: int
    overdue: int

    @property
    def share(self) -> Decimal | None:
        return rules.in_time_share(self.in_time, self.answered, self.overdue)


def board_at(actor: Actor, token: str) -> Board:
    """Return the board whose QR code was read.

    Raises:
        Http404: no board of this company has it, or it was replaced.
    """
    found = (
        Board.objects.filter(workspace=actor.workspace, token=token, revoked_on=None)
        .select_related("section__parent")
        .first()
    )
    if found is None:
        raise Http404
    return found


def board_of(section: Division) -> Board | None:
    return Board.objects.filter(section=section, revoked_on=None).first()


def _since(actor: Actor) -> datetime.date:
    today = actor.workspace.today()
    return today.replace(year=today.year - 1, day=1)


def boards(actor: Actor) -> list[Row]:
    """Return all sections, those that answer in time above; three queries."""
    kept = {
        section: numbers
        for section, *numbers in Tally.objects.filter(
            workspace=actor.workspace, month__gte=_since(actor)
        )
        .order_by()
        .values_list("section")
        .annotate(Sum("posted"), Sum("answered"), Sum("in_time"))
    }
    late = dict(
        Proposal.objects.filter(
            workspace=actor.workspace,
            answered_on=None,
            promised_on__lt=actor.workspace.today(),
        )
        .order_by()
        .values_list("section")
        .annotate(number=Count("pk"))
    )
    rows = []
    for section in workforce.sections(actor):
        if section.pk in kept or section.pk in late:
            posted, answered, in_time = kept.get(section.pk, (0, 0, 0))
            rows.append(Row(section, posted, answered, in_time, late.get(section.pk, 0)))
    return sorted(
        rows, key=lambda row: (-(row.share if row.share is not None else -1), row.section.code)
    )


@dataclass(frozen=True, slots=True)
class SectionBoard:
    """What the kiosk of a section shows; sealed ideas are not on it."""

    section: Division
    ideas: list[Proposal]
    counts: dict[str, int]
    overdue: int


def section_board(actor: Actor, section: Division) -> SectionBoard:
    """Return the newest ideas of a section and how many stand where; three queries."""
    shown = newest(actor, section.pk, SHOWN)
    open_now = Q(section=section, stage__in=(*rules.OPEN, rules.SPREAD), is_sealed=False)
    counts = dict(
        Proposal.objects.filter(open_now)
        .order_by()
        .values_list("stage")
        .annotate(number=Count("pk"))
    )
    late = Proposal.objects.filter(
        section=section, answered_on=None, promised_on__lt=actor.workspace.today()
    ).count()
    return SectionBoard(section, list(shown), counts, late)


def leaders(actor: Actor) -> QuerySet[Contributor]:
    """Return who contributed most; pages show it above the smallest group alone."""
    found = Contributor.objects.filter(workspace=actor.workspace)
    return (
        found.select_related("worker__section")
        .defer("worker__section__geometry")
        .order_by("-proposals", "pk")[:LEADERS]
    )
