"""Talent needs, and asking an expert; further steps are moves of their life cycles."""

import datetime
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.db import IntegrityError, transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.kernel.registry.models import Party
from yuandu.services.cooperation import permissions, queries, rules, wording
from yuandu.services.cooperation.following import ENGAGEMENT, TALENT_NEED
from yuandu.services.cooperation.models import Engagement, Expert, TalentNeed
from yuandu.services.cooperation.refusals import (
    Conflicted,
    EngagedAlready,
    NoConsent,
    NotYours,
    Senseless,
)


@transaction.atomic
def post_need(*, by: Actor, firm: Party, **fields: Any) -> TalentNeed:
    """Enter a talent need as a draft; its life cycle then posts it.

    Raises:
        NotYours: the actor acts neither for the firm nor for its county.
        Senseless: it ends before it begins.
    """
    if not permissions.keeps(by, firm):
        raise NotYours
    _check_need(fields)
    today = by.workspace.today()
    need = TalentNeed.objects.create(workspace=by.workspace, firm=firm, entered_on=today, **fields)
    need.track = lifecycle.start(by=by, subject=need, cycle=TALENT_NEED, on=today)
    need.save(update_fields=["track"])
    audit.record(by, "talent_need.enter", need, firm=firm.pk, field=need.field)
    return need


@transaction.atomic
def change_need(*, by: Actor, need: TalentNeed, **fields: Any) -> None:
    """Change a draft.

    Raises:
        NotYours: it is not the actor's to change, or not a draft any more.
        Senseless: it ends before it begins.
    """
    # Its track too, so that nobody posts it while it is being changed.
    drafts = TalentNeed.objects.select_for_update(of=("self", "track")).filter(track__isnull=False)
    held = drafts.select_related("track", "firm").get(pk=need.pk)
    if not permissions.MAY_NEED["edit"](by, held):
        raise NotYours
    _check_need(fields)
    for name, value in fields.items():
        setattr(held, name, value)
    held.save(update_fields=[*fields])
    audit.record(by, "talent_need.change", held, fields=sorted(fields))


def _check_need(fields: Mapping[str, Any]) -> None:
    if fields["to_on"] < fields["from_on"]:
        raise Senseless("dates")


@transaction.atomic
def engage(
    *,
    by: Actor,
    need: TalentNeed,
    expert: Expert,
    from_on: datetime.date,
    to_on: datetime.date,
    days_a_month: int,
) -> Engagement:
    """Ask an expert for a need; the days are kept until there is an answer.

    Conflicts are looked for again while the expert's record is held: of two firms that ask
    for the same days, the second is told.

    Raises:
        NotYours: the need is not the actor's, or not open.
        NoConsent: the expert is not to be found any more.
        Senseless: the days make no sense, or lie outside of the need's.
        Conflicted: something bars the pair.
        EngagedAlready: the expert was asked for this need before.
    """
    # Its track too, so that nobody closes the need while somebody is asked for it.
    needs = TalentNeed.objects.select_for_update(of=("self", "track")).filter(track__isnull=False)
    held = needs.select_related("track", "firm__division", "firm__industry").get(pk=need.pk)
    if not permissions.MAY_NEED["engage"](by, held):
        raise NotYours
    if to_on < from_on:
        raise Senseless("dates")
    if from_on < held.from_on or to_on > held.to_on:
        raise Senseless("outside")
    asked = replace(
        queries.as_need(held), span=rules.Span(from_on, to_on), days_a_month=days_a_month
    )
    match = _weighed(by, asked, expert)
    try:
        with transaction.atomic():
            engagement = Engagement.objects.create(
                workspace=by.workspace,
                need=held,
                expert=expert,
                from_on=from_on,
                to_on=to_on,
                days_a_month=days_a_month,
                is_full_time=held.is_full_time,
                score=match.score,
                asked_on=by.workspace.today(),
            )
    except IntegrityError as error:
        if "engagement_once" in str(error):
            raise EngagedAlready from error
        raise
    engagement.track = lifecycle.start(
        by=by, subject=engagement, cycle=ENGAGEMENT, on=by.workspace.today()
    )
    engagement.save(update_fields=["track"])
    parts = {part.code: part.points for part in match.parts}
    audit.record(by, "talent_need.engage", engagement, expert=expert.pk, parts=parts)
    return engagement


def _weighed(by: Actor, asked: rules.Need, expert: Expert) -> rules.Match:
    """Weigh the pair with the expert's record held."""
    locked = Expert.objects.select_for_update(of=("self",)).filter(pk=expert.pk)
    found = list(queries.consented(locked, by.workspace.today()).select_related("party__division"))
    if not found:
        raise NoConsent
    match = rules.weigh(asked, queries.weighable(found)[0])
    if match.conflicts:
        keys = {one.party for one in match.conflicts if one.party}
        names = queries.organisations_named(by, keys)
        shown = permissions.reads_all(by)
        raise Conflicted(
            [one.code for one in match.conflicts],
            [wording.conflict(one, names if shown else {}) for one in match.conflicts],
        )
    return match
