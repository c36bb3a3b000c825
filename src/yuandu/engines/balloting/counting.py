"""The rule of a ballot, and what the counts say under it.

Weights are whole numbers: one a person, or the shares that somebody holds.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

MOTION = ("for", "against", "abstain")
MOST_TOP = 20
type Share = Annotated[str, StringConstraints(pattern=r"^(0|1|[1-9][0-9]{0,3}/[1-9][0-9]{0,3})$")]


class Rule(BaseModel):
    """How votes are counted, published with the ballot and frozen when it opens.

    Attributes:
        method: a motion is voted for, against, or abstained from; a score is given from 0 to `top`.
        is_secret: no record says who cast which vote.
        per_share: a vote weighs as many as the voter's shares; else everybody weighs one.
        quorum: the share of the electorate that must have voted, as "1/2"; "0": none is needed.
        majority: of a motion, the share that must be for it, as "2/3".
        is_strict: more than the majority, not just as much (过半数, not 二分之一以上).
        of: what the majority is a share of: votes cast (abstentions with them), votes decided
            (without), or the whole electorate.
        pass_mark: of scores, the mean that is needed.
        proxies: how many voters one elector may stand in for; 0: nobody votes by proxy.
        may_close_early: a ballot taken in a meeting may close before its time.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    method: Literal["motion", "score"] = "motion"
    is_secret: bool = True
    per_share: bool = False
    quorum: Share = "1/2"
    majority: Share = "1/2"
    is_strict: bool = True
    of: Literal["cast", "decided", "electorate"] = "cast"
    top: int = Field(10, ge=1, le=MOST_TOP)
    pass_mark: int = Field(6, ge=0, le=MOST_TOP)
    proxies: int = Field(0, ge=0, le=1000)
    may_close_early: bool = False

    @model_validator(mode="after")
    def _is_possible(self) -> Self:
        if Fraction(self.quorum) > 1 or Fraction(self.majority) > 1:
            raise ValueError("share above the whole")
        if self.is_strict and Fraction(self.majority) == 1:
            raise ValueError("more than all")
        if self.pass_mark > self.top:
            raise ValueError("pass mark above the top")
        return self

    @property
    def options(self) -> tuple[str, ...]:
        return MOTION if self.method == "motion" else tuple(map(str, range(self.top + 1)))


class Outcome(BaseModel):
    """What the counts say, with all that it was decided by.

    Attributes:
        result: "carried", "failed", or "no_quorum".
        reason: why, as a code: see `wording.REASONS` of the room.
        cast: the weight of the votes cast.
        electorate: the weight of those who might vote on this question.
        needed_cast: the least weight that makes the quorum.
        support: of a motion, the weight for it; of scores, their sum.
        base: what the support is measured against.
        needed: the least support that carries, given the base.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    result: Literal["carried", "failed", "no_quorum"]
    reason: Literal["majority", "no_majority", "mark", "below_mark", "quorum", "nobody"]
    cast: int
    electorate: int
    needed_cast: int
    support: int
    base: int
    needed: int


def decide(rule: Rule, counts: Mapping[str, int], electorate: int) -> Outcome:
    """Return what the counts say.

    Args:
        counts: weight by option; options that nobody chose may be missing.
        electorate: weight of all who might vote on this question.
    """
    cast = sum(counts.values())
    needed_cast = _least(Fraction(rule.quorum) * electorate)
    if rule.method == "motion":
        support = counts.get("for", 0)
        base = {
            "cast": cast,
            "decided": cast - counts.get("abstain", 0),
            "electorate": electorate,
        }[rule.of]
        exact = Fraction(rule.majority) * base
        needed = int(exact) + 1 if rule.is_strict else _least(exact)
        won, lost = "majority", "no_majority"
    else:
        support, base = sum(int(option) * weight for option, weight in counts.items()), cast
        needed = rule.pass_mark * cast
        won, lost = "mark", "below_mark"
    if cast == 0 or base == 0:
        # Where nobody decides, nothing is carried, whatever share of nothing is asked for.
        result, reason = ("no_quorum", "quorum") if cast < needed_cast else ("failed", "nobody")
    elif cast < needed_cast:
        result, reason = "no_quorum", "quorum"
    else:
        result, reason = ("carried", won) if support >= needed else ("failed", lost)
    return Outcome.model_validate(
        {
            "result": result,
            "reason": reason,
            "cast": cast,
            "electorate": electorate,
            "needed_cast": needed_cast,
            "support": support,
            "base": base,
            "needed": needed,
        }
    )


def _least(share: Fraction) -> int:
    """Return the least whole number that is not below `share`."""
    return -(-share.numerator // share.denominator)


def width(electorate: int) -> int:
    """Return how many bits of a sealed sum an option takes, so that no option runs into the next."""
    return max(electorate.bit_length(), 1)


def exponent(rule: Rule, counts: Mapping[str, int], electorate: int) -> int:
    """Return the number under which votes are sealed: a place for every option."""
    step = width(electorate)
    return sum(counts.get(option, 0) << (step * at) for at, option in enumerate(rule.options))
