"""The one-page brief of a project: where to take it from, as PDF and as Word."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from yuandu.kernel.papers import handing_out
from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.briefs import briefing, queries
from yuandu.mechanisms.projects import queries as projects


@require_GET
def of_project(request: Request, pk: int) -> HttpResponse:
    """Offer the brief: a part of the project's page, or a page."""
    found = projects.get(request.actor, pk, to="see")
    context = {
        "title": _("One-page brief"),
        "project": found,
        "crumbs": [{"title": found.title, "url": found.get_absolute_url()}],
    }
    template = "briefs/of_project.html"
    return render(request, f"{template}#part" if request.htmx else template, context)


@require_GET
def pdf(request: Request, pk: int) -> HttpResponse:
    """Print the brief on one sheet."""
    found = projects.get(request.actor, pk, to="see")
    return handing_out.as_pdf(briefing.paper(queries.brief(request.actor, found)))


@require_GET
def word(request: Request, pk: int) -> HttpResponse:
    """Hand the brief out as a Word file."""
    found = projects.get(request.actor, pk, to="see")
    return handing_out.as_word(briefing.paper(queries.brief(request.actor, found)))
