"""What a review of shareholders goes by: its steps, who passes, what is voted on together.

A review's rule is published with it and frozen. In every step it is the same rule for everybody:

- somebody *new* has to pass every step; where a step says no, the way ends there, with reasons;
- a *present* partner is heard in every step, but only the general meeting decides.

Sources: Company Law (公司法, 2023 revision), article 124: the board decides by more than half of all
its members, one vote a person; article 116: special resolutions of the general meeting need two
thirds of the votes present. A meeting that reviews partners is held to the latter here.
"""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from yuandu.engines.balloting.counting import Rule

CYCLE = "partner_review"
DRAFT, NOMINATING = "draft", "nominating"
GROUP, DIVISION, BOARD, MEETING = "group", "division", "board", "meeting"
NOTICE, CARRYING, CLOSED, CANCELLED = "notice", "carrying", "closed", "cancelled"
VOTED = (GROUP, DIVISION, BOARD, MEETING)  # the steps that are ballots
DATED = (NOMINATING, *VOTED)  # the steps that have promised dates
APPEAL = "appeal"  # a ballot of the meeting again, for one candidate
DECISIVE = (MEETING, APPEAL)  # where it is decided on present partners, too

KEEP, ADMIT = "keep", "admit"  # what is asked of a candidate

# How it stands with a candidate.
STANDING, ENDED = "standing", "ended"
KEPT, ADMITTED, LEAVING, REFUSED = "kept", "admitted", "leaving", "refused"
DECLINED = "declined"  # where the way of somebody ended who did not want to
DECIDED = (KEPT, ADMITTED, LEAVING, REFUSED)
AGAINST = frozenset({ENDED, LEAVING, REFUSED})
MOST_SHARES = 10**9

type Result = Literal["carried", "failed", "no_quorum"]


# How steps vote unless a review's rule says otherwise.
SCORES = Rule.model_validate({"method": "score", "quorum": "1/2", "top": 10, "pass_mark": 6})
RESOLUTION = Rule.model_validate(
    {"is_secret": False, "quorum": "1/2", "majority": "1/2", "of": "electorate"}
)
SPECIAL_RESOLUTION = Rule.model_validate(
    {
        "quorum": "1/2",
        "majority": "2/3",
        "is_strict": False,
        "of": "cast",
        "proxies": 3,
        "may_close_early": True,
    }
)


class ReviewRule(BaseModel):
    """The rule of a review, frozen when it is published.

    Attributes:
        people, sections: how many must nominate somebody new, and of how many sections.
        group, division, board, meeting: how each step votes.
        blocs: the meeting votes once for all of a shareholder group of whom no step said no, and
            apart for everybody else; nobody votes on the bloc of the own group.
        shares: what somebody new is admitted with, unless the office proposes otherwise.
        appeal_days: calendar days from the notice on, in which a candidate may appeal.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    people: Annotated[int, Field(ge=1, le=1000)] = 3
    sections: Annotated[int, Field(ge=1, le=100)] = 2
    group: Rule = SCORES
    division: Rule = SCORES
    board: Rule = RESOLUTION
    meeting: Rule = SPECIAL_RESOLUTION
    blocs: bool = True
    shares: Annotated[int, Field(ge=1, le=MOST_SHARES)] = 10_000
    appeal_days: Annotated[int, Field(ge=1, le=90)] = 7

    @model_validator(mode="after")
    def _is_possible(self) -> Self:
        if self.sections > self.people:
            raise ValueError("of more sections than people")
        if self.board.is_secret:
            raise ValueError("the board signs what it decides")
        if self.board.per_share or self.board.proxies:
            raise ValueError("in the board one person has one vote, given in person")
        if any(
            each.per_share and each.is_secret for each in (self.group, self.division, self.meeting)
        ):
            raise ValueError("a secret vote by shares is told by its weight")
        return self

    def of(self, step: str) -> Rule:
        """Return how a step votes; an appeal as the meeting does."""
        return {
            GROUP: self.group,
            DIVISION: self.division,
            BOARD: self.board,
            MEETING: self.meeting,
            APPEAL: self.meeting,
        }[step]


def is_enough(rule: ReviewRule, sections: Sequence[int]) -> bool:
    """Whether somebody has nominations enough.

    Args:
        sections: of each person who nominated, the section.
    """
    return len(sections) >= rule.people and len(set(sections)) >= rule.sections


def after(kind: str, step: str, result: Result, *, is_bloc: bool = False) -> str:
    """Return how it stands with a candidate after a step.

    No quorum changes nothing, and a bloc decides only in favour: where it is not carried, each of
    it is voted on apart.
    """
    if result == "no_quorum" or (is_bloc and result == "failed"):
        return STANDING
    carried = result == "carried"
    if step in DECISIVE:
        if kind == KEEP:
            return KEPT if carried else LEAVING
        return ADMITTED if carried else REFUSED
    return STANDING if carried or kind == KEEP else ENDED


@dataclass(frozen=True, slots=True)
class Heard:
    """Somebody who is voted on.

    Attributes:
        group: of shareholders.
        results: of the steps before.
        is_apart: somebody asked, with a reason, to vote on this one apart.
    """

    pk: int
    kind: str
    group: int | None
    results: tuple[str, ...]
    is_apart: bool = False


def questions(heard: Iterable[Heard], *, blocs: bool) -> list[list[int]]:
    """Return what is voted on: of each question, whose candidacy it is about.

    Blocs first, by group; the others in the order given. A bloc is present partners of one group
    of whom every step before approved; one alone is no bloc.
    """
    together: dict[int, list[int]] = {}
    apart: list[list[int]] = []
    for each in heard:
        fits = each.kind == KEEP and not each.is_apart and set(each.results) <= {"carried"}
        if blocs and fits and each.group is not None:
            together.setdefault(each.group, []).append(each.pk)
        else:
            apart.append([each.pk])
    return sorted(together.values(), key=lambda members: len(members) == 1) + apart


def is_bloc_too_wide(excluded: int, electors: int) -> bool:
    """Whether so few may vote on a bloc that each of it is better voted on apart."""
    return 2 * excluded > electors


def appeal_until(notice_on: datetime.date, rule: ReviewRule) -> datetime.date:
    """Return the last day on which one may appeal; the day of the notice is not counted."""
    return notice_on + datetime.timedelta(days=rule.appeal_days)


def date_faults(
    dates: Mapping[str, tuple[datetime.date, datetime.date]], today: datetime.date
) -> list[str]:
    """Return the steps whose promised days are missing, reversed, over, or before the last step's."""
    found, last = [], today
    for step in DATED:
        if step not in dates:
            found.append(step)
            continue
        opens, closes = dates[step]
        if opens > closes or opens < last:
            found.append(step)
        last = closes
    return found


def reference(pk: int) -> str:
    """Return what a ballot's question calls a candidate."""
    return f"partnership.candidate:{pk}"
