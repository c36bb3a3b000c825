"""Talent needs, the experts that match them, engagements."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from yuandu.kernel.accounts import doors
from yuandu.kernel.lifecycle import queries as lifecycle
from yuandu.kernel.registry import queries as registry
from yuandu.kernel.registry.requests import Request
from yuandu.services.cooperation import actions, permissions, queries, telling
from yuandu.services.cooperation.forms import EngageForm, NeedBar, NeedForm, OutputForm
from yuandu.services.cooperation.models import Engagement, TalentNeed
from yuandu.services.cooperation.views.frames import (
    crumbs,
    entered,
    frame,
    listed,
    outputs,
    own_firm,
    posted,
    stage,
)


def way(*things: Any) -> list[dict[str, str]]:
    """Return the way from the list of needs to a page."""
    return crumbs("cooperation:talent_needs", _("Talent needs"), *things)


@doors.public
@require_GET
def need_list(request: Request) -> HttpResponse:
    """List what firms look for."""
    form = NeedBar(request.GET, divisions=registry.divisions(request.actor))
    page = queries.need_page(request.actor, form.filters(), request.GET.get("page", 1))
    context = listed(request, _("Talent needs"), form, "cooperation_needs") | {
        "page": page,
        "total": page.paginator.count,
        "rows": [_row(each) for each in page],
    }
    template = "cooperation/needs.html" + ("#found" if request.htmx else "")
    return render(request, template, context)


def _row(need: TalentNeed) -> dict[str, Any]:
    return {
        "need": need,
        "url": need.get_absolute_url(),
        "firm": need.firm.title,
        "division": need.firm.division.short_title if need.firm.division else "",
        "stage": stage(need.track),
        "engaged": need.engaged,  # type: ignore[attr-defined]  # counted by the query
    }


@doors.public
@require_GET
def need(request: Request, pk: int) -> HttpResponse:
    """Show one need; to its keepers also whom they asked."""
    actor = request.actor
    found = queries.talent_need(actor, pk, to="see")
    may = {verb: test(actor, found) for verb, test in permissions.MAY_NEED.items()}
    engagements = queries.engagements_of(actor, found) if may["match"] else []
    context = {
        "frame": frame(request),
        "title": found.title,
        "crumbs": way(),
        "need": found,
        "stage": stage(found.track),
        "may": may,
        "engagements": [_engagement_row(each) for each in engagements],
        "panels": lifecycle.panels(actor, found) if may["match"] else [],
    }
    return render(request, "cooperation/need.html", context)


def _engagement_row(engagement: Engagement) -> dict[str, Any]:
    return {
        "name": engagement.expert.party.title,
        "url": engagement.get_absolute_url(),
        "from_on": engagement.from_on,
        "to_on": engagement.to_on,
        "days": engagement.days_a_month,
        "score": engagement.score,
        "stage": stage(engagement.track),
    }


@require_http_methods(["GET", "POST"])
def add(request: Request) -> HttpResponse:
    """Enter a need as a draft."""
    if not permissions.may_post(request.actor):
        raise PermissionDenied
    form = NeedForm(posted(request), firms=queries.firms_of(request.actor), firm=own_firm(request))

    def act() -> str:
        return actions.post_need(by=request.actor, **form.cleaned_data).get_absolute_url()

    return entered(request, form, act, title=_("Enter a talent need"), crumbs=way())


@require_http_methods(["GET", "POST"])
def edit(request: Request, pk: int) -> HttpResponse:
    """Change a draft."""
    found = queries.talent_need(request.actor, pk, to="edit")
    form = NeedForm(posted(request), firms=queries.firms_of(request.actor), need=found)

    def act() -> str:
        actions.change_need(by=request.actor, need=found, **form.cleaned_data)
        return found.get_absolute_url()

    return entered(request, form, act, title=_("Change the need"), crumbs=way(found))


@require_GET
def matches(request: Request, pk: int) -> HttpResponse:
    """Show the experts who fit, each point explained, and why others are barred.

    To firms the barred are numbers by reason: what binds a person to others is not theirs
    to read.
    """
    found = queries.talent_need(request.actor, pk, to="match")
    context = {
        "title": _("Experts for this need"),
        "crumbs": way(found),
        "need": found,
        "may_engage": permissions.MAY_NEED["engage"](request.actor, found),
        **telling.matches(request.actor, found),
    }
    return render(request, "cooperation/matches.html", context)


@require_http_methods(["GET", "POST"])
def engage(request: Request, pk: int, expert: int) -> HttpResponse:
    """Ask an expert."""
    found = queries.talent_need(request.actor, pk, to="engage")
    asked = queries.expert(request.actor, expert, to="see")
    form = EngageForm(posted(request), need=found)

    def act() -> str:
        made = actions.engage(by=request.actor, need=found, expert=asked, **form.cleaned_data)
        return made.get_absolute_url()

    title = _("Ask %(name)s") % {"name": asked.party.title}
    return entered(request, form, act, title=title, crumbs=way(found))


@require_GET
def engagement(request: Request, pk: int) -> HttpResponse:
    """Show one engagement, with what may be done about it and what came of it."""
    actor = request.actor
    found = queries.engagement(actor, pk, to="see")
    context = {
        "title": found.expert.party.title,
        "crumbs": way(found.need),
        "engagement": found,
        "need": found.need,
        "stage": stage(found.track),
        "may_report": permissions.MAY_ENGAGEMENT["report"](actor, found),
        "panels": lifecycle.panels(actor, found),
        "outputs": outputs(engagement=found),
    }
    return render(request, "cooperation/engagement.html", context)


@require_http_methods(["GET", "POST"])
def report(request: Request, pk: int) -> HttpResponse:
    """Say what came of it in production."""
    found = queries.engagement(request.actor, pk, to="report")
    form = OutputForm(posted(request))

    def act() -> str:
        actions.report_output(by=request.actor, of=found, **form.cleaned_data)
        return found.get_absolute_url()

    return entered(request, form, act, title=_("Report output"), crumbs=way(found.need))
