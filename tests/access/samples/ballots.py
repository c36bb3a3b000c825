"""Samples of ballots: in preparation, open, counted; the worker of S01 is an elector."""

import datetime

from django.utils import timezone

from tests.access.samples.given import Given, World, acting_in_company, in_json, sample
from yuandu.engines.balloting.counting import Rule
from yuandu.services.ballots import actions
from yuandu.services.ballots.drafts import ElectorDraft, QuestionDraft
from yuandu.services.ballots.models import Ballot, Elector

VOTERS = ("worker", "shareholder")


def _draft(world: World, *, is_secret: bool = True) -> Ballot:
    return actions.draft(
        by=world.company_system,
        title="股东资格评议",
        rule=Rule(is_secret=is_secret, proxies=1, may_close_early=True),
        questions=[QuestionDraft("同意甲继续持股")],
        electors=[ElectorDraft(world.staff[each].name, world.staff[each].pk) for each in VOTERS],
    )


def _opened(world: World, *, is_secret: bool = True) -> Ballot:
    made = _draft(world, is_secret=is_secret)
    closes_at = timezone.now() + datetime.timedelta(days=3)
    actions.open_ballot(by=world.company_system, ballot=made, closes_at=closes_at)
    return made


@sample
def a_ballot_in_preparation(world: World) -> Given:
    made = _draft(world)
    return Given(
        {"pk": made.pk}, data={"question": 1, "elector": "1", "reason": "本人", "closes_on": ""}
    )


@sample
def an_open_ballot(world: World) -> Given:
    return Given({"pk": _opened(world).pk})


@sample
def a_named_vote(world: World) -> Given:
    made = _opened(world, is_secret=False)
    return Given({"pk": made.pk}, data={"q1": "for", "sure": "1"})


@sample
def a_proxy_to_give(world: World) -> Given:
    made = _opened(world)
    holder = Elector.objects.get(ballot=made, number=2)
    return Given({"pk": made.pk}, data={"holder": holder.label})


@sample
def a_proxy_to_give_by_a_program(world: World) -> Given:
    return in_json({"pk": _opened(world).pk}, holder="2")


@sample
def a_proxy_that_was_given(world: World) -> Given:
    made = _opened(world)
    holder = Elector.objects.get(ballot=made, user=world.staff["shareholder"])
    actions.give_proxy(by=acting_in_company(world, "worker"), ballot=made, holder=holder)
    return Given({"pk": made.pk})


@sample
def a_counted_ballot(world: World) -> Given:
    made = _opened(world)
    for each in VOTERS:
        actions.vote(by=acting_in_company(world, each), ballot=made, choices={1: "for"})
    actions.close(by=world.company_system, ballot=made)
    return Given({"pk": made.pk})


@sample
def a_roll_to_print(world: World) -> Given:
    return Given({"pk": _opened(world).pk, "volume": 1})


@sample
def a_paper_to_take(world: World) -> Given:
    return in_json({"pk": _opened(world).pk}, secret="0123456789abcdef")


@sample
def a_paper_to_cast(world: World) -> Given:
    made = _opened(world)
    ticket = actions.take(
        by=acting_in_company(world, "worker"), ballot=made, secret="0123456789abcdef"
    )
    return in_json({"pk": made.pk}, ticket=str(ticket), choices=[{"number": 1, "choice": "for"}])


@sample
def a_named_vote_to_cast(world: World) -> Given:
    made = _opened(world, is_secret=False)
    return in_json({"pk": made.pk}, choices=[{"number": 1, "choice": "for"}])
