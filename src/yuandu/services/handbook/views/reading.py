"""Pages that everybody reads: the list, one clause, the booklet, the clauses of a project."""

from itertools import groupby, pairwise
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from yuandu.kernel.accounts import doors
from yuandu.kernel.registry.requests import Request
from yuandu.services.handbook import actions, permissions, queries, rules, wording
from yuandu.services.handbook.forms import AnswersForm, SearchForm
from yuandu.services.handbook.models import Clause, Part
from yuandu.services.handbook.rules import Applicability

RECEIPTS_SHOWN = 50


def frame(request: Request) -> str:
    """Return the frame for the reader: the workbench for insiders, the paper for the public."""
    return "base.html" if request.actor.is_insider else "paper.html"


def grouped(clauses: list[Clause]) -> list[dict[str, Any]]:
    """Return clauses in the handbook's order under their parts and headings."""
    return [
        {
            "part": Part(part),
            "headings": [
                {"heading": heading, "clauses": list(under)}
                for heading, under in groupby(of_part, key=lambda clause: clause.heading)
            ],
        }
        for part, of_part in groupby(clauses, key=lambda clause: clause.heading.part)
    ]


@doors.public
@require_GET
def clause_list(request: Request) -> HttpResponse:
    """List what is in force by class and aspect; words and headings narrow it."""
    form = SearchForm(request.GET, actor=request.actor)
    found = list(queries.search(request.actor, **form.chosen()))
    context = {
        "title": _("Land-policy handbook"),
        "frame": frame(request),
        "form": form,
        "parts": grouped(found),
        "count": len(found),
        "is_narrowed": bool(form.chosen()),
        "received": queries.received(request.actor),
        "may_edit": permissions.may_edit(request.actor),
    }
    template = "handbook/list.html"
    if request.htmx:
        template += "#found"
    return render(request, template, context)


@doors.public
@require_GET
def booklet(request: Request) -> HttpResponse:
    """Show the whole handbook as it is printed."""
    found = list(queries.search(request.actor))
    context = {
        "title": _("Land-policy handbook"),
        "frame": frame(request),
        "parts": grouped(found),
        "count": len(found),
        "today": request.workspace.today(),
    }
    return render(request, "handbook/booklet.html", context)


@doors.public
@require_GET
def clause(request: Request, pk: int) -> HttpResponse:
    """Show a clause, what it superseded and what changed."""
    found = queries.get(request.actor, pk, to="see")
    versions = [found, *queries.history(found)]
    context = {
        "title": str(found),
        "frame": frame(request),
        "clause": found,
        "condition": wording.condition(found.condition),
        "successor": queries.successor(request.actor, found),
        "changes": [
            {"new": new, "old": old, "pieces": rules.changes(old.text, new.text)}
            for new, old in pairwise(versions)
        ],
        "receipts": queries.receipts_of(request.actor, found)[:RECEIPTS_SHOWN],
        "state": state(found, request),
        "is_draft": permissions.is_draft(found),
        "may_edit": permissions.may_edit(request.actor),
        "crumbs": [{"title": _("Land-policy handbook"), "url": reverse("handbook:list")}],
    }
    return render(request, "handbook/clause.html", context)


def state(clause: Clause, request: Request) -> dict[str, str]:
    """Return in a word where a clause stands today, with its tone."""
    today = request.workspace.today()
    if permissions.is_draft(clause):
        return {"label": _("Draft"), "tone": "work"}
    if clause.valid_from > today:
        return {"label": _("Not yet in force"), "tone": "warn"}
    if clause.valid_to is not None and clause.valid_to < today:
        return {"label": _("No longer in force"), "tone": "bad"}
    return {"label": _("In force"), "tone": "good"}


@doors.public
@require_GET
def answers(request: Request) -> HttpResponse:
    """Ask a few questions and show the clauses for the project; open ones are told as open."""
    form = AnswersForm(request.GET)
    given = form.answers()
    weighed = queries.answered(request.actor, given)
    groups = [
        {
            "code": value.value,
            "label": wording.APPLICABILITY[value],
            "tone": wording.TONES[value],
            "rows": [
                {
                    "clause": each.clause,
                    "depends_on": [wording.QUESTIONS[code] for code in each.depends_on],
                }
                for each in weighed
                if each.applicability is value
            ],
        }
        for value in Applicability
    ]
    following = rules.next_question([each.clause.condition for each in weighed], given)
    context = {
        "title": _("Clauses for a project"),
        "frame": frame(request),
        "form": form,
        "given": given,
        "groups": groups,
        "next_question": wording.QUESTIONS.get(following, ""),
        "project": request.GET.get("name", "")[:200],
        "may_take": request.actor.user_id is not None,
        "total": len(weighed),
    }
    template = "handbook/answers.html"
    if request.htmx:
        template += "#found"
    return render(request, template, context)


@doors.signed_in
@require_POST
def take(request: Request) -> HttpResponse:
    """Receive the clauses that apply or may apply, to hear of it when one is superseded."""
    form = AnswersForm(request.POST)
    given = form.answers()
    clauses = [
        each.clause
        for each in queries.answered(request.actor, given)
        if each.applicability is not Applicability.NOT
    ]
    user = request.user
    new = actions.hand_out(
        by=request.actor,
        clauses=clauses,
        users=[user],  # type: ignore[list-item]  # the door lets only accounts in
    )
    said = ngettext(
        "%(count)s clause is yours; you will hear of it when it is superseded.",
        "%(count)s clauses are yours; you will hear of it when one is superseded.",
        len(clauses),
    )
    messages.success(request, said % {"count": len(clauses)})
    if not new:
        messages.info(request, _("You had received all of them before."))
    query = "&".join(f"{code}={answer}" for code, answer in given.items())
    return redirect(f"{reverse('handbook:answers')}?{query}")
