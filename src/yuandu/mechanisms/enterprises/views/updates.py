"""The yearly update: rounds, who is silent, a firm's answer."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yuandu.kernel.registry import kinds
from yuandu.kernel.registry import queries as registry
from yuandu.kernel.registry.requests import Request
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.mechanisms.enterprises import actions, permissions, queries
from yuandu.mechanisms.enterprises.forms.applications import AnswerForm, ConfirmForm, RoundForm
from yuandu.mechanisms.enterprises.models import UpdateAnswer
from yuandu.mechanisms.enterprises.views.frames import UNSOUND, crumbs, fragment


def _list_crumb() -> tuple[str, str]:
    return _("Yearly updates"), reverse("enterprises:updates")


@require_http_methods(["GET", "POST"])
def updates(request: Request) -> HttpResponse:
    """Show the rounds and, to a firm, what it was asked; the city opens a round here."""
    actor, today = request.actor, request.workspace.today()
    if not permissions.has_applications(actor):
        raise PermissionDenied
    may_open = permissions.may_open_round(actor)
    if request.method == "POST" and not may_open:
        raise PermissionDenied
    form = RoundForm(request.POST if request.method == "POST" else None, today=today)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.open_round(by=actor, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("The window is open; the firms are told."))
            return redirect(made)
    watches = permissions.may_watch(actor)
    context = {
        "title": _("Yearly updates"),
        "crumbs": crumbs(),
        "rounds": queries.rounds(actor) if watches else [],
        "watches": watches,
        "own": [
            {"answer": each, "is_open": each.round.from_on <= today <= each.round.to_on}
            for each in queries.own_answers(actor)
        ],
        "form": form if may_open else None,
    }
    return render(
        request, "enterprises/updates.html", context, status=UNSOUND if form.is_bound else 200
    )


@require_GET
def update(request: Request, pk: int) -> HttpResponse:
    """Show who was asked in a round and has not answered, by county."""
    each = queries.update_round(request.actor, pk, to="see")
    form = AnswerForm(request.GET, divisions=registry.divisions(request.actor))
    asked = form.asked()
    found = queries.answer_page(request.actor, each, number=request.GET.get("page", 1), **asked)
    today = request.workspace.today()
    context = {
        "frame": "base.html",
        "title": _("Yearly update of %(year)s") % {"year": each.year},
        "crumbs": crumbs(_list_crumb()),
        "round": each,
        "form": form,
        "layout": "",
        "may": {"import": False, "export": False},
        "may_remind": permissions.MAY_ROUND["remind"](request.actor, each)
        and each.from_on <= today <= each.to_on,
        "answered": asked["answered"],
        "found": found,
        "page": found.page,
        "rows": [_row(answer) for answer in found.page],
    }
    return fragment(request, "enterprises/update.html", context)


def _row(answer: UpdateAnswer) -> dict[str, Any]:
    party = answer.firm.party
    return {
        "name": answer.firm.title,
        "url": answer.firm.get_absolute_url(),
        "division": party.division.short_title if party.division else "",
        "contact": answer.firm.contact,
        "phone": answer.firm.phone,
        "reminded_on": answer.reminded_on,
        "confirmed_on": answer.confirmed_on,
        "by": answer.by_label,
        "words": answer.words,
    }


@require_POST
def remind(request: Request, pk: int) -> HttpResponse:
    """Remind those who are silent, each once."""
    each = queries.update_round(request.actor, pk, to="remind")
    try:
        count = actions.remind(by=request.actor, each=each)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return redirect(each)
    words = ngettext("%(n)s firm is reminded.", "%(n)s firms are reminded.", count)
    messages.success(request, words % {"n": count})
    return redirect(each)


@require_http_methods(["GET", "POST"])
def confirm(request: Request, pk: int, firm: int) -> HttpResponse:
    """Show a firm what is on file about it for the year, and take its confirmation."""
    actor = request.actor
    answer = queries.answer(actor, pk, firm, to="see" if request.method == "GET" else "confirm")
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.confirm_facts(by=actor, answer=answer, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Confirmed. Thank you."))
            return redirect("enterprises:updates")
    missing = queries.missing_facts(answer.firm, answer.round.year)
    today = request.workspace.today()
    context = {
        "title": _("Yearly update of %(year)s") % {"year": answer.round.year},
        "crumbs": crumbs(_list_crumb(), firm=answer.firm),
        "answer": answer,
        "form": form,
        "yearly": queries.yearly_facts(actor, answer.firm),
        "missing": [{"code": code, "title": kinds.facts.title(code)} for code in missing],
        "may_confirm": permissions.MAY_ANSWER["confirm"](actor, answer)
        and answer.confirmed_on is None
        and answer.round.from_on <= today <= answer.round.to_on,
    }
    return render(
        request, "enterprises/confirm.html", context, status=UNSOUND if form.is_bound else 200
    )
