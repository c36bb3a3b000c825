"""What programs read and send about drives, visits and difficulties."""

import datetime
import uuid
from typing import Annotated, Literal

from ninja import Field, Schema
from pydantic import StringConstraints

from yuandu.mechanisms.projects.api.schemas import LevelCode
from yuandu.mechanisms.visits import rules

Text = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$", strip_whitespace=True)]
Said = Annotated[Text, Field(min_length=1, max_length=2000)]
DivisionCode = Annotated[Text, Field(max_length=20, description="Code")]
Key = Annotated[int, Field(ge=1, le=2**31 - 1)]
Longitude = Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False, description="°E")]
Latitude = Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False, description="°N")]
FactorCode = Literal["energy", "land", "finance", "environment", "data", "other"]
GravityCode = Literal["urgent", "serious", "normal"]
StateCode = Literal["counted", "doubted", "set_aside"]


class DrivesChoice(Schema):
    page: int = Field(1, ge=1, le=10_000)


class DriveCoverageOut(Schema):
    """How many projects a drive covers, and how many of them a team has been to."""

    projects: int
    visited: int
    silent: int = Field(description="Nobody has been there")


class DriveOut(Schema):
    id: int
    name: str
    name_en: str
    from_on: datetime.date
    to_on: datetime.date
    year: int = Field(description="Of the lists whose projects are visited")
    levels: list[LevelCode]
    coverage: DriveCoverageOut


class DrivesOut(Schema):
    total: int
    page: int
    pages: int
    drives: list[DriveOut]


class CountyCoverageOut(DriveCoverageOut):
    division: str = Field(description="Code")
    name: str


class TeamOut(Schema):
    id: int
    name: str
    name_en: str
    people: int
    stops: int = Field(description="Projects on its route")
    visited: int = Field(description="Projects it has been to")


class DriveInFullOut(DriveOut):
    counties: list[CountyCoverageOut]
    teams: list[TeamOut]


class CoveredChoice(DrivesChoice):
    visited: bool = Field(False, description="Those visited; without it those that are silent")
    division: DivisionCode = ""
    level: LevelCode | None = None


class CoveredOut(Schema):
    """A project that a drive covers."""

    project: int
    code: str
    name: str
    division: str = Field(description="Code")
    level: str
    team: int | None = Field(description="On whose route it is")
    planned_on: datetime.date | None
    last_on: datetime.date | None = Field(description="Of the last visit that counts")


class CoveredProjectsOut(Schema):
    total: int
    page: int
    pages: int
    projects: list[CoveredOut]


class StopsChoice(DrivesChoice):
    on: datetime.date | None = Field(None, description="Of one day; else the route as a whole")


class StopOut(Schema):
    project: int
    code: str
    name: str
    division: str = Field(description="Code")
    stage: str
    planned_on: datetime.date | None
    place: int = Field(description="The order within the day, from 1")
    is_visited: bool


class StopsOut(Schema):
    total: int
    page: int
    pages: int
    stops: list[StopOut]


class SiteVisitsChoice(DrivesChoice):
    """Which visits; what is left out does not restrict."""

    drive: Key | None = None
    project: Key | None = None
    state: StateCode | None = None
    division: DivisionCode = ""


class SiteVisitOut(Schema):
    id: int
    drive: int
    team: int
    project: int
    project_name: str
    division: str = Field(description="Code")
    on: datetime.date
    by: str
    met: str
    words: str
    longitude: float | None = Field(description="°E; kept with the writer’s consent alone")
    latitude: float | None = Field(description="°N")
    state: StateCode
    doubt: str = Field(description="cancelled, other_team, off_list; empty where there was none")


class SiteVisitsOut(Schema):
    total: int
    page: int
    pages: int
    visits: list[SiteVisitOut]


class DifficultyIn(Schema):
    factor: FactorCode
    severity: GravityCode = "normal"
    title: Annotated[Text, Field(min_length=1, max_length=120)]
    words: Annotated[Text, Field(max_length=2000)] = ""


class OneDifficultyIn(DifficultyIn):
    key: uuid.UUID = Field(description="Made by the sender; sent again it is the same difficulty")


class SiteVisitIn(Schema):
    """A visit as it was written down; photos are sent to it afterwards, one by one."""

    key: uuid.UUID = Field(description="Made by the sender; sent again it is the same visit")
    project: Key
    on: datetime.date
    words: Said
    met: Annotated[Text, Field(max_length=100)] = ""
    longitude: Longitude | None = Field(None, description="Of a writer who agreed to it")
    latitude: Latitude | None = None
    difficulties: list[DifficultyIn] = Field(
        default_factory=list, max_length=rules.MOST_DIFFICULTIES
    )


class PhotoOut(Schema):
    id: int
    name: str
    media_type: str
    size: int = Field(description="Bytes, without what the camera wrote into it")
    url: str


class PhotosOut(Schema):
    photos: list[PhotoOut]


class SetAsideIn(Schema):
    words: Said


class DifficultiesChoice(DrivesChoice):
    """Which difficulties; what is left out does not restrict."""

    show: Literal["open", "asked", "to_close", "unsent", "late", "over", "all"] = "open"
    factor: FactorCode | None = None
    severity: GravityCode | None = None
    division: DivisionCode = ""
    words: Annotated[Text, Field(max_length=100)] = ""


class ClockOut(Schema):
    """How the department's answer stands today."""

    state: Literal["due", "soon", "overdue"]
    due_on: datetime.date
    days: int = Field(description="Working days left, or past due")


class DifficultyOut(Schema):
    id: int
    visit: int
    project: int
    project_name: str
    division: str = Field(description="Code")
    factor: FactorCode
    severity: GravityCode
    title: str
    words: str
    raised_on: datetime.date
    stage: str = Field(
        description="raised, sent, taken_up, answered, closed, abandoned or withdrawn"
    )
    track: int | None = Field(description="For `lifecycle/tracks/{id}/`: its steps, other moves")
    department: str = Field(description="Who has it; empty: nobody yet")
    sent_on: datetime.date | None
    clock: ClockOut | None = Field(description="Null where no department is to answer")
    answered_on: datetime.date | None
    answer_days: int | None = Field(description="Working days from sending to the first answer")
    satisfaction: int | None = Field(description="1 to 5, the owner’s")


class DifficultiesOut(Schema):
    total: int
    page: int
    pages: int
    difficulties: list[DifficultyOut]


class DifficultyAnswerIn(Schema):
    words: Said


class ClosureIn(Schema):
    satisfaction: int | None = Field(None, ge=1, le=5)
    words: Annotated[Text, Field(max_length=2000)] = ""
