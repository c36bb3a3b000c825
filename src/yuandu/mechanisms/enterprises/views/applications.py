"""Pages of applications for titles."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yuandu.kernel.lifecycle import cycles
from yuandu.kernel.lifecycle import queries as lifecycle
from yuandu.kernel.registry import queries as registry
from yuandu.kernel.registry.requests import Request
from yuandu.kernel.sheets import handing_out, layouts
from yuandu.kernel.sheets.permissions import MAY_LAYOUT
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.mechanisms.enterprises import actions, packs, papers, permissions, queries, wording
from yuandu.mechanisms.enterprises.forms.applications import (
    ApplicationForm,
    ApplyForm,
    ObjectForm,
)
from yuandu.mechanisms.enterprises.models import Application, Document
from yuandu.mechanisms.enterprises.queries.applications import CYCLE, OPEN
from yuandu.mechanisms.enterprises.sheets import notices as sheets
from yuandu.mechanisms.enterprises.views.frames import UNSOUND, application_row, crumbs, fragment
from yuandu.services.policies import telling
from yuandu.services.policies.queries import parties_for


def _list_crumb() -> tuple[str, str]:
    return _("Applications for titles"), reverse("enterprises:applications")


@require_GET
def application_list(request: Request) -> HttpResponse:
    """List the applications one works with, by stage and county; a firm sees its own."""
    if not permissions.has_applications(request.actor):
        raise PermissionDenied
    form = ApplicationForm(request.GET, divisions=registry.divisions(request.actor))
    filters = form.filters()
    found, counted = queries.application_page(request.actor, filters, request.GET.get("page", 1))
    today, sheet = request.workspace.today(), layouts.get("title_applications")
    context = {
        "frame": "base.html",
        "title": _("Applications for titles"),
        "form": form,
        "layout": "title_applications",
        "may": {"import": False, "export": MAY_LAYOUT["export"](request.actor, sheet)},
        "tabs": _tabs(request, filters.stage, counted),
        "found": found,
        "page": found.page,
        "rows": [application_row(each, today) for each in found.page],
        "own": parties_for(request.actor) if request.actor.has("owner") else [],
    }
    return fragment(request, "enterprises/applications.html", context)


def _tabs(request: Request, chosen: str, counted: dict[str, int]) -> list[dict[str, Any]]:
    stages = cycles.get(CYCLE).stages
    under_way = sum(counted.get(stage.code, 0) for stage in stages if not stage.is_final)

    def tab(title: object, stage: str, count: int) -> dict[str, Any]:
        asked = request.GET.copy()
        asked.pop("page", None)
        asked["stage"] = stage
        url = f"?{asked.urlencode()}"
        return {"title": title, "url": url, "current": chosen == stage, "count": count}

    return [
        tab(pgettext("applications", "All"), "", sum(counted.values())),
        tab(pgettext("applications", "Under way"), OPEN, under_way),
        *(
            tab(stage.title, stage.code, counted[stage.code])
            for stage in stages
            if stage.code in counted
        ),
    ]


@require_GET
def notices(request: Request) -> HttpResponse:
    """Show who is on public notice on the official platforms; whoever works here may object."""
    if not request.actor.is_insider:
        raise PermissionDenied
    today = request.workspace.today()
    page = queries.notice_page(request.actor, request.GET.get("page", 1))
    context = {
        "title": _("On public notice for a title"),
        "crumbs": crumbs(_list_crumb()) if permissions.has_applications(request.actor) else [],
        "page": page,
        "rows": [application_row(each, today) for each in page],
        "may_object": request.actor.user_id is not None,
    }
    return render(request, "enterprises/notices.html", context)


@require_GET
def notices_sheet(request: Request, kind: str) -> StreamingHttpResponse:
    """Hand out who is on public notice."""
    if not request.actor.is_insider:
        raise PermissionDenied
    rows = sheets.rows(request.actor)
    return handing_out.exported(sheets.NOTICES, rows, request.workspace, kind)


@require_GET
def application(request: Request, pk: int) -> HttpResponse:
    """Show an application: where it stands, what the books said, what papers lack."""
    actor = request.actor
    found = queries.application(actor, pk, to="see")
    reads = permissions.MAY_APPLICATION["read"](actor, found)
    sees_vault = permissions.MAY_APPLICATION["pack"](actor, found)
    documents = queries.documents_of(found.firm) if sees_vault else []
    context = {
        "title": f"{found.firm.title} · {wording.tier(found.tier)}",
        "crumbs": crumbs(_list_crumb(), firm=found.firm),
        "application": found,
        "tier": wording.tier(found.tier),
        "row": application_row(found, request.workspace.today()),
        "may": {verb: test(actor, found) for verb, test in permissions.MAY_APPLICATION.items()},
        "panels": lifecycle.panels(actor, found),
        "objections": queries.objections_to(found),
        "assessments": _assessments(found, documents) if reads else [],
        "reads": reads,
        "has_letter": sees_vault and papers.has_letter(found),
        "documents": len(documents),
    }
    return render(request, "enterprises/application.html", context)


def _assessments(found: Application, documents: list[Document]) -> list[dict[str, Any]]:
    return [
        {
            "assessment": each,
            "told": told,
            "gaps": _gaps(told),
            "lacking": queries.lacking(each, documents).open,
            "party": found.firm.party_id,
        }
        for each in queries.latest(found)
        for told in [telling.findings(each.decision, each.version.book)]
    ]


def _gaps(told: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the criteria that keep the firm from the title: unmet, or not known."""
    return [one for one in told["criteria"] if one["state"] in {"unmet", "unknown", "person"}]


@require_http_methods(["GET", "POST"])
def apply(request: Request, pk: int) -> HttpResponse:
    """Open an application for an organisation, one's own or one of one's county."""
    party = registry.get(request.actor, pk, to="report")
    if not permissions.may_apply_for(request.actor, party):
        raise PermissionDenied
    form = ApplyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.open_application(
                by=request.actor, party=party, tier=form.cleaned_data["tier"]
            )
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("The application is open, with a self-assessment."))
            return redirect(made)
    context = {
        "title": _("Apply for a title"),
        "crumbs": crumbs(_list_crumb()),
        "party": party,
        "form": form,
        "act": pgettext("title", "Apply"),
    }
    status = UNSOUND if form.is_bound else 200
    return render(request, "enterprises/apply.html", context, status=status)


@require_POST
def assess(request: Request, pk: int) -> HttpResponse:
    """Ask the rule books anew."""
    found = queries.application(request.actor, pk, to="assess")
    if actions.assess(by=request.actor, application=found):
        messages.success(request, _("The rules were asked anew; the answer is kept."))
    else:
        messages.warning(request, _("No rules for this title are on file yet."))
    return redirect(found)


@require_http_methods(["GET", "POST"])
def object_to(request: Request, pk: int) -> HttpResponse:
    """Object to a firm on public notice."""
    found = queries.noticed(request.actor, pk, to="object")
    form = ObjectForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.object_to_application(
                by=request.actor, application=found, words=form.cleaned_data["words"]
            )
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(
                request, _("The objection is recorded; this firm rests until it is answered.")
            )
            return redirect("enterprises:application_notices")
    context = {
        "title": _("Object to a firm on notice"),
        "crumbs": crumbs(
            (_("On public notice for a title"), reverse("enterprises:application_notices"))
        ),
        "party": found.firm.party,
        "form": form,
        "act": _("Object"),
        "row": application_row(found, request.workspace.today()),
    }
    status = UNSOUND if form.is_bound else 200
    return render(request, "enterprises/apply.html", context, status=status)


@require_GET
def pack(request: Request, pk: int) -> StreamingHttpResponse:
    """Hand out the pack: self-assessment, figures by year, the papers of the vault."""
    found = queries.application(request.actor, pk, to="pack")
    response = StreamingHttpResponse(
        packs.stream(request.actor, found), content_type="application/zip"
    )
    name = f"{found.firm.party.name}-{wording.tier(found.tier)}.zip"
    header = content_disposition_header(as_attachment=True, filename=name)
    response.headers["Content-Disposition"] = header or "attachment"
    response.headers["Cache-Control"] = "private, no-store"
    return response
