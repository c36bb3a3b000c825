"""The pack that goes with an application: self-assessment, figures by year, the papers.

One ZIP file, written as it is sent, so that it costs no more memory than one piece of it.
"""

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from xlsxwriter import Workbook

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.files import names, storing
from yuandu.kernel.papers import printing, word
from yuandu.mechanisms.enterprises import evidence, papers, queries
from yuandu.mechanisms.enterprises.models import Application, Document
from yuandu.services.policies import telling

PIECE = 256 * 1024  # bytes
DATE_TIME = (1980, 1, 1, 0, 0, 0)  # of members: the same pack is the same bytes
LONGEST = 60  # characters of what a paper is called inside a name


@dataclass(frozen=True, slots=True)
class Member:
    """A file of the pack; `pieces` gives its content when its turn comes."""

    name: str
    pieces: Callable[[], Iterable[bytes]]


def stream(actor: Actor, application: Application) -> Iterator[bytes]:
    """Yield the pack, piece by piece; what may be read by `actor` is in it, and no more."""
    documents = queries.documents_of(application.firm)
    # Made before the first byte is sent: in the language of the reader, and whole or not at all.
    return _zipped(list(members(actor, application, documents)))


def members(actor: Actor, application: Application, documents: list[Document]) -> Iterator[Member]:
    """Yield what is in the pack, in the order of its names."""
    kept = list(_papers(documents))
    context = _context(application, documents, kept)
    report, ending = printing.page("enterprises/pack.html", context)
    yield Member(f"00-{_('Self-assessment')}.{ending}", lambda: [report])
    editable = word.docx(papers.self_assessment(context))
    yield Member(f"00-{_('Self-assessment')}.docx", lambda: [editable])
    figures = _figures(actor, application)
    yield Member(f"00-{_('Figures by year')}.xlsx", lambda: [figures])
    yield from kept


def _papers(documents: list[Document]) -> Iterator[Member]:
    """Yield the papers as `01-2024-审计报告.pdf`; a content that got lost is left out."""
    number = 0
    for each in documents:
        path = storing.path_of(each.attachment.sha256)
        if not path.exists():
            continue
        number += 1
        year = each.year or _("standing")
        name = names.clean(f"{year}-{evidence.title(each.kind)[:LONGEST]}")
        named = names.fitting(name, each.attachment.media_type)
        yield Member(f"{number:02d}-{named}", partial(_read, path))


def _read(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece


def _context(
    application: Application, documents: list[Document], kept: list[Member]
) -> dict[str, Any]:
    assessments = queries.latest(application)
    return {
        "application": application,
        "firm": application.firm,
        "assessments": [
            {
                "assessment": each,
                "told": telling.findings(each.decision, each.version.book),
                "slots": queries.lacking(each, documents).slots,
            }
            for each in assessments
        ],
        "papers": [
            {
                "name": member.name,
                "kind": evidence.title(each.kind),
                "year": each.year,
                "note": each.note,
                "sha256": each.attachment.sha256,
            }
            for each, member in zip(
                (one for one in documents if storing.path_of(one.attachment.sha256).exists()),
                kept,
                strict=False,
            )
        ],
        "lost": [
            each.attachment.name
            for each in documents
            if not storing.path_of(each.attachment.sha256).exists()
        ],
        "workspace": application.workspace,
    }


def _figures(actor: Actor, application: Application) -> bytes:
    """Return the reported figures, a row a fact and a column a year, as a workbook."""
    yearly = queries.yearly_facts(actor, application.firm)
    file = io.BytesIO()
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with Workbook(file, plain) as book:
        sheet = book.add_worksheet(_("Figures by year")[:31])
        bold, number = book.add_format({"bold": True}), book.add_format({"num_format": "#,##0.##"})
        for at, head in enumerate((_("Fact"), _("Unit"), *map(str, yearly.years))):
            sheet.write_string(0, at, head, bold)
        for at, row in enumerate(yearly.rows, start=1):
            sheet.write_string(at, 0, str(row.title))
            sheet.write_string(at, 1, row.unit)
            for place, value in enumerate(row.values, start=2):
                if value is not None:
                    sheet.write_number(at, place, float(value), number)
        sheet.set_column(0, 0, 28)
        sheet.set_column(1, 1 + len(yearly.years), 16)
        sheet.freeze_panes(1, 1)
    return file.getvalue()


class _Outlet(io.RawIOBase):
    """What is written into it can be taken out again; nothing can be gone back to."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, piece: Any) -> int:
        self._pieces.append(bytes(piece))
        return len(piece)

    def take(self) -> bytes:
        taken, self._pieces = b"".join(self._pieces), []
        return taken


def _zipped(parts: Iterable[Member]) -> Iterator[bytes]:
    outlet = _Outlet()
    with zipfile.ZipFile(outlet, "w", zipfile.ZIP_STORED) as archive:
        for part in parts:
            info = zipfile.ZipInfo(part.name, DATE_TIME)
            with archive.open(info, "w") as file:
                for piece in part.pieces():
                    file.write(piece)
                    yield outlet.take()
    yield outlet.take()
