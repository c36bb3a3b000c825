"""What is known of a project, as far as the standard has a place for it."""

import datetime
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose project it is; `scheme` names the register that gave the code."""

    id: str
    name: str
    code: str = ""
    scheme: str = ""
    is_person: bool = False  # a natural person or a household


@dataclass(frozen=True, slots=True)
class Where:
    """The division a project lies in; `code` of GB/T 2260, empty for a zone."""

    name: str
    code: str = ""
    region: str = ""  # the city


@dataclass(frozen=True, slots=True)
class Seat:
    """A place on a yearly list, with the yuan to be invested in that year."""

    year: int
    level: str
    batch: int
    status: str
    annual_plan: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Permit:
    """A track beside the main one, and the day it came where it stands."""

    track: str
    stage: str
    on: datetime.date
    is_done: bool


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that stands as evidence of a move."""

    id: str
    title: str
    media_type: str
    at: datetime.datetime  # when it was attached


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One project. Money in `currency`, shares from 0 to 1, degrees east and north."""

    id: str
    title: str
    language: str
    where: Where
    kind: str
    zone: datetime.tzinfo
    currency: str
    today: datetime.date
    page: str = ""  # address of its page
    code: str = ""
    code_scheme: str = ""
    summary: str = ""
    stage: str = ""
    entered_on: datetime.date | None = None  # the stage
    site: str = ""
    longitude: float | None = None
    latitude: float | None = None
    industry: str = ""  # code of the classification, such as C35
    industry_section: str = ""  # its letter
    industry_title: str = ""
    owner: Owner | None = None
    investment_total: Decimal | None = None
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
    physical_progress: str = ""
    seats: tuple[Seat, ...] = ()
    permits: tuple[Permit, ...] = ()
    papers: tuple[Paper, ...] = ()
