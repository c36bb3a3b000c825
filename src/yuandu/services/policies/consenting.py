"""Letting one's facts be used to fill in applications, and taking that back (X6)."""

import datetime

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry import actions as registry_actions
from yuandu.kernel.registry import queries as registry
from yuandu.kernel.registry.models import Consent, Party
from yuandu.kernel.registry.rules import EVERYTHING
from yuandu.services.policies import permissions
from yuandu.services.policies.queries.asks import consents_of
from yuandu.services.policies.queries.sweeps import CONSENT

DAYS = 365


def agree(*, by: Actor, party: Party) -> bool:
    """Let all the party's facts be used for one year; return whether that is new.

    Raises:
        PermissionDenied: the actor does not act for the party.
    """
    if not permissions.acts_for(by, party):
        raise PermissionDenied
    today = by.workspace.today()
    if registry.consented(party, CONSENT, today, facts=[EVERYTHING]):
        return False
    registry_actions.give_consent(
        by=by,
        party=party,
        purpose=CONSENT,
        facts=[EVERYTHING],
        to_on=today + datetime.timedelta(days=DAYS),
    )
    return True


def take_back(*, by: Actor, party: Party, pk: int) -> Consent:
    """Take one of the party's consents back, from today on.

    Raises:
        PermissionDenied: the actor does not act for the party.
        Http404: the party gave no such consent.
        registry.refusals.AlreadyRevoked: somebody did so before.
    """
    if not permissions.acts_for(by, party):
        raise PermissionDenied
    found: Consent = get_object_or_404(consents_of(party), pk=pk)
    registry_actions.revoke_consent(by=by, consent=found)
    return found
