"""Proxies: one level, no loop, nobody who is excluded, back as long as the vote is unused."""

import pytest

from tests.companies import a_company
from yuandu.kernel.accounts.actors import Actor
from yuandu.services.ballots import actions, queries, refusals
from yuandu.services.ballots.models import Elector
from yuandu.services.ballots.tests.setting import (
    a_draft,
    an_open_ballot,
    elector_of,
    soon,
    voters_of,
)

pytestmark = pytest.mark.django_db
FOR = {1: "for", 2: "for"}


@pytest.fixture
def company(db):
    return a_company()


@pytest.fixture
def voters(company):
    return voters_of(company, 5)


def give(ballot, giver, holder):
    actions.give_proxy(by=giver, ballot=ballot, holder=elector_of(ballot, holder))


@pytest.mark.parametrize("is_secret", [True, False])
def test_the_holder_votes_for_both(company, voters, is_secret):
    ballot = an_open_ballot(company, voters, is_secret=is_secret)
    give(ballot, voters[0], voters[1])
    with pytest.raises(refusals.GaveProxy):
        actions.vote(by=voters[0], ballot=ballot, choices=FOR)
    actions.vote(by=voters[1], ballot=ballot, choices=FOR)
    given = elector_of(ballot, voters[0])
    actions.vote(by=voters[1], ballot=ballot, choices={1: "against"}, elector=given)
    with pytest.raises(refusals.AlreadyTaken):
        actions.vote(by=voters[1], ballot=ballot, choices={1: "for"}, elector=given)
    with pytest.raises(refusals.AlreadyTaken):
        actions.revoke_proxy(by=voters[0], ballot=ballot)
    actions.close(by=Actor.system(company), ballot=ballot)
    assert queries.results(ballot)[0].counts == {"for": 1, "against": 1, "abstain": 0}
    assert queries.participation(ballot) == queries.Participation(5, 2, 1)


def test_a_revoked_proxy_is_ones_own_vote_again(company, voters):
    ballot = an_open_ballot(company, voters)
    give(ballot, voters[0], voters[1])
    actions.revoke_proxy(by=voters[0], ballot=ballot)
    with pytest.raises(refusals.NoElector):
        actions.vote(
            by=voters[1], ballot=ballot, choices=FOR, elector=elector_of(ballot, voters[0])
        )
    actions.vote(by=voters[0], ballot=ballot, choices=FOR)
    with pytest.raises(refusals.OddProxy):
        actions.revoke_proxy(by=voters[2], ballot=ballot)


def test_loops_chains_and_the_like_are_refused(company, voters):
    ballot = a_draft(company, voters)
    system = Actor.system(company)
    actions.exclude(by=system, ballot=ballot, question=2, electors=[5], reason="近亲属")
    actions.open_ballot(by=system, ballot=ballot, closes_at=soon())
    give(ballot, voters[0], voters[1])
    refused = {
        "holds": (voters[1], voters[0]),  # a loop
        "holder-gave": (voters[2], voters[0]),  # a proxy of a proxy
        "oneself": (voters[2], voters[2]),
        "full": (voters[2], voters[1]),
        "given": (voters[0], voters[2]),
        "excluded": (voters[2], voters[4]),
    }
    for why, (giver, holder) in refused.items():
        with pytest.raises(refusals.OddProxy) as caught:
            give(ballot, giver, holder)
        assert caught.value.why == why
    Elector.objects.filter(user=voters[3].user_id).update(user=None)
    with pytest.raises(refusals.OddProxy) as caught:
        actions.give_proxy(
            by=voters[2], ballot=ballot, holder=Elector.objects.get(ballot=ballot, user=None)
        )
    assert caught.value.why == "no-account"


def test_where_the_rule_knows_no_proxies_nobody_gives_one(company, voters):
    ballot = an_open_ballot(company, voters, proxies=0)
    with pytest.raises(refusals.OddProxy):
        give(ballot, voters[0], voters[1])
    other = an_open_ballot(company, voters)
    with pytest.raises(refusals.NoElector):
        actions.give_proxy(by=voters[0], ballot=other, holder=elector_of(ballot, voters[1]))


def test_a_vote_that_was_used_is_given_to_nobody(company, voters):
    ballot = an_open_ballot(company, voters)
    actions.vote(by=voters[0], ballot=ballot, choices=FOR)
    with pytest.raises(refusals.AlreadyTaken):
        give(ballot, voters[0], voters[1])
