"""Who is on public notice for a title, and objections to them."""

import datetime
from typing import Annotated, Any

from django.core.exceptions import PermissionDenied
from ninja import Field, Query, Router, Schema, Status

from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.enterprises import actions, queries
from yuandu.mechanisms.enterprises.api import shared
from yuandu.mechanisms.enterprises.api.shared import LadderFirmOut, Text, TierCode
from yuandu.mechanisms.enterprises.models import Application

router = Router()


class NoticeChoice(Schema):
    tier: TierCode | None = None
    page: int = Field(1, ge=1, le=10_000)


class NoticedFirmOut(Schema):
    """A firm on public notice."""

    id: int = Field(description="To object to it")
    firm: LadderFirmOut
    tier: str
    document: str = Field(description="Of the notice on the official platform")
    since: datetime.date | None
    until: datetime.date | None = Field(description="The last day to object")


class NoticedFirmsOut(Schema):
    total: int
    page: int
    pages: int
    rows: list[NoticedFirmOut]


class TitleObjectionIn(Schema):
    words: Annotated[Text, Field(min_length=1, max_length=2000)]


class TitleObjectionOut(Schema):
    id: int
    on: datetime.date
    words: str


@router.get("", response=NoticedFirmsOut, operation_id="list_notices_of_titles")
def list_notices(request: Request, choice: Query[NoticeChoice]) -> dict[str, Any]:
    """Return a page of the firms on public notice, those whose notice ends first in front."""
    if not request.actor.is_insider:
        raise PermissionDenied
    page = queries.notice_page(request.actor, choice.page, tier=choice.tier or "")
    documents = queries.notice_documents(page)
    rows = [_row(each, documents) for each in page]
    return shared.paged(page, "rows", rows)


@router.get("/{int:pk}", response=NoticedFirmOut, operation_id="one_notice_of_a_title")
def one_notice(request: Request, pk: int) -> dict[str, Any]:
    """Return one firm on public notice."""
    found = queries.noticed(request.actor, pk, to="see")
    return _row(found, queries.notice_documents([found]))


@router.post(
    "/{int:pk}/objections",
    response={201: TitleObjectionOut},
    operation_id="object_to_a_title",
)
def object_to(request: Request, pk: int, given: TitleObjectionIn) -> Status[dict[str, Any]]:
    """Object to a firm on public notice; it rests until that is answered."""
    found = queries.noticed(request.actor, pk, to="object")
    made = actions.object_to_application(by=request.actor, application=found, words=given.words)
    return Status(201, {"id": made.pk, "on": made.on, "words": made.words})


def _row(each: Application, documents: dict[int, str]) -> dict[str, Any]:
    return {
        "id": each.pk,
        "firm": shared.firm(each.firm),
        "tier": each.tier,
        "document": documents.get(each.pk, ""),
        "since": each.track.entered_on if each.track else None,
        "until": each.notice_until,
    }
