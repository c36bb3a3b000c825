"""What programs read and send of the reserve. Money in yuan, shares from 0 to 1."""

import datetime
from decimal import Decimal
from typing import Annotated, Literal

from ninja import Field, Schema

from yuandu.mechanisms.projects.api.schemas import KindCode, Money, Name, Text

Fraction = Annotated[
    Decimal, Field(ge=0, le=1, max_digits=5, decimal_places=4, allow_inf_nan=False)
]
Mu = Annotated[Decimal, Field(ge=0, max_digits=12, decimal_places=2, allow_inf_nan=False)]
DivisionName = Annotated[Text, Field(max_length=20, description="Code")]
FieldCode = Literal[
    "upgrade",
    "infrastructure",
    "new_industry",
    "new_energy",
    "agriculture",
    "livelihood",
    "other",
]
PurposeCode = Literal["weakness", "strength", "wellbeing"]
Rank = Literal[
    "-score", "score", "-investment", "investment", "-newest", "newest", "since", "-since"
]
StageCode = Literal[
    "concept",
    "pre_study",
    "feasibility",
    "prerequisites",
    "ready",
    "promoted",
    "declined",
    "withdrawn",
]


class IdeasChoice(Schema):
    """Which ideas; what is left out does not restrict."""

    show: Literal["ladder", "promoted", "declined", "all"] = Field(
        "ladder", description="Those on the ladder, those that left it and how, or all"
    )
    field: FieldCode | None = None
    purpose: PurposeCode | None = None
    kind: KindCode | None = None
    stage: StageCode | None = None
    division: DivisionName = ""
    ungraded: bool = False
    words: Annotated[Text, Field(max_length=100)] = ""
    sort: Rank = "-score"
    page: int = Field(1, ge=1, le=10_000)


class IdeaOut(Schema):
    id: int
    name: str
    name_en: str
    field: FieldCode
    purpose: PurposeCode
    kind: KindCode
    division: str = Field(description="Code")
    lead: str
    investment_total: Decimal | None
    funding_share: Decimal | None
    land_area_mu: Decimal | None = Field(description="0: it needs no new land")
    stage: StageCode
    in_stage_since: datetime.date | None
    proposed_on: datetime.date
    grade: int | None = Field(description="0 to 5; null: nobody has judged it yet")
    score: Decimal = Field(description="Of 100, what is known earns")
    open_points: Decimal = Field(description="What might be added by what is unknown")
    project: int | None = Field(description="What it became in the register")
    version: int


class IdeasOut(Schema):
    total: int
    page: int
    pages: int
    investment_total: Decimal = Field(description="Planned, of all that were found")
    without_investment: int = Field(description="Ideas whose investment nobody knows")
    ideas: list[IdeaOut]


class ScoreTermOut(Schema):
    """A line of the score: value ÷ full × most, at most all."""

    criterion: str = Field(description="need, maturity, funding, scale or intensity")
    value: Decimal | None = Field(description="Null: unknown, its points stay open")
    full: Decimal = Field(description="What earns all points, in the value's unit")
    points: Decimal
    most: int


class RankOut(Schema):
    place: int
    among: int = Field(description="Ideas on the ladder")


class IdeaInFullOut(IdeaOut):
    owner_name: str
    owner_code: str
    site: str
    summary: str
    private_share: Decimal | None
    funding: str
    planned_start_on: datetime.date | None
    planned_end_on: datetime.date | None
    grade_words: str
    graded_on: datetime.date | None
    track: int | None = Field(description="For `lifecycle/tracks/{id}/`: its steps and moves")
    terms: list[ScoreTermOut]
    rank: RankOut | None = Field(description="Null for what has left the ladder")


class IdeaChangeIn(Schema):
    """Columns of an idea; those left out stay as they are."""

    name: Annotated[Name, Field(max_length=200)] = ""
    name_en: Annotated[Text, Field(max_length=200)] = ""
    field: FieldCode = "other"
    purpose: PurposeCode = "strength"
    kind: KindCode = "industry"
    division: DivisionName = ""
    lead: Annotated[Text, Field(max_length=100)] = ""
    owner_name: Annotated[Text, Field(max_length=200)] = ""
    owner_code: Annotated[Text, Field(max_length=40)] = ""
    site: Annotated[Text, Field(max_length=200)] = ""
    summary: Annotated[Text, Field(max_length=4000)] = ""
    investment_total: Money | None = None
    private_share: Fraction | None = None
    funding: Annotated[Text, Field(max_length=300)] = ""
    funding_share: Fraction | None = None
    land_area_mu: Mu | None = None
    planned_start_on: datetime.date | None = None
    planned_end_on: datetime.date | None = None
    confirmed: bool = Field(False, description="Somebody looked at what is doubtful; it is right")


class IdeaIn(IdeaChangeIn):
    name: Annotated[Name, Field(max_length=200)]
    field: FieldCode
    purpose: PurposeCode
    kind: KindCode
    division: Annotated[Text, Field(min_length=1, max_length=20, description="Code")]


class IdeaUpdateIn(IdeaChangeIn):
    version: int = Field(description="As read; another means that somebody was faster")


class GradeIn(Schema):
    grade: int = Field(ge=0, le=5)
    words: Annotated[Text, Field(min_length=1, max_length=500)]
    version: int = Field(description="As read; another means that somebody was faster")


class PromotionIn(Schema):
    words: Annotated[Text, Field(min_length=1, max_length=2000, description="Why now")]
    code: Annotated[Text, Field(max_length=40, description="Of the approval platform")] = ""
    confirmed: bool = Field(False, description="Somebody looked at what is doubtful; it is right")


class RungOut(Schema):
    stage: StageCode
    ideas: int
    investment_total: Decimal
    reached: int = Field(description="Ideas that stand here or higher, those promoted among them")


class GapsChoice(Schema):
    year: int | None = Field(None, ge=1990, le=2100, description="This year unless given")


class FieldGapOut(Schema):
    field: FieldCode
    ideas: int
    investment_total: Decimal
    mature: Decimal = Field(description="Of the investment, what could be promoted")
    wanted: Decimal | None = Field(description="Null where the city has said nothing")
    missing: Decimal | None
