"""Lists over all subjects: the late, the stuck; and the life cycles as drawings."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from yuandu.kernel.lifecycle import cycles, drawings, queries, wording
from yuandu.kernel.lifecycle.cycles import LifeCycle, UnknownCycle
from yuandu.kernel.lifecycle.queries.promises import names
from yuandu.kernel.registry.requests import Request

ON_A_PAGE = 50
LONGEST = 1000  # rows of a list, the most urgent: counting more would take longer than reading
STUCK_DAYS = 90
MOST_DAYS = 9999


@require_GET
def late(request: Request) -> HttpResponse:
    """Show whose planned day has passed, longest first."""
    today = request.workspace.today()
    plans = queries.late(queries.visible_to(request.actor), request.workspace)
    page = Paginator(plans[:LONGEST], ON_A_PAGE).get_page(request.GET.get("page"))
    named = names(
        request.actor, {(plan.track.subject_label, plan.track.subject_id) for plan in page}
    )
    rows = [
        {
            "subject": named[plan.track.subject_label, plan.track.subject_id],
            "cycle": cycles.get(plan.track.cycle).title,
            "stage": wording.stage_title(plan.track.cycle, plan.stage),
            "now": wording.stage_title(plan.track.cycle, plan.track.stage),
            "on": plan.planned_on,
            "days": (today - plan.planned_on).days,
        }
        for plan in page
    ]
    context = {"title": _("Behind plan"), "page": page, "rows": rows}
    return render(request, "lifecycle/late.html", context)


@require_GET
def stuck(request: Request, code: str) -> HttpResponse:
    """Show what has stood in its stage for long, and how long the stages take."""
    cycle = _cycle(code)
    today, days = request.workspace.today(), _days(request)
    tracks = queries.visible_to(request.actor).filter(cycle=code)
    times = queries.times_in_stage(tracks, today)
    found = queries.longest_in_stage(tracks, cycle, today=today, days=days)
    page = Paginator(found[:LONGEST], ON_A_PAGE).get_page(request.GET.get("page"))
    named = names(request.actor, {(each.subject_label, each.subject_id) for each in page})
    context: dict[str, Any] = {
        "title": _("How long it stands: %(cycle)s") % {"cycle": cycle.title},
        "cycle": cycle,
        "days": days,
        "times": [(stage, times[stage.code]) for stage in cycle.stages if stage.code in times],
        "page": page,
        "rows": [
            {
                "subject": named[track.subject_label, track.subject_id],
                "stage": wording.stage_title(code, track.stage),
                "on": track.entered_on,
                "days": track.days_in_stage(today),
            }
            for track in page
        ],
    }
    return render(request, "lifecycle/stuck.html", context)


def _days(request: Request) -> int:
    given = request.GET.get("days", "")
    is_sound = given.isascii() and given.isdigit() and len(given) <= len(str(MOST_DAYS))
    return int(given) if is_sound else STUCK_DAYS


@require_GET
def diagram(request: Request, code: str) -> HttpResponse:
    """Draw a life cycle, and list its moves for those who do not see drawings."""
    cycle = _cycle(code)
    context = {
        "title": cycle.title,
        "cycle": cycle,
        "drawing": drawings.draw(cycle),
        "moves": [
            {
                "move": move,
                "sources": [cycle.stage(source).title for source in move.sources],
                "target": cycle.stage(move.target).title if move.target else None,
            }
            for move in cycle.moves
        ],
        "cycles": cycles.all(),
    }
    return render(request, "lifecycle/diagram.html", context)


def _cycle(code: str) -> LifeCycle:
    try:
        return cycles.get(code)
    except UnknownCycle as error:
        raise Http404 from error
