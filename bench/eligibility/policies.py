"""200 policies with 1,100 clauses as a plain list, which each side turns into its own form.

The kinds of clause and how often they occur follow the land, flower, cultivation and fund
policies of a city: thresholds of counts, shares and money, ratios and growth, industries,
choices, day windows and flags. Six in ten of a policy's clauses must all hold; of the others
one is enough. Half of the policies pay: a fixed sum, a share of an amount, or so much a unit.
"""

import random
from dataclasses import dataclass
from datetime import date

ON = date(2025, 5, 1)
POLICIES, CLAUSES = 200, 1_100
AMOUNTS = ("revenue", "main_income", "rd_expense", "investment", "assets", "liabilities")
YEARS = (2024, 2023)  # of amounts, the last full one first
COUNTS = tuple(f"count_{n}" for n in range(8))
SHARES = tuple(f"rate_{n}" for n in range(6))
FLAGS = tuple(f"flag_{n}" for n in range(12))
CHOICES = {f"choice_{n}": tuple(f"v{k}" for k in range(3 + n % 4)) for n in range(8)}
DAYS = ("founded_on", "niche_since", "moved_on")
SECTIONS = tuple(f"{letter}{number:02d}" for letter in "ACDEFGI" for number in range(1, 15))
WAN = 10_000  # yuan


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause.

    Attributes:
        kind: `least` or `most` (of a fact), `ratio` and `growth` (at least, in percent),
            `since` and `until` (a day), `is` (a flag), `one_of` (a choice), `within` (an
            industry that begins like one of these).
        facts: Names without years; of a ratio two.
        limit: A number in the fact's own unit (yuan, pieces, a fraction), percent, a day, a
            truth, or a tuple of texts.
    """

    kind: str
    facts: tuple[str, ...]
    limit: object


@dataclass(frozen=True, slots=True)
class Policy:
    """One policy: all of `must`, and any of `ways` if there are some.

    Attributes:
        pay: Nothing, or (`fixed`, yuan), (`percent`, of an amount, percent, cap in yuan), or
            (`each`, of a count, yuan, cap in yuan).
    """

    code: str
    must: tuple[Clause, ...]
    ways: tuple[Clause, ...]
    pay: tuple = ()

    @property
    def clauses(self) -> tuple[Clause, ...]:
        return self.must + self.ways


def policies(seed: int) -> list[Policy]:
    """Return the policies; the same seed gives the same."""
    rng = random.Random(seed)
    sizes = [CLAUSES // POLICIES + (n % 2) for n in range(POLICIES)]
    rng.shuffle(sizes)
    found = []
    for number, size in enumerate(sizes):
        clauses = [_clause(rng) for _ in range(size)]
        kept = max(1, round(size * 0.6))
        pay = _pay(rng) if number % 2 else ()
        found.append(Policy(f"P{number:03d}", tuple(clauses[:kept]), tuple(clauses[kept:]), pay))
    return found


def _clause(rng: random.Random) -> Clause:  # noqa: PLR0911 - a line for each kind of clause
    kind = rng.choices(
        ["money", "count", "rate", "ratio", "growth", "day", "flag", "one_of", "within"],
        [14, 12, 8, 14, 6, 10, 14, 12, 10],
    )[0]
    match kind:
        case "money":
            limit = rng.choice([100, 200, 300, 500, 1_000, 2_000, 5_000, 10_000]) * WAN
            return Clause(rng.choice(["least", "least", "most"]), (rng.choice(AMOUNTS),), limit)
        case "count":
            limit = rng.choice([1, 2, 3, 5, 10, 20, 50, 100])
            return Clause(rng.choice(["least", "least", "most"]), (rng.choice(COUNTS),), limit)
        case "rate":
            limit = rng.choice([1, 2, 3, 5, 8, 10, 20, 30, 50]) / 100
            return Clause(rng.choice(["least", "most"]), (rng.choice(SHARES),), limit)
        case "ratio":
            pair = rng.choice(
                [
                    ("rd_expense", "revenue"),
                    ("main_income", "revenue"),
                    ("liabilities", "assets"),
                    ("investment", "revenue"),
                ]
            )
            return Clause("ratio", pair, rng.choice([1, 2, 3, 5, 6, 10, 20, 50, 55, 60, 70]))
        case "growth":
            return Clause("growth", (rng.choice(AMOUNTS[:2]),), rng.choice([0, 5, 8, 10, 15, 20]))
        case "day":
            day = date(rng.randint(2004, 2024), rng.randint(1, 12), 1)
            return Clause(rng.choice(["since", "until", "until"]), (rng.choice(DAYS),), day)
        case "flag":
            return Clause("is", (rng.choice(FLAGS),), rng.random() < 0.6)
        case "one_of":
            name = rng.choice(list(CHOICES))
            codes = rng.sample(CHOICES[name], rng.randint(1, len(CHOICES[name]) - 1))
            return Clause("one_of", (name,), tuple(sorted(codes)))
        case _:
            return Clause("within", ("industry",), tuple(rng.sample(SECTIONS, rng.randint(3, 12))))


def _pay(rng: random.Random) -> tuple:
    match rng.choice(["fixed", "percent", "each"]):
        case "fixed":
            return ("fixed", rng.choice([5, 10, 20, 50]) * WAN)
        case "percent":
            cap = rng.choice([20, 50, 100, 500]) * WAN
            return (
                "percent",
                rng.choice(["rd_expense", "investment"]),
                rng.choice([5, 10, 20]),
                cap,
            )
        case _:
            return ("each", rng.choice(COUNTS), rng.choice([1_000, 2_000, 5_000]), 20 * WAN)
