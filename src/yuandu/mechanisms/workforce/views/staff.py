"""The staff list of a company."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from yuandu.kernel.registry.pages import one_form, sent
from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.workforce import actions, permissions, queries
from yuandu.mechanisms.workforce.forms import AccountForm, LeaveForm, StaffFilterForm, WorkerForm
from yuandu.mechanisms.workforce.models import Worker


def in_company(request: Request) -> None:
    """Let nobody on who stands in a city, which has no staff list.

    Raises:
        Http404: this is a city.
    """
    if request.workspace.kind != "company":
        raise Http404


def crumbs() -> list[dict[str, Any]]:
    return [{"title": _("Staff list"), "url": reverse("workforce:workers")}]


@require_GET
def workers(request: Request) -> HttpResponse:
    """List the workers that the reader may know of."""
    in_company(request)
    form = StaffFilterForm(request.GET, actor=request.actor)
    form.is_valid()  # what is odd of the filters is told beside them, and narrows nothing
    asked = form.cleaned_data
    section = asked.get("section")
    page = queries.worker_page(
        request.actor,
        request.GET.get("page", 1),
        words=asked.get("words", "").strip(),
        section=section.code if section else "",
    )
    context = {
        "title": _("Staff list"),
        "page": page,
        "form": form,
        "may": {"keep": permissions.keeps_staff(request.actor)},
    }
    return render(request, "workforce/workers.html", context)


@require_GET
def worker(request: Request, pk: int) -> HttpResponse:
    """Show a line of the staff list."""
    in_company(request)
    found = queries.worker(request.actor, pk, to="see")
    context = {"title": found.name, "crumbs": crumbs()} | _line(request, found)
    if context["may"]["keep"]:
        context["form"] = _account_form(request, found)
    return render(request, "workforce/worker.html", context)


@require_http_methods(["GET", "POST"])
def account(request: Request, pk: int) -> HttpResponse:
    """Link an account to a line of the staff list, or unlink it."""
    in_company(request)
    found = queries.worker(request.actor, pk, to="keep")

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        actions.link(by=request.actor, worker=found, **given)
        said = _("The account is linked.") if given["account"] else _("The account is unlinked.")
        return said, reverse("workforce:worker", args=[found.pk])

    return one_form(
        request,
        found.name,
        _account_form(request, found),
        act,
        crumbs(),
        template="workforce/worker.html",
        **_line(request, found),
    )


def _line(request: Request, found: Worker) -> dict[str, Any]:
    keeps = permissions.keeps_staff(request.actor)
    return {"worker": found, "may": {"keep": keeps, "end": keeps and found.left_on is None}}


def _account_form(request: Request, found: Worker) -> AccountForm:
    form = AccountForm(*sent(request))
    form.initial = {"account": found.user.get_username() if found.user else ""}
    return form


@require_http_methods(["GET", "POST"])
def add(request: Request) -> HttpResponse:
    """Put somebody on the staff list."""
    in_company(request)
    if not permissions.keeps_staff(request.actor):
        raise PermissionDenied

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        made = actions.enter_worker(by=request.actor, **given)
        return _("The worker is on the staff list."), reverse("workforce:worker", args=[made.pk])

    form = WorkerForm(*sent(request), actor=request.actor)
    return one_form(request, _("New worker"), form, act, crumbs())


@require_http_methods(["GET", "POST"])
def leave(request: Request, pk: int) -> HttpResponse:
    """Enter somebody's last day."""
    in_company(request)
    found = queries.worker(request.actor, pk, to="keep")

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        actions.leave(by=request.actor, worker=found, **given)
        return _("The last day is entered."), reverse("workforce:worker", args=[found.pk])

    return one_form(request, _("Last day of work"), LeaveForm(*sent(request)), act, crumbs())
