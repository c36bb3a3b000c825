"""Calls for funds with their ranking, and what paid firms did beside firms like them."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods

from yuandu.kernel.accounts import doors
from yuandu.kernel.registry import queries as registry
from yuandu.kernel.registry.requests import Request
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.services.policies import actions, additionality, permissions, queries, telling, wording
from yuandu.services.policies.additionality import Group
from yuandu.services.policies.forms import CallForm
from yuandu.services.policies.models import Call
from yuandu.services.policies.views.cases import stage_title
from yuandu.services.policies.views.frames import crumbs, frame, page_of

UNSOUND = 422
TONES = {"more": "good", "less": "bad", "open": "warn", "few": "calm"}


@doors.public
@require_GET
def call_list(request: Request) -> HttpResponse:
    """Show the calls, the latest first."""
    page = page_of(request, queries.calls(request.actor))
    context = {
        "frame": frame(request),
        "title": _("Calls for funds"),
        "crumbs": crumbs(),
        "page": page,
        "today": request.workspace.today(),
    }
    return render(request, "policies/calls.html", context)


@doors.public
@require_GET
def call(request: Request, pk: int) -> HttpResponse:
    """Show a call: how it ranks, and to offices everybody in order."""
    found = queries.call(request.actor, pk)
    version, reads = found.window.version, permissions.reads_all(request.actor)
    score = _score(found)
    context = {
        "frame": frame(request),
        "title": found.title,
        "crumbs": crumbs(version.policy),
        "call": found,
        "policy": version.policy,
        "today": request.workspace.today(),
        "score": score,
        "order": [_("the highest score first"), *telling.order(version.book)],
        "reads": reads,
        "may_compare": permissions.MAY["compare"](request.actor, version.policy),
        "granted": found.window.budget.balance + found.window.paid.balance,
        "rows": [
            {
                "place": one.place,
                "party": registry.shown(request.actor, one.case.party),
                "points": one.points,
                "amount": one.case.amount,
                "stage": stage_title(one.case),
                "reaches": one.reaches,
                "url": one.case.get_absolute_url(),
            }
            for one in (queries.ranking(found) if reads else [])
        ],
    }
    return render(request, "policies/call.html", context)


@require_http_methods(["GET", "POST"])
def add_call(request: Request, pk: int) -> HttpResponse:
    """Open a call on a window."""
    window = queries.window(request.actor, pk, to="call")
    data = request.POST if request.method == "POST" else None
    form = CallForm(window.version.book, window.to_on, data)
    if form.is_valid():
        try:
            made = actions.open_call(by=request.actor, window=window, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("The call is open."))
            return redirect(made)
    context = {
        "title": _("Open a call"),
        "crumbs": crumbs(window.version.policy),
        "window": window,
        "form": form,
    }
    status = UNSOUND if form.is_bound else 200
    return render(request, "policies/call_add.html", context, status=status)


@require_GET
def effect(request: Request, pk: int) -> HttpResponse:
    """Show what firms that a policy paid spent on reform, before and after, beside their like."""
    policy = queries.policy(request.actor, pk, to="compare")
    years = queries.paid_years(policy)
    asked = request.GET.get("year", "")
    whole = [year for year in years if queries.is_over(year, request.workspace.today())]
    year = next((one for one in whole if str(one) == asked), whole[0] if whole else None)
    found = queries.effect(policy, year) if year else None
    context = {
        "title": _("What “%(policy)s” brought about") % {"policy": policy.title},
        "crumbs": crumbs(policy),
        "policy": policy,
        "year": year,
        "tabs": [
            {"title": str(one), "url": f"?year={one}", "current": one == year, "count": None}
            for one in whole
        ],
        "effect": found,
        "groups": [
            (pgettext("additionality", "Paid firms"), _told(found.paid)),
            (pgettext("additionality", "Firms like them, unpaid"), _told(found.like)),
        ]
        if found
        else [],
        "difference": _points(found.difference) if found else None,
        "low": _points(found.low) if found else None,
        "high": _points(found.high) if found else None,
        "verdict": wording.VERDICTS[found.verdict] if found else "",
        "tone": TONES[found.verdict] if found else "",
        "method": {
            "nearest": additionality.NEAREST,
            "fewest": additionality.FEWEST,
            "rule": round(additionality.RULE * 100),
            "confidence": round(additionality.CONFIDENCE * 100),
        },
        "before": year - 1 if year else None,
        "after": year + 1 if year else None,
    }
    return render(request, "policies/effect.html", context)


def _score(found: Call) -> dict[str, Any]:
    """Return a call's score with its items, as its page shows them."""
    book = found.window.version.book
    score = next(one for one in book.scores if one.id == found.score)
    return {
        "title": wording.part_title(score),
        "most": score.most,
        "items": [{"title": wording.part_title(one), "most": one.most} for one in score.items],
    }


def _told(group: Group) -> dict[str, Any]:
    """Return a group's numbers, shares in percent; nothing of so few that they show one firm."""
    if group.firms < additionality.FEWEST:
        return {"firms": group.firms, "is_few": True}
    return {
        "firms": group.firms,
        "before": group.before * 100,
        "after": group.after * 100,
        "kept_before": group.kept_before,
        "kept_after": group.kept_after,
    }


def _points(share: float | None) -> float | None:
    return None if share is None else share * 100
