"""Many at once on PostgreSQL: one vote a person, and nothing lost at the close."""

import pytest

from tests.companies import a_company
from tests.threads import at_once
from yuandu.engines.balloting import verification
from yuandu.kernel.accounts.actors import Actor
from yuandu.services.ballots import actions, queries
from yuandu.services.ballots.models import Elector, OpenVote, Paper
from yuandu.services.ballots.tests.setting import an_open_ballot, elector_of, voters_of

pytestmark = pytest.mark.django_db(transaction=True)
FOR = {1: "for", 2: "against"}
HANDS = 50


@pytest.mark.parametrize("is_secret", [True, False])
def test_of_many_hands_of_one_voter_one_vote_counts(is_secret):
    company = a_company()
    (voter,) = voters_of(company, 1)
    ballot = an_open_ballot(company, [voter], is_secret=is_secret)
    said = at_once(
        *[lambda: actions.vote(by=voter, ballot=ballot, choices=FOR) for _hand in range(HANDS)]
    )
    assert sorted(said) == ["already-voted"] * (HANDS - 1) + ["done"]
    assert (Paper if is_secret else OpenVote).objects.count() == 2


def test_one_ticket_cast_many_times_is_one_paper():
    company = a_company()
    (voter,) = voters_of(company, 1)
    ballot = an_open_ballot(company, [voter])
    ticket = str(actions.take(by=voter, ballot=ballot, secret="s" * 32))
    said = at_once(
        *[lambda: actions.cast(ballot=ballot, ticket=ticket, choices=FOR) for _hand in range(HANDS)]
    )
    assert sorted(said) == ["already-cast"] * (HANDS - 1) + ["done"]
    assert Paper.objects.count() == 2


@pytest.mark.parametrize("is_secret", [True, False])
def test_whatever_was_accepted_before_the_close_is_counted(is_secret):
    company = a_company()
    voters = voters_of(company, 12)
    ballot = an_open_ballot(company, voters, is_secret=is_secret, quorum="0")
    system = Actor.system(company)

    def casting(voter):
        return lambda: actions.vote(by=voter, ballot=ballot, choices={1: "for"})

    said = at_once(
        *[casting(each) for each in voters], lambda: actions.close(by=system, ballot=ballot)
    )
    assert set(said) <= {"done", "ballot-not-open"}
    assert said[-1] == "done"
    assert queries.results(ballot)[0].counts["for"] == said[:-1].count("done")
    assert verification.is_sound(verification.verify(queries.bulletin(ballot)))


def test_two_who_choose_each_other_make_no_loop():
    company = a_company()
    voters = voters_of(company, 2)
    ballot = an_open_ballot(company, voters)
    first, second = (elector_of(ballot, each) for each in voters)
    said = at_once(
        lambda: actions.give_proxy(by=voters[0], ballot=ballot, holder=second),
        lambda: actions.give_proxy(by=voters[1], ballot=ballot, holder=first),
    )
    assert sorted(said) == ["done", "proxy-odd"]
    assert Elector.objects.filter(proxy__isnull=False).count() == 1
