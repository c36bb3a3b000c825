"""An upload's rows between preview and commit."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import batched

from django.db import connection

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.sheets import queries
from yuandu.kernel.sheets.layouts import BATCH, Layout
from yuandu.kernel.sheets.models import Upload, UploadRow, Verdict
from yuandu.kernel.sheets.preparing import Judged, judge
from yuandu.kernel.sheets.refusals import Stale
from yuandu.kernel.sheets.rules.tables import Row
from yuandu.kernel.sheets.rules.values import stored

type Changes = dict[str, list[object]]


def replace_rows(upload: Upload, rows: Iterable[Judged]) -> None:
    """Store the rows of a preview in place of an earlier one's, by COPY."""
    forget_rows(upload)
    columns = "workspace_id, upload_id, number, verdict, has_warnings, values, changes, problems"
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {UploadRow._meta.db_table} ({columns}) FROM STDIN") as copy,
    ):
        for each in rows:
            copy.write_row(
                (
                    upload.workspace_id,
                    upload.pk,
                    each.row.number,
                    each.verdict.value,
                    each.has_warnings,
                    json.dumps(_stored_values(each.row)),
                    json.dumps(changes_as_json(each)),
                    json.dumps([problem.as_json() for problem in each.problems]),
                )
            )


def _stored_values(row: Row) -> dict[str, object]:
    return {name: stored(value) for name, value in row.values.items()}


def changes_as_json(judged: Judged) -> Changes:
    """Return field → [before, after] as JSON values."""
    return {name: [stored(old), stored(new)] for name, (old, new) in judged.changes.items()}


def forget_rows(upload: Upload) -> None:
    """Delete an upload's rows."""
    UploadRow.objects.filter(upload=upload).delete()


def recheck(by: Actor, layout: Layout, upload: Upload) -> tuple[list[Row], dict[str, int]]:
    """Judge the good rows again; return those to write, and how many stay as they are.

    Raises:
        Stale: a row would now be refused, or would change something else than was shown.
    """
    write: list[Row] = []
    same = 0
    for batch in batched(queries.good_rows(upload), BATCH, strict=False):
        judged = judge(by, layout, [row for row, _ in batch], (), ())
        for now, (row, shown) in zip(judged, batch, strict=True):
            if now.verdict != shown.verdict or changes_as_json(now) != shown.changes:
                raise Stale
            if now.verdict == Verdict.SAME:
                same += 1
            else:
                write.append(row)
    return write, {"same": same}
