"""Taking consents and taking them back."""

import datetime
from collections.abc import Collection
from typing import Any

from django.core.files.base import File
from django.db import transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.registry import kinds, queries, rules
from yuandu.kernel.registry.models import Consent, Party
from yuandu.kernel.registry.papers import attach
from yuandu.kernel.registry.refusals import (
    AlreadyRevoked,
    WrongConsent,
)


@transaction.atomic
def give_consent(
    *,
    by: Actor,
    party: Party,
    purpose: str,
    facts: Collection[str],
    to_on: datetime.date,
    from_on: datetime.date | None = None,
    evidence: File[Any] | None = None,
) -> Consent:
    """Take a party's consent to use facts for one purpose.

    Args:
        facts: Codes of kinds; "*" for all.
        from_on: The first day; today if not given.
        evidence: The signed paper, where an officer enters what was given on paper; kept
            as an attachment of the consent.

    Raises:
        files.rules.Refused: the evidence must not be kept, so no consent is taken.
        WrongConsent: nothing is covered, or the days make no sense.
    """
    consent = Consent(
        workspace=by.workspace,
        party=party,
        purpose=purpose,
        facts=sorted(set(facts)),
        from_on=from_on or by.workspace.today(),
        to_on=to_on,
        given_by_id=by.user_id,
    )
    wrong = rules.wrong_terms(queries.as_given(consent))
    if purpose not in kinds.purposes:
        wrong.append("consent-purpose-unknown")
    if not set(facts) <= {rules.EVERYTHING, *(kind.code for kind in kinds.facts)}:
        wrong.append("consent-fact-unknown")
    if wrong:
        raise WrongConsent(wrong)
    consent.save()
    attach(by, consent, evidence)
    audit.record(
        by,
        "consent.give",
        consent,
        party=party.pk,
        purpose=purpose,
        facts=consent.facts,
        to_on=str(to_on),
        evidence=consent.evidence_id,
    )
    return consent


@transaction.atomic
def revoke_consent(*, by: Actor, consent: Consent) -> None:
    """Take a consent back, from today on; what was done before stays lawful.

    Raises:
        AlreadyRevoked: somebody did so before.
    """
    today = by.workspace.today()
    waiting = Consent.objects.filter(pk=consent.pk, revoked_on=None)
    if not waiting.update(revoked_on=today):
        raise AlreadyRevoked
    consent.revoked_on = today
    audit.record(by, "consent.revoke", consent, party=consent.party_id, purpose=consent.purpose)
