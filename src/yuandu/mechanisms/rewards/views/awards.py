"""Awards: the queue and what came of it for the offices; everybody's own statement and slips."""

import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yuandu.engines.quantities import in_capitals
from yuandu.kernel.papers import handing_out as papers
from yuandu.kernel.registry.pages import one_form, sent
from yuandu.kernel.registry.requests import Request
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.mechanisms.rewards import permissions, wording
from yuandu.mechanisms.rewards.actions import awards as actions
from yuandu.mechanisms.rewards.forms import ApproveForm, VoidForm
from yuandu.mechanisms.rewards.models import Award, Part
from yuandu.mechanisms.rewards.papers import slip_paper
from yuandu.mechanisms.rewards.queries import awards as queries
from yuandu.mechanisms.rewards.queries import funds
from yuandu.mechanisms.rewards.rules import awards as rules
from yuandu.mechanisms.rewards.views.frames import crumbs, done, inside


def award_crumbs() -> list[dict[str, Any]]:
    return [*crumbs(), {"title": _("Awards"), "url": reverse("rewards:awards")}]


def _reading(request: Request) -> None:
    inside(request)
    if not permissions.reads_awards(request.actor):
        raise PermissionDenied


@require_http_methods(["GET", "POST"])
def awards(request: Request) -> HttpResponse:
    """List awards by their state, first the queue; approve those chosen of it."""
    _reading(request)
    form = ApproveForm(request.POST if request.method == "POST" else None)
    if not form.is_bound:
        return _list(request, form)
    if not permissions.decides(request.actor):
        raise PermissionDenied
    return _approve(request, form) if form.is_valid() else _list(request, form, 422)


def _list(request: Request, form: ApproveForm, status: int = 200) -> HttpResponse:
    state = request.GET.get("state", rules.PROPOSED)
    if state not in rules.STATES:
        raise Http404
    page = queries.page(request.actor, state, request.GET.get("page", 1))
    today = request.workspace.today()
    context = {
        "title": _("Awards"),
        "crumbs": crumbs(),
        "states": [
            {"title": label, "url": f"?state={code}", "current": code == state}
            for code, (label, _tone) in wording.STATES.items()
        ],
        "state": state,
        "page": page,
        "rows": [_row(each) for each in page],
        "form": form,
        "fund": funds.funds(request.actor).filter(year=today.year).first(),
        "may": {
            "decide": permissions.decides(request.actor) and state == rules.PROPOSED,
            "pay": permissions.pays(request.actor),
        },
    }
    return render(request, "rewards/awards.html", context, status=status)


def _row(award: Award) -> dict[str, Any]:
    return {
        "award": award,
        "kind": wording.KINDS[award.kind],
        "state": wording.state(award.state),
    }


def _approve(request: Request, form: ApproveForm) -> HttpResponse:
    """Approve the chosen awards, as far as the fund reaches."""
    chosen = list(queries.visible_to(request.actor).filter(pk__in=form.cleaned_data["award"]))
    try:
        done = actions.approve_many(by=request.actor, awards=chosen)
    except Refusal as refusal:
        form.add_error(None, refusal.sentence)
        return _list(request, form, refusal.status)
    said = _("Approved: %(approved)s. In the queue, since the fund does not reach: %(waiting)s.")
    counts = {"approved": len(done.approved), "waiting": len(done.waiting)}
    tone = messages.warning if done.waiting else messages.success
    tone(request, said % counts)
    if done.unchecked:
        unchecked = _("To be looked at again first: %(unchecked)s.")
        messages.warning(request, unchecked % {"unchecked": len(done.unchecked)})
    return redirect("rewards:awards")


@require_GET
def award(request: Request, pk: int) -> HttpResponse:
    """Show one award: how it was computed, whose part is how much, where it stands."""
    inside(request)
    found = queries.get(request.actor, pk, to="see")
    if not permissions.reads_awards(request.actor):
        return redirect("rewards:slip", found.pk)
    decides = permissions.decides(request.actor)
    context = _row(found) | {
        "title": _("Award %(number)s") % {"number": found.number},
        "crumbs": award_crumbs(),
        "steps": wording.steps(found.computed()),
        "parts": queries.parts(found),
        "place": queries.place_in_queue(found) if found.state == rules.PROPOSED else None,
        "may": {
            "approve": decides and found.state == rules.PROPOSED and not found.awaits_check,
            "void": decides and found.state in {rules.PROPOSED, rules.APPROVED},
        },
    }
    return render(request, "rewards/award.html", context)


@require_POST
def approve(request: Request, pk: int) -> HttpResponse:
    """Approve one award; a fund that does not reach says what is left and what to do."""
    inside(request)
    found = queries.get(request.actor, pk, to="decide")
    said = _("The award is approved; its money is held back in the fund.")
    return done(
        request, lambda: actions.approve(by=request.actor, award=found), said=said, back=found
    )


@require_http_methods(["GET", "POST"])
def void(request: Request, pk: int) -> HttpResponse:
    """Make an award void."""
    inside(request)
    found = queries.get(request.actor, pk, to="decide")

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        actions.void(by=request.actor, award=found, **given)
        return _("The award is void; what was held back is free again."), found

    return one_form(request, _("Make void"), VoidForm(*sent(request)), act, award_crumbs())


@require_GET
def mine(request: Request) -> HttpResponse:
    """Show what the reader earned: year by year, award by award; nobody else's."""
    inside(request)
    parts = queries.own_page(request.actor, request.GET.get("page", 1))
    context = {
        "title": _("My awards"),
        "crumbs": crumbs(),
        "years": queries.own_years(request.actor),
        "page": parts,
        "rows": [_row(each.award) | {"part": each} for each in parts],
    }
    return render(request, "rewards/mine.html", context)


@require_GET
def slip(request: Request, pk: int) -> HttpResponse:
    """Show the reader's own part of an award as a slip, with the sum done again."""
    inside(request)
    part = queries.own_part(request.actor, pk)
    context = _row(part.award) | {
        "title": _("Award %(number)s") % {"number": part.award.number},
        "crumbs": [*crumbs(), {"title": _("My awards"), "url": reverse("rewards:mine")}],
        "part": part,
        "capitals": in_capitals(part.amount),
        "steps": wording.steps(part.award.computed()),
    }
    return render(request, "rewards/slip.html", context)


@require_GET
def paper(request: Request, pk: int) -> HttpResponse:
    """Print the reader's own part of an award."""
    inside(request)
    return papers.as_pdf(slip_paper(queries.own_part(request.actor, pk)))


@require_GET
def signatures(request: Request) -> HttpResponse:
    """Show a team leader the small awards of the section in a month, to be signed for."""
    inside(request)
    if not permissions.leads(request.actor):
        raise PermissionDenied
    month = _month(request)
    parts: list[Part] = list(queries.signatures(request.actor, month))
    context = {
        "title": _("Award sheet of the section"),
        "crumbs": crumbs(),
        "month": month,
        "parts": parts,
        "total": sum((part.amount for part in parts), rules.NOTHING),
    }
    return render(request, "rewards/signatures.html", context)


def _month(request: Request) -> datetime.date:
    """Return the first day of the month that was asked for, or of this one.

    Raises:
        Http404: what was asked for is no month.
    """
    asked = request.GET.get("month", "")
    if not asked:
        return request.workspace.today().replace(day=1)
    try:
        return datetime.date.fromisoformat(f"{asked}-01")
    except ValueError as error:
        raise Http404 from error
