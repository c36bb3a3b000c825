"""Rolls: who is found on them by the staff list, and how little opening a step reads."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from yuandu.mechanisms.partnership.electorates import Roll, Voter
from yuandu.mechanisms.partnership.models import Candidate
from yuandu.mechanisms.partnership.stepping import one_by_one
from yuandu.mechanisms.partnership.tests.setting import Firm
from yuandu.mechanisms.workforce.models import Worker


def test_a_worker_is_found_by_the_staff_list_then_the_account_and_at_last_the_name():
    roll = Roll(
        [
            Voter("甲", user=7, worker=1),
            Voter("乙", user=8),
            Voter("丙", user=None),
            Voter("丁", user=None, worker=4),
        ]
    )

    def numbers(pk, name, user=None):
        return roll.numbers_of(Worker(pk=pk, name=name, user_id=user))

    assert numbers(1, "改了名", 99) == [1]
    assert numbers(2, "乙", 8) == [2]
    assert numbers(3, "丙") == [3]
    # The name counts only of who has no account, the account only of who is on no staff list.
    assert numbers(3, "丙", 12) == []
    assert numbers(5, "甲", 7) == []
    assert numbers(4, "丁") == [4]
    assert [each.label for each in roll] == ["甲", "乙", "丙", "丁"]


class Watched(Roll):
    """A roll that counts how often somebody on it is looked at."""

    looked = 0

    def __getitem__(self, at):
        self.looked += 1
        return super().__getitem__(at)


def test_whom_to_exclude_of_thousands_is_found_without_going_through_the_roll():
    number = 500
    roll = Watched(Voter(f"样本·{at}", user=at, worker=at) for at in range(1, number + 1))
    candidates = [Candidate(pk=at, worker=Worker(pk=at)) for at in range(1, number + 1)]
    conflicts = {each.pk: [(each.worker, "本人")] for each in candidates}
    asked = one_by_one(roll, candidates, conflicts)
    # Through the roll for each candidate it would be 250,000 times.
    assert roll.looked <= 2 * number
    assert [each.excluded for each in asked[:2]] == [{"本人": [1]}, {"本人": [2]}]


@pytest.mark.django_db
def test_opening_the_groups_reads_the_register_once():
    firm = Firm(partners=9, size=3)
    review = firm.published()
    with CaptureQueriesContext(connection) as asked:
        firm.move(review, "open_groups")
    balances = [each for each in asked if "SUM(" in each["sql"] and "equity_holder" in each["sql"]]
    assert len(balances) == 1
    assert review.ballots.count() == 3
