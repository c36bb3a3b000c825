"""A sheet's good rows into the register, thousands at once."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import batched
from statistics import fmean
from typing import Any

from django.db.models import F

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.audit.actions import Act
from yuandu.kernel.lifecycle import loading as lifecycle
from yuandu.kernel.registry import registers
from yuandu.kernel.registry.loading import DivisionRow
from yuandu.kernel.registry.models import Division, Industry, Party
from yuandu.kernel.sheets.layouts import Outcome
from yuandu.kernel.sheets.rules.columns import Reference
from yuandu.kernel.sheets.rules.tables import Row
from yuandu.mechanisms.projects import loading, rules
from yuandu.mechanisms.projects.loading import LABEL, NewListing, NewProject, plans_of
from yuandu.mechanisms.projects.models import AnnualList, Listing, Project
from yuandu.mechanisms.projects.sheets.columns import PLAIN
from yuandu.mechanisms.projects.sheets.finding import (
    RESTED_FROM,
    code_of,
    known,
    listings,
    stage_of,
    year_of,
)

BATCH = 2000
TEXTS = frozenset(
    name
    for name in PLAIN
    if name in {"code", "name", "name_en", "site", "summary", "physical_progress"}
)


def commit(by: Actor, rows: Sequence[Row]) -> Outcome:
    """Insert and update projects with their places on lists.

    New divisions and owners are entered first, so that rows point to them; new projects
    go in with COPY. One entry in the log for each project.
    """
    _enter_divisions(by, rows)
    _enter_owners(by, rows)
    lists = _lists(by, rows)
    industries = dict(Industry.objects.filter(workspace=by.workspace).values_list("code", "pk"))
    new = [row for row in rows if row.is_new]
    changed = [row for row in rows if not row.is_new]
    made = [_new_project(by, row, lists, industries) for row in new]
    keys = loading.load_projects(by=by, rows=made) if made else []
    acts = [
        Act(by, "project.create", LABEL, key, {"row": row.number, **_told(row)})
        for key, row in zip(keys, new, strict=True)
    ]
    for batch in batched(changed, BATCH, strict=False):
        acts += _update(by, batch, lists, industries)
    audit.record_all(acts)
    return Outcome(created=len(new), updated=len(changed))


def _enter_divisions(by: Actor, rows: Sequence[Row]) -> None:
    """Enter the divisions that a mapping takes as new, and point the rows to them."""
    pointing = _pointing(rows, "division")
    if not pointing:
        return
    names = list(dict.fromkeys(str(row.values["division"]) for row in pointing))
    taken = set(Division.objects.filter(workspace=by.workspace).values_list("code", flat=True))
    free = (code for number in range(1, 100_000) if (code := f"{number:02d}") not in taken)
    codes = dict(zip(names, free, strict=False))
    middles = _middles(pointing)
    registers.load_divisions(
        by=by,
        rows=[
            DivisionRow(code, name, line, longitude=east, latitude=north)
            for line, (name, code) in enumerate(codes.items())
            for east, north in [middles.get(name, (None, None))]
        ],
    )
    made = Division.objects.filter(workspace=by.workspace, code__in=codes.values())
    keys = {division.code: division.pk for division in made.only("code")}
    for row in pointing:
        name = str(row.values["division"])
        row.values["division"] = Reference(keys[codes[name]], name, codes[name])


def _middles(pointing: Sequence[Row]) -> dict[str, tuple[float, float]]:
    """Return where each new division lies, as far as its projects tell: in their middle."""
    points: dict[str, list[tuple[float, float]]] = {}
    for row in pointing:
        east, north = row.values.get("longitude"), row.values.get("latitude")
        if isinstance(east, Decimal) and isinstance(north, Decimal):
            points.setdefault(str(row.values["division"]), []).append((float(east), float(north)))
    return {
        name: (
            round(fmean(east for east, _ in found), 4),
            round(fmean(north for _, north in found), 4),
        )
        for name, found in points.items()
    }


def _enter_owners(by: Actor, rows: Sequence[Row]) -> None:
    """Enter the owners that the registry does not have, and point the rows to them.

    Whom rows name alike and give one code, or none, is one owner.
    """
    pointing = _pointing(rows, "owner")
    coded = {str(row.values["owner"]): code for row in pointing if (code := code_of(row))}
    meant = {
        row.number: code_of(row) or coded.get(str(row.values["owner"]), "") for row in pointing
    }
    firsts: dict[str, Party] = {}
    for row in pointing:
        name, code = str(row.values["owner"]), meant[row.number]
        firsts.setdefault(
            code or name,
            Party(workspace=by.workspace, kind="organisation", name=name, code=code),
        )
    made = Party.objects.bulk_create(firsts.values(), batch_size=BATCH)
    audit.record_all([_entered(by, "party.enter", party, name=party.name) for party in made])
    for row in pointing:
        party = firsts[meant[row.number] or str(row.values["owner"])]
        row.values["owner"] = Reference(party.pk, party.name, party.code)
    _complete_owners(by, rows)


def _complete_owners(by: Actor, rows: Sequence[Row]) -> None:
    """Add the code that rows give to owners who are on file without one."""
    codes = {
        owner.pk: code_of(row)
        for row in rows
        if isinstance(owner := row.values.get("owner"), Reference)
        and owner.pk is not None
        and not owner.code
        and code_of(row)
    }
    parties = list(Party.objects.filter(workspace=by.workspace, pk__in=codes, code=""))
    for party in parties:
        party.code = codes[party.pk]
    Party.objects.bulk_update(parties, ["code"], batch_size=BATCH)
    audit.record_all([_entered(by, "party.change", party, code=party.code) for party in parties])


def _entered(by: Actor, action: str, party: Party, **details: str) -> Act:
    return Act(by, action, Party._meta.label_lower, party.pk, details)


def _pointing(rows: Sequence[Row], field: str) -> list[Row]:
    """Return the rows whose reference is yet to be entered."""
    return [
        row
        for row in rows
        if isinstance(reference := row.values.get(field), Reference) and reference.pk is None
    ]


def _lists(by: Actor, rows: Sequence[Row]) -> dict[tuple[int, str], int]:
    """Return the keys of the lists that rows name, by year and level; new ones are made."""
    wanted = {(year_of(by, row), str(level)) for row in rows if (level := row.values.get("level"))}
    keys: dict[tuple[int, str], int] = {}
    for year, level in sorted(wanted):
        place, is_new = AnnualList.objects.get_or_create(
            workspace=by.workspace, year=year, level=level, batch=1
        )
        if is_new:
            audit.record(by, "annual_list.create", place, year=year, level=level, batch=1)
        keys[year, level] = place.pk
    return keys


def _new_project(
    by: Actor,
    row: Row,
    lists: Mapping[tuple[int, str], int],
    industries: Mapping[str, int],
) -> NewProject:
    columns = _columns(row, industries)
    stage = stage_of(row)
    days: dict[str, Any] = {
        name: row.values.get(name) for name in ("works_started_on", "completed_on")
    }
    days["produced_on"] = row.values.get("produced_on")
    if stage == "production_start" and days["produced_on"] is None:
        days["produced_on"] = days["completed_on"]
    return NewProject(
        **columns,
        **days,
        track=loading.main_track(
            columns["kind"],
            stage,
            _came_on(by, stage, row),
            stage_before=RESTED_FROM if stage in rules.RESTING else "",
        ),
        listings=_new_places(by, row, lists),
    )


def _came_on(by: Actor, stage: str, row: Row) -> datetime.date:
    """Return the day on which a project came to its stage, as far as the sheet tells."""
    start, end = ("works_started_on",), ("produced_on", "completed_on")
    told = {"plan": ("filed_on",), "works_start": start, "build": start} | dict.fromkeys(
        ("production_start", "works_completion"), end
    )
    for name in told.get(stage, ()):
        if isinstance(day := row.values.get(name), datetime.date):
            return day
    return by.workspace.today()


def _columns(row: Row, industries: Mapping[str, int]) -> dict[str, Any]:
    """Return the columns that a row's sheet has, as the register names them."""
    values = row.values
    columns: dict[str, Any] = {
        name: (values[name] or "") if name in TEXTS else values[name]
        for name in PLAIN
        if name in values
    }
    for name in ("longitude", "latitude"):
        if isinstance(degrees := columns.get(name), Decimal):
            columns[name] = float(degrees)
    columns["kind"] = str(values["category"])
    for name in ("division", "owner"):
        if name in values:
            reference = values[name]
            columns[f"{name}_id"] = reference.pk if isinstance(reference, Reference) else None
    if "industry" in values:
        code = values["industry"]
        columns["industry_id"] = industries.get(str(code).upper()) if code else None
    return columns


def _new_places(
    by: Actor, row: Row, lists: Mapping[tuple[int, str], int]
) -> tuple[NewListing, ...]:
    level = row.values.get("level")
    if level is None:
        return ()
    year = year_of(by, row)
    return (NewListing(annual_list_id=lists[year, str(level)], **_place(by, row, year)),)


def _place(by: Actor, row: Row, year: int) -> dict[str, Any]:
    """Return a place on a list. Who started in an earlier year continues, unless said."""
    today = by.workspace.today()
    started = row.values.get("works_started_on")
    continues = isinstance(started, datetime.date) and started.year < year
    first = datetime.date(year, 1, 1)
    return {
        "category": str(row.values["category"]),
        "status": row.values.get("list_status") or ("continuing" if continues else "new_start"),
        "annual_plan": row.values.get("annual_plan"),
        "entered_on": today if first <= today else first,
    }


def _update(
    by: Actor,
    rows: Sequence[Row],
    lists: Mapping[tuple[int, str], int],
    industries: Mapping[str, int],
) -> list[Act]:
    """Change projects that the register has; what a sheet does not have stays."""
    found = known(by, rows)
    meant = [(row, project) for row in rows if (project := found.of(row))]
    places = listings(by, [project for _, project in meant])
    touched: dict[str, list[Project]] = {}
    acts, new, back = [], [], []
    for row, project in meant:
        for name, value in _wanted(row, industries).items():
            if getattr(project, name) != value:
                setattr(project, name, value)
                touched.setdefault(name, []).append(project)
        if level := row.values.get("level"):
            year = year_of(by, row)
            place = places.get((project.pk, year, str(level)))
            wanted = _place(by, row, year)
            if place is None:
                wanted |= {"annual_list_id": lists[year, str(level)], "project": project}
                new.append(Listing(workspace=by.workspace, **wanted))
            else:
                back.append(_brought_up(place, row, wanted))
        acts.append(Act(by, "project.update", LABEL, project.pk, {"row": row.number, **_told(row)}))
    _save(touched)
    _replan(by, touched)
    Listing.objects.bulk_create(new)
    Listing.objects.bulk_update(
        back, ["category", "status", "annual_plan", "left_on", "left_because", "entered_on"]
    )
    return acts


def _wanted(row: Row, industries: Mapping[str, int]) -> dict[str, Any]:
    """Return the columns that a row changes in a known project.

    A row without a code takes none away. On a list the category is the place's: what the
    project is remains.
    """
    columns = _columns(row, industries)
    if not columns.get("code"):
        columns.pop("code", None)
    if row.values.get("level"):
        del columns["kind"]
    return columns


def _brought_up(place: Listing, row: Row, wanted: Mapping[str, Any]) -> Listing:
    """Return a place as the row has it; who had left comes back."""
    place.category = wanted["category"]
    if row.values.get("list_status"):
        place.status = wanted["status"]
    if "annual_plan" in row.values:
        place.annual_plan = wanted["annual_plan"]
    if place.left_on is not None:
        place.left_on, place.left_because = None, ""
        place.entered_on = wanted["entered_on"]
    return place


def _save(touched: Mapping[str, Iterable[Project]]) -> None:
    """Write what changed, a statement for each column; each project is a version on."""
    keys: set[int] = set()
    for name, projects in touched.items():
        Project.objects.bulk_update(projects, [name], batch_size=BATCH)
        keys |= {project.pk for project in projects}
    Project.objects.filter(pk__in=keys).update(version=F("version") + 1)


def _replan(by: Actor, touched: Mapping[str, Iterable[Project]]) -> None:
    """Let the life cycle know the planned days that changed."""
    changed = {
        project
        for name in ("planned_start_on", "planned_end_on")
        for project in touched.get(name, ())
    }
    rows = [plan for each in changed if each.track_id for plan in plans_of(each, each.track_id)]
    dropped = [
        (each.track_id, stage)
        for each in changed
        if each.track_id
        for stage, day in rules.planned_days(each.kind, each.planned_start_on, each.planned_end_on)
        if day is None
    ]
    if changed:
        lifecycle.replan(by=by, rows=rows, dropped=dropped)


def _told(row: Row) -> dict[str, Any]:
    """Return a row as the log keeps it."""
    return {
        name: value if isinstance(value, Decimal | datetime.date) else str(value)
        for name, value in row.values.items()
        if value is not None
    }
