"""The thresholds and since when they hold; the offices that figures come from."""

from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from yuandu.kernel.registry.requests import Request
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.mechanisms.followup import actions, permissions, queries
from yuandu.mechanisms.followup.forms import OfficeForm, TermsForm
from yuandu.mechanisms.followup.rules import Terms
from yuandu.mechanisms.followup.terms import terms_of
from yuandu.mechanisms.followup.views.frames import crumbs, tabs

NEWEST = 50


@require_http_methods(["GET", "POST"])
def terms(request: Request) -> HttpResponse:
    """Show the thresholds and the offices; the city's office sets new ones."""
    actor = request.actor
    queries.working_rights(actor)
    kept = list(queries.terms_list(actor)[:NEWEST])
    may_keep = permissions.may_keep(actor)
    if request.method == "POST" and not may_keep:
        raise PermissionDenied
    initial = asdict(terms_of(kept[0]) if kept else Terms())
    initial["from_on"] = request.workspace.today().isoformat()
    form = TermsForm(request.POST or None, initial=initial) if may_keep else None
    status = 200
    if request.method == "POST" and form is not None:
        status = 422
        if form.is_valid():
            try:
                actions.keep_terms(
                    by=actor,
                    from_on=form.cleaned_data["from_on"],
                    basis=form.cleaned_data["basis"],
                    terms=form.terms(),
                )
            except Refusal as refusal:
                form.add_error(None, refusal.sentence)
            else:
                messages.success(request, _("The new thresholds are on record."))
                return redirect("followup:terms")
    context: dict[str, Any] = {
        "title": _("Terms and offices"),
        "tabs": tabs("terms"),
        "crumbs": crumbs(),
        "kept": kept,
        "usual": Terms(),
        "form": form,
        "offices": list(queries.offices(actor)),
        "office_form": OfficeForm(None, departments=queries.departments(actor))
        if may_keep
        else None,
    }
    return render(request, "followup/terms.html", context, status=status)


@require_POST
def name_office(request: Request) -> HttpResponse:
    """Name an office as a source."""
    actor = request.actor
    queries.working_rights(actor)
    if not permissions.may_keep(actor):
        raise PermissionDenied
    form = OfficeForm(request.POST, departments=queries.departments(actor))
    if not form.is_valid():
        messages.error(request, _("Choose an office that is not named yet, and what it files."))
        return redirect("followup:terms")
    try:
        made = actions.name_office(by=actor, **form.cleaned_data)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        said = _("%(office)s reads what is followed from now on.")
        messages.success(request, said % {"office": made.office.title})
    return redirect("followup:terms")


@require_POST
def dismiss_office(request: Request, pk: int) -> HttpResponse:
    """Let an office read and file no longer."""
    queries.working_rights(request.actor)
    named = queries.office(request.actor, pk, to="dismiss")
    try:
        actions.dismiss_office(by=request.actor, named=named)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        said = _("%(office)s does not read what is followed any more.")
        messages.success(request, said % {"office": named.office.title})
    return redirect("followup:terms")
