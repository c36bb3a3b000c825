"""The work lists and the pool for programs: read, within the reader's reach."""

import datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from ninja import Field, Query, Router, Schema

from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.enterprises import queries, watching
from yuandu.mechanisms.enterprises.api import shared
from yuandu.mechanisms.enterprises.api.shared import LadderFirmOut, Text, TierCode
from yuandu.mechanisms.enterprises.models import Standing
from yuandu.mechanisms.enterprises.queries import PoolFilters, WorkFilters

router = Router()
StateCode = Literal["met", "person"]
RiskCode = Literal["unmet_now", "unknown_now", "unmet_next", "unknown_next", "runs_out"]
SignalCode = Literal["revenue_falls", "rd_low", "fact_missing", "abnormal", "runs_out"]
NearCode = Literal["eligible", "one", "more", "unknown"]


class FirmChoice(Schema):
    """Which firms; what is left out does not restrict."""

    tier: TierCode | None = None
    division: Annotated[Text, Field(max_length=20, description="Code")] = ""
    words: Annotated[Text, Field(max_length=100)] = ""
    page: int = Field(1, ge=1, le=10_000)


class EligibleChoice(FirmChoice):
    state: StateCode | None = None


class RiskChoice(FirmChoice):
    reason: RiskCode | None = None
    months: int | None = Field(None, ge=1, le=120, description="The title runs out within")


class PoolChoice(FirmChoice):
    near: NearCode | None = None
    signal: SignalCode | None = None
    gone: bool = Field(False, description="Those that left instead of those that are there")


class StandingOut(Schema):
    """What a book says of a firm, and what lies between them."""

    version: int = Field(description="Of `policies`; its text is there")
    book_hash: str
    assessed: str = Field(description="new or recheck")
    is_next: bool = Field(description="The book is not in force yet")
    state: str = Field(description="met, unmet, unknown, person or not-applicable")
    unmet: list[str] = Field(description="Criteria to change on the shortest way, by id")
    unknown: list[str]
    person: list[str]
    score_least: int | None
    score_most: int | None
    margin: Decimal | None = Field(description="Part of the threshold of `hinge`; below 0: missed")
    hinge: str


class EligibleOut(StandingOut):
    firm: LadderFirmOut
    tier: str


class RiskOut(Schema):
    firm: LadderFirmOut
    tier: str
    document: str
    valid_to: datetime.date
    reasons: list[str]
    warned_since: datetime.date
    standings: list[StandingOut] = Field(description="By the books of re-checks")


class SignalOut(Schema):
    signal: str
    value: Decimal | None = Field(description="A fraction, where there is one to tell")
    about: str = Field(description="A fact or a tier")


class PoolPlaceOut(Schema):
    id: int
    firm: LadderFirmOut
    tier: str
    entered_on: datetime.date
    entered_because: str
    is_proposed: bool
    near: str
    lacks: int | None
    signals: list[SignalOut]
    left_on: datetime.date | None
    leaving: str
    left_because: str


class EligiblePage(Schema):
    total: int
    page: int
    pages: int
    rows: list[EligibleOut]


class RiskPage(Schema):
    total: int
    page: int
    pages: int
    rows: list[RiskOut]


class PoolPage(Schema):
    total: int
    page: int
    pages: int
    rows: list[PoolPlaceOut]


class GroupOut(Schema):
    near: str
    firms: int
    cases: int = Field(description="Past entries of which it is known what came of them")
    recognised: int
    share: Decimal | None = Field(description="Null below five cases")


class BatchOut(Schema):
    tier: str
    name: str
    opens_on: datetime.date
    closes_on: datetime.date
    by_next_book: bool
    total: int
    expected: Decimal | None = Field(description="Null where past cases do not tell")
    groups: list[GroupOut]


class MeasuredOut(Schema):
    """A book by which firms were measured."""

    version: int
    tier: str
    assessed: str
    is_next: bool
    book_hash: str
    hash: str = Field(description="Of all that makes the answers, but for the facts")
    on: datetime.date
    cut_off: datetime.date
    swept_at: datetime.datetime
    firms: int
    counts: dict[str, int]


def _filters(request: Request, choice: FirmChoice) -> dict[str, Any]:
    given = choice.dict(exclude={"division", "page"}, exclude_none=True)
    return given | {"division_id": shared.division_id(request, choice.division)}


@router.get("/measured", response=list[MeasuredOut])
def measured(request: Request) -> Any:
    """Return when and by which books firms were measured last."""
    return [
        {"version": one.version_id}
        | {name: getattr(one, name) for name in MeasuredOut.model_fields if name != "version"}
        for one in queries.sweeps(request.actor)
    ]


@router.get("/eligible", response=EligiblePage)
def eligible(request: Request, choice: Query[EligibleChoice]) -> dict[str, Any]:
    """Return who meets a book in force and does not hold its title."""
    rows = queries.eligible(request.actor, WorkFilters(**_filters(request, choice)))
    found = queries.work_page(rows, choice.page)
    return shared.paged(
        found.page,
        "rows",
        [_standing(one) | {"firm": shared.firm(one.firm), "tier": one.tier} for one in found.page],
    )


@router.get("/at-risk", response=RiskPage)
def at_risk(request: Request, choice: Query[RiskChoice]) -> dict[str, Any]:
    """Return the titles that may be lost, those that end first in front."""
    rows = queries.at_risk(request.actor, WorkFilters(**_filters(request, choice)))
    found = queries.work_page(rows, choice.page)
    firms = {one.recognition.firm_id for one in found.page}
    standings = queries.standings_of(firms, ["recheck"])
    return shared.paged(
        found.page,
        "rows",
        [
            {
                "firm": shared.firm(one.recognition.firm),
                "tier": one.recognition.tier,
                "document": one.recognition.announcement.document,
                "valid_to": one.recognition.valid_to,
                "reasons": one.reasons,
                "warned_since": one.since_on,
                "standings": [
                    _standing(row)
                    for row in standings.get((one.recognition.firm_id, one.recognition.tier), ())
                ],
            }
            for one in found.page
        ],
    )


@router.get("/pool", response=PoolPage)
def pool(request: Request, choice: Query[PoolChoice]) -> dict[str, Any]:
    """Return the cultivation pool, the latest entry first."""
    rows = queries.pool(request.actor, PoolFilters(**_filters(request, choice)))
    found = queries.work_page(rows, choice.page)
    signals = queries.signals_of({one.firm_id for one in found.page})
    names = set(PoolPlaceOut.model_fields) - {"id", "firm", "near", "signals"}
    return shared.paged(
        found.page,
        "rows",
        [
            {
                "id": one.pk,
                "firm": shared.firm(one.firm),
                "near": watching.group(one.lacks),
                "signals": [
                    {"signal": each.code, "value": each.value, "about": each.about}
                    for each in signals.get(one.firm_id, ())
                ],
            }
            | {name: getattr(one, name) for name in names}
            for one in found.page
        ],
    )


@router.get("/pool/forecast", response=list[BatchOut])
def forecast(request: Request) -> list[dict[str, Any]]:
    """Return what each batch to come may bring, with what that rests on."""
    return [
        {
            "tier": one.batch.tier,
            "name": one.batch.name,
            "opens_on": one.batch.opens_on,
            "closes_on": one.batch.closes_on,
            "by_next_book": one.by_next_book,
            "total": one.forecast.total,
            "expected": one.forecast.expected,
            "groups": [
                {
                    "near": code,
                    "firms": one.forecast.firms[code],
                    "cases": basis.cases,
                    "recognised": basis.recognised,
                    "share": basis.share,
                }
                for code, basis in one.forecast.bases.items()
            ],
        }
        for one in queries.forecasts(request.actor)
    ]


def _standing(one: Standing) -> dict[str, Any]:
    names = set(StandingOut.model_fields) - {"version", "book_hash"}
    return {"version": one.sweep.version_id, "book_hash": one.sweep.book_hash} | {
        name: getattr(one, name) for name in names
    }
