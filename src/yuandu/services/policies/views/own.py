"""What the policies say of one party; applying."""

import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from yuandu.kernel.registry import actions as registry_actions
from yuandu.kernel.registry import queries as registry
from yuandu.kernel.registry.models import Party
from yuandu.kernel.registry.requests import Request
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.services.policies import actions, deciding, pathways, permissions, queries, telling
from yuandu.services.policies.forms import ApplyForm
from yuandu.services.policies.queries.checking import party as get_party
from yuandu.services.policies.queries.facts import facts_of
from yuandu.services.policies.queries.sweeps import CONSENT
from yuandu.services.policies.views.frames import crumbs

CONSENT_DAYS = 365
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
        "cases": list(cases[:100]),
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
                "amount": one.decision.amount,
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
