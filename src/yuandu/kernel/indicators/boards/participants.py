"""Who takes part in a board: divisions, or the organisations that it names."""

from collections.abc import Sequence

from django.db.models import Q

from yuandu.kernel.indicators.models import Board, Over
from yuandu.kernel.registry.models import Division, Party

type Participant = Division | Party


def taking_part(board: Board) -> list[Participant]:
    """Return who is ranked, in the usual order: one query."""
    if board.over == Over.ORGANISATIONS:
        members = board.members.values("organisation")
        return list(Party.objects.filter(pk__in=members).order_by("pk"))
    kinds = Q(kind__in=board.kinds) if board.kinds else Q()
    return list(Division.objects.filter(kinds, workspace=board.workspace_id).defer("geometry"))


def code_of(participant: Participant) -> str:
    """Return what a participant is called in addresses and published values.

    A department may lack a code, and two may have one name: its key stands for it.
    """
    return participant.code if isinstance(participant, Division) else str(participant.pk)


def short_of(participant: Participant) -> str:
    """Return what a chart has room for."""
    return participant.short_title if isinstance(participant, Division) else participant.title


def among(participants: Sequence[Participant], codes: Sequence[str]) -> list[Participant]:
    """Return those of the participants that have one of the codes."""
    return [each for each in participants if code_of(each) in codes]
