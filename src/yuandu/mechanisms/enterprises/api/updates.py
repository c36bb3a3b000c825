"""The yearly update: opening it, who is silent, what a firm is asked, and its answer."""

import datetime
from typing import Annotated, Any

from django.core.exceptions import PermissionDenied
from ninja import Field, Query, Router, Schema, Status

from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.enterprises import actions, permissions, queries
from yuandu.mechanisms.enterprises.api import shared
from yuandu.mechanisms.enterprises.api.shared import LadderFirmOut, Text
from yuandu.mechanisms.enterprises.models import UpdateAnswer, UpdateRound

router = Router()


class UpdateRoundOut(Schema):
    """The window in which firms confirm the facts of a year."""

    id: int
    year: int
    from_on: datetime.date
    to_on: datetime.date = Field(description="The last day to answer")


class CountedRoundOut(UpdateRoundOut):
    asked: int = Field(description="Of the firms within your reach")
    answered: int


class UpdateRoundIn(Schema):
    year: int = Field(ge=2000, le=2100, description="Whose facts are to be confirmed")
    to_on: datetime.date


class AnswerChoice(Schema):
    """Who has not answered; or who has."""

    answered: bool = False
    division: Annotated[Text, Field(max_length=20, description="Code")] = ""
    page: int = Field(1, ge=1, le=10_000)


class UpdateAnswerOut(Schema):
    round: int
    year: int
    firm: LadderFirmOut
    reminded_on: datetime.date | None
    confirmed_on: datetime.date | None
    confirmed_by: str
    words: str


class UpdateAnswersOut(Schema):
    total: int
    page: int
    pages: int
    answers: list[UpdateAnswerOut]


class UpdateAnswerInFull(UpdateAnswerOut):
    missing: list[str] = Field(description="Facts of the year to report before it is confirmed")


class ConfirmationIn(Schema):
    words: Annotated[Text, Field(max_length=300, description="What changed and is no figure")] = ""


class RemindedOut(Schema):
    reminded: int = Field(description="Firms; each is reminded once in a round")


@router.get("", response=list[CountedRoundOut], operation_id="list_yearly_updates")
def list_rounds(request: Request) -> list[dict[str, Any]]:
    """Return the rounds with their numbers, the latest first."""
    if not permissions.may_watch(request.actor):
        raise PermissionDenied
    return [
        _round(each.round) | {"asked": each.asked, "answered": each.answered}
        for each in queries.rounds(request.actor)
    ]


@router.post("", response={201: UpdateRoundOut}, operation_id="open_yearly_update")
def open_round(request: Request, given: UpdateRoundIn) -> Status[dict[str, Any]]:
    """Ask every firm that holds a title to confirm its facts of a year."""
    made = actions.open_round(by=request.actor, year=given.year, to_on=given.to_on)
    return Status(201, _round(made))


@router.get("/mine", response=list[UpdateAnswerOut], operation_id="my_yearly_updates")
def own_answers(request: Request) -> list[dict[str, Any]]:
    """Return what the firms you act for were asked, the latest first."""
    if not permissions.has_applications(request.actor):
        raise PermissionDenied
    return [_answer(each) for each in queries.own_answers(request.actor)]


@router.get("/{int:pk}/firms", response=UpdateAnswersOut, operation_id="firms_of_a_yearly_update")
def list_answers(request: Request, pk: int, choice: Query[AnswerChoice]) -> dict[str, Any]:
    """Return a page of those who have not answered, or of those who have, by county."""
    each = queries.update_round(request.actor, pk, to="see")
    page = queries.answer_page(
        request.actor,
        each,
        answered=choice.answered,
        division_id=shared.division_id(request, choice.division),
        number=choice.page,
    ).page
    return shared.paged(page, "answers", [_answer(one) for one in page])


@router.post("/{int:pk}/remind", response=RemindedOut, operation_id="remind_of_yearly_update")
def remind(request: Request, pk: int) -> dict[str, Any]:
    """Remind the silent firms within your reach."""
    each = queries.update_round(request.actor, pk, to="remind")
    return {"reminded": actions.remind(by=request.actor, each=each)}


@router.get(
    "/{int:pk}/firms/{int:firm}",
    response=UpdateAnswerInFull,
    operation_id="a_firm_in_a_yearly_update",
)
def one_answer(request: Request, pk: int, firm: int) -> dict[str, Any]:
    """Return what a firm was asked, and which facts it has to report first."""
    return _in_full(queries.answer(request.actor, pk, firm, to="see"))


@router.post(
    "/{int:pk}/firms/{int:firm}/confirm",
    response=UpdateAnswerInFull,
    operation_id="confirm_yearly_update",
)
def confirm(request: Request, pk: int, firm: int, given: ConfirmationIn) -> dict[str, Any]:
    """Confirm as the firm that what is on file of the year is right and whole."""
    found = queries.answer(request.actor, pk, firm, to="confirm")
    actions.confirm_facts(by=request.actor, answer=found, words=given.words)
    return _in_full(queries.answer(request.actor, pk, firm, to="see"))


def _round(each: UpdateRound) -> dict[str, Any]:
    names = ("year", "from_on", "to_on")
    return {name: getattr(each, name) for name in names} | {"id": each.pk}


def _answer(each: UpdateAnswer) -> dict[str, Any]:
    return {
        "round": each.round_id,
        "year": each.round.year,
        "firm": shared.firm(each.firm),
        "reminded_on": each.reminded_on,
        "confirmed_on": each.confirmed_on,
        "confirmed_by": each.by_label,
        "words": each.words,
    }


def _in_full(each: UpdateAnswer) -> dict[str, Any]:
    return _answer(each) | {"missing": queries.missing_facts(each.firm, each.round.year)}
