"""Which counties lines reach, in how many hours, as a spreadsheet: in and out.

A sheet adds counties and changes hours and kilometres; it takes none away.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.sheets import layouts
from yuandu.kernel.sheets.layouts import Finding, Layout, Outcome, Sentence
from yuandu.kernel.sheets.rules.columns import Column, Kind, Value
from yuandu.kernel.sheets.rules.tables import Row
from yuandu.mechanisms.lines import actions, permissions, queries, rules
from yuandu.mechanisms.lines.actions import NewReach
from yuandu.mechanisms.lines.models import Line, Reach

CODE = "lines-reach"
COLUMNS = (
    Column(
        code="line",
        title=_("Line"),
        synonyms=("专线", "线路", "专线名称"),
        required=True,
        max_length=200,
        fills_down=True,
        example="青州—北京直供专线",
    ),
    Column(
        code="county_code",
        title=_("Code of the county"),
        kind=Kind.CODE,
        synonyms=("区划代码", "县区代码", "行政区划代码"),
        required=True,
        max_length=6,
        example="110106",
    ),
    Column(
        code="county",
        title=_("County"),
        max_length=100,
        note=_("Goes out only: the code says which county it is"),
        example="北京市丰台区",
    ),
    Column(
        code="hours",
        title=_("Hours from departure"),
        kind=Kind.NUMBER,
        synonyms=("小时", "时效", "到达小时"),
        required=True,
        least=Decimal(1),
        most=Decimal(rules.LONGEST_WAY),
        decimals=0,
        example="9",
    ),
    Column(
        code="kilometres",
        title=_("Kilometres"),
        kind=Kind.NUMBER,
        synonyms=("公里", "里程"),
        required=True,
        least=Decimal(1),
        most=Decimal(rules.FURTHEST),
        decimals=0,
        example="520",
    ),
)


def _lines(by: Actor, rows: Sequence[Row]) -> dict[str, Line]:
    names = {str(row.values.get("line") or "") for row in rows}
    return {line.name: line for line in queries.lines_visible_to(by).filter(name__in=names)}


def _codes(rows: Sequence[Row]) -> list[str]:
    return sorted({str(row.values.get("county_code") or "") for row in rows})


def resolve(by: Actor, rows: Sequence[Row]) -> Iterator[Finding]:
    """Yield what is wrong with rows beyond their cells; two queries."""
    lines, counties = _lines(by, rows), queries.counties_by(by, _codes(rows))
    for row in rows:
        name, code = row.values.get("line"), row.values.get("county_code")
        if not permissions.dispatches(by):
            yield Finding(row=row.number, code="not-your-lines", field="line")
        if name is not None and str(name) not in lines:
            yield Finding(row=row.number, code="no-such-line", field="line")
        elif name is not None and lines[str(name)].closed_on is not None:
            yield Finding(row=row.number, code="line-closed", field="line")
        if code is not None and str(code) not in counties:
            yield Finding(row=row.number, code="no-such-county", field="county_code")


def _known(by: Actor, rows: Sequence[Row]) -> dict[tuple[str, str], Reach]:
    names = {str(row.values.get("line") or "") for row in rows}
    found = Reach.objects.filter(
        line__workspace=by.workspace, line__name__in=names, county__code__in=_codes(rows)
    ).select_related("line", "county")
    return {(each.line.name, each.county.code): each for each in found}


def _key(row: Row) -> tuple[str, str]:
    return str(row.values.get("line")), str(row.values.get("county_code"))


def existing(by: Actor, rows: Sequence[Row]) -> Mapping[int, Mapping[str, Value]]:
    """Return what the lines reach of the rows; one query."""
    known = _known(by, rows)
    return {
        row.number: {
            "hours": Decimal(known[key].hours),
            "kilometres": Decimal(known[key].kilometres),
        }
        for row in rows
        if (key := _key(row)) in known
    }


def commit(by: Actor, rows: Sequence[Row]) -> Outcome:
    """Enter and change what lines reach, one action a line."""
    lines = _lines(by, rows)
    reaches: dict[str, list[NewReach]] = {}
    for row in rows:
        name, code = _key(row)
        hours, kilometres = row.values["hours"], row.values["kilometres"]
        reaches.setdefault(name, []).append(NewReach(code, int(str(hours)), int(str(kilometres))))
    created = sum(row.is_new for row in rows)
    for name, given in reaches.items():
        actions.set_reach(by=by, line=lines[name], reaches=given)
    return Outcome(created=created, updated=len(rows) - created)


def export(by: Actor) -> Iterator[Mapping[str, Value]]:
    """Yield what every line reaches, the quickest first; one query."""
    found = Reach.objects.filter(line__workspace=by.workspace).select_related("line", "county")
    for each in found.order_by("line__name", "hours", "county__code").iterator(2000):
        yield {
            "line": each.line.name,
            "county_code": each.county.code,
            "county": str(each.county),
            "hours": Decimal(each.hours),
            "kilometres": Decimal(each.kilometres),
        }


layouts.register(
    Layout(
        code=CODE,
        title=pgettext_lazy("sheet", "Counties that direct lines reach"),
        columns=COLUMNS,
        key=("line", "county_code"),
        importers=permissions.DISPATCHERS,
        exporters=permissions.READERS,
        resolve=resolve,
        existing=existing,
        commit=commit,
        export=export,
        sentences={
            "not-your-lines": Sentence(
                what=_("You do not run the direct lines of the whole city."),
                do=_("Send the sheet to the office that does."),
            ),
            "no-such-line": Sentence(
                what=_("There is no direct line of this name."),
                do=_("Write it as the list of lines does, or open the line first."),
            ),
            "line-closed": Sentence(
                what=_("This line does not run any more."), do=_("Take the row out.")
            ),
            "no-such-county": Sentence(
                what=_("A county-level unit of this code is not on the list."),
                do=_("Write the six digits of GB/T 2260 as they stand today."),
            ),
        },
        note=_(
            "A sheet adds counties and changes hours; a county is taken off on the line’s page."
        ),
    )
)
