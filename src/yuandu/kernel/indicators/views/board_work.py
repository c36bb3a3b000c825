"""Work on boards: setting up, publishing rules, objecting, answering, reminding."""

import json
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from yuandu.kernel.indicators import actions, permissions, queries
from yuandu.kernel.indicators.boards import measures
from yuandu.kernel.indicators.forms import (
    AnswerForm,
    BoardForm,
    MembersForm,
    ObjectionForm,
    PublishForm,
    RuleForm,
)
from yuandu.kernel.indicators.models import Over
from yuandu.kernel.indicators.rules import periods
from yuandu.kernel.indicators.views.boards import row_context, standing_of
from yuandu.kernel.registry.requests import Request
from yuandu.kernel.workspaces.refusals import Refusal

# The rule a new board's form begins with.
EXAMPLE = {
    "components": [{"measure": "", "weight": 100, "measuring": "min-max"}],
    "stars": [{"stars": 5, "at_least": 90}, {"stars": 4, "at_least": 80}],
    "flags": [{"code": "red", "name": "流动红旗", "name_en": "Red flag", "top": 1}],
}


@require_POST
def object_to(request: Request, code: str, period: str, participant: str) -> HttpResponse:
    """Take an objection to a row."""
    standings, row = standing_of(request, code, period, participant)
    if not permissions.may(request.actor, "object", row.participant):
        raise PermissionDenied
    form = ObjectionForm(request.POST)
    if form.is_valid():
        done = _tried(
            form,
            lambda: actions.object_to(
                by=request.actor,
                board=standings.board,
                period=standings.period.code,
                participant=row.participant,
                words=form.cleaned_data["words"],
            ),
        )
        if done:
            messages.success(request, _("The row is paused until the objection is answered."))
            return redirect("indicators:board_row", code, period, participant)
    context = row_context(request, code, period, participant, form=form)
    return render(request, "indicators/board_row.html", context, status=422)


@require_POST
def answer_objection(request: Request, pk: int) -> HttpResponse:
    """Answer an objection."""
    found = queries.objection(request.actor, pk, to="answer")
    form = AnswerForm(request.POST, prefix=f"objection-{pk}")
    if form.is_valid():
        done = _tried(
            form,
            lambda: actions.answer_objection(
                by=request.actor, objection=found, **form.cleaned_data
            ),
        )
        if done:
            messages.success(request, _("The objection is answered; the row is read out again."))
    for fault in form.errors.values():
        messages.error(request, fault.as_text())
    return redirect("indicators:board_period", found.board.code, found.period)


@require_POST
def publish(request: Request, code: str, period: str) -> HttpResponse:
    """Publish the board of a period that has ended."""
    found = queries.board(request.actor, code)
    if not permissions.may(request.actor, "publish_board", found):
        raise PermissionDenied
    queries.standings_of(request.actor, found, period)
    form = PublishForm(request.POST)
    if form.is_valid():
        try:
            edition = actions.publish_board(
                by=request.actor, board=found, period=period, **form.cleaned_data
            )
        except Refusal as refusal:
            messages.error(request, refusal.sentence)
        else:
            until = formats.date_format(edition.appeals_until, "Y-m-d")
            messages.success(
                request,
                _("The board is published; objections are open until %(until)s.")
                % {"until": until},
            )
    for fault in form.errors.values():
        messages.error(request, fault.as_text())
    return redirect("indicators:board_period", code, period)


@require_POST
def remind(request: Request, code: str, period: str) -> HttpResponse:
    """Send the last places their private reminder."""
    found = queries.board(request.actor, code)
    if not permissions.may(request.actor, "remind", found):
        raise PermissionDenied
    queries.standings_of(request.actor, found, period)
    told = len(actions.remind(by=request.actor, board=found, period=period))
    messages.success(
        request,
        ngettext("%(count)s reminder is on its way.", "%(count)s reminders are on their way.", told)
        % {"count": told},
    )
    return redirect("indicators:board_period", code, period)


@require_http_methods(["GET", "POST"])
def board_new(request: Request) -> HttpResponse:
    """Set up a board."""
    if not permissions.may(request.actor, "keep_board"):
        raise PermissionDenied
    form = BoardForm(request.POST or None)
    members = MembersForm(request.POST or None, among=queries.departments(request.actor))
    if form.is_valid() and members.is_valid():
        actions.keep_board(by=request.actor, **form.cleaned_data, **members.cleaned_data)
        return redirect("indicators:rule_new", form.cleaned_data["code"])
    context = {"title": _("New board"), "form": form, "members": members}
    return render(
        request, "indicators/board_new.html", context, status=422 if form.is_bound else 200
    )


@require_http_methods(["GET", "POST"])
def members(request: Request, code: str) -> HttpResponse:
    """Say which departments a board ranks, before its first edition."""
    found = queries.board(request.actor, code)
    if not permissions.may(request.actor, "keep_board", found):
        raise PermissionDenied
    if found.over != Over.ORGANISATIONS:
        raise Http404
    form = MembersForm(
        request.POST if request.method == "POST" else None,
        among=queries.departments(request.actor),
        initial={"organisations": queries.members_of(found)},
    )
    if form.is_valid():
        done = _tried(
            form,
            lambda: actions.change_members(
                by=request.actor, board=found, organisations=form.cleaned_data["organisations"]
            ),
        )
        if done:
            messages.success(request, _("Who takes part is on record."))
            return redirect("indicators:board", code)
    context = {
        "title": _("Who takes part in “%(board)s”") % {"board": found.title},
        "form": form,
        "stands": found.editions.exists(),
        "taking_part": queries.members_of(found),
        "crumbs": [{"title": found.title, "url": reverse("indicators:board", args=[code])}],
    }
    return render(
        request, "indicators/board_members.html", context, status=422 if form.is_bound else 200
    )


@require_http_methods(["GET", "POST"])
def rule_new(request: Request, code: str) -> HttpResponse:
    """Publish a version of a board's rule."""
    found = queries.board(request.actor, code)
    if not permissions.may(request.actor, "publish_rule", found):
        raise PermissionDenied
    newest = queries.versions(found).first()
    following = periods.OF[found.every](request.workspace.today()).end + periods.ONE_DAY
    form = RuleForm(
        request.POST or None,
        initial={
            "terms": json.dumps(newest.terms if newest else EXAMPLE, ensure_ascii=False, indent=2),
            "effective_on": following,
        },
    )
    if form.is_valid():
        done = _tried(
            form, lambda: actions.publish_rule(by=request.actor, board=found, **form.cleaned_data)
        )
        if done:
            messages.success(request, _("The rule is published."))
            return redirect("indicators:board_rule", code)
    context = {
        "title": _("Publish a rule of “%(board)s”") % {"board": found.title},
        "board": found,
        "form": form,
        "measures": [
            (each.code, each.name)
            for each in measures.MEASURES.values()
            if each.is_over(found.over)
        ],
    }
    return render(
        request, "indicators/rule_new.html", context, status=422 if form.is_bound else 200
    )


def _tried(form: Any, act: Callable[[], object]) -> bool:
    """Act, or put what stood in the way onto the form."""
    try:
        act()
    except Refusal as refusal:
        form.add_error(None, refusal.sentence)
        return False
    return True
