"""How many people live in each county and zone: what small counties are measured per.

From the yearbook; the newest value up to a board's month holds, so a figure is entered with
the month from which it is true, and a correction is the same row again.
"""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.indicators import actions as indicators
from yuandu.kernel.indicators.actions import Monthly
from yuandu.kernel.indicators.models import MonthlyValue
from yuandu.kernel.registry.models import Division
from yuandu.kernel.sheets.layouts import Layout, Outcome
from yuandu.kernel.sheets.rules.columns import Column, Kind, Reference, Value
from yuandu.kernel.sheets.rules.tables import Row

MEASURE = "division.residents"
CITY = ("administrator", "city_officer")
MOST = Decimal(10) ** 8

type Key = tuple[int, str]


def export(by: Actor) -> Iterator[Mapping[str, Value]]:
    """Yield what is on record, and every other county and zone to be filled in; two queries."""
    known = list(
        MonthlyValue.objects.filter(workspace=by.workspace, measure=MEASURE)
        .select_related("division")
        .defer("division__geometry")
        .order_by("division__code", "period")
    )
    for each in known:
        month = datetime.date.fromisoformat(f"{each.period}-01")
        yield _line(each.division) | {"month": month, "residents": each.value}
    places = Division.objects.filter(workspace=by.workspace, kind__in=["county", "zone"])
    named = {each.division_id for each in known}
    for place in places.exclude(pk__in=named).defer("geometry").order_by("code"):
        yield _line(place)


def _line(place: Division) -> dict[str, Value]:
    return {"division": Reference(place.pk, place.name, place.code)}


def existing(by: Actor, rows: Sequence[Row]) -> Mapping[int, Mapping[str, Value]]:
    """Return what is on record of the rows' places and months; one query."""
    keys = {row.number: key for row in rows if (key := _key(row))}
    found = MonthlyValue.objects.filter(
        workspace=by.workspace,
        measure=MEASURE,
        subject_id__in={place for place, _month in keys.values()},
    )
    known: dict[Key, Decimal] = {(each.subject_id, each.period): each.value for each in found}
    return {number: {"residents": known[key]} for number, key in keys.items() if key in known}


def _key(row: Row) -> Key | None:
    place, month = row.values.get("division"), row.values.get("month")
    if isinstance(place, Reference) and place.pk and isinstance(month, datetime.date):
        return place.pk, f"{month:%Y-%m}"
    return None


def commit(by: Actor, rows: Sequence[Row]) -> Outcome:
    """Enter the values; of a place the number of its division is its subject, too."""
    values = []
    for row in rows:
        key, residents = _key(row), row.values.get("residents")
        if key and isinstance(residents, Decimal):
            values.append(Monthly(key[0], key[0], key[1], residents))
    indicators.record_values(by=by, measure=MEASURE, values=values)
    created = sum(row.is_new for row in rows)
    return Outcome(created=created, updated=len(rows) - created)


RESIDENTS = Layout(
    code="residents",
    title=_("Residents of counties and zones"),
    columns=(
        Column(
            code="division",
            title=_("County or zone"),
            kind=Kind.DIVISION,
            synonyms=("县市区", "县区", "开发区", "区划"),
            required=True,
        ),
        Column(
            code="month",
            title=_("True from the month"),
            kind=Kind.MONTH,
            synonyms=("月份", "时间", "年月"),
            required=True,
            fills_down=True,
            example="2025-12",
        ),
        Column(
            code="residents",
            title=_("Residents"),
            kind=Kind.NUMBER,
            synonyms=("常住人口", "年末常住人口", "人口"),
            required=True,
            least=Decimal(1),
            most=MOST,
            decimals=0,
            unit="人",
            example="960000",
        ),
    ),
    key=("division", "month"),
    importers=CITY,
    exporters=(*CITY, "county_officer", "department_officer", "leader", "auditor"),
    existing=existing,
    commit=commit,
    export=export,
    note=_("Boards that measure per head read the newest value up to their month."),
)
