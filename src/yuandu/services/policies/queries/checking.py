"""What every policy says of one party."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from yuandu.engines import rules
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.models import Party
from yuandu.services.policies import deciding
from yuandu.services.policies.models import PolicyVersion
from yuandu.services.policies.permissions import acts_for, may_check, own_parties
from yuandu.services.policies.queries.facts import facts_of
from yuandu.services.policies.queries.policies import in_force


@dataclass(frozen=True, slots=True)
class Checked:
    """A version in force, and what it says of a party."""

    version: PolicyVersion
    decision: deciding.Decision

    @property
    def state(self) -> rules.State:
        return self.decision.answer.state


def party(actor: Actor, pk: int) -> Party:
    """Return the party if `actor` may see what policies say of it.

    Raises:
        Http404: there is none, or it is not for this actor.
    """
    found = get_object_or_404(
        Party.objects.select_related("division", "workspace"), workspace=actor.workspace, pk=pk
    )
    if not may_check(actor, found):
        raise Http404
    return found


def parties_for(actor: Actor) -> QuerySet[Party]:
    """Return the firms and households `actor` acts for."""
    found = Party.objects.filter(workspace=actor.workspace, pk__in=own_parties(actor))
    return found.order_by("name")


def check_party(actor: Actor, party: Party) -> list[Checked]:
    """Return every version in force that is for such a party, with its answer.

    Three queries, however many books: versions, facts, what the providers need.
    """
    today = actor.workspace.today()
    versions = [one for one in in_force(actor, today) if one.policy.to_whom == party.kind]
    facts = facts_of(actor.workspace, [party.pk], today)[party.pk]
    return [Checked(one, deciding.decide(one.book, facts, today)) for one in versions]


def is_own(actor: Actor, party: Party) -> bool:
    """Whether `actor` acts for the party, and so may apply for it."""
    return acts_for(actor, party)
