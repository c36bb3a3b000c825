"""What the policies say of one party; judging; applying."""

import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yuandu.kernel.registry import kinds, rules
from yuandu.kernel.registry import queries as registry
from yuandu.kernel.registry.models import Party
from yuandu.kernel.registry.requests import Request
from yuandu.kernel.workspaces.languages import listed
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.services.policies import (
    actions,
    consenting,
    pathways,
    permissions,
    queries,
    telling,
    wording,
)
from yuandu.services.policies.forms import ApplyForm, JudgeForm
from yuandu.services.policies.queries import Checked
from yuandu.services.policies.queries.checking import party as get_party
from yuandu.services.policies.queries.sweeps import CONSENT
from yuandu.services.policies.views.explaining import agreeing, explained, judging
from yuandu.services.policies.views.frames import UNSOUND, crumbs

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
    may_apply = permissions.acts_for(actor, party)
    taking = queries.open_versions(actor, today) if may_apply else frozenset()
    cases = queries.case_by_version(party)
    may_judge = permissions.may_judge(actor, party)
    shown = registry.shown(actor, party)
    context = {
        "title": _("What %(party)s is due") % {"party": shown.name},
        "crumbs": crumbs(),
        "party": shown,
        "policies": [
            _checked(one)
            | {
                "apply": agreeing(one.version) if may_apply else "",
                "is_open": one.version.pk in taking,
                "case": cases.get(one.version.pk),
                "judging": judging(one.version, today)
                if may_judge and one.version.judged_criteria
                else "",
            }
            for one in sorted(checked, key=_by_state)
        ],
        "counts": [
            {"title": title, "count": count}
            for code, title in wording.STATES.items()
            if (count := sum(one.state.code == code for one in checked))
        ],
        "may_apply": may_apply,
        "is_consented": may_apply
        and registry.consented(party, CONSENT, today, facts=[rules.EVERYTHING]),
        "consents": _consents(party, today),
    }
    return render(request, "policies/check.html", context)


def _by_state(one: Checked) -> int:
    return APPLICABLE.get(one.state.code, len(APPLICABLE))


def _checked(one: Checked) -> dict[str, Any]:
    return {
        "version": one.version,
        "policy": one.version.policy,
        "state": one.state.code,
        "state_title": wording.STATES[one.state.code],
        "tone": wording.TONES.get(one.state.code, "calm"),
        "amount": one.decision.amount,
        "missing": listed(telling.missing(one.decision.answer)),
        "can_apply": one.state.code in APPLICABLE,
        "explained": explained(one),
    }


@require_GET
def way(request: Request, pk: int, version: int) -> HttpResponse:
    """Show the nearest way for a party to come to meet one policy."""
    actor = request.actor
    party = get_party(actor, pk)
    found = queries.version(actor, version, to="see")
    checked = queries.check_version(actor, party, found)
    shown = registry.shown(actor, party)
    context = {
        "title": _("The nearest way for %(party)s") % {"party": shown.name},
        "crumbs": [*crumbs(), _crumb(shown)],
        "party": shown,
        "way": pathways.way_to(found.book, checked.facts, request.workspace.today()),
    }
    return render(request, "policies/way.html", context | _checked(checked))


def _crumb(party: registry.Shown) -> dict[str, str]:
    return {"title": party.name, "url": reverse("policies:check", args=[party.pk])}


@require_http_methods(["GET", "POST"])
def judge(request: Request, pk: int, version: int) -> HttpResponse:
    """Record what an officer judges of a party where only a person can."""
    actor = request.actor
    party = get_party(actor, pk)
    found = queries.version(actor, version, to="see")
    if not (permissions.may_judge(actor, party) and found.judged_criteria):
        raise PermissionDenied
    form = JudgeForm(
        request.POST if request.method == "POST" else None,
        criteria=found.judged_criteria.values(),
        today=request.workspace.today(),
    )
    if form.is_bound and form.is_valid():
        try:
            actions.judge(by=actor, version=found, party=party, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("The judgement is recorded; the answer counts it."))
            return redirect("policies:check", pk)
    shown = registry.shown(actor, party)
    context = {
        "title": _("What only a person can judge of %(party)s") % {"party": shown.name},
        "crumbs": [*crumbs(), _crumb(shown)],
        "policy": found.policy,
        "form": form,
        "judged": [
            {"title": wording.part_title(found.judged_criteria[code]), "said": said}
            for code, said in queries.judged(found, party, request.workspace.today()).items()
        ],
    }
    return render(request, "policies/judge.html", context, status=UNSOUND if form.is_bound else 200)


def _consents(party: Party, today: datetime.date) -> list[dict[str, Any]]:
    """Return the party's consents: for what, which facts, until when, and whether they hold."""
    return [
        {
            "pk": one.pk,
            "purpose": kinds.purposes.title(one.purpose),
            "facts": _("all facts")
            if rules.EVERYTHING in one.facts
            else listed(kinds.facts.title(code) for code in one.facts),
            "from_on": one.from_on,
            "to_on": one.to_on,
            "revoked_on": one.revoked_on,
            "holds": rules.is_consented([registry.as_given(one)], one.purpose, today),
            "uses": uses,
        }
        for one, uses in queries.consents_shown(party)
    ]


@require_POST
def agree(request: Request, pk: int) -> HttpResponse:
    """Let the party's facts be used to fill in applications, for one year."""
    party = get_party(request.actor, pk)
    consenting.agree(by=request.actor, party=party)
    messages.success(request, _("Agreed, for one year. You can take it back here at any time."))
    return redirect("policies:check", pk)


@require_POST
def take_back(request: Request, pk: int, consent: int) -> HttpResponse:
    """Take a consent back, from today on."""
    party = get_party(request.actor, pk)
    try:
        consenting.take_back(by=request.actor, party=party, pk=consent)
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
            consenting.agree(by=actor, party=party)
        case = actions.apply(by=actor, version=found, party=party)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return redirect("policies:check", pk)
    messages.success(request, _("The application is in; nothing needs to be sent on paper."))
    return redirect(case)
