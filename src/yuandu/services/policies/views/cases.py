"""Cases: on public notice, one by one, a window's in the order they are paid."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yuandu.kernel.accounts import doors
from yuandu.kernel.lifecycle import cycles
from yuandu.kernel.lifecycle import queries as lifecycle
from yuandu.kernel.registry import queries as registry
from yuandu.kernel.registry.requests import Request
from yuandu.kernel.sheets import handing_out
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.services.policies import actions, budgets, permissions, queries, sheets, telling
from yuandu.services.policies.actions.cases import Settled
from yuandu.services.policies.forms import ObjectForm
from yuandu.services.policies.models import Case, Window
from yuandu.services.policies.views.frames import A_PAGE, UNSOUND, crumbs, frame, page_of

CYCLE = "policy_case"
LISTED = ("approved", "paid", "done")  # what a window's page lists beside who waits


def stage_title(case: Case) -> str:
    return str(cycles.get(CYCLE).stage(case.track.stage).title) if case.track else ""


@doors.public
@require_GET
def notices(request: Request) -> HttpResponse:
    """Show the rows on public notice: names masked where they are persons', amounts, last day."""
    page = page_of(request, queries.notices(request.actor))
    context = {
        "frame": frame(request),
        "title": _("Public notices"),
        "crumbs": crumbs(),
        "page": page,
        "rows": [_row(request, case) for case in page],
        "may_object": request.actor.is_insider and request.actor.user_id is not None,
    }
    return render(request, "policies/notices.html", context)


@doors.public
@require_GET
def notices_sheet(request: Request, kind: str) -> StreamingHttpResponse:
    """Hand out the rows on public notice, as the page shows them."""
    rows = sheets.rows(request.actor)
    return handing_out.exported(sheets.NOTICES, rows, request.workspace, kind)


@require_GET
def case_list(request: Request) -> HttpResponse:
    """Show the cases one may know of, the latest first."""
    stages = cycles.get(CYCLE).stages
    stage = request.GET.get("stage", "")
    known = {one.code for one in stages}
    of_one = request.GET.get("window", "")
    window = queries.window(request.actor, int(of_one), to="see") if of_one.isdecimal() else None
    held = f"window={window.pk}&" if window else ""
    cases = queries.cases_of(
        request.actor, window=window, stage=stage if stage in known else ""
    ).defer("decision")
    page = page_of(request, cases)
    counted = queries.counts_by_stage(request.actor, window)
    context = {
        "title": _("Cases"),
        "crumbs": crumbs(window.version.policy) if window else crumbs(),
        "page": page,
        "rows": [_row(request, case) for case in page],
        "tabs": [
            {"title": _("All"), "url": f"?{held}", "current": stage not in known, "count": None},
            *(
                {
                    "title": one.title,
                    "url": f"?{held}stage={one.code}",
                    "current": stage == one.code,
                    "count": counted[one.code],
                }
                for one in stages
                if one.code in counted
            ),
        ],
    }
    return render(request, "policies/cases.html", context)


@require_GET
def case(request: Request, pk: int) -> HttpResponse:
    """Show a case: to those whose it is all of it, to others what its notice says."""
    actor = request.actor
    found = queries.case(actor, pk, to="see")
    reads = permissions.sees_whole(actor, found)
    policy = found.window.version.policy
    party = registry.shown(actor, found.party)
    context = {
        "title": f"{party.name}：{policy.title}",
        "crumbs": crumbs(policy),
        "case": found,
        "row": _row(request, found),
        "policy": policy,
        "reads": reads,
        "may_object": permissions.MAY_CASE["object"](actor, found),
        "objections": list(found.objections.all()) if reads else [],
        "sees_objector": permissions.sees_objector(actor, found),
        "told": telling.findings(found.decision, found.window.version.book) if reads else None,
        "panels": lifecycle.panels(actor, found) if reads else [],
        "turn": budgets.seen_turn(found) if reads else None,
        "order": telling.order(found.window.version.book) if reads else [],
    }
    return render(request, "policies/case.html", context)


@require_http_methods(["GET", "POST"])
def object_to(request: Request, pk: int) -> HttpResponse:
    """Object to a row on public notice."""
    found = queries.case(request.actor, pk, to="object")
    form = ObjectForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.object_to(by=request.actor, case=found, words=form.cleaned_data["words"])
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(
                request, _("The objection is recorded. This row rests until it is answered.")
            )
            return redirect(found)
    context = {
        "title": _("Object to a row"),
        "crumbs": crumbs(found.window.version.policy),
        "case": found,
        "row": _row(request, found),
        "form": form,
    }
    status = UNSOUND if form.is_bound else 200
    return render(request, "policies/object.html", context, status=status)


@require_GET
def window(request: Request, pk: int) -> HttpResponse:
    """Show a window: its budget, and every claim in the order it is paid."""
    found = queries.window(request.actor, pk, to="see")
    call, may_pay = budgets.call_of(found), permissions.MAY_WINDOW["pay"](request.actor, found)
    order = telling.order(found.version.book)
    # Whom the budget reaches depends on everybody ahead; only a page's cases are read whole.
    page = page_of(request, budgets.places(found, list(queries.claims_of(request.actor, found))))
    waiting = queries.cases_of(request.actor, window=found).in_bulk([one.case.pk for one in page])
    counted = queries.counts_by_stage(request.actor, found)
    context = {
        "title": _("Payments of “%(policy)s”") % {"policy": found.version.policy.title},
        "crumbs": crumbs(found.version.policy),
        "window": found,
        "order": [_("the highest score first"), *order] if call else order,
        "call": call,
        "may_call": may_pay and call is None and bool(found.version.book.scores),
        "counts": [
            (one.title, counted[one.code])
            for one in cycles.get(CYCLE).stages
            if one.code in counted
        ],
        "page": page,
        "places": [
            _row(request, waiting[place.case.pk])
            | {
                "place": place.turn.place,
                "is_paid": place.turn.is_paid,
                "left": place.turn.left,
            }
            for place in page
        ],
        "lists": [
            _first_of(request, found, stage, counted[stage])
            for stage in LISTED
            if counted.get(stage)
        ],
        "granted": found.budget.balance + found.paid.balance,
        "may_pay": may_pay,
    }
    return render(request, "policies/window.html", context)


@require_POST
def approve_all(request: Request, pk: int) -> HttpResponse:
    """Approve in the published order everybody whose notice has ended, while money lasts."""
    found = queries.window(request.actor, pk, to="pay")
    settled = actions.approve_in_turn(by=request.actor, window=found)
    count = len(settled.done)
    _tell(
        request,
        settled,
        ngettext("%(n)s case is approved.", "%(n)s cases are approved.", count) % {"n": count},
    )
    return redirect(found)


@require_POST
def pay_all(request: Request, pk: int) -> HttpResponse:
    """Pay everybody who is approved."""
    found = queries.window(request.actor, pk, to="pay")
    settled = actions.pay_all(by=request.actor, window=found)
    count = len(settled.done)
    _tell(
        request,
        settled,
        ngettext("%(n)s case is paid.", "%(n)s cases are paid.", count) % {"n": count},
    )
    return redirect(found)


def _tell(request: Request, settled: Settled, words: str) -> None:
    messages.success(request, words)
    for case, refusal in settled.refused[:3]:
        name = registry.shown(request.actor, case.party).name
        messages.warning(request, f"{name}：{refusal.sentence}")


def _first_of(request: Request, window: Window, stage: str, count: int) -> dict[str, Any]:
    """Return a window's latest cases in a stage, and where all of them are."""
    cases = queries.cases_of(request.actor, window=window, stage=stage).defer("decision")
    every = reverse("policies:cases", query={"window": window.pk, "stage": stage})
    return {
        "stage": stage,
        "title": cycles.get(CYCLE).stage(stage).title,
        "count": count,
        "url": every if count > A_PAGE else "",
        "rows": [_row(request, each) for each in cases[:A_PAGE]],
    }


def _row(request: Request, case: Case) -> dict[str, Any]:
    return {
        "party": registry.shown(request.actor, case.party),
        "policy": case.window.version.policy,
        "amount": case.amount,
        "stage": stage_title(case),
        "way": case.get_way_display(),
        "began_on": case.began_on,
        "until": case.notice_until,
        "rests": case.track is not None and case.track.stage == "objected",
        "url": case.get_absolute_url(),
        "pk": case.pk,
    }
