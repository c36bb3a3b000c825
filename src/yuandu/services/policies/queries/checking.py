"""What every policy says of one party."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from yuandu.engines import rules
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.models import Party
from yuandu.services.policies import deciding
from yuandu.services.policies.models import Judgement, PolicyVersion
from yuandu.services.policies.permissions import may_check, own_parties
from yuandu.services.policies.queries.facts import facts_of
from yuandu.services.policies.queries.judgements import (
    judged,
    judgements_of_one,
    with_judgements,
)
from yuandu.services.policies.queries.policies import in_force_for


@dataclass(frozen=True, slots=True)
class Checked:
    """A version in force, and what it says of a party."""

    version: PolicyVersion
    facts: rules.Facts
    decision: deciding.Decision
    judged: Mapping[str, Judgement]  # what was said of its criteria, by id

    @property
    def state(self) -> rules.State:
        return self.decision.answer.state


def party(actor: Actor, pk: int) -> Party:
    """Return the party if `actor` may see what policies say of it.

    Raises:
        Http404: there is none, or it is not for this actor.
    """
    shown = Party.objects.select_related("division").defer("division__geometry")
    found = get_object_or_404(shown, workspace=actor.workspace, pk=pk)
    if not may_check(actor, found):
        raise Http404
    return found


def parties_for(actor: Actor) -> QuerySet[Party]:
    """Return the firms and households `actor` acts for."""
    found = Party.objects.filter(workspace=actor.workspace, pk__in=own_parties(actor))
    return found.order_by("name")


def check_party(actor: Actor, party: Party) -> list[Checked]:
    """Return every version in force that is for such a party, with its answer.

    Four queries, however many books: versions, facts, judgements, what the providers need.
    """
    today = actor.workspace.today()
    versions = in_force_for(actor.workspace, party.kind, today)
    facts = facts_of(actor.workspace, [party.pk], today)[party.pk]
    said = judgements_of_one(actor.workspace, party.pk, today)
    return [_checked(one, facts, said.get((one.pk, party.pk), {}), today) for one in versions]


def check_version(actor: Actor, party: Party, version: PolicyVersion) -> Checked:
    """Return one version's answer; three queries."""
    today = actor.workspace.today()
    facts = facts_of(actor.workspace, [party.pk], today)[party.pk]
    return _checked(version, facts, judged(version, party, today), today)


def _checked(
    version: PolicyVersion,
    facts: rules.Facts,
    said: Mapping[str, Judgement],
    on: datetime.date,
) -> Checked:
    facts = with_judgements(facts, said)
    return Checked(version, facts, deciding.decide(version.book, facts, on), said)
