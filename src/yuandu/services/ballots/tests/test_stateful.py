"""A ballot in any order of acts, against a model of plain sets: who voted on what, and nothing twice.

The model knows no row and no seal. What an act says, it says first; the counts at the close and a
recount of the bulletin must be what the model was told.
"""

import datetime
from collections import Counter
from dataclasses import dataclass, field

import hypothesis.strategies as st
import pytest
from django.db import transaction
from django.db.models import Count, F
from hypothesis import settings
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.companies import a_company
from yuandu.engines.balloting import verification
from yuandu.engines.balloting.counting import MOTION
from yuandu.engines.balloting.group import code
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.services.ballots import actions, queries
from yuandu.services.ballots.drafts import QuestionDraft
from yuandu.services.ballots.models import Ballot, Elector, OpenVote, Paper
from yuandu.services.ballots.tests.setting import a_draft, soon, voters_of

PEOPLE, QUESTIONS = range(1, 6), range(1, 4)
SOMEBODY = st.sampled_from(PEOPLE)
# Mostly what makes sense, so that most of what is done is done; every way to be refused is drawn.
RIGHTFUL = st.sampled_from([True, True, True, False])
CHOICES = st.dictionaries(
    st.sampled_from([*QUESTIONS, 9]), st.sampled_from([*MOTION, *MOTION, "maybe"]), max_size=4
)
# Before these many acts nobody ends it: what comes after an end is refused alike.
LEAST_ACTS = 25
SECRETS = st.sampled_from(["s" * 32, "t" * 32])


@dataclass
class Line:
    """An elector as the model knows them.

    Attributes:
        secret: under which the paper was taken.
        voted: choice by question.
    """

    weight: int
    excluded: set[int] = field(default_factory=set)
    proxy: int | None = None
    took_part: bool = False
    secret: str = ""
    voted: dict[int, str] = field(default_factory=dict)


class Meeting(RuleBasedStateMachine):
    """Electors exclude, give proxies, take papers and vote, in whichever order; then it is closed."""

    voters: list[Actor]  # by whoever runs the machine: accounts take long to make

    def __init__(self) -> None:
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.system = Actor.system(self.voters[0].workspace)
        self.state = "draft"
        self.acts = 0
        self.tickets: dict[str, int] = {}
        self.receipts: set[str] = set()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    @initialize(
        is_secret=st.booleans(),
        proxies=st.sampled_from([2, 1, 0]),
        weights=st.lists(st.integers(1, 10**6), min_size=5, max_size=5),
        excluded=st.sets(st.tuples(st.sampled_from(QUESTIONS), SOMEBODY), min_size=1, max_size=6),
        opened=RIGHTFUL,
        proxied=st.lists(st.tuples(SOMEBODY, SOMEBODY), min_size=2, max_size=5),
    )
    def draft(
        self,
        is_secret: bool,
        proxies: int,
        weights: list[int],
        excluded: set[tuple[int, int]],
        opened: bool,
        proxied: list[tuple[int, int]],
    ) -> None:
        self.is_secret, self.proxies = is_secret, proxies
        weights = [1] * len(weights) if is_secret else weights
        self.ballot = a_draft(
            self.system.workspace,
            self.voters,
            weights=weights,
            questions=[QuestionDraft(f"事项{number}") for number in QUESTIONS],
            is_secret=is_secret,
            per_share=not is_secret,
            proxies=proxies,
            quorum="0",
        )
        self.lines = {number: Line(weight) for number, weight in enumerate(weights, start=1)}
        for question, number in sorted(excluded):
            self.exclude(question, number)
        if opened:
            self.open()
            for giver, holder in proxied:
                self.give_proxy(giver, holder)

    def said(self, act, **given) -> str:
        """Do it, and undo what it did if it refuses; return "done" or why not."""
        self.acts += 1
        try:
            with transaction.atomic():
                self.came = act(ballot=self.ballot, **given)
        except Refusal as refusal:
            return getattr(refusal, "why", refusal.code)
        return "done"

    def elector(self, number: int) -> Elector:
        return Elector.objects.get(ballot=self.ballot, number=number)

    def asked(self, number: int, *, holder: int | None = None) -> set[int]:
        """Return what this elector's vote may be cast on, by that holder."""
        line = self.lines[number]
        other = holder or line.proxy
        return set(QUESTIONS) - line.excluded - (self.lines[other].excluded if other else set())

    def fitting(self, number: int, choices: dict[int, str]) -> dict[int, str]:
        """Return of these choices what this elector's vote can still be."""
        left = self.asked(number) - self.lines[number].voted.keys()
        return {
            question: choices[question]
            for question in left & choices.keys()
            if choices[question] in MOTION
        }

    def barred(self, by: int, of: int) -> str:
        """Return why `by` may not cast the vote of `of`; empty where they may."""
        given = self.lines[of].proxy
        if by == of:
            return "gave-proxy" if given else ""
        return "" if given == by else "not-an-elector"

    def unfit(self, choices: dict[int, str], asked: set[int]) -> str:
        if not choices:
            return "nothing"
        if not choices.keys() <= asked:
            return "question"
        return "" if set(choices.values()) <= set(MOTION) else "choice"

    @rule(question=st.sampled_from([*QUESTIONS, 9]), number=SOMEBODY)
    def exclude(self, question: int, number: int) -> None:
        excluded = self.lines[number].excluded
        expected = (
            "ballot-frozen" if self.state != "draft"
            else "unknown-question" if question not in QUESTIONS
            else "excluded-twice" if question in excluded
            else "done"
        )  # fmt: skip
        came = self.said(
            actions.exclude, by=self.system, question=question, electors=[number], reason="近亲属"
        )
        assert came == expected
        if came == "done":
            excluded.add(question)

    @rule()
    def open(self) -> None:
        came = self.said(actions.open_ballot, by=self.system, closes_at=soon())
        assert came == ("done" if self.state == "draft" else "ballot-frozen")
        if came == "done":
            self.state = "open"

    @precondition(lambda self: self.state == "open" and self.acts > LEAST_ACTS)
    @rule()
    def its_time_is_over(self) -> None:
        hours = datetime.timedelta(hours=9)
        Ballot.objects.filter(pk=self.ballot.pk).update(
            opened_at=F("opened_at") - hours, closes_at=F("closes_at") - hours
        )
        self.state = "over"

    @rule(giver=SOMEBODY, holder=SOMEBODY)
    def give_proxy(self, giver: int, holder: int) -> None:
        given, taker = self.lines[giver], self.lines[holder]
        holders = [each.proxy for each in self.lines.values() if each.proxy]
        expected = (
            "ballot-not-open" if self.state != "open"
            else "none-allowed" if not self.proxies
            else "already-voted" if given.took_part
            else "oneself" if giver == holder
            else "given" if given.proxy
            else "holds" if giver in holders
            else "holder-gave" if taker.proxy
            else "excluded" if not self.asked(giver, holder=holder)
            else "full" if holders.count(holder) >= self.proxies
            else "done"
        )  # fmt: skip
        by, held = self.voters[giver - 1], self.elector(holder)
        assert self.said(actions.give_proxy, by=by, holder=held) == expected
        if expected == "done":
            given.proxy = holder

    @rule(number=SOMEBODY)
    def revoke_proxy(self, number: int) -> None:
        line = self.lines[number]
        expected = (
            "ballot-not-open" if self.state != "open"
            else "already-voted" if line.took_part
            else "done" if line.proxy
            else "not-given"
        )  # fmt: skip
        assert self.said(actions.revoke_proxy, by=self.voters[number - 1]) == expected
        if expected == "done":
            line.proxy = None

    @precondition(lambda self: self.is_secret or self.acts > LEAST_ACTS)
    @rule(by=SOMEBODY, of=SOMEBODY, secret=SECRETS, rightful=RIGHTFUL)
    def take(self, by: int, of: int, secret: str, rightful: bool) -> None:
        line = self.lines[of]
        by = line.proxy or of if rightful else by
        expected = (
            "ballot-not-open" if self.state != "open"
            else "kind" if not self.is_secret
            else self.barred(by, of)
            or ("question" if not self.asked(of) else "")
            or ("already-voted" if line.took_part and line.secret != secret else "done")
        )  # fmt: skip
        voter, elector = self.voters[by - 1], self.elector(of)
        assert self.said(actions.take, by=voter, secret=secret, elector=elector) == expected
        if expected == "done":
            line.took_part, line.secret = True, secret
            assert set(self.came.questions) == self.asked(of)
            assert self.tickets.setdefault(str(self.came), of) == of

    @precondition(lambda self: self.tickets)
    @rule(at=st.integers(0, 20), choices=CHOICES, rightful=RIGHTFUL)
    def cast(self, at: int, choices: dict[int, str], rightful: bool) -> None:
        ticket = list(self.tickets)[at % len(self.tickets)]
        choices = self.fitting(self.tickets[ticket], choices) if rightful else choices
        line = self.lines[self.tickets[ticket]]
        expected = (
            "ballot-not-open" if self.state != "open"
            else self.unfit(choices, self.asked(self.tickets[ticket]))
            or ("already-cast" if choices.keys() & line.voted.keys() else "done")
        )  # fmt: skip
        assert self.said(actions.cast, ticket=ticket, choices=choices) == expected
        if expected == "done":
            line.voted |= choices
            assert [each.question for each in self.came] == sorted(choices)
            self.receipts |= {each.code for each in self.came}

    @precondition(lambda self: not self.is_secret or self.acts > LEAST_ACTS)
    @rule(by=SOMEBODY, of=SOMEBODY, choices=CHOICES, rightful=RIGHTFUL)
    def vote_openly(self, by: int, of: int, choices: dict[int, str], rightful: bool) -> None:
        line = self.lines[of]
        if rightful:
            by, choices = line.proxy or of, self.fitting(of, choices)
        expected = (
            "ballot-not-open" if self.state != "open"
            else "ticket" if self.is_secret
            else self.barred(by, of)
            or self.unfit(choices, self.asked(of))
            or ("already-voted" if choices.keys() & line.voted.keys() else "done")
        )  # fmt: skip
        given = {"by": self.voters[by - 1], "choices": choices, "elector": self.elector(of)}
        assert self.said(actions.vote_openly, **given) == expected
        if expected == "done":
            line.took_part = True
            line.voted |= choices

    @rule(of=SOMEBODY, choices=CHOICES)
    def vote(self, of: int, choices: dict[int, str]) -> None:
        """Go the common way, which the other rules go in pieces."""
        if not self.is_secret:
            self.vote_openly(of, of, choices, rightful=True)
            return
        self.take(of, of, self.lines[of].secret or "s" * 32, rightful=True)
        if of in self.tickets.values():
            self.cast([*self.tickets.values()].index(of), choices, rightful=True)

    @precondition(lambda self: self.given())
    @rule(at=st.integers(0, 4), choices=CHOICES)
    def vote_by_proxy(self, at: int, choices: dict[int, str]) -> None:
        given = self.given()
        self.vote(given[at % len(given)], choices)

    def given(self) -> list[int]:
        """Return whose vote another holds and has not used."""
        return [
            number
            for number, line in self.lines.items()
            if line.proxy and line.voted.keys() < self.asked(number)
        ]

    @precondition(lambda self: self.state == "draft" or self.acts > LEAST_ACTS)
    @rule()
    def close(self) -> None:
        expected = (
            "ballot-not-to-close" if self.state not in {"open", "over"}
            else "ballot-too-few-to-close" if self.state == "open" and self.tells_of_somebody()
            else "done"
        )  # fmt: skip
        came = self.said(actions.close, by=self.system)
        assert came == expected
        if came == "done":
            self.state = "closed"

    def tells_of_somebody(self) -> bool:
        """Whether on a question some secret papers are in, but fewer than three that could be."""
        if not self.is_secret:
            return False
        for question in QUESTIONS:
            able = [number for number in self.lines if question in self.asked(number)]
            cast = [number for number in self.lines if question in self.lines[number].voted]
            if 0 < len(cast) < min(3, len(able)):
                return True
        return False

    @precondition(lambda self: self.state == "closed")
    @rule()
    def recount(self) -> None:
        ballot = Ballot.objects.get(pk=self.ballot.pk)
        bulletin = queries.bulletin(ballot)
        assert verification.is_sound(verification.verify(bulletin, expected=queries.logged(ballot)))
        for result, published in zip(queries.results(ballot), bulletin["questions"], strict=True):
            number = result.number
            counts = Counter(dict.fromkeys(MOTION, 0))
            for line in self.lines.values():
                if number in line.voted:
                    counts[line.voted[number]] += line.weight
            assert result.counts == published["counts"] == dict(counts)
            assert result.outcome.electorate == sum(
                line.weight for line in self.lines.values() if number not in line.excluded
            )
        sealed = [paper["seal"] for each in bulletin["questions"] for paper in each["papers"]]
        assert {code(bytes.fromhex(seal)) for seal in sealed} == self.receipts
        assert len(sealed) == len(self.receipts)
        kept = set(self.of(Paper).values_list("ticket", "choice", "blinding"))
        assert kept <= {(None, "", None)}

    def of(self, model: type[Paper | OpenVote]):
        return model.objects.filter(question__ballot=self.ballot)

    @invariant()
    def the_roll_says_who_took_part_and_the_box_holds_one_vote_each(self) -> None:
        roll = Elector.objects.filter(ballot=self.ballot)
        assert dict(roll.values_list("number", "took_part")) == {
            number: line.took_part for number, line in self.lines.items()
        }
        voted = Counter(question for line in self.lines.values() for question in line.voted)
        kept, none = (Paper, OpenVote) if self.is_secret else (OpenVote, Paper)
        found = self.of(kept).order_by().values_list("question__number").annotate(Count("pk"))
        assert dict(found) == dict(voted)
        assert not self.of(none).exists()

    @invariant()
    def nobody_votes_on_what_they_or_their_holder_are_excluded_from(self) -> None:
        for number, line in self.lines.items():
            assert line.voted.keys() <= self.asked(number)


@pytest.mark.django_db
def test_in_any_order_of_acts_everybody_counts_once_and_nobody_who_is_excluded():
    Meeting.voters = voters_of(a_company(), len(PEOPLE))
    run_state_machine_as_test(
        Meeting, settings=settings(max_examples=50, stateful_step_count=40, deadline=None)
    )
