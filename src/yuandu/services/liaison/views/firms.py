"""Pages of firms in service: one's charges, one firm, a visit, a new issue."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yuandu.kernel.lifecycle.queries import people, promises
from yuandu.kernel.registry import queries as registry
from yuandu.kernel.registry.models import Party
from yuandu.kernel.registry.requests import Request
from yuandu.kernel.sheets import layouts
from yuandu.kernel.sheets.permissions import MAY_LAYOUT
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.services.liaison import actions, permissions, queries
from yuandu.services.liaison.forms import FirmBar, RaiseForm, VisitForm
from yuandu.services.liaison.models import Issue, ServedFirm
from yuandu.services.liaison.views.frames import crumbs, rows

PROMISES_SHOWN = 20


@require_GET
def firm_list(request: Request) -> HttpResponse:
    """List the firms in service: those the reader stands by first, if there are any."""
    actor = request.actor
    sent = request.GET.copy()
    has_charges = queries.has_charges(actor)
    if not sent and has_charges:
        sent["mine"] = "on"
    form = FirmBar(sent, divisions=registry.divisions(actor))
    filters = form.filters()
    page = queries.firm_page(actor, filters, request.GET.get("page", 1))
    sheet = layouts.get("liaison-officers")
    context = {
        "title": _("One-to-one service"),
        "form": form,
        "page": page,
        "mine": filters.mine,
        "has_charges": has_charges,
        "layout": sheet.code,
        "may": {verb: MAY_LAYOUT[verb](actor, sheet) for verb in ("import", "export")},
    }
    return _fragment(request, "liaison/list.html", context)


@require_GET
def firm(request: Request, pk: int) -> HttpResponse:
    """Show a firm's file: its officer, issues, promises and visits, as far as one may read."""
    actor = request.actor
    found = queries.find_firm(actor, pk)
    if found is None:
        party = queries.party(actor, pk, to="see")
        context = {
            "title": party.title,
            "party": party,
            "crumbs": crumbs(),
            "may": {verb: test(actor, party) for verb, test in permissions.MAY_PARTY.items()},
        }
        return render(request, "liaison/firm_new.html", context)
    may = {verb: test(actor, found) for verb, test in permissions.MAY_FIRM.items()}
    context = {
        "title": found.title,
        "firm": found,
        "label": ServedFirm._meta.label_lower,
        "crumbs": crumbs(),
        "may": may,
        "pairs": _pairs(found),
        "rows": rows(request, queries.of_firm(actor, found)),
    }
    if may["read"]:
        context |= _file(request, found)
    return render(request, "liaison/firm.html", context)


def _pairs(found: ServedFirm) -> list[dict[str, Any]]:
    party = found.party
    return [
        {
            "label": pgettext("of a firm", "Officer in charge"),
            "value": getattr(found, "officer_name", None),
        },
        {"label": _("Credit code"), "value": party.code},
        {"label": _("County or zone"), "value": party.division.title if party.division else ""},
    ]


def _file(request: Request, found: ServedFirm) -> dict[str, Any]:
    about = promises.visible_to(request.actor).filter(
        subject_label=ServedFirm._meta.label_lower, subject_id=found.pk
    )
    running = about.select_related("giver", "receiver", "step__track").order_by("due_on", "pk")
    return {
        "visits": queries.visits_of(found),
        "promises": promises.rows(request.actor, running.filter(closed_on=None)[:PROMISES_SHOWN]),
        "officers": people.assignments_of(request.actor, found)[:PROMISES_SHOWN],
    }


@require_POST
def take_in(request: Request, pk: int) -> HttpResponse:
    """Open a firm's file in one-to-one service."""
    party = queries.party(request.actor, pk, to="take_in")
    made = actions.take_in(by=request.actor, party=party)
    messages.success(request, _("The firm is in one-to-one service. Assign its officer now."))
    return redirect(made)


@require_http_methods(["GET", "POST"])
def visit(request: Request, pk: int) -> HttpResponse:
    """Log a visit; sent again after a lost connection it is the same visit."""
    found = queries.firm_of(request.actor, pk, to="visit")
    form = VisitForm(request.POST or None, actor=request.actor)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                actions.visit(by=request.actor, firm=found, **form.visit())
            except Refusal as refusal:
                form.add_error(None, refusal.sentence)
                status = refusal.status
            else:
                messages.success(request, _("The visit is on record."))
                return redirect(found)
    context = {"title": _("Log a visit"), "form": form, "crumbs": crumbs(found)}
    return render(request, "liaison/form.html", context, status=status)


@require_http_methods(["GET", "POST"])
def raise_issue(request: Request, pk: int) -> HttpResponse:
    """Raise an issue, as the firm or as who serves it."""
    party = queries.party_to_raise_for(request.actor, pk)
    form = RaiseForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                made = _raised(request, party, form)
            except Refusal as refusal:
                form.add_error(None, refusal.sentence)
                status = refusal.status
            else:
                messages.success(request, _("The issue is raised; who looks after it is told."))
                return redirect(made)
    context = {
        "title": _("Raise an issue"),
        "form": form,
        "topics": queries.topics(request.actor)[: queries.TOPICS_OFFERED],
        "crumbs": [*crumbs(), {"title": party.title, "url": reverse("liaison:firm", args=[pk])}],
    }
    return render(request, "liaison/form.html", context, status=status)


def _raised(request: Request, party: Party, form: RaiseForm) -> Issue:
    return actions.raise_for(
        by=request.actor, party=party, key=form.cleaned_data["key"], issue=form.issue()
    )


def _fragment(request: Request, template: str, context: dict[str, Any]) -> HttpResponse:
    if request.htmx:
        template += "#found"
    return render(request, template, context)
