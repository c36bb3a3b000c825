"""Divisions: the page with the map, and their borders for every map."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from yuandu.kernel.accounts import doors
from yuandu.kernel.registry import kinds, queries
from yuandu.kernel.registry.models import Division
from yuandu.kernel.registry.requests import Request


@require_GET
def divisions(request: Request) -> HttpResponse:
    """Show the divisions on a map, and in a table with how many organisations each has."""
    found = list(queries.counted_divisions(request.actor))
    context = {
        "rows": [_row(each) for each in found],
        "divisions": [(each, kinds.division_title(each.kind)) for each in found],
        "has_borders": Division.objects.filter(
            workspace=request.workspace, geometry__isnull=False
        ).exists(),
    }
    return render(request, "registry/divisions.html", context)


def _row(division: Division) -> dict[str, object]:
    count = getattr(division, "organisations", 0)
    return {
        "code": division.code,
        "label": division.short_title,
        "url": f"{reverse('registry:organisations')}?{urlencode({'division': division.code})}",
        "value": count,
        "text": str(count),
        "longitude": division.longitude,
        "latitude": division.latitude,
    }


@doors.citizens
@require_GET
@cache_control(max_age=3600, private=True)
def borders(request: Request) -> HttpResponse:
    """Return the borders as GeoJSON; where counties lie is no secret."""
    return JsonResponse(queries.borders(request.actor), content_type="application/geo+json")
