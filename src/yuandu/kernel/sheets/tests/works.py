"""A layout for tests, with a column of each kind; what it writes is kept in memory."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from xlsxwriter import Workbook

from yuandu.kernel.sheets import layouts
from yuandu.kernel.sheets.layouts import Finding, Layout, Outcome, Sentence
from yuandu.kernel.sheets.rules.columns import Choice, Column, Kind
from yuandu.kernel.sheets.rules.tables import Row

REGISTER: dict[str, dict] = {}  # code → values, of one workspace


def resolve(by, rows: Sequence[Row]) -> Iterable[Finding]:
    for row in rows:
        if str(row.values.get("code") or "").startswith("X"):
            yield Finding(row=row.number, code="works-forbidden", field="code")


def existing(by, rows):
    return {
        row.number: REGISTER[row.values["code"]]
        for row in rows
        if row.values.get("code") in REGISTER
    }


def commit(by, rows) -> Outcome:
    for row in rows:
        REGISTER[row.values["code"]] = REGISTER.get(row.values["code"], {}) | row.values
    new = sum(row.is_new for row in rows)
    return Outcome(created=new, updated=len(rows) - new)


WORKS = Layout(
    code="works",
    title="重点工程",
    columns=(
        Column(code="code", title="项目代码", kind=Kind.CODE, synonyms=("编码",), required=True),
        Column(code="name", title="项目名称", synonyms=("名称", "description"), required=True),
        Column(
            code="division",
            title="县市区",
            kind=Kind.DIVISION,
            synonyms=("所在地",),
            required=True,
            fills_down=True,
        ),
        Column(code="owner", title="建设单位", kind=Kind.ORGANISATION, creates=True),
        Column(
            code="investment",
            title="总投资",
            kind=Kind.MONEY,
            synonyms=("计划总投资",),
            written_in="万元",
            least=Decimal(0),
            most=Decimal(10) ** 12,
            required=True,
        ),
        Column(
            code="plan",
            title="年度计划投资",
            kind=Kind.MONEY,
            synonyms=("年度计划",),
            written_in="万元",
        ),
        Column(code="area", title="用地面积", kind=Kind.NUMBER, unit="亩", least=Decimal(0)),
        Column(code="jobs", title="用工人数", kind=Kind.NUMBER, unit="人", decimals=0),
        Column(code="share", title="民间投资占比", kind=Kind.PERCENT, most=Decimal(1)),
        Column(code="start", title="计划开工时间", kind=Kind.MONTH, synonyms=("开工时间",)),
        Column(code="approved", title="批复日期", kind=Kind.DATE),
        Column(
            code="level",
            title="级别",
            kind=Kind.CHOICE,
            choices=(
                Choice(code="province", title="省级", synonyms=("省",)),
                Choice(code="city", title="市级", synonyms=("市",)),
            ),
        ),
        Column(code="remark", title="备注", max_length=20),
    ),
    key=("code",),
    importers=("administrator", "city_officer", "county_officer"),
    exporters=("administrator", "city_officer", "auditor"),
    resolve=resolve,
    existing=existing,
    commit=commit,
    export=lambda by: list(REGISTER.values()),
    sentences={"works-forbidden": Sentence(what="{shown} 不收。", do="换一个代码。")},
)


layouts.register(WORKS)


def names() -> dict[str, str]:
    return dict(layouts.header_names("works"))


def workbook(*rows: Sequence, merges: Iterable[str] = (), sheets: dict | None = None) -> bytes:
    """Return a workbook with these rows; a text is kept as a text."""
    file = BytesIO()
    with Workbook(file, {"default_date_format": "yyyy-mm-dd"}) as book:
        for name, lines in (sheets or {"台账": rows}).items():
            sheet = book.add_worksheet(name)
            for at, line in enumerate(lines):
                for column, cell in enumerate(line):
                    _write(sheet, at, column, cell)
            for area in merges:
                sheet.merge_range(area, None)
                # Merging blanks the cells; the first is written again.
                first = area.split(":")[0]
                row, column = _place(first)
                _write(sheet, row, column, lines[row][column])
    return file.getvalue()


def _place(cell: str) -> tuple[int, int]:
    return int(cell[1:]) - 1, ord(cell[0]) - ord("A")


def _write(sheet, row: int, column: int, cell) -> None:
    if isinstance(cell, str):
        if cell:
            sheet.write_string(row, column, cell)
    elif cell is not None:
        sheet.write(row, column, cell)


def sent(content: bytes, name: str = "台账.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)
