"""Samples of a review of partners: the worker of S01 is a partner, and was not confirmed."""

import datetime

from tests.access.samples.equity import a_shareholder
from tests.access.samples.given import Given, World, in_json, sample
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.mechanisms.equity import rules as shares
from yuandu.mechanisms.equity.models import Holder, ShareClass
from yuandu.mechanisms.equity.tests.records import a_holder, moved
from yuandu.mechanisms.partnership import actions, chores, rules
from yuandu.mechanisms.partnership.models import Appeal, Candidate, Review, ShareholderGroup
from yuandu.mechanisms.partnership.rules import ReviewRule
from yuandu.mechanisms.workforce.models import Worker
from yuandu.services.ballots import actions as ballots

MOVES = {
    rules.NOMINATING: "publish",
    rules.GROUP: "open_groups",
    rules.DIVISION: "open_divisions",
    rules.BOARD: "open_board",
    rules.MEETING: "open_meeting",
}
QUICK = {"update": {"may_close_early": True, "quorum": "0"}}


def _partners(world: World) -> list[Holder]:
    """Return the worker of S01 and the shareholder, both with shares."""
    first = Holder.objects.get(pk=a_shareholder(world).path["pk"])
    worker = Worker.objects.get(workspace=world.company, user=world.staff["shareholder"])
    second = a_holder(world.company, "G002", kind="worker", name="", worker=worker)
    share_class = ShareClass.objects.get(workspace=world.company)
    moved(share_class, shares.ISSUE, 100, target=second, at_rule=shares.ADMIT)
    return [first, second]


def _group(world: World) -> ShareholderGroup:
    found = ShareholderGroup.objects.filter(workspace=world.company, code="G1").first()
    if found is None:
        found = actions.found_group(by=world.company_system, code="G1", name="第一小组")
        actions.join(by=world.company_system, group=found, holders=_partners(world))
    return found


def _review(world: World, title: str) -> Review:
    """Return the review of this title, prepared on first use."""
    if found := Review.objects.filter(workspace=world.company, title=title).first():
        return found
    _group(world)
    by = world.company_system
    rule = ReviewRule(
        group=rules.SCORES.model_copy(**QUICK),
        division=rules.SCORES.model_copy(**QUICK),
        board=rules.RESOLUTION.model_copy(**QUICK),
        meeting=rules.SPECIAL_RESOLUTION.model_copy(**QUICK),
    )
    made = actions.prepare(by=by, year=2026, title=title, rule=rule)
    for at, step in enumerate(rules.DATED):
        day = world.company.today() + datetime.timedelta(days=at)
        actions.promise_days(by=by, review=made, step=step, opens_on=day, closes_on=day)
    return made


def _move(world: World, review: Review, move: str, **more) -> None:
    track = Review.objects.get(pk=review.pk).track
    lifecycle.move(
        by=world.company_system,
        track=track,
        move=move,
        on=world.company.today(),
        expected_stage=track.stage,
        **more,
    )


def _published(world: World, title: str = "合伙人评议") -> Review:
    made = _review(world, title)
    if Review.objects.get(pk=made.pk).track.stage == rules.DRAFT:
        _move(world, made, "publish")
    return made


@sample
def a_review_in_preparation(world: World) -> Given:
    return Given({"pk": _review(world, "筹备中的评议").pk})


@sample
def a_review_of_partners(world: World) -> Given:
    return Given({"pk": _published(world).pk})


@sample
def a_candidate(world: World) -> Given:
    return Given({"pk": _candidate(world, _published(world)).pk})


@sample
def a_shareholder_group(world: World) -> Given:
    return Given({"pk": _group(world).pk})


@sample
def a_nomination_by_a_program(world: World) -> Given:
    return in_json({"pk": _published(world).pk}, number="none", reason="带头改善，帮助同事")


def _decided(world: World) -> Review:
    review = _published(world, "已表决的评议")
    if review.ballots.exists():
        return review
    # The days promised for nominations are over; the company's own day is everybody's here.
    yesterday = world.company.today() - datetime.timedelta(days=1)
    review.dates.filter(step=rules.NOMINATING).update(opens_on=yesterday, closes_on=yesterday)
    for step in rules.VOTED:
        _move(world, review, MOVES[step])
        for found in review.ballots.filter(step=step):
            ballots.close(by=world.company_system, ballot=found.ballot)
        chores.catch_up(world.company)
    _move(world, review, "announce", evidence={"resolution": "股东会〔2026〕8号"})
    return review


def _candidate(world: World, review: Review) -> Candidate:
    return Candidate.objects.get(review=review, worker__user=world.staff["worker"])


@sample
def a_decided_review(world: World) -> Given:
    return Given({"pk": _decided(world).pk})


@sample
def a_roll_of_a_meeting(world: World) -> Given:
    return Given({"pk": _decided(world).pk, "volume": 1})


@sample
def a_ballot_of_a_step(world: World) -> Given:
    return Given({"pk": _decided(world).ballots.get(step=rules.MEETING).pk})


@sample
def an_appeal(world: World) -> Given:
    made = Appeal.objects.create(
        workspace=world.company,
        candidate=_candidate(world, _decided(world)),
        words="对表决结果有异议",
        on=world.company.today(),
    )
    return Given({"pk": made.pk})
