"""The loss book for programs: sums over households, and a household's own quarters and losses."""

import datetime
from decimal import Decimal
from typing import Annotated, Any

from django.shortcuts import get_object_or_404
from ninja import Field, Query, Router, Schema, Status

from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.flowers import queries as flowers
from yuandu.mechanisms.settlements import actions, queries
from yuandu.mechanisms.settlements.api.deliveries import LossCauseCode
from yuandu.mechanisms.settlements.api.parts import Key, PageNumber, Pots, SomePots, Text, page_of
from yuandu.mechanisms.settlements.models import Loss, Season

router = Router()

Income = Annotated[Decimal, Field(max_digits=12, decimal_places=2, description="Yuan")]
Amount = Annotated[Decimal, Field(ge=0, max_digits=12, decimal_places=2, description="Yuan")]


class LossSumOut(Schema):
    kind: str
    cause: str
    households: int
    pots: int
    yuan: Decimal | None


class LossChangeOut(Schema):
    """What households lost against what each lost the year before: -0.2 is a fifth less."""

    households: int
    change: float
    low: float | None = Field(description="Of 95 in 100 draws; absent for too few households")
    high: float | None


class LossSumsOut(Schema):
    sums: list[LossSumOut]
    change: LossChangeOut | None


class HouseholdSeasonOut(Schema):
    """A household’s quarter; lost of saleable pots is what is compared."""

    starts_on: datetime.date
    delivered: int
    elsewhere: int
    saleable: int
    lost: int
    income: Decimal | None


class LossComparisonOut(Schema):
    """The last whole quarter beside the household’s own earlier ones; shares from 0 to 1."""

    starts_on: datetime.date
    rate: float
    usual: float
    low: float
    high: float
    coverage: float = Field(description="How often a quarter lies between the two by chance")
    verdict: str = Field(description="better, usual or worse")


class HouseholdBookOut(Schema):
    household: int
    seasons: list[HouseholdSeasonOut]
    comparison: LossComparisonOut | None


class HouseholdSeasonIn(Schema):
    starts_on: datetime.date = Field(description="The quarter’s first day")
    elsewhere: Pots = Field(description="Pots ready to be sold besides those delivered")
    income: Income | None = Field(None, description="Net of costs; absent: not said")


class HouseholdLossOut(Schema):
    id: int
    kind: str
    cause: str
    quantity: int
    amount: Decimal | None
    on: datetime.date
    batch: int | None
    words: str


class HouseholdLossesOut(Schema):
    total: int
    page: int
    pages: int
    losses: list[HouseholdLossOut]


class LossesChoice(Schema):
    page: PageNumber = 1


class HouseholdLossIn(Schema):
    kind: Key = Field(description="Key of a kind of flower")
    cause: LossCauseCode
    quantity: SomePots
    on: datetime.date
    amount: Amount | None = Field(None, description="What they would have brought")
    words: Annotated[Text, Field(max_length=200)] = ""


@router.get("/losses", response=LossSumsOut)
def sum_losses(request: Request) -> dict[str, Any]:
    """Return what was lost over four quarters by kind and cause, of five households or more."""
    found = queries.sums(request.actor, request.workspace.today())
    names = ("kind", "cause", "households", "pots", "yuan")
    change = queries.change(request.actor, request.workspace.today())
    return {
        "sums": [{name: getattr(each, name) for name in names} for each in found],
        "change": change
        and {name: getattr(change, name) for name in ("households", "change", "low", "high")},
    }


@router.get("/households/{int:pk}/book", response=HouseholdBookOut)
def household_book(request: Request, pk: int) -> dict[str, Any]:
    """Return the quarters of a household whose book you keep, beside its own earlier ones."""
    found = queries.book_of(queries.household(request.actor, pk))
    names = ("rate", "usual", "low", "high", "coverage", "verdict")
    return {
        "household": pk,
        "seasons": [_season(each) for each in found.seasons],
        "comparison": found.comparison
        and found.compared
        and {name: getattr(found.comparison, name) for name in names}
        | {"starts_on": found.compared.starts_on},
    }


@router.put("/households/{int:pk}/book", response=HouseholdSeasonOut)
def report_season(request: Request, pk: int, given: HouseholdSeasonIn) -> dict[str, Any]:
    """Say what a household could sell in a quarter, and what it earned; said again, corrected."""
    household = queries.household(request.actor, pk)
    return _season(actions.report_season(by=request.actor, household=household, **given.dict()))


@router.get("/households/{int:pk}/losses", response=HouseholdLossesOut)
def household_losses(request: Request, pk: int, choice: Query[LossesChoice]) -> dict[str, Any]:
    """Return a page of what a household lost, the newest first."""
    found = queries.losses_of(queries.household(request.actor, pk))
    return page_of(found, choice.page, "losses", _loss)


@router.post("/households/{int:pk}/losses", response={201: HouseholdLossOut})
def record_household_loss(
    request: Request, pk: int, given: HouseholdLossIn
) -> Status[dict[str, Any]]:
    """Write down pots that a household lost or could not sell."""
    household = queries.household(request.actor, pk)
    kind = get_object_or_404(flowers.visible_to(request.actor), pk=given.kind)
    said = given.dict(exclude={"kind"})
    return Status(
        201, _loss(actions.record_loss(by=request.actor, household=household, kind=kind, **said))
    )


def _season(season: Season) -> dict[str, Any]:
    names = ("starts_on", "delivered", "elsewhere", "saleable", "lost", "income")
    return {name: getattr(season, name) for name in names}


def _loss(loss: Loss) -> dict[str, Any]:
    names = ("cause", "quantity", "amount", "on", "words")
    return {name: getattr(loss, name) for name in names} | {
        "id": loss.pk,
        "kind": loss.kind.name,
        "batch": loss.batch_id,
    }
