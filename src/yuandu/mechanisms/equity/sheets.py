"""Spreadsheets of the register: shareholders in and out, the register and its changes out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.sheets import layouts
from yuandu.kernel.sheets.layouts import Finding, Layout, Outcome, Sentence
from yuandu.kernel.sheets.rules.columns import Choice, Column, Kind, Value
from yuandu.kernel.sheets.rules.tables import Row
from yuandu.mechanisms.equity import actions, permissions, queries, wording
from yuandu.mechanisms.equity.models import Holder, ShareTransaction
from yuandu.mechanisms.workforce.models import Worker

_NUMBER = Column(
    code="number",
    title=_("Shareholder number"),
    kind=Kind.CODE,
    synonyms=("股东编号",),
    required=True,
    max_length=20,
    example="G001",
)
_NAME = Column(
    code="name",
    title=pgettext_lazy("of a shareholder", "Name"),
    synonyms=("姓名", "股东名称"),
    max_length=100,
)
_KIND = Column(
    code="kind",
    title=_("Kind of shareholder"),
    kind=Kind.CHOICE,
    required=True,
    choices=tuple(Choice(code=each.value, title=each.label) for each in Holder.Kind),
)
FIELDS = ("name", "kind", "form", "basis", "code")
COLUMNS = (
    _NUMBER,
    _NAME,
    _KIND,
    Column(
        code="worker", title=_("Staff number"), kind=Kind.CODE, synonyms=("工号",), max_length=20
    ),
    Column(
        code="form",
        title=_("Form of the vehicle"),
        kind=Kind.CHOICE,
        choices=tuple(Choice(code=each.value, title=each.label) for each in Holder.Form),
    ),
    Column(code="basis", title=_("Document the plan rests on"), max_length=200),
    Column(code="code", title=_("Unified social credit code"), kind=Kind.CODE, max_length=18),
)
SENTENCES = {
    "worker": Sentence(
        what=_(
            "A worker-partner needs the number of somebody on the staff list, and nobody else has one."
        ),
        do=_("Write the staff number, or another kind of shareholder."),
    ),
    "form": Sentence(
        what=_("A holding vehicle needs its form, and nobody else has one."),
        do=_("Choose the form, or another kind of shareholder."),
    ),
    "basis": Sentence(
        what=_(
            "An employee stock ownership plan needs the document it rests on: only then are its people not counted one by one."
        ),
        do=_("Name the document."),
    ),
    "taken": Sentence(
        what=_("This worker stands in the register under another number."),
        do=_("Correct one of the two numbers."),
    ),
    "kept": Sentence(
        what=_("A shareholder’s kind, vehicle form and staff line are not changed by a sheet."),
        do=_("Leave them as the register has them."),
    ),
    "name": Sentence(
        what=_("The name is missing."), do=_("Write it; of a worker it is the staff list’s.")
    ),
}


def _text(row: Row, field: str) -> str:
    return str(row.values.get(field) or "")


def _known(by: Actor, rows: Sequence[Row]) -> dict[str, Holder]:
    numbers = [_text(row, "number") for row in rows]
    found = queries.holders_visible_to(by).filter(number__in=numbers).select_related("worker")
    return {each.number: each for each in found}


def _workers(by: Actor, rows: Sequence[Row]) -> dict[str, Worker]:
    numbers = [_text(row, "worker") for row in rows if _text(row, "worker")]
    found = Worker.objects.filter(workspace=by.workspace, number__in=numbers)
    return {each.number: each for each in found}


def resolve(by: Actor, rows: Sequence[Row]) -> Iterator[Finding]:
    """Find what only the register knows to be wrong; three queries."""
    known, workers = _known(by, rows), _workers(by, rows)
    held = dict(
        Holder.objects.filter(workspace=by.workspace, worker__in=workers.values()).values_list(
            "worker__number", "number"
        )
    )
    for row in rows:
        kind, number = _text(row, "kind"), _text(row, "worker")
        if (kind == Holder.Kind.WORKER) != (number in workers) or (
            number and number not in workers
        ):
            yield Finding(row=row.number, code="worker", field="worker")
        if (kind == Holder.Kind.VEHICLE) != bool(_text(row, "form")):
            yield Finding(row=row.number, code="form", field="form")
        if _text(row, "form") == Holder.Form.PLAN and not _text(row, "basis").strip():
            yield Finding(row=row.number, code="basis", field="basis")
        if number in held and held[number] != _text(row, "number"):
            yield Finding(row=row.number, code="taken", field="worker")
        if kind != Holder.Kind.WORKER and not _text(row, "name").strip():
            yield Finding(row=row.number, code="name", field="name")
        if (stood := known.get(_text(row, "number"))) and (
            (stood.kind, stood.form, stood.worker.number if stood.worker else "")
            != (kind, _text(row, "form"), number)
        ):
            yield Finding(row=row.number, code="kept", field="kind")


def existing(by: Actor, rows: Sequence[Row]) -> Mapping[int, Mapping[str, Value]]:
    """Return what the register has of these rows; one query."""
    known = _known(by, rows)
    return {
        row.number: _line(known[number])
        for row in rows
        if (number := _text(row, "number")) in known
    }


def _line(each: Holder) -> dict[str, Value]:
    return {"number": each.number, "worker": each.worker.number if each.worker else ""} | {
        name: getattr(each, name) for name in FIELDS
    }


def commit(by: Actor, rows: Sequence[Row]) -> Outcome:
    """Enter shareholders, and correct names, documents and codes of those there are."""
    known, workers = _known(by, rows), _workers(by, rows)
    created = updated = 0
    for row in rows:
        stood = known.get(_text(row, "number"))
        if stood is None:
            actions.enter_holder(
                by=by,
                number=_text(row, "number"),
                worker=workers.get(_text(row, "worker")),
                name=_text(row, "name"),
                kind=_text(row, "kind"),
                form=_text(row, "form"),
                basis=_text(row, "basis"),
                code=_text(row, "code"),
            )
            created += 1
            continue
        actions.correct_holder(
            by=by,
            holder=stood,
            name=_text(row, "name"),
            basis=_text(row, "basis"),
            code=_text(row, "code"),
        )
        updated += 1
    return Outcome(created=created, updated=updated)


def export(by: Actor) -> Iterator[Mapping[str, Value]]:
    """Yield the shareholders that `by` may know of."""
    for each in queries.holders_visible_to(by).select_related("worker").order_by("number"):
        yield _line(each)


def register_lines(by: Actor) -> Iterable[Mapping[str, Value]]:
    """Yield the register of shareholders."""
    for each in queries.register(by):
        yield {
            "number": each.holder.number,
            "name": each.holder.name,
            "kind": each.holder.kind,
            "quantity": Decimal(each.quantity),
            "share": each.share,
            "certificates": each.certificates,
        }


def transaction_lines(by: Actor) -> Iterable[Mapping[str, Value]]:
    """Yield the changes of the register, the latest first."""
    for each in queries.transactions_visible_to(by).iterator(chunk_size=layouts.BATCH):
        yield {
            "number": str(each),
            "kind": each.kind,
            "on": each.on,
            "source": wording.side(each.source),
            "target": wording.side(each.target),
            "quantity": Decimal(each.quantity),
            "price": each.price,
            "reason": each.reason,
            "resolution": each.resolution,
            "state": each.state,
        }


HOLDERS = Layout(
    code="equity-holders",
    title=pgettext_lazy("sheet", "Shareholders"),
    columns=COLUMNS,
    key=("number",),
    importers=permissions.KEEPERS,
    exporters=permissions.READERS,
    sentences=SENTENCES,
    resolve=resolve,
    existing=existing,
    commit=commit,
    export=export,
)
layouts.register(HOLDERS)
REGISTER = layouts.going_out(
    code="equity-register",
    title=pgettext_lazy("sheet", "Register of shareholders"),
    columns=(
        _NUMBER,
        _NAME,
        _KIND,
        Column(code="quantity", title=pgettext_lazy("head of a table", "Shares"), kind=Kind.NUMBER),
        Column(code="share", title=pgettext_lazy("head of a table", "Part"), kind=Kind.PERCENT),
        Column(code="certificates", title=_("Certificates"), max_length=2000),
    ),
    key=("number",),
    exporters=permissions.READERS,
    export=register_lines,
)
layouts.register(REGISTER)
TRANSACTIONS = layouts.going_out(
    code="equity-transactions",
    title=pgettext_lazy("sheet", "Share transactions"),
    columns=(
        Column(code="number", title=pgettext_lazy("head of a table", "No."), kind=Kind.CODE),
        Column(
            code="kind",
            title=pgettext_lazy("of a share transaction", "Kind"),
            kind=Kind.CHOICE,
            choices=tuple(
                Choice(code=each.value, title=each.label) for each in ShareTransaction.Kind
            ),
        ),
        Column(code="on", title=pgettext_lazy("of a share transaction", "Day"), kind=Kind.DATE),
        Column(code="source", title=pgettext_lazy("who gives shares", "From"), max_length=200),
        Column(code="target", title=pgettext_lazy("who gets shares", "To"), max_length=200),
        Column(code="quantity", title=pgettext_lazy("head of a table", "Shares"), kind=Kind.NUMBER),
        Column(code="price", title=_("Price of a share, yuan"), kind=Kind.NUMBER),
        Column(code="reason", title=_("Reason"), max_length=200),
        Column(code="resolution", title=_("Resolution"), max_length=100),
        Column(
            code="state",
            title=pgettext_lazy("of a share transaction", "State"),
            kind=Kind.CHOICE,
            choices=tuple(
                Choice(code=each.value, title=each.label) for each in ShareTransaction.State
            ),
        ),
    ),
    key=("number",),
    exporters=permissions.READERS,
    export=transaction_lines,
)
layouts.register(TRANSACTIONS)
