"""Challenges and the offers made for them; further steps are moves of their life cycles."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import IntegrityError, transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.kernel.registry.models import Party
from yuandu.services.cooperation import news, permissions, terms
from yuandu.services.cooperation.following import CHALLENGE, OFFER
from yuandu.services.cooperation.models import Challenge, Invitation, Offer
from yuandu.services.cooperation.refusals import (
    NotYours,
    OfferMade,
    OffersClosed,
    Senseless,
)


@transaction.atomic
def post_challenge(
    *, by: Actor, firm: Party, institutes: Iterable[Party] = (), **fields: Any
) -> Challenge:
    """Enter a challenge as a draft; its life cycle then posts it.

    Args:
        institutes: whom to ask by name; those alone, unless it is public.
        fields: those of `models.Challenge`.

    Raises:
        NotYours: the actor acts neither for the firm nor for its county.
        Senseless: the deadline has passed, or the share fits no template.
    """
    if not permissions.keeps(by, firm):
        raise NotYours
    _check_challenge(by, fields)
    today = by.workspace.today()
    challenge = Challenge.objects.create(
        workspace=by.workspace, firm=firm, entered_on=today, **fields
    )
    challenge.track = lifecycle.start(by=by, subject=challenge, cycle=CHALLENGE, on=today)
    challenge.save(update_fields=["track"])
    _invite(by, challenge, institutes)
    audit.record(by, "challenge.enter", challenge, firm=firm.pk, public=challenge.is_public)
    return challenge


@transaction.atomic
def change_challenge(
    *, by: Actor, challenge: Challenge, institutes: Iterable[Party] = (), **fields: Any
) -> None:
    """Change a draft.

    Raises:
        NotYours: it is not the actor's to change, or not a draft any more.
        Senseless: the deadline has passed, or the share fits no template.
    """
    # Its track too, so that nobody posts it while it is being changed.
    drafts = Challenge.objects.select_for_update(of=("self", "track")).filter(track__isnull=False)
    held = drafts.select_related("track", "firm").get(pk=challenge.pk)
    if not permissions.MAY_CHALLENGE["edit"](by, held):
        raise NotYours
    _check_challenge(by, fields)
    for name, value in fields.items():
        setattr(held, name, value)
    held.save(update_fields=[*fields])
    _invite(by, held, institutes)
    audit.record(by, "challenge.change", held, fields=sorted(fields))


def _check_challenge(by: Actor, fields: Mapping[str, Any]) -> None:
    if fields["deadline_on"] < by.workspace.today():
        raise Senseless("deadline")
    terms.check_split(fields)


def _invite(by: Actor, challenge: Challenge, institutes: Iterable[Party]) -> None:
    named = {institute.pk for institute in institutes} - {challenge.firm_id}
    challenge.invitations.exclude(institute__in=named).delete()
    Invitation.objects.bulk_create(
        [
            Invitation(workspace=by.workspace, challenge=challenge, institute_id=key)
            for key in sorted(named)
        ],
        ignore_conflicts=True,
    )


@transaction.atomic
def make_offer(*, by: Actor, challenge: Challenge, institute: Party, **fields: Any) -> Offer:
    """Make an institute's offer for a challenge; `fields` are those of `models.Offer`.

    Raises:
        NotYours: the actor does not act for the institute.
        OffersClosed: the challenge takes none, or its deadline has passed.
        Senseless: the firm is its own institute, or the institute is not named.
        OfferMade: the institute has made one.
    """
    if not (permissions.acts_for(by, institute) or permissions.is_officer(by)):
        raise NotYours
    if institute.pk == challenge.firm_id:
        raise Senseless("own-offer")
    # Held, so that nobody withdraws or chooses while an offer comes in.
    held = Challenge.objects.select_for_update(of=("self", "track")).filter(track__isnull=False)
    challenge = held.select_related("track").get(pk=challenge.pk)
    today = by.workspace.today()
    if permissions.stage_of(challenge) != permissions.OPEN or challenge.deadline_on < today:
        raise OffersClosed
    if not challenge.is_public and not challenge.invitations.filter(institute=institute).exists():
        raise Senseless("not-invited")
    try:
        with transaction.atomic():
            offer = Offer.objects.create(
                workspace=by.workspace,
                challenge=challenge,
                institute=institute,
                made_on=today,
                **fields,
            )
    except IntegrityError as error:
        if "offer_once" in str(error):
            raise OfferMade from error
        raise
    offer.track = lifecycle.start(by=by, subject=offer, cycle=OFFER, on=today)
    offer.save(update_fields=["track"])
    audit.record(by, "challenge.offer", offer, challenge=challenge.pk, amount=str(offer.amount))
    news.tell_offered(by, offer)
    return offer
