"""The ranked list, one idea, and entering, changing, grading and promoting it."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from yuandu.engines.forecasting import LEAST_CASES
from yuandu.kernel.lifecycle import queries as lifecycle
from yuandu.kernel.lifecycle.queries.tracks import PastStep
from yuandu.kernel.registry.requests import Request
from yuandu.kernel.sheets import handing_out
from yuandu.kernel.sheets.permissions import MAY_LAYOUT
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.mechanisms.projects import queries as projects
from yuandu.mechanisms.projects.wording import money
from yuandu.mechanisms.reserve import actions, permissions, queries, rules, scoring, sheets, wording
from yuandu.mechanisms.reserve.drafts import project_draft
from yuandu.mechanisms.reserve.forms import FilterForm, GradeForm, IdeaForm, PromoteForm
from yuandu.mechanisms.reserve.models import Idea
from yuandu.mechanisms.reserve.views.frames import context_of, crumbs, readers_only, row


def asked(request: Request) -> FilterForm:
    """Return the filter bar as the address fills it in; one query."""
    return FilterForm(request.GET, divisions=queries.divisions(request.actor))


@require_GET
@readers_only
def idea_list(request: Request) -> HttpResponse:
    """List ideas, those that score most in front."""
    form = asked(request)
    filters = form.filters()
    page, totals = queries.page(request.actor, filters, request.GET.get("page", 1))
    context = context_of(request, _("Project reserve"), "reserve:list") | {
        "form": form,
        "filters": filters,
        "shows": _shows(request, filters.show),
        "page": page,
        "totals": totals,
        "rows": [row(idea) for idea in page],
        "sort": filters.sort,
        "query": request.GET.urlencode(),
    }
    context["may"]["import"] = MAY_LAYOUT["import"](request.actor, sheets.RESERVE)
    template = "reserve/list.html"
    return render(request, f"{template}#found" if request.htmx else template, context)


@require_GET
@readers_only
def idea_sheet(request: Request, kind: str) -> StreamingHttpResponse:
    """Hand the list out as the filters have it."""
    rows = sheets.lines(queries.listed(request.actor, asked(request).filters()).iterator(2000))
    return handing_out.exported(sheets.RESERVE, rows, request.workspace, kind)


def _shows(request: Request, current: str) -> list[dict[str, Any]]:
    words = {
        "": _("On the ladder"),
        rules.PROMOTED: wording.STAGES[rules.PROMOTED],
        rules.DECLINED: _("Declined or withdrawn"),
        "all": _("All"),
    }
    found = []
    for show, title in words.items():
        given = request.GET.copy()
        given.pop("page", None)
        given["show"] = show
        found.append({"title": title, "url": f"?{given.urlencode()}", "current": show == current})
    return found


@require_GET
def idea(request: Request, pk: int) -> HttpResponse:
    """Show one idea: how far it has come, what it scores and why, what it became."""
    actor = request.actor
    found = queries.idea(actor, pk, to="see")
    (panel,) = lifecycle.panels(actor, found)
    is_running = found.stage in rules.LADDER
    context = {
        "title": found.title,
        "idea": found,
        "row": row(found),
        "panel": panel,
        "may": queries.mays(actor, found),
        "pairs": _pairs(request, found),
        "lines": _lines(request, found),
        "needs": _needs(request, found),
        "least": LEAST_CASES,
        "rank": queries.rank_of(actor, found) if is_running else None,
        "reason": _reason(panel.steps, found),
        "crumbs": crumbs(),
        "currency": request.workspace.currency,
    }
    return render(request, "reserve/idea.html", context)


def _needs(request: Request, found: Idea) -> list[dict[str, Any]]:
    """Return what projects of its kind needed: cost in yuan, days of works."""
    class_ = projects.reference_class(request.workspace, found.kind, found.division_id)
    start, end = found.planned_start_on, found.planned_end_on
    return [
        {
            "title": _("Cost"),
            "need": class_.cost,
            "is_money": True,
            "planned": found.investment_total,
        }
        | _shares(class_.cost),
        {
            "title": _("Days of works"),
            "need": class_.days,
            "planned": (end - start).days if start and end else None,
        }
        | _shares(class_.days),
    ]


def _shares(need: projects.Need) -> dict[str, float | None]:
    """Return the fractions as templates write them."""
    return {
        "share": float(need.told.share) if need.told else None,
        "inside": float(need.past.inside) if need.past else None,
    }


def _reason(steps: Sequence[PastStep], found: Idea) -> str:
    """Return why it left the ladder; steps stand newest first."""
    if found.stage in rules.LADDER:
        return ""
    return next((past.step.words for past in steps if past.step.target == found.stage), "")


def _lines(request: Request, found: Idea) -> list[dict[str, Any]]:
    """Return the score line by line, with its arithmetic."""
    return [
        {
            "title": wording.CRITERIA[term.criterion],
            "measured": wording.MEASURED[term.criterion],
            "arithmetic": wording.arithmetic(term, request.workspace),
            "points": term.points if term.value is not None else None,
            "most": term.most,
        }
        for term in scoring.score_of(found, found.formula).terms
    ]


def _pairs(request: Request, found: Idea) -> list[dict[str, Any]]:
    def percent(share: Any) -> str:
        return "" if share is None else f"{(share * 100).normalize():f}%"

    investment, land = found.investment_total, found.land_area_mu
    return [
        {"label": _("Purpose"), "value": found.get_purpose_display()},
        {"label": _("Kind of project"), "value": found.get_kind_display()},
        {"label": _("Leading office"), "value": found.lead},
        {"label": _("Intended owner"), "value": found.owner_name},
        {
            "label": _("Planned investment"),
            "value": "" if investment is None else money(investment, request.workspace.currency),
        },
        {"label": _("Private share"), "value": percent(found.private_share)},
        {"label": _("Funds in place"), "value": percent(found.funding_share)},
        {"label": _("Where the money is to come from"), "value": found.funding, "wide": True},
        {
            "label": _("Land (mu)"),
            "value": "" if land is None else f"{land.normalize():f}",
            "note": _("needs no new land") if land == 0 else "",
        },
        {"label": _("Site"), "value": found.site},
        {"label": _("What is built, and what for"), "value": found.summary, "wide": True},
    ]


@require_http_methods(["GET", "POST"])
def propose(request: Request) -> HttpResponse:
    """Enter an idea."""
    actor = request.actor
    if not permissions.may_propose_somewhere(actor):
        raise PermissionDenied
    form = IdeaForm(request.POST or None, actor=actor, divisions=queries.divisions_to_plan(actor))
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.propose(
                by=actor, draft=form.draft(), confirmed=form.cleaned_data["confirmed"]
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The idea is in the reserve, at the foot of the ladder."))
            return redirect(made)
    return _form(request, _("Propose an idea"), form)


@require_http_methods(["GET", "POST"])
def edit(request: Request, pk: int) -> HttpResponse:
    """Change an idea."""
    actor = request.actor
    found = queries.idea(actor, pk, to="edit")
    form = IdeaForm(
        request.POST or None, actor=actor, divisions=queries.divisions_to_plan(actor), idea=found
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.update(
                by=actor,
                idea=found,
                version=form.cleaned_data["version"] or 0,
                draft=form.draft(),
                confirmed=form.cleaned_data["confirmed"],
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The changes are saved."))
            return redirect(found)
    return _form(request, _("Change the idea"), form, found)


@require_http_methods(["GET", "POST"])
def grade(request: Request, pk: int) -> HttpResponse:
    """Judge how far an idea serves its purpose."""
    found = queries.idea(request.actor, pk, to="grade")
    initial = {"grade": found.grade, "words": found.grade_words, "version": found.version}
    form = GradeForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.grade(by=request.actor, idea=found, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("The grade is on record, and the idea is scored anew."))
            return redirect(found)
    return _form(request, _("Grade the idea"), form, found)


@require_http_methods(["GET", "POST"])
def promote(request: Request, pk: int) -> HttpResponse:
    """Enter the idea's project into the register."""
    actor = request.actor
    found = queries.idea(actor, pk, to="see")
    if found.project is not None:
        messages.info(request, _("The idea stands in the register already."))
        return redirect(found)
    if not permissions.MAY["promote"](actor, found):
        raise PermissionDenied
    form = PromoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.promote(
                by=actor,
                idea=found,
                words=form.cleaned_data["words"],
                code=form.cleaned_data["code"],
                confirmed=form.cleaned_data["confirmed"],
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The project is in the register."))
            return redirect(made)
    return _form(
        request, _("Promote into the register"), form, found, becomes=_becomes(request, found)
    )


def _becomes(request: Request, found: Idea) -> list[dict[str, Any]]:
    """Return the project's record as it will be entered."""
    draft = project_draft(found)
    investment = draft.investment_total
    return [
        {"label": _("Name of the project"), "value": draft.name},
        {"label": _("County or zone"), "value": draft.division.title},
        {"label": _("Owner"), "value": found.owner_name},
        {
            "label": _("Total investment"),
            "value": "" if investment is None else money(investment, request.workspace.currency),
        },
    ]


@require_GET
def of_project(request: Request, pk: int) -> HttpResponse:
    """Show from which idea a project came, as a part of its page."""
    actor = request.actor
    project = projects.get(actor, pk, to="see")
    found = queries.idea_of(actor, project)
    steps = lifecycle.panels(actor, found)[0].steps if found and permissions.reads(actor) else ()
    context = {
        "title": _("From the project reserve"),
        "project": project,
        "idea": found,
        "reads": permissions.reads(actor),
        "step": next((past.step for past in steps if past.step.move == rules.PROMOTE), None),
        "crumbs": [{"title": project.title, "url": project.get_absolute_url()}],
    }
    template = "reserve/of_project.html"
    return render(request, f"{template}#part" if request.htmx else template, context)


def _form(
    request: Request, title: str, form: Any, found: Idea | None = None, **more: Any
) -> HttpResponse:
    status = 422 if request.method == "POST" else 200
    context = {"title": title, "form": form, "idea": found, "crumbs": crumbs(found), **more}
    return render(request, "reserve/form.html", context, status=status)
