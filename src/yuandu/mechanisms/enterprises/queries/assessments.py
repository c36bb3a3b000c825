"""Which books to ask about a tier, and what was answered for an application."""

import datetime
from dataclasses import dataclass

from django.db.models import Max

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.models import Fact, Party
from yuandu.mechanisms.enterprises import rules
from yuandu.mechanisms.enterprises.models import Application, Assessment
from yuandu.services.policies import deciding
from yuandu.services.policies.models import APPROVED, Instrument, PolicyVersion
from yuandu.services.policies.queries import versions_visible_to
from yuandu.services.policies.queries.facts import facts_of

Basis = Assessment.Basis


@dataclass(frozen=True, slots=True)
class Asked:
    """A version to ask, and on what basis."""

    basis: str
    version: PolicyVersion


def books_for(tier: str, on: datetime.date, actor: Actor) -> list[Asked]:
    """Return the rules in force for a tier, and the next ones; none where none is on file.

    The next ones are those approved to follow; where nothing follows, those of the tier
    above, so that a firm sees how far it is from there. One query.
    """
    wanted = [tier, rules.next_tier(tier)]
    found: dict[str, list[PolicyVersion]] = {each: [] for each in wanted}
    versions = versions_visible_to(actor).filter(
        track__stage=APPROVED, policy__instrument=Instrument.SERVICE
    )
    for version in versions.order_by("effective_from"):
        if version.book.series in found:
            found[version.book.series].append(version)
    asked = [Asked(Basis.IN_FORCE, each) for each in found[tier] if each.holds_on(on)][-1:]
    coming = [Asked(Basis.COMING, each) for each in found[tier] if each.effective_from > on][:1]
    above = [Asked(Basis.NEXT_TIER, each) for each in found[wanted[1]] if each.holds_on(on)][-1:]
    return asked + (coming or above)


@dataclass(frozen=True, slots=True)
class Answered:
    """What a version says of a party on a day, and up to when its facts were reported."""

    asked: Asked
    decision: deciding.Decision
    cut_off: datetime.date | None


def answers(actor: Actor, party: Party, tier: str) -> list[Answered]:
    """Return what the books for a tier say of a party today; four queries."""
    today = actor.workspace.today()
    asked = books_for(tier, today, actor)
    facts = facts_of(actor.workspace, [party.pk], today)[party.pk]
    known = Fact.objects.filter(workspace=actor.workspace, party=party, is_current=True)
    cut_off = known.aggregate(last=Max("reported_on"))["last"]
    return [
        Answered(each, deciding.decide(each.version.book, facts, today), cut_off) for each in asked
    ]


def latest(application: Application) -> list[Assessment]:
    """Return the newest assessment of each basis, the rules in force first; one query."""
    found = Assessment.objects.filter(application=application).select_related("version__policy")
    newest: dict[str, Assessment] = {}
    for each in found.order_by("-pk"):
        newest.setdefault(each.basis, each)
    last_on = max((each.on for each in newest.values()), default=None)
    # What was asked on an earlier day only, by rules that have come into force since, is past.
    return [
        newest[basis] for basis in Basis.values if basis in newest and newest[basis].on == last_on
    ]
