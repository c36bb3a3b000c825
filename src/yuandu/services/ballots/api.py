"""Ballots for programs: the same queries and actions as the pages.

A secret vote takes two calls: `take` hands out the ticket to whoever asks with the voter's rights;
`cast` takes the ticket and looks at nothing else.
"""

import datetime
from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _
from ninja import Field, Query, Router, Schema
from pydantic import StringConstraints

from yuandu.kernel.accounts import scopes
from yuandu.kernel.registry.requests import Request
from yuandu.services.ballots import actions, queries, wording
from yuandu.services.ballots.models import Ballot, Elector
from yuandu.services.ballots.refusals import NoElector

scopes.register("ballots", _("Ballots"))
router = Router()
A_PAGE = 100
MOST_CHOICES = 500
Plain = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$")]


class BallotOut(Schema):
    id: int
    title: str
    state: str = Field(description="draft, open, closed or cancelled")
    is_secret: bool
    closes_at: datetime.datetime | None


class BallotsOut(Schema):
    total: int
    page: int
    pages: int
    ballots: list[BallotOut]


class BallotChoice(Schema):
    page: int = Field(1, ge=1, le=10_000)


class BallotResultOut(Schema):
    number: int
    title: str
    result: str = Field(description="carried, failed or no_quorum")
    reason: str
    cast: int
    electorate: int
    counts: dict[str, int]


class BallotQuestionOut(Schema):
    number: int
    title: str
    text: str


class BallotInFullOut(BallotOut):
    text: str
    rule: list[str]
    options: list[str]
    questions: list[BallotQuestionOut]
    electors: int
    took_part: int
    digest: str = Field(description="Of the bulletin; empty before the close")
    results: list[BallotResultOut]


class TakeIn(Schema):
    secret: Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z_-]{16,64}$")] = Field(
        description="Hard to guess, kept by the voter alone; with it the same ticket comes again"
    )
    elector: int | None = Field(
        None, ge=1, le=2**31 - 1, description="Number on the roll of whose proxy you hold"
    )


class TicketOut(Schema):
    ticket: str


class BallotVoteIn(Schema):
    number: int = Field(ge=1, le=1000)
    choice: Annotated[Plain, Field(max_length=10)]


class CastIn(Schema):
    ticket: Annotated[Plain, Field(max_length=4000)]
    choices: list[BallotVoteIn] = Field(max_length=MOST_CHOICES)


class OpenVoteIn(Schema):
    choices: list[BallotVoteIn] = Field(max_length=MOST_CHOICES)
    elector: int | None = Field(None, ge=1, le=2**31 - 1)


class ProxyIn(Schema):
    holder: Annotated[Plain, Field(min_length=1, max_length=100)] = Field(
        description="Who votes in your stead: the number on the roll, or the exact name"
    )
    is_sure: bool = Field(
        False, description="Give it although the holder may not vote on all that you may vote on"
    )


class ProxyOut(Schema):
    is_given: bool
    holder: int | None = Field(description="Number on the roll of who votes in your stead")
    left_out: list[int] = Field(
        description="Questions on which nobody votes for you then: the holder is excluded"
    )


class BallotReceiptOut(Schema):
    number: int
    receipt: str = Field(description="Empty for an open vote")


@router.get("/", response=BallotsOut)
def ballots(request: Request, choice: Query[BallotChoice]) -> dict[str, Any]:
    """Return a page of the ballots that concern you."""
    found = queries.page(request.actor, choice.page, size=A_PAGE)
    return {
        "total": found.paginator.count,
        "page": found.number,
        "pages": found.paginator.num_pages,
        "ballots": [_brief(each) for each in found],
    }


@router.get("/{int:pk}", response=BallotInFullOut)
def ballot(request: Request, pk: int) -> dict[str, Any]:
    """Return one ballot; counts only once it has closed."""
    found = queries.get(request.actor, pk, to="see")
    taking_part = queries.participation(found)
    return _brief(found) | {
        "text": found.text,
        "rule": wording.rule(found.rule),
        "options": list(found.rule.options),
        "questions": [
            {"number": each.number, "title": each.title, "text": each.text}
            for each in queries.questions(found)
        ],
        "electors": taking_part.electors,
        "took_part": taking_part.took_part,
        "digest": found.digest,
        "results": [
            {
                "number": each.number,
                "title": each.title,
                "result": each.outcome.result,
                "reason": wording.reason(each.outcome),
                "cast": each.outcome.cast,
                "electorate": each.outcome.electorate,
                "counts": each.counts,
            }
            for each in queries.results(found)
        ],
    }


@router.post("/{int:pk}/take", response=TicketOut)
def take_paper(request: Request, pk: int, given: TakeIn) -> dict[str, Any]:
    """Take the paper of a secret ballot."""
    found = queries.get(request.actor, pk, to="vote")
    voter = _voter(request, found, given.elector)
    ticket = actions.take(by=request.actor, ballot=found, secret=given.secret, elector=voter)
    return {"ticket": str(ticket)}


@router.post("/{int:pk}/cast", response=list[BallotReceiptOut])
def cast_papers(request: Request, pk: int, given: CastIn) -> list[dict[str, Any]]:
    """Cast the papers of a ticket; a question that is left out can follow."""
    found = queries.get(request.actor, pk, to="vote")
    made = actions.cast(ballot=found, ticket=given.ticket, choices=_choices(given.choices))
    return [{"number": each.question, "receipt": each.code} for each in made]


@router.post("/{int:pk}/vote", response=list[BallotReceiptOut])
def vote_in_open_ballot(request: Request, pk: int, given: OpenVoteIn) -> list[dict[str, Any]]:
    """Vote in an open ballot, under your name."""
    found = queries.get(request.actor, pk, to="vote")
    voter = _voter(request, found, given.elector)
    choices = _choices(given.choices)
    actions.vote_openly(by=request.actor, ballot=found, choices=choices, elector=voter)
    return [{"number": number, "receipt": ""} for number in sorted(choices)]


@router.post("/{int:pk}/proxy", response=ProxyOut)
def give_proxy(request: Request, pk: int, given: ProxyIn) -> dict[str, Any]:
    """Let another elector vote in your stead.

    Where that costs a question, nothing is given until you say that you are sure.
    """
    found = queries.get(request.actor, pk, to="vote")
    own, holder = _own(request, found), queries.elector_named(found, given.holder)
    lost = [each.number for each in queries.left_out(own, holder.pk)]
    # Whoever could vote on nothing is refused by the action.
    if lost and not given.is_sure and queries.questions_of(own, by=holder.pk).exists():
        return {"is_given": False, "holder": None, "left_out": lost}
    actions.give_proxy(by=request.actor, ballot=found, holder=holder)
    return {"is_given": True, "holder": holder.number, "left_out": lost}


@router.post("/{int:pk}/proxy/revoke", response=ProxyOut)
def revoke_proxy(request: Request, pk: int) -> dict[str, Any]:
    """Take your vote back, as long as it has not been used."""
    found = queries.get(request.actor, pk, to="vote")
    _own(request, found)
    actions.revoke_proxy(by=request.actor, ballot=found)
    return {"is_given": False, "holder": None, "left_out": []}


def _own(request: Request, found: Ballot) -> Elector:
    if (own := queries.oneself(request.actor, found)) is None:
        raise NoElector
    return own


def _voter(request: Request, found: Ballot, number: int | None) -> Elector:
    voter = queries.voter(request.actor, found, "" if number is None else str(number))
    if voter is None:
        raise NoElector
    return voter


def _choices(given: list[BallotVoteIn]) -> dict[int, str]:
    return {each.number: each.choice for each in given}


def _brief(found: Ballot) -> dict[str, Any]:
    return {
        "id": found.pk,
        "title": found.title,
        "state": found.state,
        "is_secret": found.is_secret,
        "closes_at": found.closes_at,
    }
