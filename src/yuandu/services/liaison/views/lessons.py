"""Pages of what issues teach: gaps in policy, cards of solved cases."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from yuandu.kernel.registry.requests import Request
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.services.liaison import actions, permissions, queries
from yuandu.services.liaison.forms import CardBar, CardForm, CloseGapForm
from yuandu.services.liaison.views.frames import crumbs, rows


@require_GET
def gap_list(request: Request) -> HttpResponse:
    """List the gaps in policy, the open ones first."""
    context = {
        "title": _("Gaps in policy"),
        "page": queries.gap_page(request.actor, request.GET.get("page")),
    }
    return render(request, "liaison/gaps.html", context)


@require_http_methods(["GET", "POST"])
def gap(request: Request, pk: int) -> HttpResponse:
    """Show a gap with the firms' issues under it; officers of the city close it with words."""
    found = queries.gap(request.actor, pk, to="see")
    may_close = permissions.MAY_GAP["close"](request.actor, found)
    form = CloseGapForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                actions.close_gap(by=request.actor, gap=found, **form.cleaned_data)
            except Refusal as refusal:
                form.add_error(None, refusal.sentence)
                status = refusal.status
            else:
                messages.success(request, _("The gap is closed."))
                return redirect(found)
        elif not may_close:
            raise PermissionDenied
    context = {
        "title": found.topic.tag,
        "gap": found,
        "rows": rows(request, queries.issues_of(request.actor, found)),
        "form": form if may_close or form.errors else None,
        "crumbs": [*crumbs(), {"title": _("Gaps in policy"), "url": reverse("liaison:gaps")}],
    }
    return render(request, "liaison/gap.html", context, status=status)


@require_GET
def card_list(request: Request) -> HttpResponse:
    """Search what solved issues taught."""
    form = CardBar(request.GET)
    chosen = form.chosen()
    context = {
        "title": _("Solved cases"),
        "form": form,
        "page": queries.card_page(request.actor, request.GET.get("page"), **chosen),
        "is_narrowed": bool(chosen),
    }
    template = "liaison/cards.html"
    return render(request, f"{template}#found" if request.htmx else template, context)


@require_GET
def card(request: Request, pk: int) -> HttpResponse:
    """Show a card; whose issue it was stays unsaid."""
    found = queries.card(request.actor, pk)
    context = {
        "title": found.question,
        "card": found,
        "crumbs": [*crumbs(), {"title": _("Solved cases"), "url": reverse("liaison:cards")}],
    }
    return render(request, "liaison/card.html", context)


@require_http_methods(["GET", "POST"])
def write_card(request: Request, pk: int) -> HttpResponse:
    """Write what a solved issue teaches."""
    found = queries.issue(request.actor, pk, to="card")
    answered = queries.last_answer(request.actor, found)
    initial = {"question": found.title}
    if answered is not None:
        initial |= {"solution": answered.words, "department": answered.department}
    form = CardForm(request.POST or None, initial=initial)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                made = actions.write_card(by=request.actor, issue=found, **form.cleaned_data)
            except Refusal as refusal:
                form.add_error(None, refusal.sentence)
                status = refusal.status
            else:
                messages.success(request, _("The card is written."))
                return redirect(made)
    context = {
        "title": _("Write a card"),
        "form": form,
        "crumbs": crumbs(found.firm, issue=found),
    }
    return render(request, "liaison/form.html", context, status=status)
