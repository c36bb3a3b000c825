"""Candidates: the list, the file of one, and what is done about them."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yuandu.kernel.registry.pages import one_form, sent
from yuandu.kernel.registry.requests import Request
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.mechanisms.partnership import actions, permissions, queries, rules, sheets, wording
from yuandu.mechanisms.partnership.forms import ArrangeForm, ConflictForm, OpinionForm
from yuandu.mechanisms.partnership.models import Appeal, Candidate, ShareholderGroup
from yuandu.mechanisms.partnership.queries import judging, pages
from yuandu.mechanisms.partnership.refusals import OddCandidate
from yuandu.mechanisms.partnership.views.frames import crumbs, typed
from yuandu.mechanisms.workforce import queries as workforce
from yuandu.mechanisms.workforce.models import Worker

LONGEST_WORDS = 60


@require_GET
def listed(request: Request, pk: int) -> HttpResponse:
    """List the candidates of a review, by kind, group and, once it is known, result."""
    actor = request.actor
    found = queries.get(actor, pk, to="see")
    shows = pages.shows_outcome(actor, found)
    chosen = {
        name: request.GET.get(name, "").replace("\x00", "").strip()[:LONGEST_WORDS]
        for name in ("words", "kind", "state", "group")
    }
    page = pages.candidate_page(actor, found, request.GET.get("page", 1), **chosen)
    context = {
        "title": _("Candidates"),
        "crumbs": crumbs(found),
        "review": found,
        "page": page,
        "chosen": chosen,
        "kinds": Candidate.Kind.choices,
        "states": Candidate.State.choices if shows else [],
        "groups": ShareholderGroup.objects.filter(workspace=request.workspace),
        "shows": shows,
        "rows": [(each, wording.TONES[each.state]) for each in page],
        "layout": sheets.CANDIDATES.code,
        "may": {"export": permissions.reads_all(actor)},
    }
    return render(request, "partnership/candidates.html", context)


@require_GET
def candidate(request: Request, pk: int) -> HttpResponse:
    """Show the file of a candidate; results and reasons to the candidate and to who reads all."""
    actor = request.actor
    found = queries.candidate(actor, pk, to="see")
    reads = permissions.reads_file(actor, found)
    shows = reads or pages.shows_outcome(actor, found.review)
    own = permissions.is_oneself(actor, found.worker)
    manages = permissions.manages(actor)
    stage = found.review.stage
    # An appeal is read by whoever reads the file.
    appeal = getattr(found, "appeal", None) if reads else None
    votes = queries.votes_on(actor, found) if stage in rules.VOTED else ""
    is_heard = reads and stage not in {rules.DRAFT, rules.NOMINATING}
    context = {
        "title": str(found),
        "crumbs": crumbs(found.review),
        "candidate": found,
        "state": wording.state(found.state) if shows else "",
        "tone": wording.TONES[found.state],
        "ending": wording.ENDINGS.get(found.ended_at, "") if reads else "",
        "results": [wording.result(each) for each in queries.results_of(found)] if is_heard else [],
        "opinions": [(wording.step(one.step), one.words) for one in queries.opinions_of(found)]
        if is_heard
        else [],
        "reasons": queries.reasons_for(found) if reads and found.kind == rules.ADMIT else [],
        "conflicts": list(found.conflicts.select_related("worker"))
        if permissions.reads_all(actor)
        else [],
        "entries": list(queries.entries_of(found)) if reads and found.carried_on else [],
        "appeal": appeal,
        "votes": votes,
        "may": {
            "arrange": manages and found.state == rules.STANDING and stage in _ARRANGED,
            "declare": manages or workforce.oneself(actor) is not None,
            "decline": own and found.kind == rules.ADMIT and found.state == rules.STANDING,
            "appeal": own
            and appeal is None
            and stage == rules.NOTICE
            and found.state in rules.AGAINST
            and found.ended_at != rules.DECLINED,
            "carry": manages
            and stage == rules.CARRYING
            and found.carried_on is None
            and found.state in rules.DECIDED,
            "answer": appeal is not None
            and not appeal.answer
            and bool(judging.answers_of(actor, found)),
            "again": manages
            and stage == rules.NOTICE
            and appeal is not None
            and appeal.answer == Appeal.Answer.UPHELD
            and not found.results.filter(step_ballot__step=rules.APPEAL).exists(),
            "opine": votes in rules.VOTED,
        },
    }
    return render(request, "partnership/candidate.html", context)


_ARRANGED = frozenset({rules.NOMINATING, *rules.VOTED[:-1]})


@require_http_methods(["GET", "POST"])
def arrange(request: Request, pk: int) -> HttpResponse:
    """Say where a candidate is discussed, with how many shares, and whether apart."""
    found = queries.candidate(request.actor, pk, to="manage")
    form = ArrangeForm(typed(request), actor=request.actor, candidate=found)

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        actions.arrange(by=request.actor, candidate=found, **given)
        return _("The candidate is assigned."), found

    return one_form(request, _("Assign the candidate"), form, act, crumbs(found.review))


@require_http_methods(["GET", "POST"])
def conflict(request: Request, pk: int) -> HttpResponse:
    """Declare that somebody, mostly oneself, does not vote on a candidate."""
    found = queries.candidate(request.actor, pk, to="declare")
    own = workforce.oneself(request.actor)
    initial = {"number": own.number if own else ""}
    form = ConflictForm(typed(request), initial=initial)

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        number = given.pop("number").strip()
        worker = Worker.objects.filter(workspace=request.workspace, number=number).first()
        if worker is None or not (
            permissions.manages(request.actor) or permissions.is_oneself(request.actor, worker)
        ):
            raise OddCandidate("worker")
        actions.declare_conflict(by=request.actor, candidate=found, worker=worker, **given)
        return _("The conflict of interest is entered; it holds from the next ballot on."), found

    return one_form(request, _("Declare a conflict of interest"), form, act, crumbs(found.review))


@require_http_methods(["GET", "POST"])
def opinion(request: Request, pk: int) -> HttpResponse:
    """Give one's opinion on a candidate on whom one votes now."""
    found = queries.candidate(request.actor, pk, to="see")

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        actions.give_opinion(by=request.actor, candidate=found, **given)
        return _("Your opinion is recorded. Now vote on the ballot."), found

    title = _("Opinion on %(name)s") % {"name": found.worker.name}
    return one_form(request, title, OpinionForm(*sent(request)), act, crumbs(found.review))


@require_POST
def decline(request: Request, pk: int) -> HttpResponse:
    """Say that one does not want to become a partner."""
    found = queries.candidate(request.actor, pk, to="decline")
    try:
        actions.decline(by=request.actor, candidate=found)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("You are no longer a candidate."))
    return redirect(found)
