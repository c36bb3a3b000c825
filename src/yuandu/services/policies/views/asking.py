"""Asking for one missing fact, and answering."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from yuandu.kernel.registry import queries as registry
from yuandu.kernel.registry.requests import Request
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.services.policies import actions, permissions, queries, wording
from yuandu.services.policies.forms import AnswerForm
from yuandu.services.policies.models import Ask, Case
from yuandu.services.policies.views.frames import crumbs

UNSOUND = 422


@require_POST
def ask_all(request: Request, pk: int) -> HttpResponse:
    """Ask everybody whom a sweep found short of a single fact."""
    sweep = queries.sweep(request.actor, pk, to="ask")
    asked = actions.ask_missing(by=request.actor, sweep=sweep)
    words = ngettext("%(n)s is asked.", "%(n)s are asked.", asked) % {"n": asked}
    messages.success(request, words)
    return redirect(sweep)


@require_http_methods(["GET", "POST"])
def ask(request: Request, pk: int) -> HttpResponse:
    """Take the answer to the one question, and go on with the case."""
    found = queries.ask(request.actor, pk, to="answer")
    is_post = request.method == "POST"
    form = AnswerForm(
        found.missing, request.POST if is_post else None, request.FILES if is_post else None
    )
    if is_post and form.is_valid():
        try:
            case = actions.answer(by=request.actor, ask=found, **form.answer())
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return _told(request, found, case)
    context = {
        "title": _("One question about “%(policy)s”") % {"policy": found.version.policy.title},
        "crumbs": crumbs(found.version.policy),
        "ask": found,
        "policy": found.version.policy,
        "party": registry.shown(request.actor, found.party),
        "missing": wording.column_title(found.missing),
        "evidence": form.kind.evidence,
        "form": form,
    }
    status = UNSOUND if form.is_bound else 200
    return render(request, "policies/ask.html", context, status=status)


def _told(request: Request, ask: Ask, case: Case | None) -> HttpResponse:
    if case is not None and permissions.sees_whole(request.actor, case):
        messages.success(request, _("Thank you. That was all: the case goes on by itself."))
        return redirect(case)
    messages.success(request, _("Thank you. The answer is kept; what follows from it stands here."))
    return redirect("policies:check", ask.party_id)
