"""Platforms: each once at its highest level, and the levels one has climbed."""

import datetime
from typing import Annotated, Any, Literal

from ninja import Field, Query, Router, Schema

from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.enterprises import queries, rules
from yuandu.mechanisms.enterprises.api import shared
from yuandu.mechanisms.enterprises.api.shared import Text
from yuandu.mechanisms.enterprises.models import Platform
from yuandu.mechanisms.enterprises.queries import PlatformFilters

router = Router()
LevelCode = Literal["national", "provincial", "municipal"]
KindCode = Literal[
    "technology_centre",
    "engineering_centre",
    "laboratory",
    "new_rnd",
    "design_centre",
    "incubator",
]


class PlatformChoice(Schema):
    """Which platforms; what is left out does not restrict."""

    words: Annotated[Text, Field(max_length=100, description="Of its name or its host’s")] = ""
    division: Annotated[Text, Field(max_length=20, description="Code")] = ""
    level: LevelCode | None = None
    kind: KindCode | None = None
    page: int = Field(1, ge=1, le=10_000)


class PlatformHostOut(Schema):
    party: int = Field(description="Its key in `registry`")
    name: str
    code: str = Field(description="GB 32100")
    division: str = Field(description="Code; empty where none is known")


class PlatformOut(Schema):
    id: int
    name: str
    level: str
    kind: str
    field: str = Field(description="What it works on")
    host: PlatformHostOut
    recognised_on: datetime.date
    document: str
    closed_on: datetime.date | None = Field(description="From that day it no longer counts")


class PlatformsOut(Schema):
    total: int
    page: int
    pages: int
    platforms: list[PlatformOut]


class LevelReachedOut(Schema):
    id: int = Field(description="The platform’s row at this level")
    level: str
    recognised_on: datetime.date
    document: str


class PlatformInFull(PlatformOut):
    path: list[LevelReachedOut] = Field(description="From its first level to its highest")
    next_level: str = Field(description="Empty at the top")


@router.get("/platforms", response=PlatformsOut)
def list_platforms(request: Request, choice: Query[PlatformChoice]) -> dict[str, Any]:
    """Return a page of today's platforms, each once at its highest level."""
    filters = PlatformFilters(
        words=choice.words,
        level=choice.level or "",
        kind=choice.kind or "",
        division_id=shared.division_id(request, choice.division),
    )
    page = queries.platform_page(request.actor, filters, choice.page).page
    return shared.paged(page, "platforms", [_platform(each) for each in page])


@router.get("/platforms/{int:pk}", response=PlatformInFull)
def one_platform(request: Request, pk: int) -> dict[str, Any]:
    """Return a platform with the levels it has climbed."""
    found = queries.get_platform(request.actor, pk, to="see")
    names = ("level", "recognised_on", "document")
    return _platform(found) | {
        "path": [
            {"id": each.pk} | {name: getattr(each, name) for name in names}
            for each in queries.path_of(found)
        ],
        "next_level": rules.next_level(found.level),
    }


def _platform(each: Platform) -> dict[str, Any]:
    names = ("name", "level", "kind", "field", "recognised_on", "document", "closed_on")
    return {name: getattr(each, name) for name in names} | {
        "id": each.pk,
        "host": {"party": each.host_id, **shared.party(each.host)},
    }
