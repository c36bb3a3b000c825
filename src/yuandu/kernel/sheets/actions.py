"""The life of an upload: received, read, corrected, committed or put away.

Reading and committing may take a while, so each is split: an action takes the upload into
a waiting state, another, in the request or in the queue's worker, does the work under the
upload's lock. State moves by conditional update: of two who press the button, one wins.
Who holds the lock may take over what says it is being worked on: its worker is no more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.core.files.base import File
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.files import actions as files
from yuandu.kernel.sheets import layouts, locks, originals, preparing, queries, storing
from yuandu.kernel.sheets.layouts import Layout, Outcome
from yuandu.kernel.sheets.models import (
    OPEN,
    RememberedMapping,
    State,
    Upload,
)
from yuandu.kernel.sheets.preparing import Prepared
from yuandu.kernel.sheets.reading.refusals import Refused
from yuandu.kernel.sheets.refusals import NotOpen, RowsRefused, Stale
from yuandu.kernel.sheets.rules.mapping import SheetMapping


@transaction.atomic
def receive(
    *, by: Actor, layout: Layout, file: File[bytes], mapping: SheetMapping | None = None
) -> Upload:
    """Take a file in; it waits to be read.

    Args:
        mapping: How to read it, where somebody says so beforehand.

    Raises:
        files.rules.Refused: the file must not be kept.
    """
    upload = Upload.objects.create(
        workspace_id=by.workspace_id,
        layout=layout.code,
        name=(file.name or layout.code)[:200],
        mapping=(mapping or SheetMapping()).as_json(),
        uploaded_by_id=by.user_id,
    )
    upload.attachment = files.store(by=by, upload=file, target=upload)
    upload.save(update_fields=["attachment"])
    audit.record(by, "sheets.receive", upload, layout=layout.code, sha256=upload.attachment.sha256)
    return upload


def read(*, by: Actor, upload: Upload) -> Upload:
    """Read a waiting upload and make its preview; return it as it is then.

    Another worker's being at it, or its being read already, is no error: nothing happens.
    """
    with locks.working_on(upload.pk) as is_ours:
        waiting = [State.RECEIVED, State.READING]
        if is_ours and _moved_from(upload, waiting, State.READING, None, done=0, total=0):
            _read(by, upload)
    upload.refresh_from_db()
    return upload


def _read(by: Actor, upload: Upload) -> None:
    layout = layouts.get(upload.layout)
    mapping = SheetMapping.from_json(upload.mapping, layout.fields)
    try:
        prepared = preparing.prepare(
            by=by,
            layout=layout,
            path=originals.path_of(upload),
            mapping=mapping,
            recall=queries.recalling(by, layout),
            progress=_progress(upload),
        )
    except Refused as refused:
        _fail(by, upload, refused)
    else:
        _keep(by, upload, prepared)


def _progress(upload: Upload) -> Callable[[int, int], None]:
    def progress(done: int, total: int) -> None:
        Upload.objects.filter(pk=upload.pk).update(done=done, total=total)

    return progress


@transaction.atomic
def _fail(by: Actor, upload: Upload, refused: Refused) -> None:
    failure = {"code": refused.code, "params": refused.params}
    _moved(upload, State.READING, State.FAILED, failure=failure, counts={}, problems=[])
    audit.record(by, "sheets.fail", upload, code=refused.code)


@transaction.atomic
def _keep(by: Actor, upload: Upload, prepared: Prepared) -> None:
    is_still_ours = _moved(
        upload,
        State.READING,
        State.READY if prepared.is_mapped else State.UNMAPPED,
        mapping=prepared.mapping.as_json(),
        header=prepared.header_as_json(),
        counts=dict(prepared.counts),
        problems=[problem.as_json() for problem in prepared.problems],
    )
    if not is_still_ours:  # taken over: the database had lost us
        return
    storing.replace_rows(upload, prepared.rows)
    audit.record(by, "sheets.read", upload, counts=dict(prepared.counts))


@transaction.atomic
def correct(*, by: Actor, upload: Upload, mapping: SheetMapping, version: int) -> None:
    """Say how an upload is to be read; it waits to be read again.

    Remembered for the actor's office, for files with the same headers.

    Raises:
        Stale: the upload changed since it was shown.
    """
    stated = mapping.as_json()
    if not _moved_from(upload, OPEN, State.RECEIVED, version, mapping=stated, failure={}):
        raise Stale
    fingerprint = upload.header.get("fingerprint", "")
    RememberedMapping.objects.update_or_create(
        workspace_id=by.workspace_id,
        layout=upload.layout,
        office=queries.office_of(by),
        fingerprint=fingerprint,
        defaults={"mapping": stated, "by_id": by.user_id},
    )
    audit.record(by, "sheets.correct", upload, mapping=stated)


@transaction.atomic
def accept(*, by: Actor, upload: Upload, version: int, good_rows_only: bool) -> None:
    """Decide that a previewed upload shall be written; it waits for that.

    Raises:
        Stale: the upload changed since it was shown.
        RowsRefused: rows are refused, and not only the good ones were asked for.
    """
    refused = upload.counts.get("refused", 0)
    if refused and not good_rows_only:
        raise RowsRefused(refused)
    if not _moved_from(
        upload, [State.READY], State.ACCEPTED, version, good_rows_only=good_rows_only, failure={}
    ):
        raise Stale
    audit.record(by, "sheets.accept", upload, good_rows_only=good_rows_only, counts=upload.counts)


def commit(*, by: Actor, upload: Upload) -> Upload:
    """Write an accepted upload, all of it or nothing; return it as it is then.

    Every row is judged again against the register as it is now. Where the preview no longer
    holds, nothing is written, and the upload is read again for a new preview.

    Raises:
        Stale: that was so.
    """
    is_stale = False
    with locks.working_on(upload.pk) as is_ours:
        waiting = [State.ACCEPTED, State.COMMITTING]
        if is_ours and _moved_from(upload, waiting, State.COMMITTING, None, done=0, total=0):
            is_stale = not _commit_or_step_back(by, upload)
    if is_stale:
        read(by=by, upload=upload)
        raise Stale
    upload.refresh_from_db()
    return upload


def _commit_or_step_back(by: Actor, upload: Upload) -> bool:
    """Write and return true, or leave the upload to be read again and return false."""
    is_through = False
    try:
        _write(by, upload)
        is_through = True
    except Stale:
        _moved(upload, State.COMMITTING, State.RECEIVED, failure={"code": "register-changed"})
        return False
    finally:
        # Whatever else went wrong rolled the rows back; say so, if the database can hear it.
        if not is_through and connection.is_usable():
            failure = {"code": "commit-failed"}
            _moved(upload, State.COMMITTING, State.READY, failure=failure)
    return True


@transaction.atomic
def _write(by: Actor, upload: Upload) -> None:
    layout = layouts.get(upload.layout)
    locks.one_at_a_time(upload.workspace_id, upload.layout)
    rows, counts = storing.recheck(by, layout, upload)
    outcome = layout.commit(by, rows) if rows else Outcome(created=0, updated=0)
    counts = {**upload.counts, **counts, "created": outcome.created, "updated": outcome.updated}
    if not _moved(
        upload,
        State.COMMITTING,
        State.COMMITTED,
        counts=counts,
        failure={},
        committed_at=timezone.now(),
    ):
        raise NotOpen
    audit.record(by, "sheets.commit", upload, layout=layout.code, counts=counts)


@transaction.atomic
def step_back(*, by: Actor, upload: Upload) -> None:
    """Take an accepted upload back to its preview: who accepted it lost the right since."""
    if _moved(upload, State.ACCEPTED, State.READY, failure={"code": "right-withdrawn"}):
        audit.record(by, "sheets.step_back", upload)


@transaction.atomic
def discard(*, by: Actor, upload: Upload) -> None:
    """Put an upload away unwritten.

    Raises:
        NotOpen: it is being worked on, or over.
    """
    if not _moved_from(upload, OPEN, State.DISCARDED, None):
        raise NotOpen
    storing.forget_rows(upload)
    audit.record(by, "sheets.discard", upload)


@transaction.atomic
def resume(*, by: Actor, upload: Upload) -> None:
    """Let an interrupted upload wait to be read again; what it had begun is not half done.

    Raises:
        NotOpen: somebody is at work on it, or nothing was interrupted.
    """
    if not queries.is_interrupted(upload) or not _moved(upload, upload.state, State.RECEIVED):
        raise NotOpen
    audit.record(by, "sheets.resume", upload, state=upload.state)


def _moved(upload: Upload, source: str, target: str, **fields: Any) -> bool:
    """Move the upload from one state to the next; `False`: it was not there."""
    return _moved_from(upload, [source], target, None, **fields)


def _moved_from(
    upload: Upload, sources: Iterable[str], target: str, version: int | None, **fields: Any
) -> bool:
    uploads = Upload.objects.filter(pk=upload.pk, state__in=list(sources))
    if version is not None:
        uploads = uploads.filter(version=version)
    return bool(uploads.update(state=target, version=F("version") + 1, **fields))
