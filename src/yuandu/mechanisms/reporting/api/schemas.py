"""What programs send and get of monthly reports."""

import datetime
from decimal import Decimal
from typing import Annotated, Literal

from ninja import Field, Schema
from pydantic import StringConstraints

from yuandu.mechanisms.projects.models import Factor

Text = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$", strip_whitespace=True)]
Short = Annotated[Text, Field(max_length=300)]
Yuan = Annotated[Decimal, Field(max_digits=18, decimal_places=2, allow_inf_nan=False)]
NotNegative = Annotated[Yuan, Field(ge=0)]
Part = Annotated[Decimal, Field(ge=0, le=1, max_digits=5, decimal_places=4, allow_inf_nan=False)]
ToneCode = Literal["grey", "green", "yellow", "red"]
LightCode = Literal["start", "progress", "funds", "listing"]


class MonthChoice(Schema):
    page: int = Field(1, ge=1, le=10_000)


class MonthOut(Schema):
    id: int
    period: str = Field(description="Year and month: 2026-11")
    due_on: datetime.date
    locked_at: datetime.datetime | None
    digest: str = Field(description="SHA-256 over the figures of a locked month")


class MonthsOut(Schema):
    total: int
    page: int
    pages: int
    rounds: list[MonthOut]


class MonthIn(Schema):
    period: str = Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$", description="2026-11")
    due_on: datetime.date = Field(description="The last day to sign")


class FilingOut(Schema):
    """How far one county is with a month."""

    id: int
    round: int
    period: str
    division: str = Field(description="Code")
    stage: str = Field(description="open, signed, returned, locked or missed")
    track: int = Field(description="Its history: `lifecycle/tracks/{id}`")
    expected: int
    reported: int
    unexplained: int = Field(description="Doubtful lines without an explanation")


class FilingsOut(Schema):
    total: int
    page: int
    pages: int
    filings: list[FilingOut]


class ReportLineOut(Schema):
    """A project in a filing; money in yuan; what was not reported yet is null."""

    project: int
    code: str
    name: str
    annual_plan: Decimal | None
    last_invested: Decimal | None = Field(description="In the locked month before")
    year_to_date: Decimal
    to_date: Decimal
    invested: Decimal | None
    corrected: Decimal | None
    correction: str
    brought_forward: Decimal | None
    progress_share: Decimal | None
    progress: str
    needs: str
    factor: str = Field(description="What is lacking; empty where nobody has said")
    funds_in_place: bool | None
    doubts: list[str]
    explanation: str


class ReportLinesOut(Schema):
    total: int
    page: int
    pages: int
    lines: list[ReportLineOut]


class ReportLinesChoice(MonthChoice):
    missing: bool = Field(False, description="Those without a report alone")


class ReportLineIn(Schema):
    """A line as a whole: what is left out is empty afterwards."""

    project: int = Field(ge=1, le=2**31 - 1)
    invested: NotNegative
    corrected: Yuan = Decimal(0)
    correction: Short = ""
    brought_forward: NotNegative = Decimal(0)
    progress_share: Part | None = None
    progress: Short = ""
    needs: Short = ""
    factor: Factor | Literal[""] = Field("", description="What is lacking; kept beside words alone")
    funds_in_place: bool | None = None
    explanation: Short = ""


class ReportLinesIn(Schema):
    lines: list[ReportLineIn] = Field(min_length=1, max_length=500)


class EnteredOut(Schema):
    entered: int


class ReturnIn(Schema):
    words: Annotated[Text, Field(min_length=1, max_length=2000)]


class DoubtsChoice(MonthChoice):
    explained: bool | None = None


class DoubtOut(Schema):
    id: int = Field(description="Of the line, to explain it")
    filing: int
    division: str = Field(description="Code")
    project: int
    name: str
    doubts: list[str]
    explanation: str


class DoubtsOut(Schema):
    total: int
    page: int
    pages: int
    lines: list[DoubtOut]


class ExplanationIn(Schema):
    words: Annotated[Text, Field(min_length=1, max_length=300)]


class LightsChoice(MonthChoice):
    tone: ToneCode | None = None
    kind: LightCode | None = Field(None, description="Whose tone; without it the worst of all")
    division: Annotated[Text, Field(max_length=20, description="Code")] = ""


class LightReadingOut(Schema):
    tone: str
    why: str
    number: Decimal | None = Field(description="Months, or a share of the annual plan")


class LightOut(Schema):
    project: int
    name: str
    division: str = Field(description="Code")
    is_reported: bool
    tone: str
    start: LightReadingOut
    progress: LightReadingOut
    funds: LightReadingOut
    listing: LightReadingOut


class LightsOut(Schema):
    total: int
    page: int
    pages: int
    lights: list[LightOut]


class NeedsChoice(MonthChoice):
    division: Annotated[Text, Field(max_length=20, description="Code")] = ""
    factor: Factor | Literal["none"] | None = Field(
        None, description="What is lacking; `none`: nobody has said"
    )


class ReportedNeedOut(Schema):
    project: int
    name: str
    division: str = Field(description="Code")
    needs: str
    factor: str = Field(description="What is lacking; empty where nobody has said")


class ReportedNeedsOut(Schema):
    total: int
    page: int
    pages: int
    needs: list[ReportedNeedOut]


class RemindedCountiesOut(Schema):
    reminded: list[str] = Field(description="The counties that have not signed")
