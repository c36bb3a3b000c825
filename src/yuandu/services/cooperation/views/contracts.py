"""A contract, its milestones, what came of it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yuandu.kernel.lifecycle import queries as lifecycle
from yuandu.kernel.registry.requests import Request
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.services.cooperation import actions, permissions, queries
from yuandu.services.cooperation.forms import ContractForm, MilestoneForm, OutputForm
from yuandu.services.cooperation.models import Challenge, Contract
from yuandu.services.cooperation.views.frames import entered, outputs, posted, stage
from yuandu.services.cooperation.views.research import split, way


def _found(request: Request, pk: int, *, to: str) -> tuple[Challenge, Contract]:
    challenge = queries.challenge(request.actor, pk, to=to)
    contract: Contract | None = getattr(challenge, "contract", None)
    if contract is None:
        raise Http404
    return challenge, contract


@require_GET
def contract(request: Request, pk: int) -> HttpResponse:
    """Show the contract to its two sides and the officers."""
    challenge, found = _found(request, pk, to="see_contract")
    milestones = list(found.milestones.select_related("track"))
    context = {
        "title": _("Contract"),
        "crumbs": way(challenge),
        "challenge": challenge,
        "contract": found,
        "institute": found.offer.institute,
        "split": split(found),
        "rows": [{"milestone": each, "stage": stage(each.track)} for each in milestones],
        "total": sum(each.amount for each in milestones),
        "may": {
            verb: test(request.actor, challenge) for verb, test in permissions.MAY_CHALLENGE.items()
        },
        "panels": lifecycle.panels(request.actor, challenge),
        "outputs": outputs(contract=found),
    }
    return render(request, "cooperation/contract.html", context)


@require_http_methods(["GET", "POST"])
def agree(request: Request, pk: int) -> HttpResponse:
    """Write down what was agreed."""
    challenge, found = _found(request, pk, to="agree")
    form = ContractForm(posted(request), contract=found)

    def act() -> str:
        actions.agree(by=request.actor, contract=found, **form.cleaned_data)
        return found.get_absolute_url()

    return entered(request, form, act, title=_("Change the terms"), crumbs=way(challenge))


@require_http_methods(["GET", "POST"])
def plan(request: Request, pk: int) -> HttpResponse:
    """Add a milestone."""
    challenge, found = _found(request, pk, to="agree")
    form = MilestoneForm(posted(request))

    def act() -> str:
        actions.plan_milestone(by=request.actor, contract=found, **form.cleaned_data)
        return found.get_absolute_url()

    return entered(request, form, act, title=_("Add a milestone"), crumbs=way(challenge))


@require_GET
def milestone(request: Request, pk: int) -> HttpResponse:
    """Show one milestone, with what may be done about it."""
    found = queries.milestone(request.actor, pk, to="see")
    challenge = found.contract.offer.challenge
    context = {
        "title": found.title,
        "crumbs": way(challenge),
        "milestone": found,
        "contract": found.contract,
        "stage": stage(found.track),
        "may_drop": found.contract.signed_on is None
        and permissions.MAY_MILESTONE["drop"](request.actor, found),
        "panels": lifecycle.panels(request.actor, found),
    }
    return render(request, "cooperation/milestone.html", context)


@require_POST
def drop(request: Request, pk: int) -> HttpResponse:
    """Take a milestone out of a contract that is not signed."""
    found = queries.milestone(request.actor, pk, to="drop")
    try:
        actions.drop_milestone(by=request.actor, milestone=found)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    return redirect(found.contract)


@require_http_methods(["GET", "POST"])
def report(request: Request, pk: int) -> HttpResponse:
    """Say what came of it in production."""
    challenge, found = _found(request, pk, to="report")
    form = OutputForm(posted(request))

    def act() -> str:
        actions.report_output(by=request.actor, of=found, **form.cleaned_data)
        return found.get_absolute_url()

    return entered(request, form, act, title=_("Report output"), crumbs=way(challenge))
