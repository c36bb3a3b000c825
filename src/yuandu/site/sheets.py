"""Spreadsheets of the registry: divisions and organisations.

They stand here since the registry lies below the room that reads spreadsheets.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.models import Division, Party
from yuandu.kernel.sheets import layouts
from yuandu.kernel.sheets.layouts import Layout, Outcome
from yuandu.kernel.sheets.rules.columns import Column, Kind, Reference, Value
from yuandu.kernel.sheets.rules.tables import Row

BATCH = 1_000
OFFICES = ("administrator", "city_officer")
READERS = (*OFFICES, "auditor")


# --- Organisations -------------------------------------------------------------------

NAMES = ("name", "name_en")


def _stored_organisations(by: Actor, rows: Sequence[Row]) -> dict[str, Party]:
    codes = [row.values.get("code") for row in rows]
    parties = Party.objects.filter(
        workspace_id=by.workspace_id, kind="organisation", code__in=[c for c in codes if c]
    )
    return {party.code: party for party in parties.select_related("division")}


def _values_of(party: Party) -> dict[str, Value]:
    place = party.division
    return {
        "code": party.code,
        "name": party.name,
        "name_en": party.name_en or None,
        "division": Reference(place.pk, place.name, place.code) if place else None,
    }


def existing_organisations(by: Actor, rows: Sequence[Row]) -> Mapping[int, Mapping[str, Value]]:
    """Return what the register has of the rows' organisations; one query."""
    parties = _stored_organisations(by, rows)
    return {
        row.number: _values_of(parties[str(row.values["code"])])
        for row in rows
        if row.values.get("code") in parties
    }


def commit_organisations(by: Actor, rows: Sequence[Row]) -> Outcome:
    """Insert and update organisations by their code."""
    parties = _stored_organisations(by, rows)
    new, changed = [], []
    for row in rows:
        code = str(row.values["code"])
        party = parties.get(code) or Party(
            workspace_id=by.workspace_id, kind="organisation", code=code
        )
        for field in NAMES:
            if field in row.values:
                setattr(party, field, row.values[field] or "")
        if "division" in row.values:
            place = row.values["division"]
            party.division_id = place.pk if isinstance(place, Reference) else None
        (changed if party.pk else new).append(party)
    Party.objects.bulk_create(new, batch_size=BATCH)
    Party.objects.bulk_update(changed, [*NAMES, "division"], batch_size=BATCH)
    return Outcome(created=len(new), updated=len(changed))


def export_organisations(by: Actor) -> Iterator[Mapping[str, Value]]:
    """Yield the workspace's organisations."""
    parties = Party.objects.filter(workspace_id=by.workspace_id, kind="organisation")
    for party in parties.select_related("division").order_by("pk").iterator(BATCH):
        yield _values_of(party)


layouts.register(
    Layout(
        code="organisations",
        title=_("Organisations"),
        columns=(
            Column(
                code="code",
                title=_("Credit code"),
                kind=Kind.CODE,
                synonyms=("统一社会信用代码", "社会信用代码", "信用代码", "机构代码", "USCC"),
                required=True,
                max_length=40,
                example="91370700MA3C000000",
            ),
            Column(
                code="name",
                title=_("Organisation"),
                synonyms=("单位名称", "企业名称", "机构名称", "公司名称", "名称", "company"),
                required=True,
                max_length=200,
                example="示例重工有限公司",
            ),
            Column(
                code="name_en",
                title=_("Name in English"),
                synonyms=("英文名", "英文名称"),
                max_length=200,
            ),
            Column(
                code="division",
                title=_("Division"),
                kind=Kind.DIVISION,
                synonyms=("县市区", "所在地", "所属县市区", "注册地", "行政区划", "region"),
                fills_down=True,
            ),
        ),
        key=("code",),
        importers=OFFICES,
        exporters=READERS,
        existing=existing_organisations,
        commit=commit_organisations,
        export=export_organisations,
    )
)

# --- Divisions -----------------------------------------------------------------------


def _divisions(by: Actor, codes: Iterable[object]) -> dict[str, Division]:
    wanted = [str(code) for code in codes if code]
    found = Division.objects.filter(workspace_id=by.workspace_id, code__in=wanted)
    return {division.code: division for division in found}


def _decimal(value: float | None) -> Value:
    return None if value is None else Decimal(str(value))


def _values_of_division(division: Division) -> dict[str, Value]:
    return {
        "code": division.code,
        "name": division.name,
        "name_en": division.name_en or None,
        "longitude": _decimal(division.longitude),
        "latitude": _decimal(division.latitude),
    }


def existing_divisions(by: Actor, rows: Sequence[Row]) -> Mapping[int, Mapping[str, Value]]:
    """Return what the register has of the rows' divisions; one query."""
    divisions = _divisions(by, (row.values.get("code") for row in rows))
    return {
        row.number: _values_of_division(divisions[str(row.values["code"])])
        for row in rows
        if row.values.get("code") in divisions
    }


def commit_divisions(by: Actor, rows: Sequence[Row]) -> Outcome:
    """Insert and update divisions by their code; new ones stand behind the others."""
    divisions = _divisions(by, (row.values.get("code") for row in rows))
    position = Division.objects.filter(workspace_id=by.workspace_id).count()
    new, changed = [], []
    for row in rows:
        code = str(row.values["code"])
        division = divisions.get(code)
        if division is None:
            position += 1
            division = Division(workspace_id=by.workspace_id, code=code, position=position)
        for field in NAMES:
            if field in row.values:
                setattr(division, field, row.values[field] or "")
        for field in ("longitude", "latitude"):
            if field in row.values:
                degrees = row.values[field]
                setattr(division, field, float(degrees) if isinstance(degrees, Decimal) else None)
        (changed if division.pk else new).append(division)
    Division.objects.bulk_create(new, batch_size=BATCH)
    Division.objects.bulk_update(changed, [*NAMES, "longitude", "latitude"], batch_size=BATCH)
    return Outcome(created=len(new), updated=len(changed))


def export_divisions(by: Actor) -> Iterator[Mapping[str, Value]]:
    """Yield the workspace's divisions."""
    for division in Division.objects.filter(workspace_id=by.workspace_id):
        yield _values_of_division(division)


layouts.register(
    Layout(
        code="divisions",
        title=_("Divisions"),
        columns=(
            Column(
                code="code",
                title=_("Division code"),
                kind=Kind.CODE,
                synonyms=("行政区划代码", "区划代码", "代码"),
                required=True,
                max_length=20,
                example="370781",
            ),
            Column(
                code="name",
                title=_("Division name"),
                synonyms=("县市区", "行政区划名称", "区划名称", "名称", "region"),
                required=True,
                max_length=200,
                example="青州市",
            ),
            Column(
                code="name_en",
                title=_("Name in English"),
                synonyms=("英文名", "英文名称"),
                max_length=200,
            ),
            Column(
                code="longitude",
                title=_("Longitude"),
                kind=Kind.NUMBER,
                least=Decimal(-180),
                most=Decimal(180),
            ),
            Column(
                code="latitude",
                title=_("Latitude"),
                kind=Kind.NUMBER,
                least=Decimal(-90),
                most=Decimal(90),
            ),
        ),
        key=("code",),
        importers=("administrator",),
        exporters=READERS,
        existing=existing_divisions,
        commit=commit_divisions,
        export=export_divisions,
    )
)
