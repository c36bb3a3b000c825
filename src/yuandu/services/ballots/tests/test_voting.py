"""Votes: one a person, counted as cast, found again in the bulletin; and nobody's name by a paper."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from tests.companies import people_of
from yuandu.engines.balloting import verification
from yuandu.engines.balloting.group import code
from yuandu.kernel.audit.models import Entry
from yuandu.kernel.notices.models import Notice
from yuandu.kernel.registry.queries import actor_for
from yuandu.services.ballots import actions, queries, refusals
from yuandu.services.ballots.models import Ballot, Elector, OpenVote, Paper
from yuandu.services.ballots.tests.setting import (
    a_draft,
    an_open_ballot,
    closed,
    elector_of,
    soon,
    voters_of,
)

pytestmark = pytest.mark.django_db
BOTH = {1: "for", 2: "against"}


@pytest.fixture
def voters(company):
    return voters_of(company, 6)


@pytest.mark.parametrize("is_secret", [True, False])
def test_what_was_cast_is_counted_and_recounted(company, system, voters, is_secret):
    ballot = an_open_ballot(company, voters, is_secret=is_secret)
    for each in voters[:4]:
        actions.vote(by=each, ballot=ballot, choices=BOTH)
    actions.vote(by=voters[4], ballot=ballot, choices={1: "abstain"})
    actions.close(by=system, ballot=ballot)
    first, second = queries.results(ballot)
    assert first.counts == {"for": 4, "against": 0, "abstain": 1}
    assert (first.outcome.result, first.reference) == ("carried", "c:1")
    assert second.counts == {"for": 0, "against": 4, "abstain": 0}
    assert second.outcome.result == "failed"
    bulletin = queries.bulletin(ballot)
    assert verification.is_sound(verification.verify(bulletin, expected=ballot.digest))
    closing = Entry.objects.get(action="ballots.close")
    assert closing.details["digest"] == bulletin["digest"] == ballot.digest


@pytest.mark.parametrize("is_secret", [True, False])
def test_a_vote_twice_is_refused(company, voters, is_secret):
    ballot = an_open_ballot(company, voters, is_secret=is_secret)
    actions.vote(by=voters[0], ballot=ballot, choices=BOTH)
    with pytest.raises(refusals.AlreadyTaken):
        actions.vote(by=voters[0], ballot=ballot, choices={1: "against"})
    assert (Paper if is_secret else OpenVote).objects.count() == 2


def test_a_broken_connection_loses_no_paper(company, voters):
    ballot = an_open_ballot(company, voters)
    first = actions.take(by=voters[0], ballot=ballot, secret="s" * 32)
    again = actions.take(by=voters[0], ballot=ballot, secret="s" * 32)
    assert str(first) == str(again)
    with pytest.raises(refusals.AlreadyTaken):
        actions.take(by=voters[0], ballot=ballot, secret="t" * 32)
    receipts = actions.cast(ballot=ballot, ticket=str(first), choices={1: "for"})
    with pytest.raises(refusals.AlreadyCast) as caught:
        actions.cast(ballot=ballot, ticket=str(again), choices={1: "against"})
    assert caught.value.receipts == (receipts[0].code,)
    # All that was sent is refused together: there is a receipt of what stays alone.
    with pytest.raises(refusals.AlreadyCast) as caught:
        actions.cast(ballot=ballot, ticket=str(again), choices=BOTH)
    assert caught.value.receipts == (receipts[0].code,)
    assert Paper.objects.get().choice == "for"
    actions.cast(ballot=ballot, ticket=str(again), choices={2: "for"})


def test_receipts_stand_in_the_bulletin_and_papers_hold_nothing_else(company, system, voters):
    ballot = an_open_ballot(company, voters)
    receipts = [
        receipt.code
        for each in voters
        for receipt in actions.vote(by=each, ballot=ballot, choices=BOTH)
    ]
    actions.close(by=system, ballot=ballot)
    published = [
        code(bytes.fromhex(paper["seal"]))
        for question in queries.bulletin(ballot)["questions"]
        for paper in question["papers"]
    ]
    assert sorted(published) == sorted(receipts)
    for paper in Paper.objects.all():
        assert (paper.ticket, paper.choice, paper.blinding) == (None, "", None)
    assert Ballot.objects.get().key is None


def test_a_ticket_of_another_ballot_or_a_forged_one_is_none(company, voters):
    ballot, other = (an_open_ballot(company, voters) for _ in range(2))
    ticket = str(actions.take(by=voters[0], ballot=other, secret="s" * 32))
    for bad in (ticket, "", "x", ticket[:-1], "é" * 200, ticket.replace(".1.", ".9.")):
        with pytest.raises(refusals.OddVote):
            actions.cast(ballot=ballot, ticket=bad, choices={1: "for"})
    assert not Paper.objects.exists()


@pytest.mark.parametrize(
    ("choices", "why"),
    [({}, "nothing"), ({1: "maybe"}, "choice"), ({9: "for"}, "question"), ({1: ""}, "choice")],
)
def test_choices_that_there_are_not_use_up_nothing(company, voters, choices, why):
    ballot = an_open_ballot(company, voters)
    with pytest.raises(refusals.OddVote) as caught:
        actions.vote(by=voters[0], ballot=ballot, choices=choices)
    assert caught.value.why == why
    assert not Elector.objects.filter(took_part=True).exists()


def test_nobody_votes_before_the_opening_nor_after_the_close(company, system, voters):
    ballot = a_draft(company, voters)
    with pytest.raises(refusals.NotOpen):
        actions.vote(by=voters[0], ballot=ballot, choices=BOTH)
    actions.open_ballot(by=system, ballot=ballot, closes_at=soon())
    ticket = str(actions.take(by=voters[0], ballot=ballot, secret="s" * 32))
    past = timezone.now() - datetime.timedelta(seconds=1)
    Ballot.objects.update(opened_at=past - datetime.timedelta(hours=1), closes_at=past)
    with pytest.raises(refusals.NotOpen):  # by the clock, before anybody has closed it
        actions.vote(by=voters[1], ballot=ballot, choices=BOTH)
    actions.close(by=system, ballot=ballot)
    with pytest.raises(refusals.NotOpen):
        actions.cast(ballot=ballot, ticket=ticket, choices=BOTH)
    with pytest.raises(refusals.NotToClose):
        actions.close(by=system, ballot=ballot)


def test_it_closes_early_only_where_the_rule_says_so(company, system, voters):
    ballot = an_open_ballot(company, voters, may_close_early=False)
    with pytest.raises(refusals.NotToClose):
        actions.close(by=system, ballot=ballot)


def test_who_is_excluded_votes_on_the_rest_and_is_not_in_the_base(company, system, voters):
    ballot = a_draft(company, voters, quorum="1", of="electorate")
    actions.exclude(by=system, ballot=ballot, question=1, electors=[1], reason="本人")
    with pytest.raises(refusals.OddBallot):
        actions.exclude(by=system, ballot=ballot, question=1, electors=[1], reason="本人")
    actions.open_ballot(by=system, ballot=ballot, closes_at=soon())
    with pytest.raises(refusals.OddVote):
        actions.vote(by=voters[0], ballot=ballot, choices=BOTH)
    actions.vote(by=voters[0], ballot=ballot, choices={2: "for"})
    for each in voters[1:]:
        actions.vote(by=each, ballot=ballot, choices=BOTH)
    actions.close(by=system, ballot=ballot)
    first, second = queries.results(ballot)
    assert (first.outcome.electorate, first.outcome.cast) == (5, 5)
    assert (second.outcome.electorate, second.outcome.cast) == (6, 6)
    assert verification.is_sound(verification.verify(queries.bulletin(ballot)))


def test_nobody_closes_early_to_see_how_somebody_voted(company, system, voters):
    ballot = an_open_ballot(company, voters)
    for each in voters[:2]:
        actions.vote(by=each, ballot=ballot, choices=BOTH)
        with pytest.raises(refusals.TooFewToClose):
            actions.close(by=system, ballot=ballot)
    actions.vote(by=voters[2], ballot=ballot, choices={1: "for"})
    with pytest.raises(refusals.TooFewToClose):  # of the other question there are two
        actions.close(by=system, ballot=ballot)
    assert Ballot.objects.get(pk=ballot.pk).is_open
    actions.vote(by=voters[3], ballot=ballot, choices={2: "for"})
    actions.close(by=system, ballot=ballot)
    assert [each.outcome.cast for each in queries.results(ballot)] == [3, 3]


def test_a_bulletin_that_closed_before_its_time_does_not_hold(company, system, voters):
    ballot = an_open_ballot(company, voters, may_close_early=False)
    closed(ballot)
    published = queries.bulletin(ballot)
    assert verification.is_sound(verification.verify(published))
    early = f"{soon() + datetime.timedelta(days=1):%Y-%m-%dT%H:%M:%S.%f}+00:00"
    published["ballot"]["closes_at"] = early
    failed = {each.code for each in verification.verify(published) if not each.holds}
    assert "instants" in failed


def test_secret_votes_by_shares_need_company(company, system, voters):
    with pytest.raises(refusals.OddBallot) as caught:
        an_open_ballot(company, voters, per_share=True, weights=[100, 100, 100, 100, 100, 7])
    assert caught.value.why == "few-of-a-weight"
    assert "5" in caught.value.sentence
    narrow = a_draft(company, voters, per_share=True, weights=[100] * 6)
    actions.exclude(by=system, ballot=narrow, question=2, electors=[1, 2], reason="本人")
    with pytest.raises(refusals.OddBallot):  # four are left of the weight, on that question
        actions.open_ballot(by=system, ballot=narrow, closes_at=soon())
    ballot = an_open_ballot(company, voters, per_share=True, weights=[100] * 6)
    actions.vote(by=voters[0], ballot=ballot, choices=BOTH)
    closed(ballot)
    assert queries.results(ballot)[0].counts["for"] == 100


def test_open_votes_by_shares_weigh_their_shares(company, system, voters):
    weights = [10**12, 1, 1, 1, 1, 1]
    ballot = an_open_ballot(company, voters, is_secret=False, per_share=True, weights=weights)
    for at, each in enumerate(voters):
        actions.vote(by=each, ballot=ballot, choices={1: "for" if at == 0 else "against"})
    actions.close(by=system, ballot=ballot)
    assert queries.results(ballot)[0].counts == {"for": 10**12, "against": 5, "abstain": 0}
    assert verification.is_sound(verification.verify(queries.bulletin(ballot)))


def test_scores_are_a_mean(company, system, voters):
    ballot = an_open_ballot(company, voters, method="score", top=10, pass_mark=7)
    for at, each in enumerate(voters):
        actions.vote(by=each, ballot=ballot, choices={1: "7", 2: "10" if at else "0"})
    actions.close(by=system, ballot=ballot)
    first, second = (each.outcome for each in queries.results(ballot))
    assert (first.support, first.needed, first.result) == (42, 42, "carried")
    assert (second.support, second.result) == (50, "carried")


def test_altered_papers_are_not_counted(company, system, voters):
    ballot = an_open_ballot(company, voters)
    for each in voters:
        actions.vote(by=each, ballot=ballot, choices=BOTH)
    Paper.objects.filter(pk=Paper.objects.filter(choice="for").first().pk).update(choice="against")
    with pytest.raises(refusals.Altered):
        actions.close(by=system, ballot=ballot)
    assert Ballot.objects.get().state == "open"
    actions.cancel(by=system, ballot=ballot, reason="票数有疑")
    assert not Paper.objects.exists()


def test_a_frozen_roll_takes_nobody(company, system, voters):
    ballot = an_open_ballot(company, voters)
    with pytest.raises(refusals.NotADraft):
        actions.add_electors(by=system, ballot=ballot, electors=[])
    with pytest.raises(refusals.NotADraft):
        actions.exclude(by=system, ballot=ballot, question=1, electors=[1], reason="晚了")
    with pytest.raises(refusals.NotADraft):
        actions.open_ballot(by=system, ballot=ballot, closes_at=soon())


def test_electors_are_told_and_others_know_nothing(company, voters):
    people = people_of(company)
    ballot = an_open_ballot(company, voters[:5])
    assert set(Notice.objects.values_list("to", flat=True)) == {v.user_id for v in voters[:5]}
    stranger = voters[5]
    assert not queries.visible_to(stranger).exists()
    with pytest.raises(refusals.NoElector):
        actions.vote(by=stranger, ballot=ballot, choices=BOTH)
    worker = actor_for(people["worker"], company)
    for act in (actions.close, actions.cancel):
        more = {"reason": "x"} if act is actions.cancel else {}
        with pytest.raises(PermissionDenied):
            act(by=worker, ballot=ballot, **more)
    assert queries.visible_to(actor_for(people["auditor"], company)).get() == ballot


def test_an_elector_cannot_vote_for_another_who_gave_no_proxy(company, voters):
    ballot = an_open_ballot(company, voters)
    with pytest.raises(refusals.NoElector):
        actions.vote(
            by=voters[0], ballot=ballot, choices=BOTH, elector=elector_of(ballot, voters[1])
        )
