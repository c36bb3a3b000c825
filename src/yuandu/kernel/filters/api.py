"""Saved filters for programs: what the chips above a list and the page behind them do."""

import datetime
from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _
from ninja import Field, Query, Router, Schema, Status
from pydantic import StringConstraints

from yuandu.kernel.accounts import scopes
from yuandu.kernel.filters import actions, lists, permissions, queries, rules
from yuandu.kernel.filters.models import SavedFilter
from yuandu.kernel.filters.refusals import NoFilter
from yuandu.kernel.registry.requests import Request

scopes.register("filters", _("Saved filters"))
router = Router()
ListCode = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_-]{0,39}$")]
FilterName = Annotated[str, StringConstraints(min_length=1, max_length=60, strip_whitespace=True)]


class SavedFilterOut(Schema):
    id: int
    list: str = Field(description="Code of the list that it filters")
    name: str
    query: str = Field(description="The part of the list's address behind the question mark")
    url: str
    is_own: bool = Field(description="False: somebody of one's office shares it")
    is_shared: bool
    at: datetime.datetime


class SavedFiltersOut(Schema):
    filters: list[SavedFilterOut]


class SavedFilterIn(Schema):
    list: ListCode
    name: FilterName
    query: str = Field(
        min_length=1, max_length=4 * rules.LONGEST, description="level=city&stage=build"
    )
    office: str = Field(
        "", max_length=40, description="Of `offices`, to share it; empty: for oneself alone"
    )


class SavedFilterNameIn(Schema):
    name: FilterName


class SavedFiltersChoice(Schema):
    list: ListCode


class OfficeOut(Schema):
    office: str = Field(description="As it is named when a filter is shared")
    title: str


class OfficesOut(Schema):
    offices: list[OfficeOut]


def _out(request: Request, saved: SavedFilter) -> dict[str, Any]:
    return {
        "id": saved.pk,
        "list": saved.on_list,
        "name": saved.name,
        "query": saved.query,
        "url": lists.get(saved.on_list).address(saved.query),
        "is_own": permissions.is_own(request.actor, saved),
        "is_shared": saved.is_shared,
        "at": saved.at,
    }


@router.get("/", response=SavedFiltersOut)
def list_filters(request: Request, choice: Query[SavedFiltersChoice]) -> dict[str, Any]:
    """Return the filters of a list, one's own first, then those of one's offices."""
    found = queries.of_list(request.actor, lists.get(choice.list))
    return {"filters": [_out(request, each) for each in found]}


@router.get("/offices", response=OfficesOut)
def list_offices(request: Request) -> dict[str, Any]:
    """Return the offices one may share a filter with: those where one holds a post."""
    found = queries.offices(request.actor)
    return {"offices": [{"office": each.code, "title": each.title} for each in found]}


@router.post("/", response={201: SavedFilterOut})
def save_filter(request: Request, given: SavedFilterIn) -> Status[dict[str, Any]]:
    """Keep what a list shows under a name."""
    filtered, office = lists.get(given.list), None
    if given.office:
        own = {each.code: each for each in queries.offices(request.actor)}
        if given.office not in own:
            raise NoFilter("not-your-office")
        office = own[given.office]
    made = actions.save(
        by=request.actor, filtered=filtered, name=given.name, query=given.query, office=office
    )
    return Status(201, _out(request, queries.get(request.actor, made.pk, to="see")))


@router.post("/{int:pk}/rename", response=SavedFilterOut)
def rename_filter(request: Request, pk: int, given: SavedFilterNameIn) -> dict[str, Any]:
    """Give a filter of one's own another name."""
    saved = queries.get(request.actor, pk, to="rename")
    actions.rename(by=request.actor, saved=saved, name=given.name)
    return _out(request, saved)


@router.post("/{int:pk}/delete", response=SavedFilterOut)
def delete_filter(request: Request, pk: int) -> dict[str, Any]:
    """Forget a filter of one's own; return what it was."""
    saved = queries.get(request.actor, pk, to="delete")
    told = _out(request, saved)
    actions.delete(by=request.actor, saved=saved)
    return told
