"""What decides about proposals: pure, and published, so that everybody can recompute it."""

import datetime
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from yuandu.engines.retrieval import folded

CYCLE = "proposal"
COLLECT, EVALUATE, VERIFY, SPREAD, REWARD = "collect", "evaluate", "verify", "spread", "reward"
REJECTED, WITHDRAWN, MERGED = "rejected", "withdrawn", "merged"
STAGES = (COLLECT, EVALUATE, VERIFY, SPREAD, REWARD, REJECTED, WITHDRAWN, MERGED)
UNANSWERED = (COLLECT, EVALUATE)  # somebody owes its author an answer
OPEN = (*UNANSWERED, VERIFY)
VERIFIED = (SPREAD, REWARD)  # it works, so it earns; a second look may take that back

INSTANT, PROJECT = "instant", "project"
LANES = (INSTANT, PROJECT)
MONEY, TIME, QUALITY, SAFETY = "money", "time", "quality", "safety"
BENEFITS = (MONEY, TIME, QUALITY, SAFETY)
ONCE, MONTHLY = "once", "monthly"
ACCEPT, REJECT = "accept", "reject"

LONGEST = 2_000  # characters of an idea
FEWEST = 4  # letters and digits of an idea, at least two of them different
MOST_AUTHORS = 20
MOST_FILES = 6
PARTS = 10_000  # a share is a whole number of these parts
MONTHS = 12
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Grade:
    """A step of the small scale of the instant lane, with its fixed award in yuan."""

    code: str
    title: str
    title_en: str
    award: Decimal


@dataclass(frozen=True, slots=True)
class Terms:
    """The published scheme (改善办法) as it stands on a day.

    Attributes:
        answer_days: working days within which an author is answered, by lane.
        finance_from: yuan of first-year benefit from which finance verifies.
        benefit_most: yuan that one line of benefit may be at most.
        sample_share: fraction of what team leaders graded that the office looks at again.
        minimum_group: people below which nobody is ranked.
    """

    version: str
    from_on: datetime.date
    answer_days: Mapping[str, int]
    finance_from: Decimal
    benefit_most: Decimal
    sample_share: Decimal
    minimum_group: int
    grades: tuple[Grade, ...]

    def grade(self, code: str) -> Grade | None:
        return next((each for each in self.grades if each.code == code), None)


# What holds where a company has published no scheme of its own.
STANDARD = Terms(
    version="standard",
    from_on=datetime.date(2020, 1, 1),
    answer_days={INSTANT: 3, PROJECT: 10},
    finance_from=Decimal(10_000),
    benefit_most=Decimal(50_000_000),
    sample_share=Decimal("0.05"),
    minimum_group=5,
    grades=(
        Grade("1", "一等", "First", Decimal(100)),
        Grade("2", "二等", "Second", Decimal(50)),
        Grade("3", "三等", "Third", Decimal(20)),
        Grade("4", "鼓励", "Encouragement", Decimal(10)),
    ),
)


def fault_of_idea(idea: str) -> str:
    """Return what is wrong with the words of an idea: "empty", "short", "long", or nothing."""
    if not idea.strip():
        return "empty"
    if len(idea.strip()) > LONGEST:
        return "long"
    said = folded(idea)
    return "short" if len(said) < FEWEST or len(set(said)) == 1 else ""


def split(number: int) -> list[Decimal]:
    """Return shares of so many authors that are as equal as can be and add up to 1."""
    return _as_shares([Decimal(1)] * number)


def credit(originals: Sequence[Mapping[int, Decimal]]) -> dict[int, Decimal]:
    """Return the shares of all authors of ideas that were merged into one; they add up to 1.

    Every original counts alike, whoever was first: of two people with the same idea each has
    half. Within an original its own shares count.

    Args:
        originals: of each, the shares of its authors.
    """
    weights: dict[int, Decimal] = defaultdict(Decimal)
    for shares in originals:
        for author, share in shares.items():
            weights[author] += share
    authors = sorted(weights)
    if not authors:
        return {}
    return dict(zip(authors, _as_shares([weights[each] for each in authors]), strict=True))


def _as_shares(weights: Sequence[Decimal]) -> list[Decimal]:
    """Return shares in whole parts by largest remainders; of equal ones the first gets more."""
    total = sum(weights, Decimal(0))
    exact = [weight * PARTS / total for weight in weights]
    parts = [each.to_integral_value(ROUND_DOWN) for each in exact]
    left = int(PARTS - sum(parts))
    order = sorted(range(len(parts)), key=lambda at: (parts[at] - exact[at], at))
    for at in order[:left]:
        parts[at] += 1
    return [each / PARTS for each in parts]


def first_year(recurrence: str, amount: Decimal, decay_share: Decimal) -> Decimal:
    """Return what a benefit comes to in its first twelve months, in its unit.

    What happens once counts once. What comes every month loses `decay_share` of itself from
    month to month: a · (1 + (1−d) + … + (1−d)^11).
    """
    if recurrence == ONCE:
        return amount.quantize(CENT, ROUND_HALF_UP)
    kept = 1 - decay_share
    return sum((amount * kept**month for month in range(MONTHS)), Decimal(0)).quantize(
        CENT, ROUND_HALF_UP
    )


def fault_of_benefit(amount: Decimal, decay_share: Decimal, most: Decimal) -> str:
    """Return what is wrong with a line of benefit: "nothing", "decay", "beyond", or nothing."""
    if amount <= 0:
        return "nothing"
    if not 0 <= decay_share < 1:
        return "decay"
    return "beyond" if amount > most else ""


def needs_finance(kind: str, value: Decimal, terms: Terms) -> bool:
    """Whether finance verifies this: money, all of it; else nothing of it."""
    return kind == MONEY and value >= terms.finance_from


def is_sampled(number: str, version: str, share: Decimal) -> bool:
    """Whether a graded proposal is looked at again: by its number, so that anybody can tell."""
    digest = hashlib.sha256(f"{version}:{number}".encode()).digest()
    return int.from_bytes(digest[:8]) < int(share * 2**64)


def decision(opinions: Iterable[str]) -> str:
    """Return what several opinions come to: `ACCEPT`, `REJECT`, or "" while they are even."""
    given = list(opinions)
    more = given.count(ACCEPT) - given.count(REJECT)
    return ACCEPT if more > 0 else REJECT if more < 0 else ""


def in_time_share(in_time: int, answered: int, overdue: int) -> Decimal | None:
    """Return the fraction answered in time of all that is answered or should be by now."""
    due = answered + overdue
    return Decimal(in_time) / due if due else None
