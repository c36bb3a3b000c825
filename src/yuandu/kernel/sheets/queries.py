"""Reads of uploads."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django_tasks_db.models import DBTaskResult

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.sheets import layouts, locks
from yuandu.kernel.sheets.layouts import Layout
from yuandu.kernel.sheets.models import (
    AT_WORK,
    WAITING,
    RememberedMapping,
    Upload,
    UploadRow,
    Verdict,
)
from yuandu.kernel.sheets.permissions import MAY, MAY_LAYOUT, READERS
from yuandu.kernel.sheets.rules import values
from yuandu.kernel.sheets.rules.headers import Header
from yuandu.kernel.sheets.rules.mapping import SheetMapping
from yuandu.kernel.sheets.rules.tables import Row

WITH_PROBLEMS = Q(verdict=Verdict.REFUSED) | Q(has_warnings=True)
CHUNK = 2_000
UNKNOWN_WORDS = frozenset({"unknown-choice", "unknown-division", "unknown-division-near"})
MOST_ODD_WORDS = 40
TASKS = "yuandu.kernel.sheets.tasks."  # they know this module, so it cannot import them


def layouts_for(actor: Actor, verb: str) -> list[Layout]:
    """Return the layouts the actor may import, export or see."""
    return [layout for layout in layouts.known() if MAY_LAYOUT[verb](actor, layout)]


def layout_for(actor: Actor, code: str, *, to: str) -> Layout:
    """Return a layout, if the actor may do `to` with it.

    Raises:
        Http404: there is none, or the actor has nothing to do with it.
        PermissionDenied: the actor may see it, but not do this.
    """
    try:
        layout = layouts.get(code)
    except layouts.UnknownLayout:
        raise Http404 from None
    if not MAY_LAYOUT["see"](actor, layout):
        raise Http404
    if not MAY_LAYOUT[to](actor, layout):
        raise PermissionDenied
    return layout


def visible_to(actor: Actor) -> QuerySet[Upload]:
    """Return the uploads the actor may read: their own, or all for who oversees them."""
    uploads = Upload.objects.filter(
        workspace_id=actor.workspace_id, layout__in=[layout.code for layout in layouts.known()]
    )
    if actor.is_system:
        return uploads
    if actor.user_id is None or not actor.is_insider:
        return uploads.none()
    own = Q(uploaded_by_id=actor.user_id)
    if actor.has(*READERS):
        private = [layout.code for layout in layouts.known() if layout.is_private]
        return uploads.filter(own | ~Q(layout__in=private))
    return uploads.filter(own)


def get(actor: Actor, pk: int, *, to: str) -> Upload:
    """Return an upload, if the actor may do `to` with it.

    Raises:
        Http404: there is none that the actor may see.
        PermissionDenied: the actor sees it but may not do this.
    """
    upload = get_object_or_404(visible_to(actor).select_related("attachment"), pk=pk)
    if not MAY[to](actor, upload):
        raise PermissionDenied
    return upload


def history(actor: Actor, layout: str = "") -> QuerySet[Upload]:
    """Return the uploads to list, newest first, of one layout or all."""
    uploads = visible_to(actor).select_related("uploaded_by")
    return uploads.filter(layout=layout) if layout else uploads


def is_interrupted(upload: Upload) -> bool:
    """Whether the upload waits for work, nobody is at it and nobody will be; three queries then.

    So it is when the server ended between two states: before it began, or in the middle.
    """
    if upload.state not in {*AT_WORK, *WAITING}:
        return False
    if _is_queued(upload) or locks.is_worked_on(upload.pk):
        return False
    # The worker may have finished between reading the upload and looking for its lock.
    return Upload.objects.filter(pk=upload.pk, state=upload.state, version=upload.version).exists()


def _is_queued(upload: Upload) -> bool:
    """Whether the queue is to work on the upload, or is at it."""
    return DBTaskResult.objects.filter(
        task_path__startswith=TASKS,
        status__in=["READY", "RUNNING"],
        args_kwargs__args__0=upload.pk,
    ).exists()


def preview_rows(upload: Upload, show: str = "all") -> QuerySet[UploadRow]:
    """Return an upload's rows: all, those with problems, or those of one verdict."""
    rows = UploadRow.objects.filter(upload=upload).order_by("number")
    if show == "problems":
        return rows.filter(WITH_PROBLEMS)
    if show in Verdict.values:
        return rows.filter(verdict=show)
    return rows


def problems_of(upload: Upload) -> Iterator[dict[str, Any]]:
    """Yield every problem of an upload's rows, as stored; one query a chunk of rows."""
    rows = preview_rows(upload, "problems").values_list("problems", flat=True)
    for problems in rows.iterator(CHUNK):
        yield from problems


def odd_words(upload: Upload, layout: Layout) -> list[tuple[str, str]]:
    """Return field and text of cells that name no known choice or division, each once."""
    found: dict[tuple[str, str], None] = {}
    for problem in problems_of(upload):
        if problem["code"] in UNKNOWN_WORDS and problem.get("field") in layout.fields:
            found[problem["field"], problem.get("shown", "")] = None
            if len(found) == MOST_ODD_WORDS:
                break
    return list(found)


def good_rows(upload: Upload) -> Iterator[tuple[Row, UploadRow]]:
    """Yield the rows that may be written, as they were read, beside what was stored."""
    layout = layouts.get(upload.layout)
    kinds = {column.code: column.kind for column in layout.columns}
    stored = UploadRow.objects.filter(upload=upload).exclude(verdict=Verdict.REFUSED)
    for row in stored.order_by("number").iterator(CHUNK):
        read = {
            name: values.restored(kinds[name], value)
            for name, value in row.values.items()
            if name in kinds
        }
        yield Row(row.number, read), row


def office_of(actor: Actor) -> str:
    """Return the office for which a mapping is remembered."""
    for post in actor.posts:
        if post.division_id is not None:
            return f"division:{post.division_id}"
        if post.organisation_id is not None:
            return f"organisation:{post.organisation_id}"
    return "workspace"


def recalling(actor: Actor, layout: Layout) -> Callable[[Header], SheetMapping | None]:
    """Return a function: what the actor's office said of files with such a header."""

    def recall(header: Header) -> SheetMapping | None:
        remembered = RememberedMapping.objects.filter(
            workspace_id=actor.workspace_id,
            layout=layout.code,
            office=office_of(actor),
            fingerprint=header.fingerprint,
        ).first()
        if remembered is None:
            return None
        return SheetMapping.from_json(remembered.mapping, layout.fields)

    return recall
