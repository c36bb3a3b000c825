"""The reviews: one's own place in them, each with its five steps, preparing one, nominating."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods
from pydantic import ValidationError

from yuandu.kernel.lifecycle import queries as lifecycle
from yuandu.kernel.registry.pages import one_form, sent
from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.partnership import actions, permissions, queries, rules, wording
from yuandu.mechanisms.partnership.forms import DaysForm, NominateForm, ReviewForm, RuleForm
from yuandu.mechanisms.partnership.queries import pages
from yuandu.mechanisms.partnership.refusals import OddReview
from yuandu.mechanisms.partnership.rules import ReviewRule
from yuandu.mechanisms.partnership.views.frames import crumbs, typed
from yuandu.mechanisms.workforce import queries as workforce


@require_GET
def home(request: Request) -> HttpResponse:
    """Show the reader's own place in the review under way, and all reviews."""
    actor = request.actor
    found = pages.current(actor)
    nominates = found is not None and found.stage == rules.NOMINATING
    own = pages.own_in(actor, found)
    context = {
        "title": pgettext("navigation", "Partnership"),
        "current": found,
        "steps": pages.days_of(found) if found else [],
        "own": own,
        "own_tone": wording.TONES[own.state] if own else "",
        "nominations": queries.nominations_visible_to(actor).filter(
            review=found, nominator__user=actor.user_id or 0
        )
        if found
        else [],
        "reviews": [(each, wording.stage(each)) for each in queries.visible_to(actor)[:20]],
        "may": {
            "manage": permissions.manages(actor),
            "nominate": nominates and workforce.oneself(actor) is not None,
            "groups": permissions.reads_all(actor) or queries.groups_visible_to(actor).exists(),
        },
    }
    return render(request, "partnership/home.html", context)


@require_http_methods(["GET", "POST"])
def add(request: Request) -> HttpResponse:
    """Prepare a review."""
    if not permissions.manages(request.actor):
        raise PermissionDenied

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        made = actions.prepare(by=request.actor, rule=ReviewRule(), **given)
        return _("The review is prepared; promise the days of its steps now."), made

    form = ReviewForm(*sent(request))
    return one_form(request, _("New review of partners"), form, act, crumbs())


@require_GET
def review(request: Request, pk: int) -> HttpResponse:
    """Show a review: where it stands, its steps with days and turnout, the rule, appeals."""
    actor = request.actor
    found = queries.get(actor, pk, to="see")
    reads = permissions.reads_all(actor)
    shows = pages.shows_outcome(actor, found)
    counts, own = pages.tally_of(actor, found)
    steps = pages.steps_of(actor, found)
    context = {
        "title": str(found),
        "crumbs": crumbs(),
        "review": found,
        "panels": [lifecycle.panel_at_hand(actor, found, found.track)] if found.track else [],
        "steps": [(wording.step(each.code), each) for each in steps],
        "rule": wording.rule(found.terms),
        "counts": [(wording.state(code), n, code) for code, n in sorted(counts.items())]
        if shows
        else [],
        "own": own,
        "volumes": pages.signed_in(steps) if reads else (),
        "appeals": list(queries.appeals_visible_to(actor).filter(candidate__review=found))
        if found.notice_on
        else [],
        "may": {
            "manage": permissions.manages(actor),
            "plan": permissions.manages(actor) and found.stage in {rules.DRAFT, *rules.DATED},
            "rule": permissions.manages(actor) and found.stage == rules.DRAFT,
            "nominate": found.stage == rules.NOMINATING and workforce.oneself(actor) is not None,
            "read": reads,
            "print": reads and found.notice_on is not None,
        },
    }
    return render(request, "partnership/review.html", context)


@require_http_methods(["GET", "POST"])
def rule(request: Request, pk: int) -> HttpResponse:
    """Change the rule of a review in preparation."""
    found = queries.get(request.actor, pk, to="manage")
    form = RuleForm(typed(request), initial=RuleForm.of(found.terms))

    def act(_given: dict[str, Any]) -> tuple[str, Any]:
        try:
            said = form.rule(found.terms)
        except ValidationError as error:
            raise OddReview("rule") from error
        actions.change_rule(by=request.actor, review=found, rule=said)
        return _("The rule is changed."), found

    return one_form(request, _("Rule of the review"), form, act, crumbs(found))


@require_http_methods(["GET", "POST"])
def days(request: Request, pk: int) -> HttpResponse:
    """Promise from when to when a step is held."""
    found = queries.get(request.actor, pk, to="manage")

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        actions.promise_days(by=request.actor, review=found, **given)
        return _("The days are promised."), found

    return one_form(request, _("Promise days"), DaysForm(*sent(request)), act, crumbs(found))


@require_http_methods(["GET", "POST"])
def nominate(request: Request, pk: int) -> HttpResponse:
    """Nominate a colleague as partner."""
    found = queries.get(request.actor, pk, to="see")

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        made = actions.nominate(by=request.actor, review=found, **given)
        said = _("You have nominated %(name)s.") % {"name": made.nominee.name}
        return said, "partnership:home"

    form = NominateForm(*sent(request))
    return one_form(request, _("Nominate a colleague"), form, act, crumbs(found))
