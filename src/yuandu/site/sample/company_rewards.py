"""The sample company's reward fund of four years, awards, lists for payroll, and spreading.

Some thousands of its verified ideas are rewarded, of each year those that were found to bring
most. Everything is done by the actions of the room, on the days on which it would have been done.
"""

import datetime
from collections.abc import Sequence
from decimal import Decimal

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle.actions import tracks
from yuandu.mechanisms.proposals.models import Proposal
from yuandu.mechanisms.proposals.rules import INSTANT
from yuandu.mechanisms.rewards.actions import adoptions, awards, funds, payroll
from yuandu.mechanisms.rewards.models import Adoption, FundYear
from yuandu.mechanisms.rewards.queries import adoptions as spread
from yuandu.mechanisms.rewards.queries.awards import EARNING
from yuandu.mechanisms.rewards.rules import terms
from yuandu.mechanisms.workforce import queries as workforce
from yuandu.site.sample.days import on_day
from yuandu.site.sample.projects import TODAY

FUND = Decimal(10_000_000)
FIRST_YEAR = TODAY.year - 3
A_ROUND = 150  # awards that are decided together
ROUNDS, EARLIER_ROUNDS = 8, 2  # of them this year, and in each of those before
QUEUED = 12
SPREAD = 24  # ideas that are suggested to other sections
SECTIONS_EACH = 2
WAY = (
    (),
    ("accept",),
    ("accept", "use"),
    ("accept", "use", "confirm"),
    ("accept", "use", "confirm"),
    ("refuse",),
)
WORDS = {"confirm": "试用一个月，有效", "refuse": "本科室设备不同，用不上"}


def load(by: Actor) -> None:
    """Fill the room; without verified ideas there are funds, and nothing paid from them."""
    for year in range(FIRST_YEAR, TODAY.year + 1):
        ideas = _verified(by, year)
        first = on_day(by, datetime.date(year, 1, 8))
        if year == FIRST_YEAR:
            funds.publish(by=first, given=terms.FIRST, from_on=first.workspace.today(), note="首版")
        funds.grant(by=first, year=year, amount=FUND, key=f"sample-{year}", words="年度基金")
        _rounds(by, year, ideas)
        if year < TODAY.year:
            last = on_day(by, datetime.date(year, 12, 31))
            funds.close(by=last, fund=FundYear.objects.get(workspace=by.workspace, year=year))
    awards.propose_many(by=by, proposals=ideas[ROUNDS * A_ROUND :])
    _spread(by)


def _verified(by: Actor, year: int) -> list[Proposal]:
    """Return ideas of a year to be rewarded, this year those of people with an account first."""
    found = (
        Proposal.objects.filter(workspace=by.workspace, stage__in=EARNING, is_sealed=False)
        .exclude(lane=INSTANT, award=None)
        .exclude(is_sampled=True, sampled_on=None)
    )
    known = []
    if year == TODAY.year:
        own = found.filter(authors__worker__user__isnull=False).distinct().order_by("pk")
        known = list(own[:A_ROUND])
    wanted = A_ROUND * (ROUNDS if year == TODAY.year else EARLIER_ROUNDS) + QUEUED
    others = found.filter(evaluated_on__year=year).exclude(pk__in=[each.pk for each in known])
    return [*known, *others.order_by("-first_year", "pk")[:wanted]][:wanted]


def _rounds(by: Actor, year: int, ideas: Sequence[Proposal]) -> None:
    """Decide on awards round by round; the last one of this year waits at payroll, or for it."""
    rounds = ROUNDS if year == TODAY.year else EARLIER_ROUNDS
    for at in range(rounds):
        day = datetime.date(year, 2 + at * 10 // rounds, 20)
        day = min(day, TODAY)
        house = on_day(by, day)
        chosen = ideas[at * A_ROUND : (at + 1) * A_ROUND]
        if not (earned := awards.propose_many(by=house, proposals=chosen)):
            return
        awards.approve_many(by=house, awards=earned)
        if year == TODAY.year and at == rounds - 1:
            return
        fund = FundYear.objects.get(workspace=by.workspace, year=year)
        listed = payroll.export(by=house, fund=fund)
        if year < TODAY.year or at < rounds - 2:
            payroll.pay(by=house, payroll=listed, on=day)


def _spread(by: Actor) -> None:
    """Suggest ideas to sections that do the same work, and let them go on there."""
    verified = Proposal.objects.filter(
        workspace=by.workspace, stage__in=EARNING, is_sealed=False
    ).select_related("section")
    places = {section.pk: section for section in workforce.sections(by)}
    rewarded = verified.filter(awards__isnull=False).order_by("pk").distinct()[:SPREAD]
    for at, idea in enumerate(rewarded):
        for turn, found in enumerate(spread.candidates(by, idea)[:SECTIONS_EACH]):
            made = adoptions.suggest(
                by=by, proposal=idea, section=places[found.key], reasons=found.reasons
            )
            _go(by, made, WAY[(at + turn) % len(WAY)])


def _go(by: Actor, adoption: Adoption, moves: Sequence[str]) -> None:
    track = adoption.track
    if track is None:
        return
    for move in moves:
        tracks.move(
            by=by, track=track, move=move, on=TODAY, expected_stage=track.stage,
            words=WORDS.get(move, ""),
        )  # fmt: skip
