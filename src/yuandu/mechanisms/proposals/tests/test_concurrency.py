"""Hands that shake, and two who press at once, against PostgreSQL."""

import uuid
from decimal import Decimal

import pytest

from tests.threads import at_once
from yuandu.mechanisms.proposals import actions
from yuandu.mechanisms.proposals.actions import NewProposal
from yuandu.mechanisms.proposals.models import Benefit, Contributor, Proposal
from yuandu.mechanisms.proposals.tests.records import IDEA, OTHER, Staff

pytestmark = pytest.mark.django_db(transaction=True)
TIMES = 50


def test_the_same_idea_sent_fifty_times_is_one():
    staff = Staff()
    worker, key = staff["worker"], uuid.uuid4()

    def send(with_key):
        new = NewProposal(idea=IDEA, key=with_key)
        return lambda: actions.post(by=worker, section=staff.section, new=new)

    half = TIMES // 2
    told = at_once(*(send(key) for _ in range(half)), *(send(uuid.uuid4()) for _ in range(half)))

    assert told == ["done"] * TIMES
    assert Proposal.objects.count() == 1
    assert Contributor.objects.get().proposals == 1


def test_of_two_who_grade_at_once_one_passes():
    staff = Staff()
    made = staff.post()
    acts = [
        (staff["team_leader"], staff.sees("team_leader", made)),
        (staff["improvement_officer"], staff.sees("improvement_officer", made)),
    ]

    told = at_once(
        *(
            lambda by=by, seen=seen: actions.grade(by=by, proposal=seen, grade="2")
            for by, seen in acts
        )
    )

    assert sorted(told) == ["done", "stale"]


def test_two_who_merge_both_ways_leave_one_standing():
    staff = Staff()
    one, other = staff.post(), staff.post("other_worker", idea=OTHER)
    office = staff["improvement_officer"]

    def merge(first, second):
        here = staff.sees("improvement_officer", first)
        there = staff.sees("improvement_officer", second)
        return lambda: actions.merge(by=office, proposal=here, into=there, words="同一件")

    told = at_once(merge(one, other), merge(other, one))

    assert told.count("done") == 1
    assert Proposal.objects.filter(merged_into=None).count() == 1


def test_a_benefit_is_verified_once():
    staff = Staff()
    made = staff.accepted()
    line = actions.claim(
        by=staff["worker"],
        proposal=staff.sees("worker", made),
        kind="money",
        recurrence="once",
        amount=Decimal(2000),
        words="少买一台",
    )
    line.proposal = staff.sees("evaluator", made)
    evaluator = staff["evaluator"]

    told = at_once(*(lambda: actions.verify(by=evaluator, benefit=line) for _ in range(4)))

    assert told.count("done") == 1
    assert Proposal.objects.get(pk=made.pk).first_year == Benefit.objects.get().first_year
