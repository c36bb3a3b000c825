"""The table, the layout and the two sides of `sheets_import`; imported once Django is up."""

from __future__ import annotations

import datetime
import random
from decimal import Decimal
from pathlib import Path

import tablib
from django.core.files.base import File
from django.core.management import call_command
from django.db import connection, models
from import_export import fields, resources, widgets
from xlsxwriter import Workbook

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.models import Division
from yuandu.kernel.sheets import actions, layouts
from yuandu.kernel.sheets.layouts import Layout, Outcome
from yuandu.kernel.sheets.rules.columns import Choice, Column, Kind, Reference
from yuandu.kernel.workspaces.models import Workspace

MONEY = [f"money_{at}" for at in range(8)]
NUMBERS = [f"number_{at}" for at in range(6)]
DATES = [f"date_{at}" for at in range(6)]
TEXTS = [f"text_{at}" for at in range(5)]
LEVELS = {"省级": "province", "市级": "city", "县级": "county"}
HEADERS = {
    "code": "项目代码",
    "name": "项目名称",
    "division": "县市区",
    "level": "级别",
    "kind": "类别",
    **{name: f"投资{at}（万元）" for at, name in enumerate(MONEY)},
    **{name: f"数量{at}" for at, name in enumerate(NUMBERS)},
    **{name: f"日期{at}" for at, name in enumerate(DATES)},
    **{name: f"说明{at}" for at, name in enumerate(TEXTS)},
}
FIELDS = list(HEADERS)
BATCH = 1_000


class _Work(models.Model):
    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    division = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    level = models.CharField(max_length=20)
    kind = models.CharField(max_length=20)
    for _name in MONEY:
        locals()[_name] = models.DecimalField(max_digits=20, decimal_places=2)
    for _name in NUMBERS:
        locals()[_name] = models.DecimalField(max_digits=16, decimal_places=4)
    for _name in DATES:
        locals()[_name] = models.DateField()
    for _name in TEXTS:
        locals()[_name] = models.CharField(max_length=200)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name


class OurWork(_Work):
    class Meta:
        app_label = "sheets"
        db_table = "bench_our_work"


class PeerWork(_Work):
    class Meta:
        app_label = "sheets"
        db_table = "bench_peer_work"


# --- Set-up ----------------------------------------------------------------------------


def set_up(first: Path, second: Path, rows: int) -> int:
    """Make both tables, empty, and both files."""
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    call_command("migrate", verbosity=0)
    with connection.schema_editor() as editor:
        editor.create_model(OurWork)
        editor.create_model(PeerWork)
    workspace, _ = Workspace.objects.get_or_create(
        slug="bench", defaults={"name": "测试市", "kind": "city", "code_rules": "free"}
    )
    for at in range(16):
        Division.objects.get_or_create(
            workspace=workspace, code=f"B{at:02}", defaults={"name": f"{chr(0x7532 + at)}县"}
        )
    dice = random.Random(20261124)
    lines = [_line(at, dice) for at in range(rows)]
    _write(first, lines)
    for line in lines[::10]:
        line[5] += 1
    _write(second, lines)
    return rows


def _line(at: int, dice: random.Random) -> list:
    start = datetime.datetime(2024, 1, 1) + datetime.timedelta(days=dice.randrange(900))  # noqa: DTZ001
    return [
        f"2401-3707{at % 90:02}-04-01-{at:06}",
        f"示例{at}号项目",
        f"{chr(0x7532 + dice.randrange(16))}县",
        dice.choice(list(LEVELS)),
        dice.choice(["产业", "民生", "基础设施"]),
        *(round(dice.lognormvariate(9, 0.8), 2) for _ in MONEY),
        *(round(dice.uniform(0, 5000), 2) for _ in NUMBERS),
        *(start + datetime.timedelta(days=dice.randrange(600)) for _ in DATES),
        *(f"第{dice.randrange(1000)}期工程，建设内容包括厂房{dice.randrange(90)}座" for _ in TEXTS),
    ]


def _write(path: Path, lines: list[list]) -> None:
    options = {"constant_memory": True, "default_date_format": "yyyy-mm-dd"}
    with Workbook(path, options) as book:
        sheet = book.add_worksheet("台账")
        sheet.write_row(0, 0, list(HEADERS.values()))
        for row, line in enumerate(lines, start=1):
            sheet.write_row(row, 0, line)


def same_in_both() -> bool:
    """Whether both tables hold the same rows."""
    columns = ", ".join(f'"{field}"' for field in FIELDS).replace('"division"', '"division_id"')
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*) FROM (SELECT {columns} FROM bench_our_work"  # noqa: S608
            f" EXCEPT SELECT {columns} FROM bench_peer_work) AS ours_only"
        )
        (different,) = cursor.fetchone()
    return not different and OurWork.objects.count() == PeerWork.objects.count() > 0


# --- Our side ------------------------------------------------------------------------------


def _existing(by, rows):
    codes = [row.values["code"] for row in rows if row.values.get("code")]
    found = {
        work.code: work
        for work in OurWork.objects.filter(code__in=codes).select_related("division")
    }
    return {
        row.number: _values(found[row.values["code"]])
        for row in rows
        if row.values.get("code") in found
    }


def _values(work) -> dict:
    values = {field: getattr(work, field) for field in FIELDS}
    place = work.division
    return values | {"division": Reference(place.pk, place.name, place.code)}


def _commit(by, rows) -> Outcome:
    new = [row for row in rows if row.is_new]
    changed = [row for row in rows if not row.is_new]
    OurWork.objects.bulk_create([_work(row.values) for row in new], batch_size=BATCH)
    if changed:
        keys = dict(
            OurWork.objects.filter(code__in=[row.values["code"] for row in changed]).values_list(
                "code", "pk"
            )
        )
        works = [_work(row.values, pk=keys[row.values["code"]]) for row in changed]
        columns = [field for field in FIELDS if field != "code"]
        OurWork.objects.bulk_update(works, columns, batch_size=200)
    return Outcome(created=len(new), updated=len(changed))


def _work(values, **key) -> OurWork:
    own = {name: value for name, value in values.items() if name != "division"}
    return OurWork(**own, division_id=values["division"].pk, **key)


def _columns() -> tuple[Column, ...]:
    kinds = {
        "code": Kind.CODE,
        "division": Kind.DIVISION,
        "level": Kind.CHOICE,
        **dict.fromkeys(MONEY, Kind.MONEY),
        **dict.fromkeys(NUMBERS, Kind.NUMBER),
        **dict.fromkeys(DATES, Kind.DATE),
    }
    choices = tuple(Choice(code=code, title=title) for title, code in LEVELS.items())
    return tuple(
        Column(
            code=code,
            title=header.removesuffix("（万元）"),
            kind=kinds.get(code, Kind.TEXT),
            required=True,
            written_in="万元" if code in MONEY else "",
            choices=choices if code == "level" else (),
        )
        for code, header in HEADERS.items()
    )


layouts.register(
    Layout(
        code="bench",
        title="测试表",
        columns=_columns(),
        key=("code",),
        importers=(),
        exporters=(),
        existing=_existing,
        commit=_commit,
        export=lambda by: (),
    )
)


class Ours:
    """The room itself: the file is kept, read, previewed, stored, judged again, written."""

    def __init__(self) -> None:
        self.by = Actor.system(Workspace.objects.get(slug="bench"))
        self.layout = layouts.get("bench")

    def preview(self, path: Path):
        with path.open("rb") as content:
            file = File(content, name=path.name)
            upload = actions.receive(by=self.by, layout=self.layout, file=file)
        return actions.read(by=self.by, upload=upload)

    def commit(self, upload) -> None:
        assert upload.counts["refused"] == 0, upload.counts
        actions.accept(by=self.by, upload=upload, version=upload.version, good_rows_only=False)
        actions.commit(by=self.by, upload=upload)


# --- The peer's side -----------------------------------------------------------------------


class _InYuan(widgets.DecimalWidget):
    def clean(self, value, row=None, **kwargs):
        return Decimal(str(value)) * 10_000


class _Exact(widgets.DecimalWidget):
    def clean(self, value, row=None, **kwargs):
        return Decimal(str(value))


class _Level(widgets.CharWidget):
    def clean(self, value, row=None, **kwargs):
        return LEVELS[value]


def _field(name: str):
    widget = widgets.CharWidget()
    if name == "division":
        widget = widgets.CachedForeignKeyWidget(Division, field="name")
    elif name == "level":
        widget = _Level()
    elif name in MONEY:
        widget = _InYuan()
    elif name in NUMBERS:
        widget = _Exact()
    elif name in DATES:
        widget = widgets.DateWidget()
    return fields.Field(attribute=name, column_name=HEADERS[name], widget=widget)


class _PeerResource(resources.ModelResource):
    for _name in FIELDS:
        locals()[_name] = _field(_name)

    class Meta:
        model = PeerWork
        fields = tuple(FIELDS)
        import_id_fields = ("code",)
        use_bulk = True
        batch_size = BATCH
        skip_unchanged = True
        skip_diff = True


class Peer:
    """django-import-export, with bulk writing and without the diffs of its preview page."""

    def _dataset(self, path: Path):
        dataset = tablib.Dataset()
        return dataset.load(path.read_bytes(), format="xlsx")

    def preview(self, path: Path) -> Path:
        result = _PeerResource().import_data(self._dataset(path), dry_run=True)
        assert not result.has_errors(), result.row_errors()[:1]
        return path

    def commit(self, path: Path) -> None:
        _PeerResource().import_data(self._dataset(path), dry_run=False, raise_errors=True)
