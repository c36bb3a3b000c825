"""The log for programs: the same reads as the pages."""

import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from yuandu.kernel.audit import chain, queries
from yuandu.kernel.audit.models import Root

router = Router()


class EntryOut(Schema):
    id: int
    at: datetime.datetime
    who: str
    user_id: int | None
    acting_for_id: int | None
    action: str
    subject_label: str
    subject_id: int
    details: dict[str, Any]
    commitments: dict[str, str]


class LogOut(Schema):
    entries: list[EntryOut]
    before: Annotated[int | None, Field(description="Ask for this to go on; null: that was all.")]


class RootOut(Schema):
    on: datetime.date
    count: int
    hash: Annotated[str, Field(description="SHA-256, 64 hexadecimal digits.")]

    @staticmethod
    def resolve_hash(root: Root) -> str:
        return root.digits


class Asked(Schema):
    kind: str = ""
    number: Annotated[int | None, Field(ge=1, lt=2**63)] = None
    who: str = ""
    action: str = ""
    day: datetime.date | None = None


@router.get("/entries/", response=LogOut, summary="What was done, newest first")
def entries(
    request: HttpRequest,
    asked: Query[Asked],
    before: Annotated[int | None, Field(ge=0, lt=2**63)] = None,
    size: Annotated[int, Field(ge=1, le=500)] = 50,
) -> dict[str, Any]:
    actor = request.actor  # type: ignore[attr-defined]
    page = queries.log(actor, queries.Wanted(**asked.dict()), before=before, size=size)
    return {"entries": [row.entry for row in page.rows], "before": page.before}


@router.get("/roots/", response=list[RootOut], summary="The daily roots, newest first")
def roots(request: HttpRequest, size: Annotated[int, Field(ge=1, le=1000)] = 100) -> list[Root]:
    actor = request.actor  # type: ignore[attr-defined]
    queries.may_read(actor)
    return list(chain.roots(actor.workspace_id)[:size])
