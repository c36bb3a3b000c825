"""Seedlings month by month, licences, and the royalties that follow from both."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from yuandu.kernel.registry.pages import one_form, sent
from yuandu.kernel.registry.requests import Request
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.mechanisms.varieties import actions, permissions, queries, wording
from yuandu.mechanisms.varieties.forms import BatchForm, LicenceForm
from yuandu.mechanisms.varieties.sheets import CODE
from yuandu.mechanisms.varieties.views.frames import crumbs


@require_http_methods(["GET", "POST"])
def batches(request: Request) -> HttpResponse:
    """List the batches the reader may read; enter one."""
    actor = request.actor
    may = {"enter": permissions.enters(actor)}
    form = BatchForm(*sent(request), actor=actor) if may["enter"] else None
    status = 200
    if request.method == "POST":
        if form is None:
            raise PermissionDenied
        status = 422
        if form.is_valid():
            try:
                actions.enter_batch(by=actor, **form.cleaned_data)
            except Refusal as refusal:
                form.add_error(None, refusal.sentence)
                status = refusal.status
            else:
                messages.success(request, _("The seedlings are entered."))
                return redirect("varieties:seedlings")
    page = queries.batch_page(actor, request.GET.get("page", 1))
    context = {
        "title": _("Seedlings"),
        "crumbs": crumbs(),
        "page": page,
        "rows": list(page),
        "form": form,
        "may": may,
    }
    return render(request, "varieties/seedlings.html", context, status=status)


@require_http_methods(["GET", "POST"])
def license_variety(request: Request, pk: int) -> HttpResponse:
    """License a variety."""
    found = queries.variety(request.actor, pk, to="license")

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        made = actions.license(by=request.actor, variety=found, **given)
        return _("The licence is entered; royalties follow from the seedlings."), made

    form = LicenceForm(*sent(request), actor=request.actor)
    return one_form(request, _("New licence"), form, act, crumbs(found))


@require_GET
def licences(request: Request) -> HttpResponse:
    """List the licences to which the reader is a party, those that end first above."""
    page = queries.licence_page(request.actor, request.GET.get("page", 1))
    today = request.workspace.today()
    context = {
        "title": _("My licences"),
        "crumbs": crumbs(),
        "page": page,
        "rows": [{"licence": each, "term": wording.term(each.state(today))} for each in page],
        "layout": CODE,
    }
    return render(request, "varieties/licences.html", context)


@require_GET
def licence(request: Request, pk: int) -> HttpResponse:
    """Show the royalties of a licence for a year."""
    found = queries.licence(request.actor, pk, to="see")
    years = queries.years_of(found, request.workspace.today()) or [found.from_on.year]
    asked = request.GET.get("year") or str(years[0])
    if asked not in map(str, years):
        raise Http404
    statement = queries.statement(found, int(asked))
    context = {
        "title": _("Royalty statement"),
        "crumbs": crumbs(found.variety),
        "licence": found,
        "term": wording.term(found.state(request.workspace.today())),
        "statement": statement,
        "years": [
            {
                "title": str(year),
                "url": f"?year={year}",
                "current": year == statement.year,
                "count": None,
            }
            for year in years
        ],
        "layout": CODE,
        "today": request.workspace.today(),
    }
    return render(request, "varieties/licence.html", context)
