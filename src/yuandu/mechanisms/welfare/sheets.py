"""The list of facilities as a spreadsheet."""

from collections.abc import Iterator, Mapping, Sequence

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.sheets import layouts
from yuandu.kernel.sheets.layouts import Layout, Outcome
from yuandu.kernel.sheets.rules.columns import Choice, Column, Value
from yuandu.kernel.sheets.rules.columns import Kind as CellKind
from yuandu.kernel.sheets.rules.tables import Row
from yuandu.mechanisms.welfare import actions
from yuandu.mechanisms.welfare.models import Facility, Kind
from yuandu.mechanisms.welfare.permissions import OFFICERS

FIELDS = ("name", "name_en", "kind", "place", "phone", "hours", "opened_on", "closed_on")
COLUMNS = (
    Column(
        code="code",
        title=pgettext_lazy("of a facility", "Code"),
        kind=CellKind.CODE,
        synonyms=("编号", "设施编号"),
        required=True,
        max_length=20,
        example="F01",
    ),
    Column(
        code="name",
        title=pgettext_lazy("of a facility", "Name"),
        synonyms=("名称", "设施名称"),
        required=True,
        max_length=200,
        example="职工俱乐部",
    ),
    Column(code="name_en", title=_("English name"), max_length=200),
    Column(
        code="kind",
        title=pgettext_lazy("of a facility", "Kind"),
        kind=CellKind.CHOICE,
        synonyms=("类别", "类型"),
        choices=tuple(Choice(code=each, title=each.label) for each in Kind),
        required=True,
        example="职工俱乐部",
    ),
    Column(
        code="place",
        title=pgettext_lazy("of a facility", "Where"),
        synonyms=("地点", "位置"),
        required=True,
        max_length=200,
        example="一号园区东侧",
    ),
    Column(code="phone", title=_("Telephone"), kind=CellKind.CODE, max_length=30),
    Column(code="hours", title=_("Opening hours"), synonyms=("开放时间",), max_length=100),
    Column(
        code="opened_on",
        title=pgettext_lazy("of a facility", "Opened on"),
        kind=CellKind.DATE,
        synonyms=("启用日期",),
        required=True,
        example="2020-05-01",
    ),
    Column(code="closed_on", title=_("Closed from"), kind=CellKind.DATE, synonyms=("停用日期",)),
)


def existing(by: Actor, rows: Sequence[Row]) -> Mapping[int, Mapping[str, Value]]:
    """Return the facilities on file of these codes; one query."""
    codes = {str(row.values.get("code")) for row in rows}
    found = Facility.objects.filter(workspace=by.workspace, code__in=codes)
    kept = {each.code: each for each in found}
    return {
        row.number: {name: getattr(kept[code], name) or None for name in FIELDS}
        for row in rows
        if (code := str(row.values.get("code"))) in kept
    }


def commit(by: Actor, rows: Sequence[Row]) -> Outcome:
    codes = {str(row.values["code"]) for row in rows}
    found = Facility.objects.filter(workspace=by.workspace, code__in=codes)
    kept = {each.code: each for each in found}
    dates = {"opened_on", "closed_on"}
    for row in rows:
        code = str(row.values["code"])
        fields = {
            name: row.values[name] if name in dates else row.values[name] or ""
            for name in FIELDS
            if name in row.values
        }
        actions.enter_facility(by=by, facility=kept.get(code), **fields | {"code": code})
    created = sum(row.is_new for row in rows)
    return Outcome(created=created, updated=len(rows) - created)


def export(by: Actor) -> Iterator[Mapping[str, Value]]:
    """Yield every facility; one query."""
    for each in Facility.objects.filter(workspace=by.workspace).order_by("code").iterator(2000):
        yield {name: getattr(each, name) or None for name in ("code", *FIELDS)}


layouts.register(
    Layout(
        code="welfare-facilities",
        title=pgettext_lazy("sheet", "Facilities"),
        columns=COLUMNS,
        key=("code",),
        importers=OFFICERS,
        exporters=OFFICERS,
        existing=existing,
        commit=commit,
        export=export,
    )
)
