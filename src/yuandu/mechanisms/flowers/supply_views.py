"""What grows of a kind, what is on its way and what is wanted."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from yuandu.kernel.accounts import doors
from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.flowers import queries, supplied, wording
from yuandu.mechanisms.flowers.models import Stage
from yuandu.mechanisms.flowers.permissions import may_file
from yuandu.mechanisms.flowers.sheets import supply as sheets


@doors.public
@require_GET
def supply(request: Request, pk: int) -> HttpResponse:
    """Show a kind's planted area by county and stage, shipments and demand by market."""
    kind = queries.get(request.actor, pk, to="see")
    planted = supplied.planted(kind)
    sums = supplied.of_stages(planted)
    context = {
        "frame": wording.frame(request.actor),
        "title": _("Supply and demand: %(kind)s") % {"kind": kind.title},
        "crumbs": [
            {"title": _("Prices of flowers"), "url": reverse("flowers:list")},
            {"title": kind.title, "url": kind.get_absolute_url()},
        ],
        "kind": kind,
        "stages": Stage.choices,
        "planted": [
            {"report": one, "stages": [one.by_stage.get(stage) for stage in Stage.values]}
            for one in planted
        ],
        "sums": list(sums.values()),
        "total": sum(sums.values()),
        "sent": supplied.sent(kind),
        "wanted": supplied.wanted(kind),
        "layouts": _layouts() if may_file(request.actor) else [],
    }
    return render(request, "flowers/supply.html", context)


def _layouts() -> list[dict[str, Any]]:
    return [
        {"title": layout.title, "url": reverse("sheets:layout", args=[layout.code])}
        for layout in (sheets.PLANTINGS, sheets.SHIPMENTS, sheets.DEMAND)
    ]
