"""The scorecard: what each measure did to the figures it claims to move."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from yuandu.kernel.indicators.figures import Figure
from yuandu.kernel.indicators.figures.registry import FIGURES
from yuandu.kernel.registry.requests import Request
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.reforms import permissions, queries, wording
from yuandu.mechanisms.reforms.queries import Result
from yuandu.mechanisms.reforms.rules.effects import Method, State
from yuandu.mechanisms.reforms.views.frames import context_of, crumbs, figure_named

JUDGED = (State.HELPED, State.HURT, State.UNCLEAR)


@require_GET
def scorecard(request: Request) -> HttpResponse:
    """Show of every measure in force what came of its claims, and which could be dropped."""
    if not permissions.is_staff(request.actor):
        raise Http404
    card = queries.scorecard(request.actor)
    measures = {each.measure.pk: each.measure for each in card.results}
    shown = [
        {
            "measure": measures[key],
            "verdict": wording.state(verdict),
            "rows": rows(request.workspace, [r for r in card.results if r.measure.pk == key]),
        }
        for key, verdict in card.verdicts.items()
        if key in measures
    ]
    context = context_of(request, _("What the measures did")) | {
        "card": card,
        "total": len(card.verdicts),
        "helped": card.count(State.HELPED),
        "without": [
            measures[key]
            for key, each in card.verdicts.items()
            if each in {State.UNCLEAR, State.HURT}
        ],
        "unjudged": len(card.verdicts) - card.count(*JUDGED),
        "shown": shown,
        "crumbs": crumbs(),
    }
    return render(request, "reforms/scorecard.html", context)


def rows(workspace: Workspace, results: Sequence[Result]) -> list[dict[str, Any]]:
    """Return claims as tables show them: before, after, the others, effect and how it came about."""
    return [_row(workspace, each) for each in results]


def _row(workspace: Workspace, result: Result) -> dict[str, Any]:
    found = result.effect
    figure = FIGURES.get(result.claim.figure)
    known = figure if isinstance(figure, Figure) else None
    row: dict[str, Any] = {
        "figure": figure_named(result.claim.figure),
        "claim": result.claim,
        "is_late": bool(
            result.measure.began_on and result.claim.claimed_on > result.measure.began_on
        ),
        "state": wording.state(found.state),
        "is_compared": found.method is Method.DIFFERENCE,
        "reasons": wording.reasons(workspace, known, found),
    }
    if known and found.under and found.effect:
        sides = {"under": found.under, "others": found.others}
        for name, side in sides.items():
            if side:
                row[name] = {
                    "before": wording.value(workspace, known, side.before),
                    "after": wording.value(workspace, known, side.after),
                }
        row["effect"] = wording.change(workspace, known, found.effect.estimate)
        row["interval"] = wording.interval(workspace, known, found.effect)
    return row
