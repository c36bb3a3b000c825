"""The fund and its rule: what was granted and paid, and how anybody computes an award."""

from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from yuandu.engines.quantities import in_books
from yuandu.kernel.registry.pages import one_form, sent
from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.rewards import permissions, wording
from yuandu.mechanisms.rewards.actions import funds as actions
from yuandu.mechanisms.rewards.forms import CloseForm, GrantForm, RecomputeForm, RuleForm
from yuandu.mechanisms.rewards.models import FundYear
from yuandu.mechanisms.rewards.queries import awards as awarded
from yuandu.mechanisms.rewards.queries import funds as queries
from yuandu.mechanisms.rewards.rules import awards, terms
from yuandu.mechanisms.rewards.views.frames import crumbs, inside, rule_crumbs

LEAST_PEOPLE = 5  # of a section, below which its sum stays unnamed


@require_GET
def home(request: Request) -> HttpResponse:
    """Show the fund of this year."""
    inside(request)
    years = list(queries.funds(request.actor))
    today = request.workspace.today()
    current = next((each for each in years if each.year == today.year), None)
    return _shown(request, current, years, _("Reward fund"), [])


@require_GET
def fund(request: Request, year: int) -> HttpResponse:
    """Show the fund of a year."""
    inside(request)
    found = queries.fund(request.actor, year)
    title = _("Reward fund %(year)s") % {"year": year}
    return _shown(request, found, list(queries.funds(request.actor)), title, crumbs())


def _shown(
    request: Request, found: FundYear | None, years: list[FundYear], title: str, way: list[Any]
) -> HttpResponse:
    context = {
        "title": title,
        "crumbs": way,
        "fund": found,
        "years": years,
        "months": _months(found) if found else [],
        "sections": awarded.by_section(found, LEAST_PEOPLE) if found else [],
        "series": [_("Approved, yuan"), _("Paid, yuan")],
        "may": {
            "fund": permissions.funds(request.actor),
            "read": permissions.reads_awards(request.actor),
            "pay": permissions.pays(request.actor),
            "lead": permissions.leads(request.actor),
        },
    }
    return render(request, "rewards/fund.html", context)


def _months(found: FundYear) -> list[dict[str, Any]]:
    """Return the rows of the chart: what was approved and paid in each month."""
    return [
        {
            "label": f"{row['month']:%Y-%m}",
            "cells": [
                {"value": row[code], "text": in_books(row[code])} for code in ("approved", "paid")
            ],
        }
        for row in awarded.by_month(found)
    ]


@require_http_methods(["GET", "POST"])
def grant(request: Request) -> HttpResponse:
    """Put money into the fund of a year."""
    inside(request)
    if not permissions.funds(request.actor):
        raise PermissionDenied

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        made = actions.grant(by=request.actor, **given)
        return _("The money is in the fund."), made.get_absolute_url()

    form = GrantForm(*sent(request), today=request.workspace.today())
    return one_form(request, _("Grant money"), form, act, crumbs())


@require_http_methods(["GET", "POST"])
def close(request: Request, year: int) -> HttpResponse:
    """Close a year."""
    inside(request)
    if not permissions.funds(request.actor):
        raise PermissionDenied
    found = queries.fund(request.actor, year)

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        made = actions.close(by=request.actor, fund=found, **given)
        return _("The year is closed; what was free went back."), made.get_absolute_url()

    title = _("Close the fund of %(year)s") % {"year": year}
    return one_form(
        request, title, CloseForm(*sent(request)), act, crumbs(),
        template="rewards/close.html", fund=found,
    )  # fmt: skip


@require_GET
def rule(request: Request) -> HttpResponse:
    """Show the rule in force and its versions."""
    inside(request)
    versions = list(queries.rules(request.actor))
    today = request.workspace.today()
    current = next((each for each in versions if each.from_on <= today), None)
    context = {
        "title": _("Reward rule"),
        "crumbs": crumbs(),
        "rule": current,
        "terms": current.read() if current else None,
        "grades": queries.grades(request.workspace),
        "versions": versions,
        "today": today,
        "may": {"decide": permissions.decides(request.actor)},
    }
    return render(request, "rewards/rule.html", context)


@require_http_methods(["GET", "POST"])
def publish(request: Request) -> HttpResponse:
    """Publish the next version of the rule."""
    inside(request)
    if not permissions.decides(request.actor):
        raise PermissionDenied
    last = queries.rules(request.actor).first()
    numbers = last.read() if last else terms.read(terms.FIRST)
    form = RuleForm(*sent(request), last=numbers, today=request.workspace.today())

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        actions.publish(
            by=request.actor, given=form.given(), from_on=given["from_on"], note=given["note"]
        )
        return _("The rule is published."), reverse("rewards:rule")

    return one_form(request, _("Publish the next version"), form, act, rule_crumbs())


@require_GET
def recompute(request: Request) -> HttpResponse:
    """Do the sum of an award again, step by step, with numbers of one's own."""
    inside(request)
    versions = queries.rules(request.actor)
    first = queries.rule_on(request.workspace, request.workspace.today()) or versions.first()
    context: dict[str, Any] = {"title": _("Do the sum again"), "crumbs": rule_crumbs()}
    status = 200
    if first is not None:
        given = (request.GET,) if "lane" in request.GET else ()
        fixed = {each.code: each for each in queries.grades(request.workspace)}
        choices = [(code, f"{code} {each.title}") for code, each in fixed.items()]
        form = RecomputeForm(*given, rules=versions, first=first, grades=choices)
        context["form"] = form
        if given:
            if form.is_valid():
                grade = fixed.get(form.cleaned_data["grade"])
                award = grade.award if grade else awards.NOTHING
                context["sum"] = _summed(form.cleaned_data, award)
            else:
                status = 422
    return render(request, "rewards/recompute.html", context, status=status)


def _summed(given: dict[str, Any], fixed: Decimal) -> dict[str, Any]:
    """Return the sum as the page shows it: the award, its parts, and a royalty."""
    rule, shares = given["version"], dict(enumerate(given["shares"], start=1))
    read = rule.read()
    facts = awards.Facts(given["lane"], given["grade"], fixed, given["benefit"] or awards.NOTHING)
    own, royalty = awards.award(read, facts), awards.royalty(read, facts)
    parts, of_royalty = awards.split(own.amount, shares), awards.split(royalty.amount, shares)
    return {
        "rule": rule,
        "own": {"amount": own.amount, "steps": wording.steps(own)},
        "royalty": {"amount": royalty.amount, "steps": wording.steps(royalty)},
        "parts": [
            {"number": at, "share": share, "own": parts[at], "royalty": of_royalty[at]}
            for at, share in shares.items()
        ],
    }
