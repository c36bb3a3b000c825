"""What programs read and send. Money in yuan (the workspace's currency), shares from 0 to 1."""

import datetime
from decimal import Decimal
from typing import Annotated, Literal

from ninja import Field, Schema
from pydantic import StringConstraints

Text = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$", strip_whitespace=True)]
Money = Annotated[Decimal, Field(max_digits=18, decimal_places=2, allow_inf_nan=False)]
Share = Annotated[Decimal, Field(max_digits=5, decimal_places=4, allow_inf_nan=False)]
Degrees = Annotated[float, Field(allow_inf_nan=False)]
Name = Annotated[Text, Field(min_length=1, max_length=500)]
KindCode = Literal["platform", "industry", "social", "infrastructure"]
LevelCode = Literal["province", "city", "county"]
StatusCode = Literal["new_start", "continuing", "reserve"]
Sort = Literal["-investment", "investment", "-newest", "newest", "since", "-since", "due", "-due"]
Edge = Literal["division", "level", "category", "status", "stage"]


class Choice(Schema):
    """Which projects; what is left out does not restrict."""

    year: int = Field(0, ge=0, le=2100, description="Of the lists; 0: the whole register")
    level: LevelCode | None = None
    category: KindCode | None = None
    status: StatusCode | None = None
    stage: Annotated[Text, Field(max_length=40)] = ""
    division: Annotated[Text, Field(max_length=20, description="Code")] = ""
    words: Annotated[Text, Field(max_length=100)] = ""
    least: Money | None = Field(None, description="Total investment from, inclusive")
    most: Money | None = Field(None, description="Total investment to, inclusive")
    overdue: bool = False


class ListChoice(Choice):
    sort: Sort = "-investment"
    page: int = Field(1, ge=1)


class PackageChoice(Choice):
    page: int = Field(1, ge=1, le=100_000)
    in_full: bool = Field(False, description="With what you may see beyond what is public")


class TotalsChoice(Choice):
    rows: Edge = "division"
    columns: Edge = "category"


class Place(Schema):
    """A project's place in a list's page."""

    id: int
    name: str
    code: str
    category: str
    level: str
    status: str
    division: str
    stage: str
    in_stage_since: datetime.date | None
    investment_total: Decimal | None
    owner: str | None = Field(description="Null where the reader may not know it")
    due_on: datetime.date | None = Field(description="Null where the reader may not know it")
    is_overdue: bool


class PageOut(Schema):
    total: int
    is_all: bool = Field(description="False: there are more, counting stopped")
    page: int
    pages: int
    projects: list[Place]


class CellOut(Schema):
    row: str | None = Field(description="Null: the sum over all rows")
    column: str | None = Field(description="Null: the sum over all columns")
    projects: int
    investment_total: Decimal
    annual_plan: Decimal


class OwnerIn(Schema):
    name: Annotated[Text, Field(min_length=1, max_length=200)]
    code: Annotated[Text, Field(max_length=40)] = ""


class ChangeIn(Schema):
    """Columns of the record; those left out stay as they are."""

    name: Name = ""
    name_en: Annotated[Text, Field(max_length=500)] = ""
    code: Annotated[Text, Field(max_length=40)] = ""
    kind: KindCode = "industry"
    division: Annotated[Text, Field(max_length=20, description="Code")] = ""
    owner: OwnerIn | None = None
    site: Annotated[Text, Field(max_length=200)] = ""
    longitude: Degrees | None = None
    latitude: Degrees | None = None
    industry: Annotated[Text, Field(max_length=10, description="Code, such as C35")] = ""
    summary: Annotated[Text, Field(max_length=4000)] = ""
    investment_total: Money | None = None
    private_share: Share | None = None
    design_output: Money | None = None
    new_output: Money | None = None
    land_area_mu: Annotated[Decimal, Field(max_digits=12, decimal_places=2)] | None = None
    filed_on: datetime.date | None = None
    planned_start_on: datetime.date | None = None
    planned_end_on: datetime.date | None = None
    physical_progress: Annotated[Text, Field(max_length=300)] = ""
    confirmed: bool = Field(False, description="Somebody looked at what is doubtful; it is right")


class ProjectIn(ChangeIn):
    name: Name
    kind: KindCode
    division: Annotated[Text, Field(min_length=1, max_length=20, description="Code")]


class UpdateIn(ChangeIn):
    version: int = Field(description="As read; another means that somebody was faster")


class ListingIn(Schema):
    year: int = Field(ge=1990, le=2100)
    level: LevelCode
    batch: int = Field(1, ge=1, le=99)
    category: KindCode
    status: StatusCode
    annual_plan: Money | None = None
    entered_on: datetime.date | None = None
    confirmed: bool = False


class LeaveIn(Schema):
    because: Annotated[Text, Field(min_length=1, max_length=200)]


class ListingOut(Schema):
    id: int
    year: int
    level: str
    batch: int
    category: str
    status: str
    annual_plan: Decimal | None
    entered_on: datetime.date
    left_on: datetime.date | None
    left_because: str


class ProjectEvidenceOut(Schema):
    code: str
    title: str
    kind: str = Field(description="file, date, text, amount or number")
    required: bool


class ProjectMoveOut(Schema):
    move: str
    title: str
    to: str | None = Field(description="Null: back to where the track came from")
    needs_words: bool
    evidence: list[ProjectEvidenceOut]


class ProjectTrackOut(Schema):
    id: int = Field(description="For `lifecycle/tracks/{id}/moves/{move}/`")
    track: str = Field(description="Code of the life cycle")
    title: str
    stage: str
    stage_title: str
    since: datetime.date
    version: int
    moves: list[ProjectMoveOut] = Field(description="What the reader may do from here")


class TrackIn(Schema):
    track: Literal[
        "project_investment_listing",
        "project_land",
        "project_energy",
        "project_environment",
        "project_construction",
    ]


class ProjectOut(Schema):
    """A record; to those who do not work with it only what a published list says."""

    id: int
    name: str
    name_en: str
    code: str
    kind: str
    division: str
    investment_total: Decimal | None
    stage: str
    is_in_full: bool
    version: int | None = None
    owner: OwnerIn | None = None
    site: str | None = None
    longitude: float | None = None
    latitude: float | None = None
    industry: str | None = None
    summary: str | None = None
    private_share: Decimal | None = None
    design_output: Decimal | None = None
    new_output: Decimal | None = None
    land_area_mu: Decimal | None = None
    filed_on: datetime.date | None = None
    planned_start_on: datetime.date | None = None
    planned_end_on: datetime.date | None = None
    works_started_on: datetime.date | None = None
    completed_on: datetime.date | None = None
    produced_on: datetime.date | None = None
    physical_progress: str | None = None
    listings: list[ListingOut]
    tracks: list[ProjectTrackOut] = Field(default_factory=list)


class ForecastErrorOut(Schema):
    """How right such forecasts were; errors are mean distances in days."""

    forecasts: int
    inside: float = Field(description="Share that ended inside the interval, 0 to 1")
    error: float
    error_as_planned: float
    error_of_usual_time: float


class ForecastOut(Schema):
    """When the works end; the days are null where nothing can be told."""

    state: Literal["planned", "running", "ended", "resting", "no-plan"]
    planned_on: datetime.date | None
    ended_on: datetime.date | None
    earliest: datetime.date | None = None
    middle: datetime.date | None = None
    latest: datetime.date | None = Field(None, description="Null: no case reaches that far")
    share: float | None = Field(None, description="Of works that should end within the interval")
    cases: int = Field(description="Ended works that the forecast rests on")
    cut_off: datetime.date | None = None
    past: ForecastErrorOut | None
