"""The board of challenges, one challenge, the offers for it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from yuandu.kernel.accounts import doors
from yuandu.kernel.lifecycle import queries as lifecycle
from yuandu.kernel.registry import queries as registry
from yuandu.kernel.registry.models import Party
from yuandu.kernel.registry.requests import Request
from yuandu.services.cooperation import actions, permissions, queries
from yuandu.services.cooperation.forms import ChallengeBar, ChallengeForm, OfferForm
from yuandu.services.cooperation.models import Challenge, Offer
from yuandu.services.cooperation.views.frames import (
    crumbs,
    entered,
    frame,
    listed,
    outputs,
    own_firm,
    posted,
    stage,
)


def way(*things: Any) -> list[dict[str, str]]:
    """Return the way from the board to a page."""
    return crumbs("cooperation:list", _("Technical challenges"), *things)


@doors.public
@require_GET
def challenge_list(request: Request) -> HttpResponse:
    """Show the board: what firms cannot solve alone, and what they give for it."""
    form = ChallengeBar(request.GET, divisions=registry.divisions(request.actor))
    page = queries.challenge_page(request.actor, form.filters(), request.GET.get("page", 1))
    context = listed(request, _("Technical challenges"), form, "cooperation_needs") | {
        "page": page,
        "total": page.paginator.count,
        "rows": [_row(each) for each in page],
    }
    template = "cooperation/challenges.html" + ("#found" if request.htmx else "")
    return render(request, template, context)


def _row(challenge: Challenge) -> dict[str, Any]:
    firm = challenge.firm
    return {
        "challenge": challenge,
        "url": challenge.get_absolute_url(),
        "firm": firm.title,
        "division": firm.division.short_title if firm.division else "",
        "stage": stage(challenge.track),
        "offered": challenge.offered,  # type: ignore[attr-defined]  # counted by the query
    }


@doors.public
@require_GET
def challenge(request: Request, pk: int) -> HttpResponse:
    """Show one challenge: what is asked to everybody who may know, offers to both sides."""
    actor = request.actor
    found = queries.challenge(actor, pk, to="see")
    may = {verb: test(actor, found) for verb, test in permissions.MAY_CHALLENGE.items()}
    offers = queries.offers_of(actor, found)
    contract = getattr(found, "contract", None)
    context = {
        "frame": frame(request),
        "title": found.title,
        "crumbs": way(),
        "challenge": found,
        "stage": stage(found.track),
        "split": split(found),
        "may": may,
        "may_contract": may["see_contract"] and contract is not None,
        "offers": [_offer_row(offer) for offer in offers],
        "named": [each.institute for each in found.invitations.select_related("institute")]
        if permissions.sees_contract(actor, found)
        else [],
        "panels": lifecycle.panels(actor, found) if may["see_contract"] else [],
        "outputs": outputs(contract=contract) if may["see_contract"] and contract else [],
    }
    return render(request, "cooperation/challenge.html", context)


def split(of: Any) -> dict[str, Any]:
    """Return who owns the results, with the shares where they are fixed."""
    return {
        "label": of.get_sharing_display(),
        "firm": of.firm_share,
        "institute": of.institute_share,
    }


def _offer_row(offer: Offer) -> dict[str, Any]:
    return {
        "institute": offer.institute.title,
        "url": offer.get_absolute_url(),
        "approach": offer.approach,
        "amount": offer.amount,
        "months": offer.months,
        "made_on": offer.made_on,
        "stage": stage(offer.track),
    }


def _form(request: Request, found: Challenge | None = None) -> ChallengeForm:
    parties = Party.objects.filter(workspace=request.workspace, kind="organisation")
    return ChallengeForm(
        posted(request),
        firms=queries.firms_of(request.actor),
        parties=parties,
        industries=registry.industries(request.actor),
        challenge=found,
        firm=own_firm(request),
    )


@require_http_methods(["GET", "POST"])
def add(request: Request) -> HttpResponse:
    """Enter a challenge as a draft."""
    if not permissions.may_post(request.actor):
        raise PermissionDenied
    form = _form(request)

    def act() -> str:
        made = actions.post_challenge(by=request.actor, **form.cleaned_data)
        return made.get_absolute_url()

    return entered(request, form, act, title=_("Enter a challenge"), crumbs=way())


@require_http_methods(["GET", "POST"])
def edit(request: Request, pk: int) -> HttpResponse:
    """Change a draft."""
    found = queries.challenge(request.actor, pk, to="edit")
    form = _form(request, found)

    def act() -> str:
        actions.change_challenge(by=request.actor, challenge=found, **form.cleaned_data)
        return found.get_absolute_url()

    return entered(request, form, act, title=_("Change the challenge"), crumbs=way(found))


@require_http_methods(["GET", "POST"])
def make_offer(request: Request, pk: int) -> HttpResponse:
    """Make an institute's offer."""
    found = queries.challenge(request.actor, pk, to="offer")
    among = queries.institutes_of(request.actor, found)
    form = OfferForm(posted(request), among=among, institute=own_firm(request))

    def act() -> str:
        offer = actions.make_offer(by=request.actor, challenge=found, **form.cleaned_data)
        return offer.get_absolute_url()

    return entered(request, form, act, title=_("Make an offer"), crumbs=way(found))


@require_GET
def offer(request: Request, pk: int) -> HttpResponse:
    """Show one offer, with what may be done about it."""
    found = queries.offer(request.actor, pk, to="see")
    context = {
        "title": found.institute.title,
        "crumbs": way(found.challenge),
        "offer": found,
        "challenge": found.challenge,
        "stage": stage(found.track),
        "panels": lifecycle.panels(request.actor, found),
    }
    return render(request, "cooperation/offer.html", context)
