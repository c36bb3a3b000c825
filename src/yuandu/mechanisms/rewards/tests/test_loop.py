"""From the idea to the reward: verified earns, looked at again loses, adopted earns a royalty."""

from decimal import Decimal

import pytest

from yuandu.mechanisms.proposals import actions as ideas
from yuandu.mechanisms.proposals import queries
from yuandu.mechanisms.proposals.tests.records import Staff
from yuandu.mechanisms.rewards.models import Award, FundYear
from yuandu.mechanisms.rewards.tests.records import a_fund, a_rule, an_adoption

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff():
    made = Staff()
    a_rule(made.company)
    a_fund(made.company)
    return made


def test_a_graded_idea_is_in_the_queue_and_out_of_it_when_looked_at_again(
    staff, django_capture_on_commit_callbacks
):
    idea = staff.post()
    with django_capture_on_commit_callbacks(execute=True):
        ideas.grade(by=staff["team_leader"], proposal=idea, grade="2", words="已实施")

    award = Award.objects.get()
    assert (award.kind, award.state, award.amount) == ("instant", "proposed", 50)
    with django_capture_on_commit_callbacks(execute=True):
        staff.move("improvement_officer", idea, "reopen", words="抽查不符")

    award.refresh_from_db()
    assert award.state == "void"


def test_a_project_verified_by_finance_earns_and_its_adoption_too(
    staff, django_capture_on_commit_callbacks
):
    idea = staff.sees("worker", staff.accepted())
    line = ideas.claim(
        by=staff["worker"],
        proposal=idea,
        kind="money",
        recurrence="once",
        amount=Decimal(100_000),
        words="每月省料",
    )
    clerk = staff["finance_officer"]
    ideas.verify(by=clerk, benefit=queries.benefit(clerk, line.pk))
    with django_capture_on_commit_callbacks(execute=True):
        idea = staff.move("finance_officer", idea, "confirm")

    assert Award.objects.get().amount == 5500
    an_adoption(staff.company, idea, upto="confirmed")
    assert Award.objects.get(kind="royalty").state == "approved"
    assert FundYear.objects.get().reserved == 275
