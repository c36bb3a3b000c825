"""What the policies say of one party; applying."""

import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from yuandu.kernel.registry import actions as registry_actions
from yuandu.kernel.registry import kinds, rules
from yuandu.kernel.registry import queries as registry
from yuandu.kernel.registry.models import Party
from yuandu.kernel.registry.requests import Request
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.services.policies import (
    actions,
    deciding,
    pathways,
    permissions,
    queries,
    telling,
    wording,
)
from yuandu.services.policies.forms import ApplyForm
from yuandu.services.policies.queries.checking import party as get_party
from yuandu.services.policies.queries.facts import facts_of
from yuandu.services.policies.queries.sweeps import CONSENT
from yuandu.services.policies.views.frames import crumbs

CONSENT_DAYS = 365
MOST = 100  # rows of a list on one's own page
# States in which one may apply, in the order in which policies are shown.
APPLICABLE = {"met": 0, "person": 1, "unknown": 2}


@require_GET
def mine(request: Request) -> HttpResponse:
    """Show the firms and households one acts for, and their cases."""
    parties = list(queries.parties_for(request.actor))
    cases = queries.cases_visible_to(request.actor).filter(party__in=parties).order_by("-pk")
    context = {
        "title": _("My policies"),
        "crumbs": crumbs(),
        "parties": parties,
        "cases": list(cases[:MOST]),
        "asks": [
            {
                "url": one.get_absolute_url(),
                "policy": one.version.policy,
                "party": one.party,
                "missing": wording.column_title(one.missing),
            }
            for one in queries.own_asks(request.actor)[:MOST]
        ],
        "findings": [
            {
                "policy": one.sweep.version.policy,
                "party": one.party,
                "on": one.sweep.on,
                "outcome": wording.OUTCOMES[one.outcome],
                "why": wording.WHYS.get(one.why, ""),
                "missing": wording.column_title(one.missing) if one.missing else "",
                "amount": one.amount,
            }
            for one in queries.own_findings(request.actor)[:MOST]
        ],
    }
    return render(request, "policies/mine.html", context)


@require_GET
def check(request: Request, pk: int) -> HttpResponse:
    """Show what every policy in force says of a party, clause by clause."""
    actor = request.actor
    party = get_party(actor, pk)
    checked = queries.check_party(actor, party)
    today = request.workspace.today()
    windows = queries.open_windows(actor, today)
    cases = {case.window.version_id: case for case in queries.cases_of(actor, party=pk)}
    context = {
        "title": _("What %(party)s is due") % {"party": registry.shown(actor, party).name},
        "crumbs": crumbs(),
        "party": registry.shown(actor, party),
        "policies": [
            {
                "version": one.version,
                "told": telling.findings(one.decision.text),
                "amount": one.decision.amount if one.decision.answer.payments else None,
                "missing": telling.missing(one.decision.answer),
                "is_open": one.version.pk in windows,
                "can_apply": one.state.code in APPLICABLE,
                "case": cases.get(one.version.pk),
            }
            for one in sorted(
                checked, key=lambda one: APPLICABLE.get(one.state.code, len(APPLICABLE))
            )
        ],
        "form": ApplyForm(),
        "may_apply": permissions.acts_for(actor, party),
        "is_consented": registry.consented(party, CONSENT, today),
        "consents": _consents(party),
    }
    return render(request, "policies/check.html", context)


@require_GET
def way(request: Request, pk: int, version: int) -> HttpResponse:
    """Show the nearest way for a party to come to meet one policy."""
    actor = request.actor
    party = get_party(actor, pk)
    found = queries.version(actor, version, to="see")
    today = request.workspace.today()
    facts = facts_of(request.workspace, [party.pk], today)[party.pk]
    shown = registry.shown(actor, party)
    context = {
        "title": _("The nearest way for %(party)s") % {"party": shown.name},
        "crumbs": crumbs(),
        "party": shown,
        "policy": found.policy,
        "told": telling.findings(deciding.decide(found.book, facts, today).text),
        "way": pathways.way_to(found.book, facts, today),
    }
    return render(request, "policies/way.html", context)


def _consents(party: Party) -> list[dict[str, Any]]:
    """Return the party's consents: for what, which facts, until when, and whether they hold."""
    today = party.workspace.today()
    return [
        {
            "pk": one.pk,
            "purpose": kinds.purposes.title(one.purpose),
            "facts": _("all facts")
            if rules.EVERYTHING in one.facts
            else "、".join(kinds.facts.title(code) for code in one.facts),
            "from_on": one.from_on,
            "to_on": one.to_on,
            "revoked_on": one.revoked_on,
            "holds": rules.is_consented([registry.as_given(one)], one.purpose, today),
            "uses": one.uses,
        }
        for one in queries.consents_of(party)
    ]


@require_POST
def agree(request: Request, pk: int) -> HttpResponse:
    """Let the party's facts be used to fill in applications, for one year."""
    party = get_party(request.actor, pk)
    if not permissions.acts_for(request.actor, party):
        raise PermissionDenied
    _agree(request, party)
    messages.success(request, _("Agreed, for one year. You can take it back here at any time."))
    return redirect("policies:check", pk)


@require_POST
def take_back(request: Request, pk: int, consent: int) -> HttpResponse:
    """Take a consent back, from today on."""
    party = get_party(request.actor, pk)
    if not permissions.acts_for(request.actor, party):
        raise PermissionDenied
    found = get_object_or_404(queries.consents_of(party), pk=consent)
    try:
        registry_actions.revoke_consent(by=request.actor, consent=found)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(
            request,
            _("Taken back. What was decided before stays; nothing new is read from your facts."),
        )
    return redirect("policies:check", pk)


@require_POST
def apply(request: Request, pk: int, version: int) -> HttpResponse:
    """Apply for a policy, giving the consent that it takes where it is ticked."""
    actor = request.actor
    party = get_party(actor, pk)
    found = queries.version(actor, version, to="see")
    form = ApplyForm(request.POST)
    try:
        if form.is_valid() and form.cleaned_data["agrees"]:
            _agree(request, party)
        case = actions.apply(by=actor, version=found, party=party)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return redirect("policies:check", pk)
    messages.success(request, _("The application is in; nothing needs to be sent on paper."))
    return redirect(case)


def _agree(request: Request, party: Party) -> None:
    today = request.workspace.today()
    if registry.consented(party, CONSENT, today):
        return
    registry_actions.give_consent(
        by=request.actor,
        party=party,
        purpose=CONSENT,
        facts=["*"],
        to_on=today + datetime.timedelta(days=CONSENT_DAYS),
    )
