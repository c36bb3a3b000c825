"""The day's round: what is due is closed, and whoever may still vote is reminded, once."""

import datetime

import pytest
from django.db.models import F
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tests.companies import a_company
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.notices import daily
from yuandu.kernel.notices.models import Notice
from yuandu.services.ballots import actions, chores, tasks
from yuandu.services.ballots.models import Ballot, Paper
from yuandu.services.ballots.tests.setting import (
    a_draft,
    an_open_ballot,
    elector_of,
    voters_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def voters(company):
    return voters_of(company, 4)


def over(*ballots):
    """Let the time of these be over."""
    hours = datetime.timedelta(hours=9)
    Ballot.objects.filter(pk__in=[each.pk for each in ballots]).update(
        opened_at=F("opened_at") - hours, closes_at=F("closes_at") - hours
    )


def states(*ballots):
    return [Ballot.objects.get(pk=each.pk).state for each in ballots]


def reminded():
    return list(Notice.objects.filter(kind=chores.SOON.code).values_list("to", flat=True))


def test_the_day_has_the_chore():
    assert "ballots.days" in daily.codes()


def test_what_is_due_is_closed_and_nothing_else(company, voters):
    due = an_open_ballot(company, voters, may_close_early=False)
    actions.vote(by=voters[0], ballot=due, choices={1: "for"})
    running, draft = an_open_ballot(company, voters), a_draft(company, voters)
    over(due)
    chores.watch(company)
    chores.watch(company)
    assert states(due, running, draft) == ["closed", "open", "draft"]
    assert due.questions.get(number=1).counts == {"for": 1, "against": 0, "abstain": 0}


def test_one_that_was_altered_stays_open_and_keeps_no_other_from_its_close(company, voters, caplog):
    altered, sound = (an_open_ballot(company, voters) for _ in range(2))
    for each in (altered, sound):
        actions.vote(by=voters[0], ballot=each, choices={1: "for"})
    Paper.objects.filter(question__ballot=altered).update(choice="against")
    over(altered, sound)
    chores.watch(company)
    assert states(altered, sound) == ["open", "closed"]
    assert "papers-altered" in caplog.text


def test_whoever_may_still_vote_is_reminded_once_on_the_last_day(company, voters):
    ballot = an_open_ballot(company, voters)
    actions.vote(by=voters[0], ballot=ballot, choices={1: "for"})
    actions.give_proxy(by=voters[1], ballot=ballot, holder=elector_of(ballot, voters[2]))
    late = a_draft(company, voters)
    actions.open_ballot(
        by=Actor.system(company), ballot=late, closes_at=timezone.now() + datetime.timedelta(days=2)
    )
    chores.watch(company)
    chores.watch(company)
    # Not who has voted; of a vote that was given away, its holder.
    assert sorted(reminded()) == sorted(each.user_id for each in voters[2:])


def test_nobody_is_reminded_of_a_ballot_in_which_all_have_voted(company, voters):
    ballot = an_open_ballot(company, voters[:1])
    actions.vote(by=voters[0], ballot=ballot, choices={1: "for"})
    chores.watch(company)
    assert reminded() == []


def test_another_company_closes_its_own(company, voters):
    ballot = an_open_ballot(company, voters)
    over(ballot)
    chores.watch(a_company(slug="other"))
    assert states(ballot) == ["open"]


def test_the_queue_closes_it_at_its_time(
    company, voters, settings, django_capture_on_commit_callbacks
):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    with django_capture_on_commit_callbacks(execute=True):
        ballot = an_open_ballot(company, voters, may_close_early=False)
    waiting = DBTaskResult.objects.get(task_path=tasks.close_in_time.module_path)
    assert waiting.run_after == ballot.closes_at + tasks.AFTER

    tasks.close_in_time.func(ballot.pk)
    assert states(ballot) == ["open"]

    over(ballot)
    tasks.close_in_time.func(ballot.pk)
    tasks.close_in_time.func(ballot.pk)
    assert states(ballot) == ["closed"]
