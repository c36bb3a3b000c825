"""What comes after a vote: again, appealed against, answered, carried out."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yuandu.kernel.registry.pages import one_form, sent
from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.partnership import actions, permissions, queries, rules, stepping
from yuandu.mechanisms.partnership.actions.carrying import Given
from yuandu.mechanisms.partnership.forms import AnswerForm, AppealForm, CarryForm, UntilForm
from yuandu.mechanisms.partnership.models import Appeal
from yuandu.mechanisms.partnership.queries import judging
from yuandu.mechanisms.partnership.views.frames import crumbs


@require_http_methods(["GET", "POST"])
def appeal(request: Request, pk: int) -> HttpResponse:
    """Appeal against the decision on oneself."""
    found = queries.candidate(request.actor, pk, to="appeal")

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        actions.appeal(by=request.actor, candidate=found, **given)
        return _("Your appeal is made; somebody who did not vote on you answers it."), found

    return one_form(request, _("Appeal"), AppealForm(*sent(request)), act, crumbs(found.review))


@require_http_methods(["GET", "POST"])
def answer(request: Request, pk: int) -> HttpResponse:
    """Answer an appeal; where no judge is left, who holds reviews upholds it."""
    found = queries.appeal(request.actor, pk, to="answer")
    review = found.candidate.review
    answers = judging.answers_of(request.actor, found.candidate)
    is_judge = request.actor.has(*permissions.JUDGES)
    if not (answers or is_judge):
        raise PermissionDenied

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        actions.answer(by=request.actor, found=found, **given)
        return _("The appeal is answered; the candidate is told."), found.candidate

    return one_form(
        request,
        _("Answer the appeal of %(name)s") % {"name": found.candidate.worker.name},
        # A judge who has judged is told so when answering.
        AnswerForm(*sent(request), answers=answers or list(Appeal.Answer)),
        act,
        crumbs(review),
        template="partnership/answer.html",
        appeal=found,
        is_unjudged=answers == [Appeal.Answer.UPHELD],
    )


@require_http_methods(["GET", "POST"])
def vote_again(request: Request, pk: int) -> HttpResponse:
    """Have the meeting vote again on whose appeal is upheld."""
    found = queries.appeal(request.actor, pk, to="manage")
    form = UntilForm(*sent(request))

    def act(_given: dict[str, Any]) -> tuple[str, Any]:
        closes_at = stepping.end_of(request.workspace, form.day())
        made = actions.vote_again(by=request.actor, found=found, closes_at=closes_at)
        return _("The meeting votes again."), made.ballot

    return one_form(
        request, _("Have the meeting vote again"), form, act, crumbs(found.candidate.review)
    )


@require_http_methods(["GET", "POST"])
def repeat(request: Request, pk: int) -> HttpResponse:
    """Vote again on what of a ballot is not settled."""
    found = queries.step_ballot(request.actor, pk, to="manage")
    form = UntilForm(*sent(request))

    def act(_given: dict[str, Any]) -> tuple[str, Any]:
        closes_at = stepping.end_of(request.workspace, form.day())
        made = actions.repeat(by=request.actor, found=found, closes_at=closes_at)
        return _("It is voted on again, by the same roll."), made.ballot

    return one_form(request, _("Vote again"), form, act, crumbs(found.review))


@require_http_methods(["GET", "POST"])
def carry_out(request: Request, pk: int) -> HttpResponse:
    """Bring the register of shares in line with the decision on a candidate."""
    found = queries.candidate(request.actor, pk, to="manage")
    gives = found.state in {rules.ADMITTED, rules.KEPT} and found.shares > 0
    form = CarryForm(*sent(request), actor=request.actor, gives=gives)

    def act(given: dict[str, Any]) -> tuple[str, Any]:
        actions.carry_out(by=request.actor, candidate=found, given=Given(**given))
        return _("The register of shares follows the decision."), found

    return one_form(
        request,
        _("Carry out the decision"),
        form,
        act,
        crumbs(found.review),
        template="partnership/carry_out.html",
        candidate=found,
        gives=gives,
    )
