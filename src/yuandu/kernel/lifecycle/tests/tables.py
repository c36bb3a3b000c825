"""The life cycle that this room's tests tell stories with, and the parties it moves."""

from contextlib import contextmanager

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from tests.people import an_organisation
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import cycles, subjects
from yuandu.kernel.lifecycle.cycles import Evidence, LifeCycle, Move, Stage
from yuandu.kernel.registry.models import Party

OFFICERS = ("city_officer", "county_officer")
LICENCE = Evidence("licence", "Licence", "file")
BROKEN_ON = Evidence("broken_on", "Ground broken on", "date")
INVESTED = Evidence("invested", "Invested", "amount")
REMARK = Evidence("remark", "Remark", "text", required=False)

WORKS = LifeCycle(
    "works",
    "Works",
    subject="registry.party",
    stages=(
        Stage("planned", "Planned"),
        Stage("building", "Building"),
        Stage("producing", "Producing"),
        Stage("done", "Done", is_final=True),
        Stage("suspended", "Suspended"),
        Stage("cancelled", "Cancelled", is_final=True),
    ),
    moves=(
        Move("begin", "Begin", ("planned",), "building", OFFICERS, due_days=5),
        Move("produce", "Produce", ("building",), "producing", OFFICERS, (BROKEN_ON, INVESTED)),
        Move("finish", "Finish", ("producing",), "done", OFFICERS, (LICENCE, REMARK)),
        Move(
            "suspend",
            "Suspend",
            ("planned", "building", "producing"),
            "suspended",
            OFFICERS,
            needs_words=True,
        ),
        Move("resume", "Resume", ("suspended",), None, OFFICERS),
        Move(
            "cancel",
            "Cancel",
            ("planned", "building", "suspended"),
            "cancelled",
            ("city_officer",),
        ),
        Move("revive", "Revive", ("cancelled",), None, ("city_officer",), is_reversal=True),
        Move("reopen", "Reopen", ("done",), "producing", ("city_officer",), is_reversal=True),
        Move("return", "Return", ("producing",), "building", OFFICERS, is_reversal=True),
    ),
)


def get_party(actor: Actor, pk: int, to: str) -> Party:
    party = get_object_or_404(parties_visible_to(actor), pk=pk)
    if to != "see":
        raise PermissionDenied
    return party


def parties_visible_to(actor: Actor) -> QuerySet[Party]:
    parties = Party.objects.filter(workspace_id=actor.workspace_id)
    if not actor.is_insider:
        return parties.none()
    divisions = actor.divisions("county_officer") if actor.has("county_officer") else None
    return parties if divisions is None else parties.filter(division__in=divisions)


def may_move_party(actor: Actor, party: Party, track, move) -> bool:
    return actor.has(*move.roles, division_id=party.division_id)


@contextmanager
def declared(on_move=None):
    """Let the works and their parties be known while the block runs."""
    cycles_before, subjects_before = dict(cycles._registered), dict(subjects._registered)
    cycles.register(WORKS)
    subjects.register(
        "registry.party",
        get=get_party,
        may=may_move_party,
        url=lambda party: f"/parties/{party.pk}/",
        visible_to=parties_visible_to,
        sees_all=lambda actor: actor.is_insider and not actor.has("county_officer"),
        on_move=on_move,
    )
    try:
        yield
    finally:
        cycles._registered.clear()
        cycles._registered.update(cycles_before)
        subjects._registered.clear()
        subjects._registered.update(subjects_before)


def a_firm(workspace, name: str = "示例重工有限公司", **fields) -> Party:
    return an_organisation(workspace, name, **fields)
