"""A company of partners under review: three groups, a board, somebody new."""

import datetime

from django.test import TestCase

from tests.companies import a_company, a_worker, people_of
from tests.people import TODAY, a_user
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.kernel.registry.queries import actor_for
from yuandu.mechanisms.equity import actions as equity
from yuandu.mechanisms.equity import rules as shares
from yuandu.mechanisms.equity.models import Holder
from yuandu.mechanisms.equity.tests.records import a_register, moved
from yuandu.mechanisms.partnership import actions, rules
from yuandu.mechanisms.partnership.models import Candidate, Review, StepBallot
from yuandu.mechanisms.partnership.rules import ReviewRule
from yuandu.mechanisms.workforce.models import Worker
from yuandu.services.ballots import actions as ballots
from yuandu.services.ballots import queries as voting
from yuandu.services.ballots.refusals import TooFewToClose
from yuandu.services.ballots.tests.setting import closed

WORDS = "技术扎实，带出了三名徒弟"
# Quick to vote in tests: closed in the room, whatever the day.
SCORES = rules.SCORES.model_copy(update={"may_close_early": True})
BOARD = rules.RESOLUTION.model_copy(update={"may_close_early": True})


def a_rule(**changes) -> ReviewRule:
    return ReviewRule(**{"group": SCORES, "division": SCORES, "board": BOARD} | changes)


class Firm:
    """A company with partners, numbered from 1, in groups of `size`; and who acts in it."""

    def __init__(self, *, partners: int = 6, size: int = 3, **register) -> None:
        self.company = a_company()
        self.users = people_of(self.company)
        self.chair, self.hr = self.actor("chair"), self.actor("hr_officer")
        self.system = Actor.system(self.company)
        self.shares = a_register(self.company, **register)
        self.workers: dict[str, Worker] = {}
        self.holders: dict[str, Holder] = {}
        self.groups = [
            actions.found_group(by=self.hr, code=f"G{at}", name=f"第{at}小组")
            for at in range(1, -(-partners // size) + 1)
        ]
        for at in range(partners):
            self.a_partner(f"P{at + 1:03d}", group=self.groups[at // size])
        self.directors = [
            a_user(f"director-{at}", workspace=self.company, role="director") for at in (1, 2)
        ]

    def actor(self, persona: str) -> Actor:
        return actor_for(self.users[persona], self.company)

    def a_worker(self, number: str, section: str = "S01") -> Worker:
        user = a_user(f"w-{number}", workspace=self.company, role="worker")
        self.workers[number] = a_worker(self.company, number, section=section, user=user)
        return self.workers[number]

    def a_partner(self, number: str, *, group=None, quantity: int = 1000) -> Holder:
        worker = self.a_worker(number)
        made = equity.enter_holder(by=self.system, number=number[1:], kind="worker", worker=worker)
        moved(self.shares, shares.ISSUE, quantity, target=made)
        if group is not None:
            actions.join(by=self.hr, group=group, holders=[made])
        self.holders[number] = made
        return made

    def acting(self, number: str) -> Actor:
        return actor_for(self.workers[number].user, self.company)

    def voter(self, user) -> Actor:
        return actor_for(user, self.company)

    def a_review(self, **changes) -> Review:
        review = actions.prepare(
            by=self.chair, year=2026, title="2026年股东资格评议", rule=a_rule(**changes)
        )
        for at, step in enumerate(rules.DATED):
            day = TODAY + datetime.timedelta(days=7 * at)
            actions.promise_days(
                by=self.chair,
                review=review,
                step=step,
                opens_on=day,
                closes_on=day + datetime.timedelta(days=6),
            )
        return review

    def published(self, **changes) -> Review:
        """Return a review that is open for nominations."""
        found = self.a_review(**changes)
        self.move(found, "publish")
        return found

    def nominated(self) -> Review:
        """Return a review that is open for nominations, with N001 nominated by enough."""
        self.a_worker("N001")
        self.a_worker("N002", "S02")
        found = self.published()
        self.nominate(found, "N001", "P001", "P004", "N002")
        return found

    def move(self, review: Review, move: str, by: Actor | None = None, **more) -> None:
        """Make a move; before the groups meet, let the days promised for nominations go by."""
        if move == "open_groups":
            self.after_nominations(review)
        track = Review.objects.get(pk=review.pk).track
        lifecycle.move(
            by=by or self.chair,
            track=track,
            move=move,
            on=self.company.today(),
            expected_stage=track.stage,
            **more,
        )

    def after_nominations(self, review: Review) -> None:
        left = review.dates.get(step=rules.NOMINATING).closes_on - self.company.today()
        self.later(max(left.days + 1, 0))

    def nominate(self, review: Review, number: str, *nominators: str) -> None:
        for each in nominators:
            actions.nominate(by=self.acting(each), review=review, number=number, reason=WORDS)

    def candidate(self, review: Review, number: str) -> Candidate:
        return Candidate.objects.select_related("review__track", "worker", "holder").get(
            review=review, worker__number=number
        )

    def vote(self, found: StepBallot, choice, *, only=None) -> None:
        """Let everybody on the roll vote; `choice` maps candidates' numbers, or is one for all.

        Those of a bloc have one vote: that of the first of them.
        """
        asked = {}
        for row in found.results.select_related("candidate__worker"):
            asked.setdefault(row.question, row.candidate.worker.number)
        for elector in voting.roll(found.ballot):
            if elector.user is None or (only is not None and elector.user_id not in only):
                continue
            mine = set(voting.questions_of(elector).values_list("number", flat=True))
            choices = {
                number: choice if isinstance(choice, str) else choice.get(who, choice[""])
                for number, who in asked.items()
                if number in mine
            }
            if choices:
                ballots.vote(by=self.voter(elector.user), ballot=found.ballot, choices=choices)

    def settle(self, review: Review, step: str, choice, *, only=None) -> None:
        """Vote in all open ballots of a step and close them."""
        for found in review.ballots.filter(step=step, ballot__state="open"):
            self.vote(found, choice, only=only)
            self.close(found)

    def close(self, found: StepBallot) -> None:
        """Close a ballot, too few papers at its time, and let what follows the commit follow."""
        with TestCase.captureOnCommitCallbacks(execute=True):
            try:
                ballots.close(by=self.chair, ballot=found.ballot)
            except TooFewToClose:
                closed(found.ballot)

    def announced(self, review: Review) -> None:
        self.move(review, "announce", evidence={"resolution": "股东会〔2026〕8号"})

    def later(self, days: int) -> None:
        """Let days go by in the company."""
        self.company.today_on = self.company.today() + datetime.timedelta(days=days)
        self.company.save(update_fields=["today_on"])
        self.chair, self.hr = self.actor("chair"), self.actor("hr_officer")
