"""What is followed of one project: a part of its page, or a page of its own."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.followup import queries, rules
from yuandu.mechanisms.followup.models import Scale
from yuandu.mechanisms.followup.queries import Panel
from yuandu.mechanisms.projects import queries as projects


@require_GET
def of_project(request: Request, pk: int) -> HttpResponse:
    """Show a project's 24 months; what a firm pays and makes only to those who read it."""
    actor = request.actor
    found = projects.get(actor, pk, to="see")
    reads = queries.rights(actor).reads_project(found)
    panel = queries.panel(found)
    context: dict[str, Any] = {
        "title": _("Follow-up after production"),
        "project": found,
        "crumbs": [{"title": found.title, "url": found.get_absolute_url()}],
        "panel": panel,
        "reads": reads,
        "scale": Scale(panel.following.scale).label
        if panel.following and panel.following.scale
        else "",
        "rows": [_row(panel, period) for period in panel.periods] if reads else [],
        "tax": _points(panel, "tax_paid") if reads else [],
        "output": _points(panel, "output_value") if reads else [],
    }
    template = "followup/of_project.html"
    return render(request, f"{template}#part" if request.htmx else template, context)


def _row(panel: Panel, period: str) -> dict[str, Any]:
    month, produced_on = panel.months.get(period), panel.project.produced_on
    return {
        "period": period,
        "number": rules.number_of(produced_on, period) if produced_on else None,
        "month": month,
        "scale": Scale(month.scale).label if month and month.scale else "",
    }


def _points(panel: Panel, name: str) -> list[dict[str, Any]]:
    """Return a value month by month; none where nothing is filed, which leaves a gap."""
    return [
        {"label": period, "value": getattr(panel.months.get(period), name, None)}
        for period in panel.periods
    ]
