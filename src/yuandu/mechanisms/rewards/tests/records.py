"""A fund, a rule, verified ideas and adoptions for tests."""

import datetime
import itertools
from collections.abc import Mapping
from decimal import Decimal

from tests.companies import a_section
from tests.people import TODAY
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle.actions import tracks
from yuandu.kernel.registry import queries as registry
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.proposals import rules as ideas
from yuandu.mechanisms.proposals.models import Author, Proposal
from yuandu.mechanisms.rewards.actions import adoptions, funds
from yuandu.mechanisms.rewards.models import Adoption, FundYear, Rule
from yuandu.mechanisms.rewards.queries import adoptions as adopted
from yuandu.mechanisms.rewards.rules import terms
from yuandu.mechanisms.workforce.models import Worker

NUMBERS = itertools.count(1)


def the_house(company: Workspace) -> Actor:
    return Actor.system(company)


def acting(company: Workspace, user) -> Actor:
    return registry.actor_for(user, company)


def a_rule(company: Workspace, **changed) -> Rule:
    return funds.publish(by=the_house(company), given=terms.FIRST | changed, from_on=TODAY)


def a_fund(company: Workspace, amount: int | str = 10_000_000, year: int = TODAY.year) -> FundYear:
    number = next(NUMBERS)
    return funds.grant(
        by=the_house(company), year=year, amount=Decimal(amount), key=f"test-{number}"
    )


def a_worker_of(company: Workspace, persona: str) -> Worker:
    return Worker.objects.get(workspace=company, user__username=f"company-{persona}")


def an_idea(
    company: Workspace,
    *,
    authors: Mapping[Worker, str] | None = None,
    benefit: int | str = 100_000,
    award: int | str | None = None,
    stage: str = ideas.SPREAD,
    section: str = "S01",
    **fields,
) -> Proposal:
    """Make an idea as it stands once verified; with `award` one of the instant lane."""
    number = next(NUMBERS)
    lane = {"lane": ideas.PROJECT, "first_year": Decimal(benefit)}
    if award is not None:
        lane = {"lane": ideas.INSTANT, "grade": "2", "award": Decimal(award)}
    made = Proposal.objects.create(
        workspace=company,
        number=f"T{number:06d}",
        section=a_section(company, section),
        stage=stage,
        idea=f"焊枪支架改为快换式，换枪时间减半（{number}）",
        posted_on=TODAY - datetime.timedelta(days=30),
        **{"evaluated_on": TODAY - datetime.timedelta(days=10)} | lane | fields,
    )
    for worker, share in (authors or {a_worker_of(company, "worker"): "1"}).items():
        Author.objects.create(workspace=company, proposal=made, worker=worker, share=Decimal(share))
    return made


def an_adoption(
    company: Workspace, idea: Proposal, section: str = "S02", *, upto: str = ""
) -> Adoption:
    """Suggest an idea to a section, and let it go as far as `upto`."""
    by = the_house(company)
    made = adoptions.suggest(by=by, proposal=idea, section=a_section(company, section))
    way = {"accepted": ["accept"], "in_use": ["accept", "use"]}
    way["confirmed"] = [*way["in_use"], "confirm"]
    for move in way.get(upto, []):
        go(by, made, move)
    return Adoption.objects.select_related("track", "proposal").get(pk=made.pk)


def go(by: Actor, adoption: Adoption, move: str, words: str = "好用") -> None:
    found = adopted.get(by, adoption.pk, to="see")
    assert found.track is not None
    tracks.move(
        by=by, track=found.track, move=move, on=TODAY, expected_stage=found.stage, words=words
    )
