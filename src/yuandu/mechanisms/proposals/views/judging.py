"""Judging: the desks, grades, opinions, benefits, merges, what is looked at again."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yuandu.kernel.registry.pages import one_form, sent
from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.proposals import actions, permissions, queries, wording
from yuandu.mechanisms.proposals.forms import (
    AskForm,
    ClaimForm,
    EvaluateForm,
    LookForm,
    MergeForm,
    ReasonForm,
    RelieveForm,
)
from yuandu.mechanisms.proposals.models import Twin
from yuandu.mechanisms.proposals.queries import Filters
from yuandu.mechanisms.proposals.refusals import OddMerge
from yuandu.mechanisms.proposals.views.frames import crumbs, done

ON_DESK = 20
TWINS = 50


@require_GET
def desk(request: Request) -> HttpResponse:
    """Show what waits for the reader: graded by a button, with what resembles it."""
    actor = request.actor
    if not permissions.judges_somewhere(actor):
        raise PermissionDenied
    terms = queries.terms_of(actor.workspace)
    waiting = queries.listed(actor, Filters(show="to_answer"))[:ON_DESK]
    context = {
        "title": _("To be answered by me"),
        "crumbs": crumbs(),
        "rows": [
            wording.row(each, request.workspace.today())
            | {"may_grade": permissions.grades(actor, each)}
            for each in waiting
        ],
        "grades": [{"grade": each, "title": wording.title_of(each)} for each in terms.grades],
        "evaluate": [
            wording.row(each, request.workspace.today())
            for each in queries.listed(actor, Filters(show="to_evaluate"))[:ON_DESK]
        ],
        "overdue": [
            wording.row(each, request.workspace.today())
            for each in queries.listed(actor, Filters(show="overdue"))[:ON_DESK]
        ],
    }
    return render(request, "proposals/desk.html", context)


@require_POST
def grade(request: Request, pk: int) -> HttpResponse:
    """Grade an idea of the instant lane."""
    found = queries.get(request.actor, pk, to="grade")
    code = request.POST.get("grade", "").replace("\x00", "")[:10]
    words = request.POST.get("words", "").replace("\x00", "")
    return done(
        request,
        lambda: actions.grade(by=request.actor, proposal=found, grade=code, words=words),
        _("%(number)s is graded; its author is told.") % {"number": found.number},
        (request.POST.get("back") == "desk" and "proposals:desk") or found,
    )


@require_http_methods(["GET", "POST"])
def evaluate(request: Request, pk: int) -> HttpResponse:
    """Give one's opinion of a proposal."""
    found = queries.get(request.actor, pk, to="evaluate")

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        actions.evaluate(by=request.actor, proposal=found, **given)
        return _("Your opinion is on record."), found

    resembling = queries.similar(request.actor, found.idea, limit=5, least=0.2, but=found.pk)
    return one_form(
        request,
        _("Opinion on %(number)s") % {"number": found.number},
        EvaluateForm(*sent(request)),
        act,
        crumbs(found),
        template="proposals/evaluate.html",
        proposal=found,
        rows=[wording.row(each.proposal, request.workspace.today()) for each in resembling],
    )


@require_http_methods(["GET", "POST"])
def ask(request: Request, pk: int) -> HttpResponse:
    """Ask one more evaluator."""
    found = queries.get(request.actor, pk, to="ask")

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        actions.ask(by=request.actor, proposal=found, **given)
        return _("The evaluator is asked."), found

    form = AskForm(*sent(request), actor=request.actor, proposal=found)
    return one_form(request, _("Ask an evaluator"), form, act, crumbs(found))


@require_http_methods(["GET", "POST"])
def relieve(request: Request, pk: int) -> HttpResponse:
    """Ask somebody else in an evaluator's place."""
    found = queries.evaluation(request.actor, pk)

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        actions.relieve(
            by=request.actor, evaluation=found, to=given["evaluator"], reason=given["reason"]
        )
        return _("The evaluator is asked."), found.proposal

    form = RelieveForm(*sent(request), actor=request.actor, proposal=found.proposal)
    title = _("Instead of %(who)s") % {"who": found.evaluator}
    return one_form(request, title, form, act, crumbs(found.proposal))


@require_http_methods(["GET", "POST"])
def claim(request: Request, pk: int) -> HttpResponse:
    """Enter what a proposal brings."""
    found = queries.get(request.actor, pk, to="claim")
    form = ClaimForm(*sent(request))

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        actions.claim(by=request.actor, proposal=found, **form.line())
        return _("It is entered; a second person verifies it."), found

    return one_form(request, pgettext("benefit", "What it brings"), form, act, crumbs(found))


@require_POST
def verify(request: Request, pk: int) -> HttpResponse:
    """Verify a line of benefit."""
    found = queries.benefit(request.actor, pk)
    if not permissions.MAY["confirm"](request.actor, found.proposal):
        raise PermissionDenied
    return done(
        request,
        lambda: actions.verify(by=request.actor, benefit=found),
        _("The line is verified."),
        (request.POST.get("back") == "finance" and "proposals:finance") or found.proposal,
    )


@require_GET
def finance(request: Request) -> HttpResponse:
    """List the lines of benefit that wait for finance."""
    if not permissions.verifies_money(request.actor):
        raise PermissionDenied
    context = {
        "title": _("Benefits for finance to verify"),
        "crumbs": crumbs(),
        "lines": queries.to_verify(request.actor)[:ON_DESK],
        "terms": queries.terms_of(request.workspace),
        "rows": [
            wording.row(each, request.workspace.today())
            for each in queries.listed(request.actor, Filters(show="to_confirm"))[:ON_DESK]
        ],
    }
    return render(request, "proposals/finance.html", context)


@require_http_methods(["GET", "POST"])
def look_again(request: Request, pk: int) -> HttpResponse:
    """Look again at a graded proposal of the sample."""
    found = queries.get(request.actor, pk, to="sample")

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        actions.look_again(by=request.actor, proposal=found, **given)
        return _("What you saw is on record."), found

    title = _("Look again at %(number)s") % {"number": found.number}
    return one_form(request, title, LookForm(*sent(request)), act, crumbs(found))


@require_http_methods(["GET", "POST"])
def merge(request: Request, pk: int) -> HttpResponse:
    """Merge a proposal into another."""
    found = queries.get(request.actor, pk, to="merge")

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        into = queries.by_number(request.actor, given["number"])
        if into is None:
            raise OddMerge("unknown")
        actions.merge(by=request.actor, proposal=found, into=into, words=given["words"])
        return _("Merged; all authors share the credit."), into

    return one_form(request, _("Merge into another"), MergeForm(*sent(request)), act, crumbs(found))


@require_http_methods(["GET", "POST"])
def part(request: Request, pk: int) -> HttpResponse:
    """Undo a merge."""
    found = queries.get(request.actor, pk, to="part")

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        actions.part(by=request.actor, proposal=found, words=given["words"])
        return _("The merge is undone."), found

    title = _("Undo the merge")
    return one_form(request, title, ReasonForm(*sent(request)), act, crumbs(found))


@require_GET
def twins(request: Request) -> HttpResponse:
    """List pairs of proposals that say nearly the same."""
    if not permissions.judges_somewhere(request.actor):
        raise PermissionDenied
    context = {
        "title": _("Nearly the same"),
        "crumbs": crumbs(),
        "twins": queries.twins_visible_to(request.actor)[:TWINS],
    }
    return render(request, "proposals/twins.html", context)


@require_POST
def dismiss(request: Request, pk: int) -> HttpResponse:
    """Say that two proposals that read alike are two ideas."""
    found: Twin = get_object_or_404(queries.twins_visible_to(request.actor), pk=pk)
    return done(
        request,
        lambda: actions.dismiss(by=request.actor, twin=found),
        _("They stay two ideas."),
        "proposals:twins",
    )
