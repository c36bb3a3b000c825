"""Records of workers as a spreadsheet, in and out; where people stand, out."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.sheets import layouts
from yuandu.kernel.sheets.layouts import Finding, Layout, Outcome, Sentence
from yuandu.kernel.sheets.rules.columns import Choice, Column, Kind, Value
from yuandu.kernel.sheets.rules.tables import Row
from yuandu.mechanisms.careers import actions, permissions, queries, wording
from yuandu.mechanisms.careers.library import vocabulary
from yuandu.mechanisms.careers.models import Ladder, Position, WorkerRecord
from yuandu.mechanisms.careers.recording import NewRecord, fault_of
from yuandu.mechanisms.careers.refusals import OddRecord
from yuandu.mechanisms.careers.rules.facts import COMPUTED
from yuandu.mechanisms.workforce.columns import NUMBER, UNKNOWN, named, unknown
from yuandu.mechanisms.workforce.models import Worker

CHUNK = 2000
# As the database tells one record from another; what is counted has no code.
WITHOUT_CODE = ("number", "kind", "title", "obtained_on")
KEY = (*WITHOUT_CODE, "value")
# At which column a fault of a record is shown.
SHOWN_AT = {
    **dict.fromkeys(("value", "code"), "value"),
    "number": "quantity",
    "future": "obtained_on",
    "dates": "expires_on",
    "evidence": "evidence",
}
_kind_title: Any = lazy(wording.kind_title, str)
_NAME = Column(code="name", title=pgettext_lazy("of a person", "Name"), max_length=60)
RECORD_COLUMNS = (
    NUMBER,
    Column(
        code="kind",
        title=pgettext_lazy("of a worker", "What is recorded"),
        kind=Kind.CHOICE,
        synonyms=("事项",),
        choices=tuple(
            Choice(code=code, title=_kind_title(code))
            for code in (each.code for each in vocabulary())
            if code not in COMPUTED
        ),
        required=True,
    ),
    Column(
        code="title",
        title=pgettext_lazy("of a record", "What it is called"),
        synonyms=("名称",),
        required=True,
        max_length=120,
        example="数控加工培训",
    ),
    Column(
        code="value",
        title=pgettext_lazy("of a record", "Code"),
        kind=Kind.CODE,
        max_length=60,
        example="digital_machining",
    ),
    Column(
        code="quantity",
        title=pgettext_lazy("of a record", "Number or points"),
        kind=Kind.NUMBER,
        least=Decimal(0),
        most=Decimal(999),
        decimals=2,
        example="1",
    ),
    Column(
        code="obtained_on",
        title=pgettext_lazy("of a record", "Day"),
        kind=Kind.DATE,
        required=True,
        example="2024-05-01",
    ),
    Column(code="expires_on", title=_("Holds until"), kind=Kind.DATE),
    Column(
        code="evidence",
        title=_("Paper it rests on"),
        synonyms=("依据",),
        required=True,
        max_length=200,
        example="样本文件〔2025〕1号",
    ),
)


def _workers(by: Actor, rows: Sequence[Row]) -> dict[str, Worker]:
    return named(queries.workers_visible_to(by), rows)


def _given(row: Row) -> dict[str, Any]:
    """Return a row as a `NewRecord` has it, without whose it is."""
    values = row.values
    quantity = values.get("quantity")
    return {
        "kind": str(values.get("kind") or ""),
        "title": str(values.get("title") or ""),
        "value": str(values.get("value") or ""),
        "number": Decimal(1) if quantity is None else quantity,
        "obtained_on": values["obtained_on"],
        "expires_on": values.get("expires_on"),
        "evidence": str(values.get("evidence") or ""),
    }


def resolve(by: Actor, rows: Sequence[Row]) -> Iterator[Finding]:
    """Yield what is wrong with records beyond their cells; two queries."""
    known, kept = _workers(by, rows), existing(by, rows)
    today = by.workspace.today()
    yield from unknown(known, rows)
    for row in rows:
        if not row.values.get("kind") or row.values.get("obtained_on") is None:
            continue  # the cells say so
        given = _given(row)
        if why := fault_of(WorkerRecord(**given), today):
            yield Finding(row=row.number, code=f"record-{why}", field=SHOWN_AT.get(why, "kind"))
        elif row.number in kept and kept[row.number] != _kept(WorkerRecord(**given)):
            yield Finding(row=row.number, code="record-stands", field="title")


def _kept(record: WorkerRecord) -> Mapping[str, Value]:
    return {
        "quantity": record.number,
        "expires_on": record.expires_on,
        "evidence": record.evidence,
    }


def existing(by: Actor, rows: Sequence[Row]) -> Mapping[int, Mapping[str, Value]]:
    """Return the records on file of these workers; one query."""
    numbers = {str(row.values.get("number") or "") for row in rows}
    found = WorkerRecord.objects.filter(
        workspace=by.workspace, struck_on=None, worker__number__in=numbers
    ).select_related("worker")
    kept = {
        (each.worker.number, each.kind, each.title, each.obtained_on, each.value): _kept(each)
        for each in found
    }
    rows_kept = {}
    for row in rows:
        named: Any = tuple(row.values.get(field) for field in WITHOUT_CODE)
        key = (*named, str(row.values.get("value") or ""))
        if key in kept:
            rows_kept[row.number] = kept[key]
    return rows_kept


def commit(by: Actor, rows: Sequence[Row]) -> Outcome:
    """Enter the new records; what is on file already stays as it is."""
    known = _workers(by, rows)
    fresh = [row for row in rows if row.is_new]
    actions.enter_records(
        by=by,
        records=[
            NewRecord(worker=known[str(row.values["number"])], **_given(row)) for row in fresh
        ],
    )
    return Outcome(created=len(fresh), updated=0)


def export(by: Actor) -> Iterator[Mapping[str, Value]]:
    """Yield the records that count, worker by worker; one query."""
    found = WorkerRecord.objects.filter(
        workspace=by.workspace, struck_on=None, worker__in=queries.workers_visible_to(by)
    ).select_related("worker")
    for each in found.order_by("worker__number", "obtained_on", "pk").iterator(CHUNK):
        yield {
            "number": each.worker.number,
            "kind": each.kind,
            "title": each.title,
            "obtained_on": each.obtained_on,
            "value": each.value or None,
            **_kept(each),
        }


def export_positions(by: Actor) -> Iterator[Mapping[str, Value]]:
    """Yield where people at work stand today, worker by worker; one query."""
    found = (
        Position.objects.filter(
            workspace=by.workspace, to_on=None, worker__in=queries.workers_visible_to(by)
        )
        .exclude(worker__left_on__lt=by.workspace.today())
        .select_related("worker__section", "rung")
        .defer("worker__section__geometry")
    )
    for each in found.order_by("worker__number", "ladder").iterator(CHUNK):
        section = each.worker.section
        yield {
            "number": each.worker.number,
            "name": each.worker.name,
            "section": section.title if section else None,
            "ladder": str(Ladder(each.ladder).label),
            "rung": wording.rung_title(each.rung),
            "from_on": each.from_on,
            "basis": each.basis or None,
        }


layouts.register(
    Layout(
        code="careers-records",
        title=pgettext_lazy("sheet", "Records of workers"),
        columns=RECORD_COLUMNS,
        key=KEY,
        or_key=WITHOUT_CODE,
        importers=permissions.KEEPERS,
        exporters=permissions.READERS,
        resolve=resolve,
        existing=existing,
        commit=commit,
        export=export,
        sentences={
            f"record-{why}": Sentence(what=what, do=_("Correct the row, or leave it out."))
            for why, what in OddRecord.sentences.items()
        }
        | UNKNOWN
        | {
            "record-stands": Sentence(
                what=_("This record is on file with other values, and records are not changed."),
                do=_("Strike it on the worker’s page with the reason, then send the row again."),
            ),
        },
    )
)
layouts.register(
    layouts.going_out(
        code="careers-positions",
        title=pgettext_lazy("sheet", "Where people stand"),
        columns=(
            NUMBER,
            _NAME,
            Column(code="section", title=_("Section"), max_length=100),
            Column(code="ladder", title=pgettext_lazy("sheet", "Ladder"), max_length=20),
            Column(code="rung", title=pgettext_lazy("of a ladder", "Rung"), max_length=60),
            Column(code="from_on", title=pgettext_lazy("of a position", "From"), kind=Kind.DATE),
            Column(code="basis", title=_("Document it rests on"), max_length=200),
        ),
        key=("number", "ladder"),
        exporters=permissions.READERS,
        export=export_positions,
    )
)
