"""Time lines: a page of projects, a row each, and one project, a row for each of its ways."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from yuandu.engines.forecasting import Foretold
from yuandu.kernel.lifecycle import cycles
from yuandu.kernel.lifecycle import wording as lifecycle
from yuandu.kernel.registry.reach import reach
from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.projects import marks, queries, rules, wording
from yuandu.mechanisms.projects.forms import TimelineForm
from yuandu.mechanisms.projects.marks import Mark
from yuandu.mechanisms.projects.models import Project
from yuandu.mechanisms.projects.queries import Forecast, timelines
from yuandu.mechanisms.projects.queries.timelines import Line, Way
from yuandu.mechanisms.projects.rules.timelines import Window, around
from yuandu.mechanisms.projects.views.pages import taken_along
from yuandu.mechanisms.projects.views.telling import stage_place

type Days = tuple[datetime.date | None, datetime.date | None]


@require_GET
def timeline_list(request: Request) -> HttpResponse:
    """Show projects a row each across months, a page at a time."""
    actor = request.actor
    if reach(actor).is_public:
        raise Http404
    form = TimelineForm(
        request.GET,
        workspace=request.workspace,
        divisions=queries.divisions(actor),
        years=queries.years(actor),
    )
    filters, window = form.filters(), form.window()
    found, lines = timelines.lines(actor, filters, window, request.GET.get("page", 1))
    today = request.workspace.today()
    context: dict[str, Any] = {
        "title": _("Time lines"),
        "form": form,
        "found": found,
        "page": found.page,
        "window": window,
        "today": today,
        "earlier": f"{window.moved(-window.months // 2):%Y-%m}",
        "later": f"{window.moved(window.months // 2):%Y-%m}",
        "axis": _axis(window, today),
        "rows": [_row(line, window, today) for line in lines],
        "is_foretold": any(line.told for line in lines),
        "sheets": taken_along(request),
        "currency": request.workspace.currency,
    }
    template = "projects/timelines.html"
    return render(request, f"{template}#found" if request.htmx else template, context)


def _axis(window: Window, today: datetime.date) -> dict[str, Any]:
    return {"ticks": window.ticks(), "today": window.at(today)}


def _bar(window: Window, kind: str, days: Days, words: object = "") -> list[dict[str, Any]]:
    """Return a bar between two days, or nothing where one is missing or none is shown."""
    first, last = days
    if first is None or last is None or (cut := window.cut(first, last)) is None:
        return []
    return [{"kind": kind, "x": cut[0], "width": cut[1], "words": words}]


def _foretold(window: Window, told: Foretold | None) -> list[dict[str, Any]]:
    if told is None:
        return []
    return _bar(window, "told", (told.earliest, told.latest or window.last))


def _signs(window: Window, kind: str, found: Iterable[Mark]) -> list[dict[str, Any]]:
    return [
        {"kind": kind, "x": at, "words": f"{mark.on} {mark.words}"}
        for mark in found
        if (at := window.at(mark.on)) is not None
    ]


def _row(line: Line, window: Window, today: datetime.date) -> dict[str, Any]:
    """Return a project as a row: its days in words, and the same as bars and signs."""
    standing = line.standing
    project = standing.project
    ended_on = project.completed_on or project.produced_on
    planned = (project.planned_start_on, project.planned_end_on)
    works = (project.works_started_on, ended_on or today)
    signs = [
        {"kind": "milestone", "x": at, "words": f"{on} {wording.STAGES[stage]}"}
        for stage, on in (
            ("works_start", project.works_started_on),
            ("works_completion", project.completed_on),
            ("production_start", project.produced_on),
        )
        if on is not None and (at := window.at(on)) is not None
    ]
    for kind, found in line.marks.items():
        signs += _signs(window, kind, found)
    return {
        "project": project,
        "division": project.division.short_title,
        "stage": wording.STAGES.get(standing.stage, ""),
        "place": stage_place(standing.stage),
        "is_late": standing.due_on is not None and standing.due_on < today,
        "ended_on": ended_on,
        "told": line.told,
        "bars": [
            *_bar(window, "planned", planned),
            *_foretold(window, line.told),
            *_bar(window, "works", works),
        ],
        "signs": signs,
        "counts": [
            {"title": source.title, "number": len(seen)}
            for source in marks.sources()
            if (seen := line.marks.get(source.kind))
        ],
    }


@require_GET
def timeline(request: Request, pk: int) -> HttpResponse:
    """Show one project's time line: planned, foretold, what happened, red lights and visits."""
    actor = request.actor
    project = queries.get(actor, pk, to="see")
    today = request.workspace.today()
    ways, told = timelines.ways(actor, project), queries.forecast(request.workspace, project)
    seen = marks.of(actor, [project.pk], datetime.date.min, datetime.date.max)
    own = {kind: found.get(project.pk, []) for kind, found in seen.items()}
    window = around([today, *_days(project, told, ways, own)])
    context = {
        "title": _("Time line"),
        "project": project,
        "window": window,
        "today": today,
        "axis": _axis(window, today),
        "lanes": [
            *_lanes_of_works(project, told, window, today),
            *_lanes(ways, own, window, today),
        ],
        "crumbs": [
            {"title": _("Projects"), "url": reverse("projects:list")},
            {"title": project.title, "url": project.get_absolute_url()},
        ],
    }
    template = "projects/timeline.html"
    return render(request, f"{template}#timeline" if request.htmx else template, context)


def _days(
    project: Project, told: Forecast, ways: list[Way], own: Mapping[str, list[Mark]]
) -> Iterable[datetime.date]:
    foretold = (told.told.earliest, told.told.latest) if told.told else ()
    days = (
        *(project.planned_start_on, project.planned_end_on, project.works_started_on),
        *(project.completed_on, project.produced_on),
        *foretold,
        *(each.first for way in ways for each in way.stretches),
        *(day for way in ways for day in way.planned.values()),
        *(mark.on for found in own.values() for mark in found),
    )
    return (day for day in days if day is not None)


def _lane(title: object, days: Days, bars: list[Any], **more: Any) -> dict[str, Any]:
    return {"title": title, "first": days[0], "last": days[1], "bars": bars, "signs": []} | more


def _lanes_of_works(
    project: Project, told: Forecast, window: Window, today: datetime.date
) -> Iterable[dict[str, Any]]:
    """Yield what was planned, is foretold and was done, from the record."""
    planned = (project.planned_start_on, project.planned_end_on)
    yield _lane(_("Works as planned"), planned, _bar(window, "planned", planned))
    begun, ended = project.works_started_on, project.completed_on or project.produced_on
    if begun:
        yield _lane(
            _("Works as they went"),
            (begun, ended),
            _bar(window, "works", (begun, ended or today)),
            is_open=ended is None,
        )
    if foretold := told.told:
        expected = (foretold.earliest, foretold.latest)
        signs = [{"kind": "middle", "x": window.at(foretold.middle), "words": foretold.middle}]
        yield _lane(
            _("End of the works as foretold"),
            expected,
            _foretold(window, foretold),
            signs=[sign for sign in signs if sign["x"] is not None],
            is_unknown=foretold.latest is None,
        )


def _lanes(
    ways: list[Way], own: Mapping[str, list[Mark]], window: Window, today: datetime.date
) -> Iterable[dict[str, Any]]:
    """Yield the stages of the main track, the permits, and the signs of rooms above."""
    for way in ways:
        if way.track.cycle in rules.PARALLEL:
            yield _permit(way, window, today)
            continue
        titles = {stage.code: stage.title for stage in cycles.get(way.track.cycle).stages}
        for each in way.stretches:
            bars = _bar(
                window, f"stage-{stage_place(each.stage)}", (each.first, each.last or today)
            )
            planned_on = way.planned.get(each.stage)
            signs = [] if planned_on is None else _planned(window, planned_on)
            yield _lane(
                titles.get(each.stage, each.stage),
                (each.first, each.last),
                bars,
                signs=signs,
                planned_on=planned_on,
                is_open=each.last is None,
            )
    for source in marks.sources():
        if found := own.get(source.kind):
            yield _lane(
                source.title,
                (found[0].on, found[-1].on),
                [],
                signs=_signs(window, source.kind, found),
                marks=found,
            )


def _planned(window: Window, on: datetime.date) -> list[dict[str, Any]]:
    return [{"kind": "planned", "x": at, "words": on} for at in [window.at(on)] if at is not None]


def _permit(way: Way, window: Window, today: datetime.date) -> dict[str, Any]:
    """Return a parallel track as one lane, from its first step to its last stage."""
    cycle, newest = cycles.get(way.track.cycle), way.stretches[-1]
    is_over = newest.stage in cycle.final
    last = newest.first if is_over else today
    signs = [
        {
            "kind": "milestone",
            "x": at,
            "words": f"{each.first} {lifecycle.stage_title(way.track.cycle, each.stage)}",
        }
        for each in way.stretches
        if (at := window.at(each.first)) is not None
    ]
    first = way.stretches[0].first
    return _lane(
        wording.PARALLEL[way.track.cycle],
        (first, last if is_over else None),
        _bar(window, "permit", (first, last)),
        signs=signs,
        note=lifecycle.stage_title(way.track.cycle, newest.stage),
        is_open=not is_over,
    )
