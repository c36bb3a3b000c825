"""Saved filters of a list: as chips above it, and as a page where they are kept in order."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from yuandu.kernel.filters import actions, lists, permissions, queries, rules
from yuandu.kernel.filters.forms import RenameForm, SaveForm
from yuandu.kernel.filters.lists import Filtered, UnknownList
from yuandu.kernel.filters.models import SavedFilter
from yuandu.kernel.registry.requests import Request
from yuandu.kernel.workspaces.refusals import Refusal


def _list(code: str) -> Filtered:
    try:
        return lists.get(code)
    except UnknownList as unknown:
        raise Http404 from unknown


@require_http_methods(["GET", "POST"])
def of_list(request: Request, code: str) -> HttpResponse:
    """Show the filters of a list as chips, or all by themselves; save what the list shows."""
    filtered = _list(code)
    now = rules.canonical(request.GET.urlencode()) or ""
    form = SaveForm(request.POST or None, offices=queries.offices(request.actor), query=now)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                made = actions.save(
                    by=request.actor,
                    filtered=filtered,
                    name=form.cleaned_data["name"],
                    query=form.cleaned_data["query"],
                    office=form.chosen(),
                )
            except Refusal as refusal:
                form.add_error(None, refusal.sentence)
                status = refusal.status
            else:
                messages.success(request, _("The filter is saved."))
                return redirect(filtered.address(made.query))
    return _shown(request, filtered, form, now=now, status=status)


def _shown(
    request: Request, filtered: Filtered, form: SaveForm, *, now: str, status: int = 200
) -> HttpResponse:
    saved = queries.of_list(request.actor, filtered)
    context: dict[str, Any] = {
        "title": _("Saved filters: %(list)s") % {"list": filtered.title},
        "filtered": filtered,
        "form": form,
        "now": now,
        "rows": [_row(request, filtered, each, now) for each in saved],
        "crumbs": [{"title": filtered.title, "url": filtered.address(now)}],
    }
    template = "filters/of_list.html"
    return render(
        request, f"{template}#chips" if request.htmx else template, context, status=status
    )


def _row(request: Request, filtered: Filtered, saved: SavedFilter, now: str) -> dict[str, Any]:
    is_own = permissions.is_own(request.actor, saved)
    return {
        "saved": saved,
        "url": filtered.address(saved.query),
        "is_current": saved.query == now,
        "is_own": is_own,
        "form": RenameForm(initial={"name": saved.name}, prefix=str(saved.pk)) if is_own else None,
    }


@require_POST
def rename(request: Request, pk: int) -> HttpResponse:
    """Give a filter of one's own another name."""
    saved = queries.get(request.actor, pk, to="rename")
    form = RenameForm(request.POST, prefix=str(pk))
    if not form.is_valid():
        messages.error(request, _("Give the filter a name."))
        return redirect("filters:of_list", saved.on_list)
    try:
        actions.rename(by=request.actor, saved=saved, name=form.cleaned_data["name"])
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("The filter is renamed."))
    return redirect("filters:of_list", saved.on_list)


@require_POST
def delete(request: Request, pk: int) -> HttpResponse:
    """Forget a filter of one's own."""
    saved = queries.get(request.actor, pk, to="delete")
    try:
        actions.delete(by=request.actor, saved=saved)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("The filter is deleted."))
    return redirect("filters:of_list", saved.on_list)
