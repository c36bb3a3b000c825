"""Proxies: one level, no loop, nothing on what the holder is excluded from, back while unused."""

import pytest

from tests.people import CityClient
from yuandu.engines.balloting import verification
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.accounts.models import User
from yuandu.kernel.notices.models import Notice
from yuandu.services.ballots import actions, queries, refusals, rules
from yuandu.services.ballots.models import Elector, OpenVote
from yuandu.services.ballots.tests.setting import (
    a_draft,
    an_open_ballot,
    closed,
    elector_of,
    soon,
    voters_of,
)

pytestmark = pytest.mark.django_db
FOR = {1: "for", 2: "for"}


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
    closed(ballot)
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
    for question in (1, 2):
        actions.exclude(by=system, ballot=ballot, question=question, electors=[5], reason="近亲属")
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


@pytest.fixture
def review(company, voters):
    """Return an open or secret ballot by its secrecy: whoever is asked about is excluded."""

    def made(is_secret, **rule):
        ballot = a_draft(company, voters, is_secret=is_secret, quorum="0", **rule)
        for number in (1, 2):  # of the first two each from the question about themselves
            actions.exclude(
                by=Actor.system(company),
                ballot=ballot,
                question=number,
                electors=[number],
                reason="本人",
            )
        actions.open_ballot(by=Actor.system(company), ballot=ballot, closes_at=soon())
        return ballot

    return made


@pytest.mark.parametrize("is_secret", [True, False])
def test_whoever_is_excluded_casts_nothing_on_it_for_others_neither(
    company, voters, review, is_secret
):
    ballot = review(is_secret)
    give(ballot, voters[2], voters[0])
    given = elector_of(ballot, voters[2])
    with pytest.raises(refusals.OddVote) as caught:
        actions.vote(by=voters[0], ballot=ballot, choices=FOR, elector=given)
    assert caught.value.why == "question"
    assert not elector_of(ballot, voters[2]).took_part
    actions.vote(by=voters[0], ballot=ballot, choices={2: "for"}, elector=given)
    with pytest.raises(refusals.Refusal):  # nor does the principal vote on the rest
        actions.vote(by=voters[2], ballot=ballot, choices={1: "for"})
    actions.vote(by=voters[0], ballot=ballot, choices={2: "for"})
    actions.vote(by=voters[3], ballot=ballot, choices=FOR)
    closed(ballot)
    first, second = queries.results(ballot)
    # The principal stays in the base of the question that the holder could not vote on.
    assert (first.outcome.cast, first.outcome.electorate) == (1, 4)
    assert (second.outcome.cast, second.outcome.electorate) == (3, 4)
    assert verification.is_sound(verification.verify(queries.bulletin(ballot)))


def test_two_who_are_excluded_from_different_questions_share_none(company, voters, review):
    ballot = review(is_secret=True)
    with pytest.raises(refusals.OddProxy) as caught:
        give(ballot, voters[0], voters[1])
    assert caught.value.why == "excluded"
    assert not elector_of(ballot, voters[0]).proxy_id


def test_a_paper_that_the_holder_could_not_cast_is_not_counted(company, voters, review):
    ballot = review(is_secret=True)
    give(ballot, voters[2], voters[0])
    ticket = actions.take(
        by=voters[0], ballot=ballot, secret="s" * 32, elector=elector_of(ballot, voters[2])
    )
    assert ticket.questions == (2,)
    # Somebody with the ballot's key and its tables forges the ticket for the other question.
    ballot.refresh_from_db()
    forged = rules.make(bytes(ballot.key), 0, "forged", [1], 1)
    actions.cast(ballot=ballot, ticket=str(forged), choices={1: "for"})
    with pytest.raises(refusals.Altered):
        closed(ballot)


def test_a_bulletin_with_a_vote_that_its_holder_could_not_cast_is_found(company, voters, review):
    ballot = review(is_secret=False)
    give(ballot, voters[2], voters[0])
    given = elector_of(ballot, voters[2])
    actions.vote(by=voters[0], ballot=ballot, choices={2: "for"}, elector=given)
    OpenVote.objects.create(
        workspace=company,
        question=ballot.questions.get(number=1),
        elector=given,
        choice="for",
        weight=1,
    )
    closed(ballot)
    checks = verification.verify(queries.bulletin(ballot))
    assert [(each.code, each.question) for each in checks if not each.holds] == [("votes", 1)]


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


def test_programs_hear_what_a_proxy_would_leave_out_before_it_is_given(company, voters, review):
    ballot = review(is_secret=True)
    giver = CityClient(company)
    giver.force_login(User.objects.get(pk=voters[2].user_id))
    address = f"/api/v1/ballots/{ballot.pk}/proxy"

    def sent(to: str, **words) -> tuple[int, dict]:
        answer = giver.post(to, words, content_type="application/json")
        return answer.status_code, answer.json()

    excluded = elector_of(ballot, voters[0])
    nothing = {"is_given": False, "holder": None}
    assert sent(address, holder=excluded.label) == (200, nothing | {"left_out": [1]})
    assert elector_of(ballot, voters[2]).proxy_id is None
    assert sent(address, holder="1", is_sure=True)[1] == {
        "is_given": True,
        "holder": 1,
        "left_out": [1],
    }
    assert elector_of(ballot, voters[2]).proxy_id == excluded.pk
    assert sent(f"{address}/revoke") == (200, nothing | {"left_out": []})
    assert sent(f"{address}/revoke")[0] == 422
    assert sent(address, holder="99")[0] == 422


def test_who_holds_a_vote_is_told_and_finds_it_waiting(company, voters):
    ballot = an_open_ballot(company, voters)
    actions.vote(by=voters[1], ballot=ballot, choices=FOR)
    assert not queries.to_vote_on(voters[1])
    give(ballot, voters[0], voters[1])
    told = Notice.objects.get(kind="ballots.held")
    assert told.to_id == voters[1].user_id
    assert list(queries.to_vote_on(voters[1])) == [ballot]
    assert not queries.to_vote_on(voters[0])


def test_a_namesake_is_named_by_number_and_who_is_gone_holds_nothing(company, voters):
    ballot = an_open_ballot(company, voters)
    Elector.objects.filter(ballot=ballot, number__in=(2, 3)).update(label="王伟")
    with pytest.raises(refusals.OddBallot) as caught:
        queries.elector_named(ballot, "王伟")
    assert caught.value.why == "namesakes"
    assert queries.elector_named(ballot, "3").number == 3
    User.objects.filter(pk=voters[2].user_id).update(is_active=False)
    with pytest.raises(refusals.OddProxy) as gone:
        give(ballot, voters[0], voters[2])
    assert gone.value.why == "no-account"
