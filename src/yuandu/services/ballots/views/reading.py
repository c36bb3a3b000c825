"""Reading ballots: the list, one of them, its recount and its bulletin."""

import json
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from yuandu.engines.balloting import verification
from yuandu.kernel.registry.requests import Request
from yuandu.services.ballots import permissions, queries, wording
from yuandu.services.ballots.models import Ballot, Elector


def crumbs(ballot: Ballot | None = None) -> list[dict[str, Any]]:
    found = [{"title": _("Ballots"), "url": reverse("ballots:list")}]
    if ballot is not None:
        found.append({"title": ballot.title, "url": reverse("ballots:ballot", args=[ballot.pk])})
    return found


@require_GET
def ballots(request: Request) -> HttpResponse:
    """List the ballots that concern the reader, the latest first."""
    page = queries.page(request.actor, request.GET.get("page", 1))
    context = {
        "title": _("Ballots"),
        "page": page,
        "rows": [
            {"ballot": each, "state": wording.STATES[each.state], "tone": wording.TONES[each.state]}
            for each in page
        ],
        "may": {
            "manage": permissions.manages(request.actor),
            "attend": permissions.reads_all(request.actor),
        },
    }
    return render(request, "ballots/ballots.html", context)


@require_GET
def ballot(request: Request, pk: int) -> HttpResponse:
    """Show a ballot: what is asked, by which rule, who takes part; once closed, what came of it."""
    found = queries.get(request.actor, pk, to="see")
    own = queries.oneself(request.actor, found)
    attends = permissions.reads_all(request.actor)
    may_vote = found.is_open and _may_vote(own)
    context = {
        "title": found.title,
        "crumbs": crumbs(),
        "ballot": found,
        "state": wording.STATES[found.state],
        "tone": wording.TONES[found.state],
        "rule": wording.rule(found.rule),
        "questions": queries.questions(found),
        "exclusions": queries.exclusions(found),
        "own": own,
        "left_out": queries.left_out(own, own.proxy.pk) if own and own.proxy else (),
        "held": queries.held(request.actor, found) if found.is_open and own else (),
        "participation": queries.participation(found),
        "results": [_told(each) for each in queries.results(found)],
        "may": {
            "vote": may_vote,
            "give": may_vote and bool(found.proxies),
            "revoke": found.is_open and own is not None and own.proxy_id and not own.took_part,
            "manage": permissions.manages(request.actor),
            "attend": attends,
        },
    }
    return render(request, "ballots/ballot.html", context)


@require_GET
def recount(request: Request, pk: int) -> HttpResponse:
    """Recount the bulletin before the reader's eyes, or look for a receipt in it."""
    found = queries.get(request.actor, pk, to="read_result")
    sought = request.GET.get("receipt", "").replace("\x00", "").strip().upper()[:40]
    # A receipt is looked up by everybody who has one: nothing is counted again for that.
    checks = (
        []
        if sought
        else verification.verify(queries.bulletin(found), expected=queries.logged(found))
    )
    context = {
        "title": _("Recount"),
        "crumbs": crumbs(found),
        "ballot": found,
        "is_sound": verification.is_sound(checks),
        "checks": [
            {"title": wording.CHECKS[each.code], "question": each.question, "holds": each.holds}
            for each in checks
        ],
        "sought": sought,
        "found_in": queries.question_of(found, sought) if sought else None,
    }
    return render(request, "ballots/recount.html", context)


@require_GET
def bulletin(request: Request, pk: int) -> HttpResponse:
    """Hand out the bulletin, to be recounted anywhere."""
    found = queries.get(request.actor, pk, to="read_result")
    text = json.dumps(queries.bulletin(found), ensure_ascii=False, indent=1)
    answer = HttpResponse(text, content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="ballot-{found.pk}.json"'
    return answer


def _may_vote(own: Elector | None) -> bool:
    """Whether somebody has yet to vote for themselves, and on a question at least."""
    if own is None or own.proxy_id is not None or own.took_part:
        return False
    return queries.questions_of(own).exists()


def _told(result: queries.Result) -> dict[str, Any]:
    outcome = result.outcome
    return {
        "number": result.number,
        "title": result.title,
        "result": wording.RESULTS[outcome.result],
        "tone": wording.RESULT_TONES[outcome.result],
        "reason": wording.reason(outcome),
        # A missed quorum says these numbers itself.
        "has_turnout": outcome.reason != "quorum",
        "cast": outcome.cast,
        "electorate": outcome.electorate,
        "counts": wording.counts(result.counts),
    }
