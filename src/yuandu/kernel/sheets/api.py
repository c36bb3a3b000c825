"""Spreadsheets for programs: send a file, read its preview, decide."""

from __future__ import annotations

import json
from typing import Any, Literal

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Field, File, Form, Query, Router, Schema, Status, UploadedFile

from yuandu.kernel.accounts import scopes
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.sheets import actions, layouts, queries, telling, work
from yuandu.kernel.sheets.layouts import Layout
from yuandu.kernel.sheets.models import Upload
from yuandu.kernel.sheets.refusals import NotAMapping
from yuandu.kernel.sheets.rules.mapping import BadMapping, SheetMapping
from yuandu.kernel.sheets.rules.problems import Problem

scopes.register("sheets", _("Spreadsheets"))

router = Router()
PER_PAGE = 100

type Show = Literal["all", "problems", "new", "changed", "same", "refused"]


class SheetProblemOut(Schema):
    """Something wrong with a cell, a row or the sheet."""

    code: str = Field(description="Stable; the sentences may change")
    severity: str = Field(description="error: the row is refused; warning: it is taken")
    cell: str = Field(description="As spreadsheets call it, such as C7; empty: the whole sheet")
    field: str
    header: str
    shown: str
    what: str
    do: str


class UploadOut(Schema):
    """A file on its way into the register."""

    id: int
    layout: str
    name: str
    state: str
    is_interrupted: bool
    version: int = Field(description="Of the preview; a decision names it")
    counts: dict[str, int]
    failure: str
    columns: list[dict[str, Any]]
    problems: list[SheetProblemOut]


class SheetRowOut(Schema):
    """A row as it was read: amounts in the workspace's currency, shares as fractions."""

    number: int = Field(description="As the file numbers it")
    verdict: str
    values: dict[str, Any]
    changes: dict[str, list[Any]] = Field(description="Field → before, after")
    problems: list[SheetProblemOut]


class SheetRowsOut(Schema):
    """A page of rows."""

    count: int
    rows: list[SheetRowOut]


class DecisionIn(Schema):
    """Which preview is to be written, and whether refused rows are left out."""

    version: int
    good_rows_only: bool = False


class MappingIn(Schema):
    """How the file is to be read; the form of the command's `--mapping` file."""

    version: int
    mapping: dict[str, Any]


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def _said(text: Any, layout: Layout) -> SheetMapping:
    try:
        said = json.loads(text) if isinstance(text, str) else text
        return SheetMapping.from_json(said, layout.fields)
    except ValueError as error:
        raise NotAMapping("mapping-not-json", {"detail": str(error)}) from error
    except BadMapping as error:
        raise NotAMapping(error.code, error.params) from error


def _told(upload: Upload) -> dict[str, Any]:
    return telling.upload_as_json(upload, layouts.get(upload.layout))


@router.post("/{layout}/uploads/", response={201: UploadOut}, url_name="sheets-send")
def send(
    request: HttpRequest,
    layout: str,
    file: File[UploadedFile],
    mapping: Form[str] = "{}",
) -> Status[dict[str, Any]]:
    """Send a file for a layout, and have it read."""
    by = _actor(request)
    found = queries.layout_for(by, layout, to="import")
    upload = actions.receive(by=by, layout=found, file=file, mapping=_said(mapping, found))
    work.begin_reading(by, upload)
    upload.refresh_from_db()
    return Status(201, _told(upload))


@router.get("/uploads/{pk}/", response=UploadOut, url_name="sheets-upload")
def upload(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Return how far an upload is."""
    return _told(queries.get(_actor(request), pk, to="read"))


@router.get("/uploads/{pk}/rows/", response=SheetRowsOut, url_name="sheets-rows")
def rows(
    request: HttpRequest, pk: int, show: Show = "all", page: int = Query(1, ge=1, le=100_000)
) -> dict[str, Any]:
    """Return a page of an upload's rows with their problems."""
    found = queries.get(_actor(request), pk, to="read")
    layout = layouts.get(found.layout)
    listed = queries.preview_rows(found, show)
    start = (page - 1) * PER_PAGE
    return {
        "count": listed.count(),
        "rows": [
            {
                "number": row.number,
                "verdict": row.verdict,
                "values": row.values,
                "changes": row.changes,
                "problems": [
                    telling.problem_as_json(Problem.from_json(each), layout)
                    for each in row.problems
                ],
            }
            for row in listed[start : start + PER_PAGE]
        ],
    }


@router.post("/uploads/{pk}/mapping/", response=UploadOut, url_name="sheets-mapping")
def mapping(request: HttpRequest, pk: int, said: MappingIn) -> dict[str, Any]:
    """Say how an upload is to be read, and have it read again."""
    by = _actor(request)
    found = queries.get(by, pk, to="correct")
    stated = _said(said.mapping, layouts.get(found.layout))
    actions.correct(by=by, upload=found, mapping=stated, version=said.version)
    work.begin_reading(by, found)
    found.refresh_from_db()
    return _told(found)


@router.post("/uploads/{pk}/commit/", response=UploadOut, url_name="sheets-commit")
def commit(request: HttpRequest, pk: int, decision: DecisionIn) -> dict[str, Any]:
    """Write a previewed upload, all of it or its good rows."""
    by = _actor(request)
    found = queries.get(by, pk, to="commit")
    actions.accept(
        by=by,
        upload=found,
        version=decision.version,
        good_rows_only=decision.good_rows_only,
    )
    work.begin_committing(by, found)
    found.refresh_from_db()
    return _told(found)


@router.post("/uploads/{pk}/resume/", response=UploadOut, url_name="sheets-resume")
def resume(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Have an interrupted upload read again; nothing of it was written."""
    by = _actor(request)
    found = queries.get(by, pk, to="resume")
    actions.resume(by=by, upload=found)
    work.begin_reading(by, found)
    found.refresh_from_db()
    return _told(found)
