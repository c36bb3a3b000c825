"""Sweeping a version, and what a sweep found."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from yuandu.kernel.registry import queries as registry
from yuandu.kernel.registry.requests import Request
from yuandu.services.policies import actions, permissions, queries, wording
from yuandu.services.policies.models import Outcome, SweepRow
from yuandu.services.policies.views.frames import crumbs, page_of

TONES = {Outcome.PAY: "good", Outcome.ASK: "warn", Outcome.EXPLAIN: "calm"}


@require_POST
def sweep_now(request: Request, pk: int) -> HttpResponse:
    """Look for everybody a version is for."""
    version = queries.version(request.actor, pk, to="sweep")
    made = actions.sweep_version(by=request.actor, version=version)
    messages.success(request, _("Everybody has been looked at; a case stands for each who is due."))
    return redirect(made)


@require_GET
def sweep(request: Request, pk: int) -> HttpResponse:
    """Show a sweep: counts, cost, and who has not received what they are due (X7)."""
    found = queries.sweep(request.actor, pk, to="see")
    outcome = request.GET.get("outcome", "")
    rows = found.rows.select_related("party__division").defer("party__division__geometry")
    chosen = rows.filter(outcome=outcome) if outcome in Outcome.values else rows
    page = page_of(request, chosen)
    tabs, (asked, answered) = queries.outcomes(found, outcome), queries.asked_of(found)
    cases = queries.cases_by_party(found, [row.party_id for row in page])
    context = {
        "title": _("Sweep of %(day)s") % {"day": wording.day(found.on)},
        "sweep": found,
        "policy": found.version.policy,
        "crumbs": crumbs(found.version.policy),
        "counts": [
            {"title": title, "count": found.counts.get(code, 0)}
            for code, title in wording.STATES.items()
        ],
        "tabs": tabs,
        "page": page,
        "rows": [_row(request, row, cases.get(row.party_id)) for row in page],
        "window": found.version.windows.first(),
        "may_ask": permissions.MAY_SWEEP["ask"](request.actor, found),
        "to_ask": next(one["count"] for one in tabs if one["value"] == Outcome.ASK.value),
        "asked": asked,
        "answered": answered,
    }
    return render(request, "policies/sweep.html", context)


def _row(request: Request, row: SweepRow, case: int | None) -> dict[str, Any]:
    return {
        "party": registry.shown(request.actor, row.party),
        "case": case,
        "outcome": row.get_outcome_display(),
        "tone": TONES[Outcome(row.outcome)],
        "amount": row.amount,
        "missing": wording.column_title(row.missing) if row.missing else "",
        "why": wording.WHYS.get(row.why, ""),
    }
