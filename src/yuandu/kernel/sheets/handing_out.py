"""Handing files out: rows of a layout, workbooks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from tempfile import TemporaryFile
from typing import IO

from django.http import HttpRequest, StreamingHttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header

from yuandu.kernel.sheets.layouts import Layout
from yuandu.kernel.sheets.writing import sheets as writing
from yuandu.kernel.workspaces.models import Workspace

CHUNK = 64 * 1024


def exported(
    layout: Layout, rows: writing.Rows, workspace: Workspace, kind: str
) -> StreamingHttpResponse:
    """Hand out rows in a layout, as `csv` or `xlsx`, named for the layout and the day."""
    name = f"{layout.title} {workspace.today():%Y-%m-%d}.{kind}"
    if kind == "csv":
        lines = writing.csv_lines(layout, rows, workspace)
        # Spreadsheet programs know UTF-8 by its mark alone.
        chunks = (line.encode() for line in chain(["\ufeff"], lines))
        return _handed_out(chunks, name, "text/csv; charset=utf-8")
    return workbook(name, lambda file: writing.write_export(file, layout, rows, workspace))


def taken_along(request: HttpRequest, route: str, *args: object) -> list[dict[str, str]]:
    """Return where a list goes out as a file as its filters have it, a way for each kind."""
    given = request.GET.copy()
    given.pop("page", None)
    tail = f"?{given.urlencode()}" if given else ""
    return [
        {"label": kind.upper(), "url": reverse(route, args=[*args, kind]) + tail}
        for kind in ("xlsx", "csv")
    ]


def workbook(name: str, write: Callable[[IO[bytes]], object]) -> StreamingHttpResponse:
    """Hand out a workbook, written to disk first: its parts cannot be sent as they come."""
    file = TemporaryFile()  # noqa: SIM115 - closed by who reads it to the end
    write(file)

    def chunks() -> Iterator[bytes]:
        with file:
            file.seek(0)
            while chunk := file.read(CHUNK):
                yield chunk

    return _handed_out(chunks(), name, writing.XLSX)


def _handed_out(chunks: Iterable[bytes], name: str, media_type: str) -> StreamingHttpResponse:
    response = StreamingHttpResponse(chunks, content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response
