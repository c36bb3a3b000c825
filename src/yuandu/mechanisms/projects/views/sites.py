"""The map: divisions shaded by number, and the projects' sites in clusters."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse, HttpResponseBadRequest, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from yuandu.kernel.accounts import doors
from yuandu.kernel.registry.models import Division
from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.projects import queries, wording
from yuandu.mechanisms.projects.forms import ViewForm
from yuandu.mechanisms.projects.queries import Cluster, Filters, Sites
from yuandu.mechanisms.projects.rules import grid
from yuandu.mechanisms.projects.views.pages import asked, bar_context, with_filters


@doors.public
@require_GET
def project_map(request: Request) -> HttpResponse:
    """Show divisions shaded by number, and where projects lie."""
    form = asked(request)
    filters = form.filters()
    cells = queries.counted(request.actor, filters, "division_id")
    places = list(queries.divisions(request.actor))
    found = queries.sites(request.actor, filters)
    total = sum(cell.projects for cell in cells.values())
    context = bar_context(request, "map", form, filters) | {
        "title": _("Map"),
        "geometry_url": reverse("projects:divisions"),
        "sites_url": with_filters(request, "projects:sites"),
        "rows": [
            {
                "code": division.code,
                "label": division.short_title,
                "url": with_filters(request, "projects:list", division=str(division.pk)),
                "value": cells[(division.pk,)].projects if (division.pk,) in cells else 0,
            }
            for division in places
        ],
        "total": total,
        "unplaced": total - found.projects,
        **_told(request, filters, found, places),
    }
    template = "projects/map.html"
    if request.htmx:
        template += "#found"
    return render(request, template, context)


@doors.public
@require_GET
def clusters(request: Request) -> HttpResponse:
    """Return the clusters of a part of the map, as the page has them."""
    view = ViewForm(request.GET)
    if not view.is_valid():
        faults = [str(fault) for of_field in view.errors.values() for fault in of_field]
        return HttpResponseBadRequest(" ".join(faults))
    filters = asked(request).filters()
    box, level = view.cleaned_data["box"], view.cleaned_data["grid_level"]
    found = queries.sites(request.actor, filters, box, level)
    places = queries.divisions(request.actor)
    context = {"currency": request.workspace.currency, **_told(request, filters, found, places)}
    return render(request, "projects/map.html#sites", context)


@doors.public
@require_GET
def divisions(request: Request) -> JsonResponse:
    """Return the divisions' outlines as GeoJSON."""
    features = [
        {
            "type": "Feature",
            "geometry": division.geometry,
            "properties": {"code": division.code, "name": division.title},
        }
        for division in queries.outlines(request.actor)
    ]
    return JsonResponse({"type": "FeatureCollection", "features": features})


def _told(
    request: Request, filters: Filters, found: Sites, places: Iterable[Division]
) -> dict[str, Any]:
    """Return the clusters as the template writes them, each leading to its rows."""
    names = {division.pk: division.short_title for division in places}
    addresses = [
        with_filters(request, f"projects:{view}", grid_cell="") for view in ("list", "map")
    ]

    def row(cluster: Cluster) -> dict[str, Any]:
        # Inside a part of the map that is itself a filter, both have to hold.
        cell = max(filter(None, (cluster.cell, filters.grid_cell)), key=lambda each: each.level)
        listed, mapped = (f"{address}{cell}" for address in addresses)
        project = cluster.project
        can_part = project is None and cluster.cell.level < grid.DEEPEST
        return {
            "label": project.title if project else names.get(cluster.division_id, ""),
            "where": "" if project else wording.lying(cluster.cell.box),
            "url": project.get_absolute_url() if project else listed,
            "closer": mapped if can_part else "",
            "box": cluster.cell.box,
            "longitude": f"{cluster.longitude:.6f}",
            "latitude": f"{cluster.latitude:.6f}",
            "projects": cluster.projects,
            "investment_total": cluster.investment_total,
        }

    return {
        "sites": found,
        "clusters": [row(cluster) for cluster in found.clusters],
    }
