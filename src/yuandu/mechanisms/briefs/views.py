"""The one-page brief of a project, as PDF and as Word; all briefs of a sponsor."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from yuandu.kernel.lifecycle import wording as lifecycle
from yuandu.kernel.papers import handing_out
from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.briefs import briefing, queries, sponsoring
from yuandu.mechanisms.briefs.sponsoring import Card
from yuandu.mechanisms.projects import queries as projects
from yuandu.mechanisms.reporting import wording as reporting
from yuandu.mechanisms.reporting.rules import Tone


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


@require_GET
def mine(request: Request) -> HttpResponse:
    """Show the projects one stands by: light, promise due next, visits."""
    page, charges = sponsoring.sponsored(request.actor, request.GET.get("page", 1))
    context = {
        "title": _("Projects I stand by"),
        "page": page,
        "cards": [_card(each) for each in sponsoring.cards(request.actor, charges)],
    }
    return render(request, "briefs/mine.html", context)


def _card(card: Card) -> dict[str, Any]:
    track, light = card.project.track, card.light
    return {
        "card": card,
        "role": lifecycle.ASSIGNED_AS.get(card.role, card.role),
        "stage": lifecycle.stage_title(track.cycle, track.stage) if track else "",
        "light": {
            "label": f"{light.round.period} {reporting.TONES[Tone(light.tone)]}",
            "tone": reporting.BADGES[Tone(light.tone)],
        }
        if light
        else None,
    }


@require_GET
def mine_pdf(request: Request) -> HttpResponse:
    """Print the briefs of a page of projects one stands by, a sheet each, in one file."""
    _page, charges = sponsoring.sponsored(request.actor, request.GET.get("page", 1))
    found = {each.subject.pk: each.subject for each in charges}  # once, in however many roles
    if not found:
        raise Http404
    papers = [briefing.paper(queries.brief(request.actor, each)) for each in found.values()]
    return handing_out.as_one_pdf(_("Projects I stand by"), papers)
