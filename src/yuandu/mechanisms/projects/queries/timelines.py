"""Time lines: what was planned, is foretold and happened, of one project or of a page of them."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.core.paginator import Page

from yuandu.engines.forecasting import Foretold
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import cycles
from yuandu.kernel.lifecycle.models import Plan, Step, Track
from yuandu.mechanisms.projects import marks, rules
from yuandu.mechanisms.projects.marks import Mark
from yuandu.mechanisms.projects.models import Project, Standing
from yuandu.mechanisms.projects.queries.filters import Filters
from yuandu.mechanisms.projects.queries.forecasting import foretold
from yuandu.mechanisms.projects.queries.lists import Found, page
from yuandu.mechanisms.projects.rules.timelines import Stepped, Stretch, Window, stretches

LINES_A_PAGE = 25


@dataclass(frozen=True, slots=True)
class Line:
    """A project on a list of time lines: when its works are foretold to end, what else is known.

    `told` is `None` where nothing can be told; `marks` are of rooms above.
    """

    standing: Standing
    told: Foretold | None
    marks: Mapping[str, list[Mark]]


@dataclass(frozen=True, slots=True)
class Way:
    """A track of one project: the days planned for its stages, and where it stood until when."""

    track: Track
    planned: Mapping[str, datetime.date]
    stretches: list[Stretch]


def lines(
    actor: Actor, filters: Filters, window: Window, number: int | str
) -> tuple[Found, list[Line]]:
    """Return a page of projects with their time lines; three queries and one a source of marks."""
    found = page(actor, filters, number, size=LINES_A_PAGE)
    standings: Page = found.page
    keys = [standing.project_id for standing in standings]
    if not keys:
        return found, []
    told = foretold(actor.workspace, list(standings))
    seen = marks.of(actor, keys, window.first, window.last)
    return found, [
        Line(
            standing,
            told.get(standing.project_id),
            {kind: each.get(standing.project_id, []) for kind, each in seen.items()},
        )
        for standing in standings
    ]


def ways(actor: Actor, project: Project) -> list[Way]:
    """Return the tracks of a project, the main one first; three queries."""
    tracks = list(
        Track.objects.filter(
            workspace=actor.workspace,
            subject_label=Project._meta.label_lower,
            subject_id=project.pk,
        )
    )
    steps: dict[int, list[Stepped]] = {track.pk: [] for track in tracks}
    cycle_of = {track.pk: cycles.get(track.cycle) for track in tracks}
    # Corrections have changed the step whose day they mend.
    rows = Step.objects.filter(track__in=tracks).exclude(move=cycles.CORRECT)
    rows = rows.order_by("track", "pk")
    for track, move, target, on in rows.values_list("track", "move", "target", "on"):
        back = {each.code for each in cycle_of[track].moves if each.is_reversal}
        steps[track].append(Stepped(target, on, move in back))
    planned: dict[int, dict[str, datetime.date]] = {track.pk: {} for track in tracks}
    for track, stage, on in Plan.objects.filter(track__in=tracks).values_list(
        "track", "stage", "planned_on"
    ):
        planned[track][stage] = on
    order = {cycle: place for place, cycle in enumerate(rules.PARALLEL, start=1)}
    tracks.sort(key=lambda track: order.get(track.cycle, 0))
    return [
        Way(track, planned[track.pk], stretches(steps[track.pk]) or [_stands(track)])
        for track in tracks
    ]


def _stands(track: Track) -> Stretch:
    # Projects taken over from elsewhere have a stage and a day, and no steps.
    return Stretch(track.stage, track.entered_on, None)
