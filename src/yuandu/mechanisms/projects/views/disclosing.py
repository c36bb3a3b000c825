"""Projects as open data: what is given out, what is withheld and why, and the file itself."""

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from yuandu.kernel.accounts import doors
from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.projects import oc4ids as packages
from yuandu.mechanisms.projects import queries
from yuandu.mechanisms.projects.refusals import NothingSelected
from yuandu.mechanisms.projects.rules import disclosure
from yuandu.mechanisms.projects.views.pages import asked, frame, with_filters

# What each column that is withheld is called.
COLUMNS = {
    "summary": gettext_lazy("What is built"),
    "site": gettext_lazy("Site"),
    "industry": gettext_lazy("Industry"),
    "owner": gettext_lazy("Owner"),
    "private_share": gettext_lazy("Private share"),
    "design_output": gettext_lazy("Designed annual output"),
    "land_area_mu": gettext_lazy("Land (mu)"),
    "new_output": gettext_lazy("New output since production began"),
    "physical_progress": gettext_lazy("Physical progress, in words"),
    "filed_on": gettext_lazy("Approved or filed on"),
    "planned_start_on": gettext_lazy("Planned start"),
    "planned_end_on": gettext_lazy("Planned end"),
    "works_started_on": gettext_lazy("Works started on"),
    "completed_on": gettext_lazy("Works completed on"),
    "produced_on": gettext_lazy("Production began on"),
    "permits": gettext_lazy("Permits and statistics"),
    "papers": gettext_lazy("Evidence"),
}


@doors.public
@require_GET
def oc4ids(request: Request) -> HttpResponse:
    """Say how projects are published, and hand out those that the filters let through."""
    return _policy(request)


@doors.public
@require_GET
def oc4ids_file(request: Request) -> HttpResponseBase:
    """Hand out the projects that the filters let through as a package."""
    try:
        pieces = packages.package(
            request.actor,
            asked(request).filters(),
            uri=request.build_absolute_uri(),
            in_full="in_full" in request.GET,
        )
    except NothingSelected:
        return _policy(request, status=404)
    response = StreamingHttpResponse(pieces, content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="{packages.FILE_NAME}"'
    return response


def _policy(request: Request, *, status: int = 200) -> HttpResponse:
    found = queries.page(request.actor, asked(request).filters())
    context = {
        "frame": frame(request),
        "title": _("Projects as open data"),
        "found": found,
        "list_url": with_filters(request, "projects:list"),
        "file_url": with_filters(request, "projects:oc4ids_file"),
        "full_url": with_filters(request, "projects:oc4ids_file", in_full="1"),
        "withheld": [
            {"label": COLUMNS[column], "field": field, "why": packages.WORDS[disclosure.OFFICES]}
            for column, field in disclosure.WITHHELD.items()
        ],
        "persons": packages.WORDS[disclosure.PERSON],
        "a_page": queries.A_PAGE,
    }
    return render(request, "projects/oc4ids.html", context, status=status)
