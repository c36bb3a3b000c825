"""Operations on the projects that somebody should look at."""

import datetime
from typing import Annotated, Any, Literal

from django.http import Http404
from ninja import Field, Query, Schema

from yuandu.kernel.registry.reach import reach
from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.projects import queries
from yuandu.mechanisms.projects.api import telling
from yuandu.mechanisms.projects.api.operations import router
from yuandu.mechanisms.projects.api.schemas import KindCode, Place, Text
from yuandu.mechanisms.projects.queries import Filters, watching
from yuandu.mechanisms.projects.refusals import UnknownCode
from yuandu.mechanisms.projects.sheets.watching import waits


class WatchChoice(Schema):
    """Which list, and of which projects; what is left out does not restrict."""

    show: Literal["stuck", "silent", "unlisted", "unstarted"] = Field(
        "stuck",
        description="Longer in a stage than usual; in production without tax or above-scale "
        "statistics; started, not in investment statistics; listed there, not started",
    )
    category: KindCode | None = None
    division: Annotated[Text, Field(max_length=20, description="Code")] = ""
    words: Annotated[Text, Field(max_length=100)] = ""
    page: int = Field(1, ge=1, le=10_000)


class UsualTimeOut(Schema):
    stage: str
    cases: int = Field(description="Projects that left the stage")
    days: int | None = Field(description="Nine of ten left it by then; null: too few cases")


class WatchCountsOut(Schema):
    stuck: int
    silent: int
    unlisted: int
    unstarted: int


class WatchedOut(Place):
    days: int | None = Field(description="In the stage, by today")
    usual: int | None = Field(description="Days after which nine of ten had left it")
    works_started_on: datetime.date | None
    produced_on: datetime.date | None
    without_tax: int | None = Field(description="Whole months since production began")
    without_statistics: int | None = Field(description="Whole months since production began")


class WatchedListOut(Schema):
    on: datetime.date | None = Field(description="The day the lists were worked out")
    usual: list[UsualTimeOut]
    counts: WatchCountsOut = Field(
        description="By words or a category counted up to 1,000; there may be more"
    )
    total: int
    is_all: bool = Field(description="False: there are more, counting stopped")
    page: int
    pages: int
    projects: list[WatchedOut]


@router.get("/watch", response=WatchedListOut)
def projects_to_watch(request: Request, choice: Query[WatchChoice]) -> dict[str, Any]:
    """Return a page of a list of projects to watch, what has waited longest in front."""
    actor, today = request.actor, request.workspace.today()
    if reach(actor).is_public:
        raise Http404
    filters = Filters(
        category=choice.category or "",
        words=choice.words,
        division_id=_division(request, choice.division),
    )
    usual, lengths = watching.usual_times(actor), watching.lengths(actor, filters)
    total = lengths.numbers[choice.show]
    page = watching.watched_page(actor, filters, choice.show, total, choice.page)
    return {
        "on": usual.on,
        "usual": [
            {"stage": each.stage, "cases": each.cases, "days": each.days}
            for each in usual.times.values()
        ],
        "counts": lengths.numbers,
        "total": total,
        "is_all": choice.show not in lengths.cut,
        "page": page.number,
        "pages": page.paginator.num_pages,
        "projects": [
            telling.place(actor, standing) | waits(standing, usual, today) for standing in page
        ],
    }


def _division(request: Request, code: str) -> int | None:
    if not code:
        return None
    found = queries.divisions(request.actor).filter(code=code).first()
    if found is None:
        raise UnknownCode("division", code)
    return found.pk
