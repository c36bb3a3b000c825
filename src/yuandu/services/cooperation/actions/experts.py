"""The experts' records: who they are, what binds them, when they are free."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.audit.actions import Act
from yuandu.kernel.registry import actions as registry
from yuandu.kernel.registry.models import Consent, Division, Party
from yuandu.kernel.registry.rules.consents import EVERYTHING
from yuandu.services.cooperation import permissions, rules
from yuandu.services.cooperation.models import Expert, Free, Tie
from yuandu.services.cooperation.purposes import FOUND
from yuandu.services.cooperation.refusals import NotYours, Senseless


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a sheet or a form says of an expert.

    Attributes:
        code: The registry's code of the person; the key of the sheet.
        employer: Where the expert works; entered as a tie since `since`.
        consents_to: The last day of the consent on paper; `None` leaves it as it is.
    """

    code: str
    name: str
    level: str
    fields: tuple[str, ...]
    name_en: str = ""
    title: str = ""
    summary: str = ""
    division: Division | None = None
    employer: Party | None = None
    employed_since: datetime.date | None = None
    free_from: datetime.date | None = None
    free_to: datetime.date | None = None
    days_a_month: int | None = None
    consents_to: datetime.date | None = None


@transaction.atomic
def keep_expert(*, by: Actor, known: Known, expert: Expert | None = None) -> Expert:
    """Enter an expert with the person in the registry, or change `expert`.

    Raises:
        NotYours: the actor does not keep experts.
        registry.refusals.…: the code is taken by another party, the consent makes no sense.
    """
    if not permissions.keeps_experts(by):
        raise NotYours
    if expert is None:
        party = registry.enter(
            by=by,
            kind="person",
            name=known.name,
            name_en=known.name_en,
            code=known.code,
            division=known.division,
        )
    else:
        party = expert.party
        registry.change(
            by=by,
            party=party,
            name=known.name,
            name_en=known.name_en,
            division=known.division,
        )
    kept, is_new = Expert.objects.update_or_create(
        workspace=by.workspace,
        party=party,
        defaults={
            "level": known.level,
            "fields": [*known.fields],
            "title": known.title,
            "summary": known.summary,
        },
    )
    _tie_and_free(by, kept, known)
    audit.record(by, "expert.keep", kept, new=is_new, level=known.level, fields=[*known.fields])
    return kept


def _tie_and_free(by: Actor, expert: Expert, known: Known) -> None:
    """Add the employer, the free time and the consent that are named with an expert."""
    if known.employer is not None:
        own = Tie.objects.filter(
            expert=expert, organisation=known.employer, kind=rules.EMPLOYED, to_on=None
        )
        if not own.exists():
            Tie.objects.create(
                workspace=by.workspace,
                expert=expert,
                organisation=known.employer,
                kind=rules.EMPLOYED,
                from_on=known.employed_since or by.workspace.today(),
            )
    if known.free_from and known.free_to and known.days_a_month:
        Free.objects.update_or_create(
            workspace=by.workspace,
            expert=expert,
            from_on=known.free_from,
            to_on=known.free_to,
            defaults={"days_a_month": known.days_a_month},
        )
    if (
        known.consents_to
        and not Consent.objects.filter(
            party=expert.party, purpose=FOUND, revoked_on=None, to_on__gte=known.consents_to
        ).exists()
    ):
        registry.give_consent(
            by=by,
            party=expert.party,
            purpose=FOUND,
            facts=[EVERYTHING],
            to_on=known.consents_to,
        )


@transaction.atomic
def take_in(*, by: Actor, lines: Sequence[Known]) -> int:
    """Enter and change experts as a sheet has them, by their codes; return how many are new.

    Raises:
        NotYours: the actor does not keep experts.
    """
    known = {
        each.party.code: each
        for each in Expert.objects.filter(
            workspace=by.workspace, party__code__in=[line.code for line in lines]
        ).select_related("party")
    }
    new, acts = 0, []
    for line in lines:
        expert = keep_expert(by=by, known=line, expert=known.get(line.code))
        new += line.code not in known
        acts.append(Act(by, "expert.take_in", Expert._meta.label_lower, expert.pk, {}))
    audit.record_all(acts)
    return new


@transaction.atomic
def add_tie(
    *,
    by: Actor,
    expert: Expert,
    organisation: Party,
    kind: str,
    from_on: datetime.date,
    to_on: datetime.date | None = None,
    niche: str = "",
) -> Tie:
    """Put on record what binds an expert to an organisation.

    Raises:
        NotYours: the actor does not keep experts.
        Senseless: it ends before it begins, or is entered already.
    """
    if not permissions.keeps_experts(by):
        raise NotYours
    if to_on is not None and to_on < from_on:
        raise Senseless("dates")
    try:
        with transaction.atomic():
            tie = Tie.objects.create(
                workspace=by.workspace,
                expert=expert,
                organisation=organisation,
                kind=kind,
                niche=niche,
                from_on=from_on,
                to_on=to_on,
            )
    except IntegrityError as error:
        if "tie_once" in str(error):
            raise Senseless("tie") from error
        raise
    audit.record(by, "expert.tie", expert, organisation=organisation.pk, kind=kind)
    return tie


@transaction.atomic
def add_free(
    *,
    by: Actor,
    expert: Expert,
    from_on: datetime.date,
    to_on: datetime.date,
    days_a_month: int,
) -> Free:
    """Put on record how many days a month an expert can be had; said again, it is corrected.

    Raises:
        NotYours: the actor does not keep experts.
        Senseless: it ends before it begins.
    """
    if not permissions.keeps_experts(by):
        raise NotYours
    if to_on < from_on:
        raise Senseless("dates")
    free, _is_new = Free.objects.update_or_create(
        workspace=by.workspace,
        expert=expert,
        from_on=from_on,
        to_on=to_on,
        defaults={"days_a_month": days_a_month},
    )
    audit.record(
        by, "expert.free", expert, from_on=str(from_on), to_on=str(to_on), days=days_a_month
    )
    return free
