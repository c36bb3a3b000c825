"""Many at once are as one by one, in few statements; what was drawn waits until it is checked."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.people import TODAY, CityClient
from yuandu.kernel.audit.models import Entry
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.mechanisms.proposals import actions as ideas
from yuandu.mechanisms.proposals import rules as stages
from yuandu.mechanisms.proposals.models import Proposal
from yuandu.mechanisms.proposals.queries import track_of
from yuandu.mechanisms.rewards import chores
from yuandu.mechanisms.rewards.actions import awards, payroll
from yuandu.mechanisms.rewards.models import Award, FundYear, Part
from yuandu.mechanisms.rewards.refusals import OddAward
from yuandu.mechanisms.rewards.tests.records import (
    a_fund,
    a_rule,
    a_worker_of,
    acting,
    an_adoption,
    an_idea,
    the_house,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(company, staff):
    a_rule(company)
    a_fund(company)
    return the_house(company)


def several(company):
    """Make ideas of both lanes, one of two authors, one with another merged into it."""
    both = {a_worker_of(company, "worker"): "0.7", a_worker_of(company, "other_worker"): "0.3"}
    carried = an_idea(company, authors=both)
    other = {a_worker_of(company, "chair"): "1"}
    an_idea(company, authors=other, stage=stages.MERGED, merged_into=carried)
    return [carried, an_idea(company, award=50), an_idea(company, benefit=3_000)]


def told(award):
    parts = award.parts.order_by("worker").values_list("worker", "share", "amount")
    entry = Entry.objects.get(action="rewards.propose", subject_id=award.pk)
    return (award.kind, award.amount, award.lane, award.grade, award.benefit, award.state), (
        list(parts),
        {name: each for name, each in entry.details.items() if name != "proposal"},
    )


def test_many_are_proposed_as_one_by_one(company, house):
    one_by_one = [awards.propose(by=house, proposal=each) for each in several(company)]
    at_once = awards.propose_many(by=house, proposals=several(company))

    assert [told(each) for each in at_once] == [told(each) for each in one_by_one]


def test_what_has_an_award_is_not_verified_or_is_named_twice_is_passed_over(company, house):
    first, second = an_idea(company, award=50), an_idea(company, award=80)
    open_one = an_idea(company, award=50, stage=stages.VERIFY)
    awards.propose(by=house, proposal=first)

    made = awards.propose_many(by=house, proposals=[open_one, second, first, second])

    assert [each.proposal for each in made] == [second]
    assert Award.objects.count() == Part.objects.count() == 2


def paid(house, number):
    """Pay that many ideas, each on its way from the queue; return the statements it took."""
    chosen = [an_idea(house.workspace, award=50) for _ in range(number)]
    with CaptureQueriesContext(connection) as asked:
        made = awards.propose_many(by=house, proposals=chosen)
        awards.approve_many(by=house, awards=made)
        listed = payroll.export(by=house, fund=FundYear.objects.get())
        payroll.pay(by=house, payroll=listed, on=TODAY)
    return len(asked)


def test_a_list_of_many_is_paid_in_as_many_statements_as_one_of_few(company, staff, house):
    paid(house, 1)  # what is asked once and remembered
    assert paid(house, 30) == paid(house, 3)

    fund = FundYear.objects.get()
    assert (fund.spent, fund.reserved) == (34 * 50, 0)
    assert Entry.objects.filter(action="transfer.post").count() == 34


def drawn(company, **fields):
    return an_idea(company, award=50, is_sampled=True, **fields)


def test_what_was_drawn_is_not_approved_before_it_is_checked(company, staff, house):
    officer = acting(company, staff["improvement_officer"])
    idea, other = drawn(company), an_idea(company, award=80)
    made = awards.propose_many(by=house, proposals=[idea, other])

    done = awards.approve_many(by=officer, awards=made)
    assert [[each.proposal for each in part] for part in (done.approved, done.unchecked)] == [
        [other],
        [idea],
    ]
    with pytest.raises(OddAward) as refused:
        awards.approve(by=officer, award=made[0])
    assert refused.value.sentence
    assert FundYear.objects.get().reserved == 80

    Proposal.objects.filter(pk=idea.pk).update(sampled_on=TODAY)
    assert awards.approve(by=officer, award=made[0]).state == "approved"


def test_a_royalty_waits_for_the_check_too(company, house):
    adoption = an_adoption(company, drawn(company), upto="confirmed")

    assert adoption.awards.get().state == "proposed"


def test_the_queue_shows_what_waits_for_the_check(company, staff, house):
    waiting, free = awards.propose_many(
        by=house, proposals=[drawn(company), an_idea(company, award=80)]
    )
    office = CityClient(company)
    office.force_login(staff["improvement_officer"])

    said = office.get("/rewards/awards/").content.decode()
    assert f'value="{waiting.pk}" disabled' in said
    assert f'value="{free.pk}" checked' in said
    assert "先行抽查" in office.get(f"/rewards/awards/{waiting.pk}/").content.decode()
    office.post("/rewards/awards/", {"award": [waiting.pk, free.pk]})
    assert dict(Award.objects.values_list("pk", "state")) == {
        waiting.pk: "proposed",
        free.pk: "approved",
    }


@pytest.mark.parametrize("onward", [[], ["finish"]])
def test_looked_at_again_and_found_wanting_the_award_is_void(
    company, staff, house, django_capture_on_commit_callbacks, onward
):
    idea = ideas.post(
        by=acting(company, staff["worker"]),
        section=a_worker_of(company, "worker").section,
        new=ideas.NewProposal(idea="把吸塑盒裁下的边角料回收再用"),
    )
    with django_capture_on_commit_callbacks(execute=True):
        ideas.grade(by=acting(company, staff["team_leader"]), proposal=idea, grade="2")
    Proposal.objects.filter(pk=idea.pk).update(is_sampled=True)
    for move in onward:
        lifecycle.move(
            by=acting(company, staff["team_leader"]),
            track=track_of(idea),
            move=move,
            on=TODAY,
            expected_stage=stages.SPREAD,
        )
    idea.refresh_from_db()
    with django_capture_on_commit_callbacks(execute=True):
        ideas.look_again(
            by=acting(company, staff["improvement_officer"]),
            proposal=idea,
            holds=False,
            words="现场没有做",
        )

    award = Award.objects.get()
    assert (award.state, award.amount) == ("void", Decimal(50))


def test_what_cannot_be_proposed_keeps_nothing_else_from_the_queue(company, house, caplog):
    odd = an_idea(company, award=-5, evaluated_on=TODAY)
    sound = [an_idea(company, award=50, evaluated_on=TODAY) for _ in range(2)]

    chores.catch_up(company)

    assert {award.proposal for award in Award.objects.all()} == set(sound)
    assert odd.number in caplog.text
