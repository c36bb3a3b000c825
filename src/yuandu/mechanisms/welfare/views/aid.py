"""Sealed cases: asking, reading inside, answering. Nothing of them is kept by a browser."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yuandu.kernel.registry.pages import one_form, sent
from yuandu.kernel.registry.requests import Request
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.mechanisms.welfare import actions, clock, permissions, queries
from yuandu.mechanisms.welfare.forms import AidForm, DecideForm, FundForm, LetInForm, SayForm
from yuandu.mechanisms.welfare.models import AidCase
from yuandu.mechanisms.welfare.views.facilities import crumbs

STATES = {
    AidCase.ASKED: pgettext_lazy("aid case", "Waits for an answer"),
    AidCase.ANSWERED: pgettext_lazy("aid case", "Answered"),
    AidCase.GRANTED: pgettext_lazy("aid case", "Aid granted"),
    AidCase.DECLINED: pgettext_lazy("aid case", "Declined"),
    AidCase.WITHDRAWN: pgettext_lazy("aid case", "Taken back"),
}
ACTS = {
    "asked": pgettext_lazy("in an aid case", "asked for aid"),
    "said": pgettext_lazy("in an aid case", "wrote"),
    "answered": pgettext_lazy("in an aid case", "answered"),
    "granted": pgettext_lazy("in an aid case", "granted aid"),
    "declined": pgettext_lazy("in an aid case", "declined"),
    "withdrawn": pgettext_lazy("in an aid case", "took it back"),
    "let_in": pgettext_lazy("in an aid case", "let a colleague in"),
}


def sealed[**Given](
    view: Callable[Concatenate[Request, Given], HttpResponse],
) -> Callable[Concatenate[Request, Given], HttpResponse]:
    """Let no shared computer keep a page of a sealed case."""

    @wraps(view)
    def shown(request: Request, *args: Given.args, **kwargs: Given.kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        return response

    return shown


def _files(form: type[Form], request: Request, **options: Any) -> Any:
    """Return a form that takes a file, bound where something was sent."""
    if request.method == "POST":
        return form(request.POST, request.FILES, **options)
    return form(**options)


def _row(case: AidCase, request: Request) -> dict[str, Any]:
    return {
        "case": case,
        "state": STATES[case.state],
        "is_overdue": queries.is_overdue(case, clock.now(request.workspace)),
        "is_own": permissions.asked(request.actor, case),
    }


def _crumbs() -> list[dict[str, Any]]:
    return crumbs({"title": _("Emergency aid"), "url": reverse("welfare:cases")})


@require_GET
@sealed
def cases(request: Request) -> HttpResponse:
    """List the cases I asked in, and those I answer for."""
    page = queries.aid_page(request.actor, request.GET.get("page", 1))
    context = {
        "title": _("Emergency aid"),
        "crumbs": crumbs(),
        "page": page,
        "rows": [_row(each, request) for each in page],
    }
    return render(request, "welfare/cases.html", context)


@require_http_methods(["GET", "POST"])
@sealed
def ask(request: Request) -> HttpResponse:
    """Ask for aid."""
    form = _files(AidForm, request, actor=request.actor)

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        made = actions.ask_aid(by=request.actor, **given)
        return _("Your words reached those you chose, and nobody else."), made.get_absolute_url()

    return one_form(request, _("Ask for aid"), form, act, _crumbs())


@require_http_methods(["GET", "POST"])
@sealed
def case(request: Request, pk: int) -> HttpResponse:
    """Show a case to those inside, who write to each other here."""
    found = queries.aid(request.actor, pk, to="say")
    form = _files(SayForm, request)

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        actions.say_in_aid(by=request.actor, case=found, **given)
        return _("It stands in the case."), found.get_absolute_url()

    is_running = found.state in AidCase.RUNNING
    decides = permissions.MAY_AID["decide"](request.actor, found)
    return one_form(
        request,
        _("Emergency aid"),
        form,
        act,
        _crumbs(),
        template="welfare/case.html",
        row=_row(found, request),
        said=[{"word": each, "act": ACTS[each.kind]} for each in queries.said(found)],
        members=found.members.select_related("user"),
        papers=queries.papers(found),
        may={
            "decide": decides and is_running,
            "share": decides,
            "withdraw": permissions.asked(request.actor, found) and is_running,
        },
    )


@require_http_methods(["GET", "POST"])
@sealed
def decide(request: Request, pk: int) -> HttpResponse:
    """Answer, grant or decline."""
    found = queries.aid(request.actor, pk, to="decide")

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        actions.decide_aid(by=request.actor, case=found, **given)
        return _("The answer is given."), found.get_absolute_url()

    return one_form(request, _("Answer"), DecideForm(*sent(request)), act, _crumbs())


@require_http_methods(["GET", "POST"])
@sealed
def let_in(request: Request, pk: int) -> HttpResponse:
    """Let a colleague in."""
    found = queries.aid(request.actor, pk, to="share")
    form = LetInForm(*sent(request), actor=request.actor)

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        actions.let_in(by=request.actor, case=found, **given)
        return _("The colleague reads the case now."), found.get_absolute_url()

    return one_form(request, _("Let a colleague in"), form, act, _crumbs())


@require_POST
@sealed
def withdraw(request: Request, pk: int) -> HttpResponse:
    """Take back what I asked for."""
    found = queries.aid(request.actor, pk, to="withdraw")
    try:
        actions.withdraw_aid(by=request.actor, case=found)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("It is taken back."))
    return redirect("welfare:aid", pk)


@require_http_methods(["GET", "POST"])
def fund(request: Request) -> HttpResponse:
    """Pay into the care fund."""
    if not permissions.keeps_fund(request.actor):
        raise PermissionDenied

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        actions.fill_fund(by=request.actor, **given)
        return _("The amount is in the care fund."), "welfare:home"

    return one_form(request, _("Pay into the care fund"), FundForm(*sent(request)), act, crumbs())
