"""The spreadsheet of the staff list, as the personnel system hands it out; in and out."""

import datetime
from collections.abc import Iterator, Mapping, Sequence

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.sheets import layouts
from yuandu.kernel.sheets.layouts import Finding, Layout, Outcome, Sentence
from yuandu.kernel.sheets.rules.columns import Choice, Column, Kind, Reference, Value
from yuandu.kernel.sheets.rules.tables import Row
from yuandu.mechanisms.workforce import actions, permissions, queries
from yuandu.mechanisms.workforce.actions import Line
from yuandu.mechanisms.workforce.columns import NUMBER
from yuandu.mechanisms.workforce.models import Worker

CODE = "workforce-staff"
YES, NO = "yes", "no"
COLUMNS = (
    NUMBER,
    Column(
        code="name",
        title=pgettext_lazy("of a person", "Name"),
        kind=Kind.TEXT,
        synonyms=("姓名", "员工姓名"),
        required=True,
        max_length=60,
    ),
    Column(
        code="section",
        title=_("Section"),
        kind=Kind.DIVISION,
        synonyms=("科室", "班组", "部门", "所在科室"),
        required=True,
        fills_down=True,
    ),
    Column(
        code="job",
        title=_("Job"),
        kind=Kind.TEXT,
        synonyms=("岗位", "岗位名称", "职务"),
        max_length=60,
    ),
    Column(
        code="is_frontline",
        title=_("Works on the shop floor"),
        kind=Kind.CHOICE,
        synonyms=("一线", "是否一线"),
        choices=(
            Choice(code=YES, title=pgettext_lazy("on the shop floor", "Yes"), synonyms=("Y", "1")),
            Choice(code=NO, title=pgettext_lazy("on the shop floor", "No"), synonyms=("N", "0")),
        ),
    ),
    Column(
        code="joined_on",
        title=pgettext_lazy("of work", "First day"),
        kind=Kind.DATE,
        synonyms=("入职时间", "入厂日期", "参加工作时间"),
        required=True,
    ),
    Column(
        code="left_on",
        title=pgettext_lazy("of work", "Last day"),
        kind=Kind.DATE,
        synonyms=("离职时间", "离厂日期"),
    ),
)
FIELDS = tuple(column.code for column in COLUMNS)


def _values(worker: Worker) -> dict[str, Value]:
    section = worker.section
    return {
        "number": worker.number,
        "name": worker.name,
        "section": Reference(section.pk, section.name, section.code),
        "job": worker.job or None,
        "is_frontline": YES if worker.is_frontline else NO,
        "joined_on": worker.joined_on,
        "left_on": worker.left_on,
    }


def resolve(by: Actor, rows: Sequence[Row]) -> Iterator[Finding]:
    """Yield sections that are none of the company's own, and who leaves before joining."""
    sections = set(queries.sections(by).values_list("pk", flat=True))
    for row in rows:
        place = row.values.get("section")
        if isinstance(place, Reference) and place.pk not in sections:
            yield Finding(row=row.number, code="no-section", field="section")
        joined, left = row.values.get("joined_on"), row.values.get("left_on")
        if isinstance(joined, datetime.date) and isinstance(left, datetime.date) and left < joined:
            yield Finding(row=row.number, code="leaves-first", field="left_on")


def existing(by: Actor, rows: Sequence[Row]) -> Mapping[int, Mapping[str, Value]]:
    """Return the lines of the list that the rows speak of; one query."""
    numbers = [str(row.values["number"]) for row in rows if row.values.get("number")]
    known = {
        each.number: _values(each)
        for each in queries.workers_visible_to(by).filter(number__in=numbers)
    }
    return {
        row.number: known[str(row.values["number"])]
        for row in rows
        if row.values.get("number") in known
    }


def commit(by: Actor, rows: Sequence[Row]) -> Outcome:
    """Take the lines over; a column that the file does not have stays as it is."""
    created = actions.take_in(by=by, lines=[_line(row) for row in rows])
    return Outcome(created=created, updated=len(rows) - created)


def _line(row: Row) -> Line:
    told = {field: row.values.get(field, row.before.get(field)) for field in FIELDS}
    section, joined, left = told["section"], told["joined_on"], told["left_on"]
    assert isinstance(section, Reference) and section.pk is not None  # noqa: PT018, S101
    assert isinstance(joined, datetime.date)  # noqa: S101
    return Line(
        number=str(told["number"]),
        name=str(told["name"]),
        section_id=section.pk,
        joined_on=joined,
        job=str(told["job"] or ""),
        is_frontline=told["is_frontline"] != NO,
        left_on=left if isinstance(left, datetime.date) else None,
    )


def export(by: Actor) -> Iterator[Mapping[str, Value]]:
    """Yield the staff list; one query."""
    return map(_values, queries.workers_visible_to(by).iterator(2000))


layouts.register(
    Layout(
        code=CODE,
        title=_("Staff list"),
        columns=COLUMNS,
        key=("number",),
        importers=permissions.KEEPERS,
        exporters=permissions.STAFF,
        resolve=resolve,
        existing=existing,
        commit=commit,
        export=export,
        sentences={
            "no-section": Sentence(
                what=_("This is no section of the company."),
                do=_("Write a section’s name or number; business divisions take nobody."),
            ),
            "leaves-first": Sentence(
                what=_("The last day is before the first."), do=_("Correct one of them.")
            ),
        },
        note=_("People who have left stay on the list: what they proposed is theirs."),
    )
)
