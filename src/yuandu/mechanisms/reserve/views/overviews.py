"""The reserve as a whole: maturity, gaps by field, the formula."""

from dataclasses import asdict
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods

from yuandu.kernel.registry.requests import Request
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.mechanisms.projects.models.lists import EARLIEST_YEAR, LATEST_YEAR
from yuandu.mechanisms.projects.wording import money
from yuandu.mechanisms.reserve import actions, permissions, queries, rules, scoring, wording
from yuandu.mechanisms.reserve.forms import FormulaForm, TargetForm
from yuandu.mechanisms.reserve.models import Field, Purpose
from yuandu.mechanisms.reserve.rules import Terms
from yuandu.mechanisms.reserve.views.frames import context_of, readers_only

YI = Decimal(10) ** 8


@require_GET
@readers_only
def funnel(request: Request) -> HttpResponse:
    """Show how many ideas stand on each rung, and how many came that far."""
    rungs = queries.funnel(request.actor)
    most = max((rung.reached for rung in rungs), default=0)
    rows: list[dict[str, Any]] = [
        {
            "stage": wording.STAGES[rung.stage],
            "url": f"{reverse('reserve:list')}?{_listed(rung.stage)}",
            "rung": rung,
            "share": round(100 * rung.reached / most) if most else 0,
            "place": place,
        }
        for place, rung in enumerate(rungs, start=1)
    ]
    context = context_of(request, _("Maturity of the reserve"), "reserve:funnel") | {
        "rows": rows,
        "bars": [
            {
                "label": each["stage"],
                "url": each["url"],
                "text": each["rung"].reached,
                "share": each["share"],
                "place": each["place"],
            }
            for each in rows
        ],
        "is_empty": not most,
    }
    return render(request, "reserve/funnel.html", context)


def _listed(stage: str) -> str:
    return f"stage={stage}&show=all"


def _year(request: Request) -> int:
    """Return the year asked for; this year where that is none."""
    given = request.GET.get("year", "")
    this = request.workspace.today().year
    year = int(given) if given.isdecimal() and len(given) == len(str(this)) else this
    return year if EARLIEST_YEAR <= year <= LATEST_YEAR else this


@require_http_methods(["GET", "POST"])
@readers_only
def gaps(request: Request) -> HttpResponse:
    """Show what each field has in reserve and lacks; the city says how much is wanted."""
    actor, year = request.actor, _year(request)
    found = queries.gaps(actor, year)
    may_set = permissions.may_set_terms(actor)
    form, status = None, 200
    if may_set:
        wanted = {gap.field: gap.wanted for gap in found}
        form = TargetForm(request.POST or None, actor=actor, wanted=wanted)
    if request.method == "POST":
        if form is None:
            raise PermissionDenied
        status = 422
        if form.is_valid():
            try:
                actions.set_targets(by=actor, year=year, wanted=form.wanted())
            except Refusal as refusal:
                form.add_error(None, refusal.sentence)
            else:
                messages.success(request, _("What is wanted is on record."))
                return redirect(f"{reverse('reserve:gaps')}?year={year}")
    context = context_of(request, _("Gaps by field"), "reserve:gaps") | {
        "year": year,
        "years": [
            {"title": each, "url": f"?year={each}", "current": each == year}
            for each in sorted({*queries.target_years(actor), year, year + 1})
        ],
        "rows": [
            {
                "field": Field(gap.field).label,
                "url": f"{reverse('reserve:list')}?field={gap.field}",
                "gap": gap,
            }
            for gap in found
        ],
        "chart": _chart(found),
        "unit": _in_yi(request),
        "cross": _cross(request),
        "purposes": list(Purpose.labels),
        "form": form,
    }
    return render(request, "reserve/gaps.html", context, status=status)


def _in_yi(request: Request) -> str:
    return "亿元" if request.workspace.currency == "CNY" else request.workspace.currency


def _chart(found: list[queries.Gap]) -> list[dict[str, Any]]:
    """Return the bars: mature, on lower rungs, still missing; in 亿."""
    return [
        {
            "label": Field(gap.field).label,
            "cells": [
                _cell(gap.mature),
                _cell(gap.investment - gap.mature),
                _cell(gap.missing or Decimal(0)),
            ],
        }
        for gap in found
    ]


def _cell(amount: Decimal) -> dict[str, Any]:
    text = f"{round(amount / YI, 2).normalize():f}"
    return {"value": text, "text": text}


def _cross(request: Request) -> list[dict[str, Any]]:
    return [
        {
            "field": Field(field).label,
            "cells": [
                {
                    "number": number,
                    "url": f"{reverse('reserve:list')}?field={field}&purpose={purpose}",
                }
                for purpose, number in purposes.items()
            ],
        }
        for field, purposes in queries.by_purpose(request.actor).items()
    ]


@require_http_methods(["GET", "POST"])
@readers_only
def formula(request: Request) -> HttpResponse:
    """Show what ideas score by, and since when; the city's office publishes another."""
    actor = request.actor
    now = scoring.in_force(request.workspace)
    form, status = None, 200
    if permissions.may_set_terms(actor):
        initial = asdict(scoring.terms_of(now)) | {"from_on": request.workspace.today()}
        form = FormulaForm(request.POST or None, actor=actor, initial=initial)
    if request.method == "POST":
        if form is None:
            raise PermissionDenied
        status = 422
        if form.is_valid():
            given = form.cleaned_data
            try:
                actions.publish_formula(
                    by=actor, from_on=given["from_on"], terms=form.terms(), basis=given["basis"]
                )
            except Refusal as refusal:
                form.add_error(None, refusal.sentence)
            else:
                messages.success(request, _("The formula is published."))
                return redirect("reserve:formula")
    title = pgettext("of the reserve", "Formula of the score")
    context = context_of(request, title, "reserve:formula") | {
        "now": now,
        "lines": _criteria(request, scoring.terms_of(now)),
        "kept": queries.formulas(actor),
        "heads": [wording.CRITERIA[code] for code in rules.CRITERIA],
        "form": form,
    }
    return render(request, "reserve/formula.html", context, status=status)


def _criteria(request: Request, terms: Terms) -> list[dict[str, Any]]:
    """Return what each criterion is worth, how it is measured and what earns all of it."""
    currency = request.workspace.currency
    full = {
        rules.NEED: str(rules.BEST_GRADE),
        rules.MATURITY: str(len(rules.LADDER) - 1),
        rules.FUNDING: "100%",
        rules.SCALE: money(terms.full_scale, currency),
        rules.INTENSITY: money(terms.full_intensity, currency),
    }
    return [
        {
            "title": wording.CRITERIA[code],
            "measured": wording.MEASURED[code],
            "full": full[code],
            "most": terms.weight(code),
        }
        for code in rules.CRITERIA
    ]
