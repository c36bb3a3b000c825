"""Would any reasonable weights change the winner?

A score is linear in the weights, so for each rival the question is a linear programme small
enough to be solved by sorting. With d the winner's lead over the rival in each component and
w the published weights (fractions of their sum), the rival draws level when d·v = 0:

- **Tilt**: every weight may move by the same share x of itself, up or down, and their sum is
  kept. The least d·v is d·w − x·G, where G is the value of a continuous knapsack, so the
  rival draws level at x = d·w / G, exactly.
- **Shift**: weight is moved between components as one likes. The cheapest way takes from
  where the winner leads most and gives to where the rival leads most.

All of it in exact fractions; what was sampled says so.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from fractions import Fraction

from yuandu.engines.ranking.boards import Board, Row, competition_ranks


class NobodyToCompare(ValueError):
    """The board has fewer than two ranked subjects."""


@dataclass(frozen=True, slots=True)
class Shift:
    """The smallest move of weight after which the rival draws level.

    Attributes:
        moved: How much of the whole weight moves, 0 to 1.
        taken: From which components how much.
        given_to: The component that receives it.
    """

    moved: Fraction
    taken: tuple[tuple[str, Fraction], ...]
    given_to: str


@dataclass(frozen=True, slots=True)
class Rival:
    """How safe the winner's place is from one other subject.

    Attributes:
        subject: The rival's code.
        lead: The winner's lead in points of the score.
        dominated: The winner is at least as good in every component and better in one: no
            weights put the rival first.
        tilt: The share by which every weight may move until the rival draws level; None
            where moving each by all of itself is not enough.
        shift: The smallest move of weight that lets the rival draw level; None where none does.
    """

    subject: str
    lead: Fraction
    dominated: bool
    tilt: Fraction | None
    shift: Shift | None


@dataclass(frozen=True, slots=True)
class Robustness:
    """How much the winner depends on the weights.

    Attributes:
        winner: Who leads by exact score; of several, the first by code.
        rule_version: Of the rule the board was computed by.
        rivals: Everyone else, the closest by tilt first.
        method: How it was computed.
    """

    winner: str
    rule_version: str
    rivals: tuple[Rival, ...]
    method: str = "exact; pairwise linear programmes over the weights, sum of weights kept"

    def holds_within(self, share: Fraction) -> bool:
        """Say whether the winner stays alone in front if no weight moves by more than `share`."""
        return all(rival.tilt is None or share < rival.tilt for rival in self.rivals)

    def threats_within(self, share: Fraction) -> tuple[str, ...]:
        """Return who can draw level or pass if every weight may move by `share` of itself."""
        return tuple(
            rival.subject for rival in self.rivals if rival.tilt is not None and rival.tilt <= share
        )


def robustness(board: Board) -> Robustness:
    """Say exactly how much the weights must change for another winner.

    Raises:
        NobodyToCompare: fewer than two subjects are ranked.
    """
    if len(board.rows) <= 1:
        raise NobodyToCompare(board.rule.code)
    winner, *others = sorted(board.rows, key=lambda row: (-row.exact, row.subject))
    rivals = [_rival(board, winner, other) for other in others]
    # Whom no tilt can bring level stands last, by lead.
    rivals.sort(key=lambda rival: (rival.tilt is None, rival.tilt or 0, rival.lead, rival.subject))
    return Robustness(winner.subject, board.rule.version, tuple(rivals))


def _rival(board: Board, winner: Row, other: Row) -> Rival:
    weights = board.rule.shares
    leads = [
        ours.share - theirs.share for ours, theirs in zip(winner.terms, other.terms, strict=True)
    ]
    tilt = _tilt(weights, leads)
    return Rival(
        subject=other.subject,
        lead=winner.exact - other.exact,
        dominated=min(leads) >= 0 and max(leads) > 0,
        tilt=tilt,
        shift=_shift([term.component for term in winner.terms], weights, leads),
    )


def _lead(weights: tuple[Fraction, ...], leads: list[Fraction]) -> Fraction:
    return sum((weight * lead for weight, lead in zip(weights, leads, strict=True)), Fraction(0))


def _tilt(weights: tuple[Fraction, ...], leads: list[Fraction]) -> Fraction | None:
    lead = _lead(weights, leads)
    if not lead:
        return Fraction(0)
    reach = -_lead(tilted(weights, leads), leads)
    if reach <= 0 or lead > reach:
        return None
    return lead / reach


def tilted(weights: tuple[Fraction, ...], leads: list[Fraction]) -> tuple[Fraction, ...]:
    """Return the change of weights worst for the winner, each by at most itself, summing to 0.

    Fractions of the whole weight; a tilt by x is x times this. Start with every weight taken
    away, and give back, at most twice the weight each, where the winner leads least.
    """
    change = [-weight for weight in weights]
    left = sum(weights, Fraction(0))
    for at in sorted(range(len(weights)), key=lambda at: leads[at]):
        given = min(left, 2 * weights[at])
        change[at] += given
        left -= given
    return tuple(change)


def _shift(
    components: list[str], weights: tuple[Fraction, ...], leads: list[Fraction]
) -> Shift | None:
    lead = _lead(weights, leads)
    worst = min(range(len(leads)), key=lambda at: leads[at])
    if leads[worst] > 0:
        return None
    taken: list[tuple[str, Fraction]] = []
    for at in sorted(range(len(leads)), key=lambda at: -leads[at]):
        gain = leads[at] - leads[worst]
        if lead <= 0 or not gain:
            break
        amount = min(weights[at], lead / gain)
        if amount:
            taken.append((components[at], amount))
        lead -= amount * gain
    moved = sum((amount for _, amount in taken), Fraction(0))
    return Shift(moved, tuple(taken), components[worst])


@dataclass(frozen=True, slots=True)
class Sampled:
    """How ranks spread when the weights are drawn at random; an estimate.

    Attributes:
        subject: Its code.
        keeps_rank: Share of the draws in which it has the rank of the exact published score.
        wins: Share of the draws in which it is first.
        best: Its best rank in any draw.
        worst: Its worst.
    """

    subject: str
    keeps_rank: float
    wins: float
    best: int
    worst: int


@dataclass(frozen=True, slots=True)
class Sampling:
    """The outcome for every ranked subject, with what it was drawn by."""

    within: Fraction
    draws: int
    seed: int
    rows: tuple[Sampled, ...]
    method: str = (
        "sampled; each weight drawn evenly between (1 - within) and (1 + within) of itself"
    )


def sampled_ranks(board: Board, *, within: Fraction, draws: int, seed: int) -> Sampling:
    """Draw weights around the published ones and rank by each draw.

    Args:
        within: The most a weight moves, as a share of itself, 0 to 1.
        draws: How many weightings to draw.
        seed: Of the generator; the same seed gives the same outcome.

    Raises:
        ValueError: `within` is not a share, or `draws` is not positive.
    """
    if not 0 <= within <= 1 or draws < 1:
        raise ValueError(f"cannot draw {draws} weightings within {within}")
    rng = random.Random(seed)  # noqa: S311  # a repeatable sample, no secret
    shares = {row.subject: [float(term.share) for term in row.terms] for row in board.rows}
    published = competition_ranks({row.subject: row.exact for row in board.rows})
    spread = float(within)
    seen: dict[str, list[int]] = {code: [] for code in shares}
    for _ in range(draws):
        drawn = [float(w) * (1 + spread * rng.uniform(-1, 1)) for w in board.rule.shares]
        for code, rank in _ranks_by(drawn, shares).items():
            seen[code].append(rank)
    rows = tuple(_summary(row.subject, seen[row.subject], published) for row in board.rows)
    return Sampling(within, draws, seed, rows)


def _ranks_by(weights: list[float], shares: dict[str, list[float]]) -> dict[str, int]:
    # Twelve digits: equal scores stay equal whatever order floats were added in.
    return competition_ranks(
        {
            code: round(sum(w * s for w, s in zip(weights, each, strict=True)), 12)
            for code, each in shares.items()
        }
    )


def _summary(code: str, ranks: list[int], published: dict[str, int]) -> Sampled:
    return Sampled(
        subject=code,
        keeps_rank=ranks.count(published[code]) / len(ranks),
        wins=ranks.count(1) / len(ranks),
        best=min(ranks),
        worst=max(ranks),
    )
