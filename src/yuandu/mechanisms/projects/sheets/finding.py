"""What only the register knows of a sheet's rows: whom they mean, whether they make sense."""

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Q

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.models import Industry, Party
from yuandu.kernel.sheets.layouts import Finding
from yuandu.kernel.sheets.organisation_codes import codes_that_do_not_hold
from yuandu.kernel.sheets.rules.columns import Reference, Value
from yuandu.kernel.sheets.rules.problems import Severity
from yuandu.kernel.sheets.rules.tables import Row
from yuandu.mechanisms.projects import permissions, rules, wording
from yuandu.mechanisms.projects.models import Listing, Project
from yuandu.mechanisms.projects.rules import Facts, Fault
from yuandu.mechanisms.projects.sheets.choices import FINISHED
from yuandu.mechanisms.projects.sheets.columns import ON_A_LIST, PLAIN

FACTS = tuple(part.name for part in dataclasses.fields(Facts))
RESTED_FROM = "build"  # where a project is taken to have stood before it came to rest


@dataclass(frozen=True, slots=True)
class Known:
    """The projects that rows mean, by code and by name and division."""

    by_code: Mapping[str, Project]
    by_name: Mapping[tuple[str, int], Project]

    def of(self, row: Row) -> Project | None:
        """Return the project that a row means.

        By code; or by name and division, where either of the two has no code yet.
        """
        code = str(row.values.get("code") or "")
        if code in self.by_code:
            return self.by_code[code]
        place = row.values.get("division")
        if not isinstance(place, Reference) or place.pk is None:
            return None
        found = self.by_name.get((str(row.values.get("name")), place.pk))
        return found if found and not (code and found.code) else None


def known(by: Actor, rows: Sequence[Row]) -> Known:
    """Return the projects of the workspace that rows mean, whoever keeps them; one query."""
    codes = {str(code) for row in rows if (code := row.values.get("code"))}
    names = {str(row.values.get("name")) for row in rows}
    found = Project.objects.filter(
        Q(code__in=codes) | Q(name__in=names), workspace_id=by.workspace_id
    ).select_related("division", "owner", "industry", "track")
    projects = list(found.defer("division__geometry"))
    return Known(
        {project.code: project for project in projects if project.code},
        {(project.name, project.division_id): project for project in projects},
    )


def listings(by: Actor, projects: Iterable[Project]) -> dict[tuple[int, int, str], Listing]:
    """Return the places of projects on first batches, by project, year and level; one query."""
    found = Listing.objects.filter(
        project__in=[project.pk for project in projects], annual_list__batch=1
    ).select_related("annual_list")
    return {
        (place.project_id, place.annual_list.year, place.annual_list.level): place
        for place in found
    }


def year_of(by: Actor, row: Row) -> int:
    """Return the year of the list that a row is about."""
    year = row.values.get("year")
    return int(year) if isinstance(year, Decimal) else by.workspace.today().year


def stage_of(row: Row) -> str:
    """Return where a new project stands: as the sheet says, or as its days tell."""
    said, kind = row.values.get("stage"), str(row.values.get("category"))
    end = "production_start" if kind in rules.PRODUCTIVE_KINDS else "works_completion"
    if said:
        return end if said == FINISHED else str(said)
    if row.values.get("produced_on") or row.values.get("completed_on"):
        return end
    return "build" if row.values.get("works_started_on") else "plan"


def resolve(by: Actor, rows: Sequence[Row]) -> Iterator[Finding]:
    """Yield what is wrong with rows beyond their cells; three queries."""
    yield from codes_that_do_not_hold(by, rows, field="owner_code")
    yield from _of_owners(by, rows)
    found = known(by, rows)
    industries = _industries(by)
    for row in rows:
        project = found.of(row)
        yield from _of_place(by, row, project)
        yield from _of_sense(by, row)
        yield from _of_stage(row, project)
        yield from _of_list(row)
        code = row.values.get("industry")
        if code and str(code).upper() not in industries:
            yield Finding(row=row.number, code="unknown-industry", field="industry")


def _industries(by: Actor) -> Mapping[str, int]:
    rows = Industry.objects.filter(workspace_id=by.workspace_id).values_list("code", "pk")
    return dict(rows)


def _of_owners(by: Actor, rows: Sequence[Row]) -> Iterator[Finding]:
    """Point rows to the organisations whose codes they give; yield where name and code part."""
    codes = {code for row in rows if (code := code_of(row))}
    parties = {
        party.code: Reference(party.pk, party.name, party.code)
        for party in Party.objects.filter(workspace_id=by.workspace_id, code__in=codes)
    }
    for row in rows:
        named, meant = row.values.get("owner"), parties.get(code_of(row))
        if meant is None:
            if isinstance(named, Reference) and named.code and code_of(row):
                params = {"owner": named.name, "code": named.code}
                yield Finding(
                    row=row.number, code="owner-has-another-code", field="owner_code", params=params
                )
            continue
        if isinstance(named, Reference) and named.name != meant.name:
            yield Finding(
                row=row.number,
                code="owner-code-of-another",
                field="owner_code",
                severity=Severity.WARNING,
                params={"owner": meant.name},
            )
        row.values["owner"] = meant


def code_of(row: Row) -> str:
    """Return the credit code that a row gives for its owner; empty for none."""
    return str(row.values.get("owner_code") or "")


def _of_place(by: Actor, row: Row, project: Project | None) -> Iterator[Finding]:
    place = row.values.get("division")
    if isinstance(place, Reference):
        if place.pk is None and not by.has("administrator"):
            yield Finding(row=row.number, code="division-not-yours-to-make", field="division")
        elif place.pk is not None and not permissions.may_enter(by, place.pk):
            yield Finding(
                row=row.number,
                code="not-your-division",
                field="division",
                params={"division": place.name},
            )
    if project is not None and not permissions.keeps(by, project):
        yield Finding(row=row.number, code="kept-elsewhere", field="code")


def _of_sense(by: Actor, row: Row) -> Iterator[Finding]:
    values = {name: row.values[name] for name in FACTS if row.values.get(name) is not None}
    for name in ("longitude", "latitude"):
        if isinstance(values.get(name), Decimal):
            values[name] = float(values[name])  # type: ignore[arg-type,assignment]
    found = rules.faults(
        Facts(**values),  # type: ignore[arg-type]
        today=by.workspace.today(),
        code_rules=by.workspace.code_rules,
        currency=by.workspace.currency,
    )
    for fault in found:
        yield Finding(
            row=row.number,
            code=fault.code,
            field=fault.field,
            severity=Severity.WARNING if fault.is_doubt else Severity.ERROR,
            params=_params(fault),
        )


def _params(fault: Fault) -> dict[str, str]:
    return {name: str(value) for name, value in fault.params.items() if name != "shown"}


def _of_stage(row: Row, project: Project | None) -> Iterator[Finding]:
    kind = row.values.get("category")
    if kind is None:
        return
    stage, cycle = stage_of(row), rules.cycle_of(str(kind))
    if stage in {"tax", "above_scale_listing"} and cycle == rules.WORKS:
        yield Finding(row=row.number, code="stage-not-on-track", field="stage")
    if project is None:
        if stage in rules.RESTING:
            yield Finding(
                row=row.number,
                code="rest-without-start",
                field="stage",
                severity=Severity.WARNING,
                params={"stage": str(wording.STAGES[RESTED_FROM])},
            )
        return
    if cycle != rules.cycle_of(project.kind):
        yield Finding(row=row.number, code="other-life-cycle", field="category")
    elif row.values.get("stage") and project.track and stage != project.track.stage:
        yield Finding(
            row=row.number,
            code="stage-not-moved",
            field="stage",
            severity=Severity.WARNING,
            params={"stage": str(wording.STAGES.get(project.track.stage, ""))},
        )


def _of_list(row: Row) -> Iterator[Finding]:
    if row.values.get("level") is None and (
        row.values.get("list_status") is not None or row.values.get("annual_plan") is not None
    ):
        yield Finding(
            row=row.number,
            code="list-without-level",
            field="level" if "level" in row.values else "",
            severity=Severity.WARNING,
        )


def existing(by: Actor, rows: Sequence[Row]) -> Mapping[int, Mapping[str, Value]]:
    """Return what the register holds of the rows it has; two queries."""
    found = known(by, rows)
    meant = {row.number: project for row in rows if (project := found.of(row))}
    places = listings(by, meant.values())
    return {
        row.number: {
            **values_of(project),
            **_place_values(by, row, project, places),
            **({} if row.values.get("code") else {"code": row.values.get("code")}),
        }
        for row in rows
        if (project := meant.get(row.number))
    }


def values_of(project: Project) -> dict[str, Value]:
    """Return a project's record as a sheet has it."""
    values: dict[str, Any] = {name: getattr(project, name) for name in PLAIN}
    for name in ("longitude", "latitude"):
        values[name] = None if values[name] is None else Decimal(str(values[name]))
    place, owner, industry = project.division, project.owner, project.industry
    return {name: value if value != "" else None for name, value in values.items()} | {
        "category": project.kind,
        "division": Reference(place.pk, place.name, place.code),
        "owner": Reference(owner.pk, owner.name, owner.code) if owner else None,
        "owner_code": (owner.code or None) if owner else None,
        "industry": industry.code if industry else None,
    }


def _place_values(
    by: Actor,
    row: Row,
    project: Project,
    places: Mapping[tuple[int, int, str], Listing],
) -> dict[str, Value]:
    level = row.values.get("level")
    if level is None:
        return {}
    year = year_of(by, row)
    place = places.get((project.pk, year, str(level)))
    if place is None or place.left_on is not None:
        return dict.fromkeys(ON_A_LIST)
    return {
        "year": Decimal(year),
        "level": place.annual_list.level,
        "category": place.category,
        "list_status": place.status,
        "annual_plan": place.annual_plan,
    }
