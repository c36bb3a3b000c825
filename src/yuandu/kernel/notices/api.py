"""Notices for programs: the caller's own."""

import datetime
from typing import Annotated

from django.utils.translation import gettext_lazy as _
from ninja import Router, Schema
from pydantic import Field

from yuandu.kernel.accounts import scopes
from yuandu.kernel.notices import actions, kinds, queries
from yuandu.kernel.notices.models import Notice
from yuandu.kernel.registry.requests import Request

scopes.register("notices", _("Notices"))
router = Router()


class NoticeOut(Schema):
    id: int
    kind: str
    sentence: str
    url: str
    at: datetime.datetime
    read_at: datetime.datetime | None


class Inbox(Schema):
    unread: int
    notices: list[NoticeOut]


def _out(notice: Notice) -> NoticeOut:
    return NoticeOut(
        id=notice.pk,
        kind=notice.kind,
        sentence=kinds.sentence(notice.kind, notice.params),
        url=notice.url,
        at=notice.at,
        read_at=notice.read_at,
    )


@router.get("/", response=Inbox, summary="The caller's notices, newest first")
def inbox(
    request: Request,
    before: int | None = None,
    limit: Annotated[int, Field(ge=1, le=200)] = 50,
) -> Inbox:
    actor = request.actor
    notices = queries.visible_to(actor)
    if before is not None:
        notices = notices.filter(pk__lt=before)
    return Inbox(unread=queries.unread(actor), notices=[_out(notice) for notice in notices[:limit]])


@router.post("/{pk}/read/", response=NoticeOut, summary="Take a notice as read")
def read(request: Request, pk: int) -> NoticeOut:
    actor = request.actor
    notice = queries.get(actor, pk, to="read")
    actions.mark_read(by=actor, notices=[notice.pk])
    return _out(queries.get(actor, pk, to="read"))
