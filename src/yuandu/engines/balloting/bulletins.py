"""The bulletin of a closed ballot: all that is public, and enough to recount it.

Of a secret ballot it holds the sealed papers, sorted by their seals, and what proves their sum;
which vote a seal holds is known to nobody any more. Of an open one it holds who voted how.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from yuandu.engines.balloting.counting import Outcome, Rule

FORMAT = "yuandu-ballot/1"
type Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
type Whole = Annotated[int, Field(ge=0, le=2**62)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Head(_Part):
    """Which ballot this is; instants are in ISO 8601, in UTC."""

    code: str
    workspace: str
    title: str
    opened_at: str
    closes_at: str
    closed_at: str


class ElectorPart(_Part):
    """A line of the frozen roll: a number, and a leaf that hides the name until it is shown."""

    number: Whole
    leaf: Digest
    weight: Whole
    took_part: bool
    proxy: Whole | None = None


class PaperPart(_Part):
    """A sealed paper: the receipt is the code of its seal."""

    seal: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{512}$")]
    weight: Whole


class VotePart(_Part):
    """A vote of an open ballot."""

    elector: Whole
    choice: str
    weight: Whole


class QuestionPart(_Part):
    """A question with all its papers (or votes), and what came of it."""

    number: Whole
    title: str
    excluded: list[Whole]
    papers: list[PaperPart]
    opening: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{0,128}$")]
    votes: list[VotePart]
    counts: dict[str, Whole]
    outcome: Outcome


class Bulletin(_Part):
    """The whole; `digest` is over everything else in it."""

    format: Literal["yuandu-ballot/1"]
    ballot: Head
    rule: Rule
    electorate: Digest
    electors: list[ElectorPart]
    questions: list[QuestionPart]
    digest: Digest


def leaf(salt: bytes, number: int, label: str, weight: int) -> str:
    """Return the line of the roll that stands for an elector without naming them."""
    return hashlib.sha256(salt + f"{number}\n{weight}\n{label}".encode()).hexdigest()


def roll(electors: Sequence[tuple[int, str, int]], exclusions: Mapping[int, Sequence[int]]) -> str:
    """Return the hash of a frozen electorate: of its lines and of who is excluded from what.

    Args:
        electors: number, leaf and weight of each.
        exclusions: by question, the numbers of those who may not vote on it.
    """
    kept = {
        "electors": [list(each) for each in electors],
        "excluded": {str(number): sorted(who) for number, who in exclusions.items() if who},
    }
    return hashlib.sha256(_canonical(kept)).hexdigest()


def digest(bulletin: Mapping[str, Any]) -> str:
    """Return the hash over all of a bulletin but its digest."""
    rest = {name: value for name, value in bulletin.items() if name != "digest"}
    return hashlib.sha256(_canonical(rest)).hexdigest()


def _canonical(value: Any) -> bytes:
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode("utf-8", "surrogatepass")
