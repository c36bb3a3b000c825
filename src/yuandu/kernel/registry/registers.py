"""Divisions and industries taken over from files, all of a file or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.registry.loading import DivisionRow, Fault, IndustryRow
from yuandu.kernel.registry.models import Division, Industry

BATCH = 1000
_WORDS = ("name_en", "short", "short_en", "kind", "gb_code", "level")
_DIVISION_FIELDS = ["name", *_WORDS, "longitude", "latitude", "geometry", "parent"]
_INDUSTRY_FIELDS = ["name", "name_en", "level", "parent"]


class WrongRows(Exception):
    """Rows that cannot be taken over; nothing was written."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(f"{len(self.faults)} rows")


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many rows were new, and how many were there before and are now as in the file."""

    created: int
    updated: int


@transaction.atomic
def load_divisions(*, by: Actor, rows: Sequence[DivisionRow]) -> Loaded:
    """Enter divisions and update those of a known code; what a file does not say stays.

    Raises:
        WrongRows: a parent is neither in the file nor in the workspace, or is its own.
    """
    known = {each.code: each for each in Division.objects.filter(workspace=by.workspace)}
    before = set(known)
    _check_parents({row.code: (row.parent or "", row.line) for row in rows}, before)
    for row in rows:
        each = known.setdefault(
            row.code,
            Division(workspace=by.workspace, code=row.code, position=len(known) + 1),
        )
        _fill_division(each, row)
    loaded = _write(Division, [known[row.code] for row in rows], _DIVISION_FIELDS[:-1])
    _join(Division, known, {row.code: row.parent for row in rows if row.parent is not None})
    audit.record(by, "divisions.load", by.workspace, created=loaded.created, updated=loaded.updated)
    return loaded


def _fill_division(division: Division, row: DivisionRow) -> None:
    division.name = row.name
    for field in (*_WORDS, "geometry"):
        value = getattr(row, field)
        if value is not None:
            setattr(division, field, value)
    if row.longitude is not None and row.latitude is not None:
        division.longitude, division.latitude = row.longitude, row.latitude


@transaction.atomic
def load_industries(*, by: Actor, rows: Sequence[IndustryRow]) -> Loaded:
    """Enter industries and update those of a known code.

    Raises:
        WrongRows: a parent is neither in the file nor in the workspace, or is its own.
    """
    known = {each.code: each for each in Industry.objects.filter(workspace=by.workspace)}
    _check_parents({row.code: (row.parent, row.line) for row in rows}, set(known))
    for row in rows:
        each = known.setdefault(row.code, Industry(workspace=by.workspace, code=row.code))
        each.name, each.level = row.name, row.level
        each.name_en = row.name_en or each.name_en
    loaded = _write(Industry, [known[row.code] for row in rows], _INDUSTRY_FIELDS[:-1])
    _join(Industry, known, {row.code: row.parent for row in rows})
    audit.record(
        by, "industries.load", by.workspace, created=loaded.created, updated=loaded.updated
    )
    return loaded


def _check_parents(parents: dict[str, tuple[str, int]], known: set[str]) -> None:
    faults = [
        Fault("row-parent", parent, line)
        for code, (parent, line) in parents.items()
        if parent and (parent not in known | parents.keys() or _is_below_itself(code, parents))
    ]
    if faults:
        raise WrongRows(faults)


def _is_below_itself(code: str, parents: dict[str, tuple[str, int]]) -> bool:
    seen: set[str] = set()
    while code and code not in seen:
        seen.add(code)
        code = parents.get(code, ("", 0))[0]
    return bool(code)


def _write[Register: (Division, Industry)](
    table: type[Register], rows: Sequence[Register], fields: list[str]
) -> Loaded:
    new = [each for each in rows if each.pk is None]
    old = [each for each in rows if each.pk is not None]
    table._default_manager.bulk_update(old, fields, batch_size=BATCH)
    table._default_manager.bulk_create(new, batch_size=BATCH)
    return Loaded(len(new), len(old))


def _join[Register: (Division, Industry)](
    table: type[Register], known: dict[str, Register], parents: dict[str, str]
) -> None:
    """Point every row to its parent, once all of them have keys."""
    moved = []
    for code, parent in parents.items():
        wanted = known[parent].pk if parent else None
        if known[code].parent_id != wanted:
            known[code].parent_id = wanted
            moved.append(known[code])
    table._default_manager.bulk_update(moved, ["parent"], batch_size=BATCH)
