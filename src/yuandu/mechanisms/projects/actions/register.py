"""Entering and changing projects."""

import dataclasses
import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.kernel.lifecycle.models import Track
from yuandu.kernel.registry.models import Division, Industry, Party
from yuandu.mechanisms.projects import permissions, queries, quotas, rules
from yuandu.mechanisms.projects.models import Project
from yuandu.mechanisms.projects.refusals import CodeTaken, NotYours, OtherTrack, Senseless, Stale
from yuandu.mechanisms.projects.rules import Facts, Fault, faults
from yuandu.mechanisms.projects.rules.resemblance import Record


@dataclass(frozen=True, slots=True)
class NewOwner:
    """An owner by name and, where it is known, by code; entered unless the registry has it."""

    name: str
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A project as somebody enters it; columns as in `models.Project`.

    What the life cycle dates (start, completion, production) is not entered here.
    """

    name: str
    kind: str
    division: Division
    name_en: str = ""
    code: str = ""
    owner: Party | NewOwner | None = None
    site: str = ""
    longitude: float | None = None
    latitude: float | None = None
    industry: Industry | None = None
    summary: str = ""
    investment_total: Decimal | None = None
    private_share: Decimal | None = None
    design_output: Decimal | None = None
    new_output: Decimal | None = None
    land_area_mu: Decimal | None = None
    filed_on: datetime.date | None = None
    planned_start_on: datetime.date | None = None
    planned_end_on: datetime.date | None = None
    physical_progress: str = ""

    @classmethod
    def of(cls, project: Project) -> "Draft":
        """Return what stands in the register."""
        return cls(**{name: getattr(project, name) for name in FIELDS})

    def facts(self) -> Facts:
        """Return what the rules look at."""
        names = {part.name for part in dataclasses.fields(Facts)}
        return Facts(**{name: getattr(self, name) for name in FIELDS if name in names})


FIELDS = tuple(part.name for part in dataclasses.fields(Draft))


@transaction.atomic
def create(
    *, by: Actor, draft: Draft, confirmed: bool = False, on: datetime.date | None = None
) -> Project:
    """Enter a project; it begins at the planning stage of its kind's life cycle.

    Args:
        confirmed: somebody looked at what is doubtful and says it is right.
        on: the day its planning began; by default today.

    Raises:
        NotYours: the actor does not keep this division's records.
        Senseless: something makes no sense, or is doubtful and not confirmed.
        CodeTaken: another project has the code.
    """
    if not permissions.may_enter(by, draft.division.pk):
        raise NotYours
    _check(by, draft, confirmed=confirmed)
    draft = _with_owner(by, draft)
    project = Project(workspace=by.workspace, **_columns(draft))
    _save(by, draft.code, lambda: project.save(force_insert=True))
    project.track = lifecycle.start(
        by=by, subject=project, cycle=rules.cycle_of(project.kind), on=on or by.workspace.today()
    )
    project.save(update_fields=["track"])
    _plan(by, project)
    audit.record(by, "project.create", project, **_told(draft))
    return project


@transaction.atomic
def update(
    *, by: Actor, project: Project, version: int, draft: Draft, confirmed: bool = False
) -> None:
    """Change what is entered of `project`; the log keeps old and new values.

    Args:
        version: as the actor saw it.

    Raises:
        NotYours, Senseless, CodeTaken: as in `create`.
        OtherTrack: the kind would change the life cycle.
        Stale: somebody else changed it meanwhile.
        InsufficientFunds: it holds land, and the county has not enough for the change.
    """
    if not permissions.may_enter(by, draft.division.pk):
        raise NotYours
    if rules.cycle_of(draft.kind) != rules.cycle_of(project.kind):
        raise OtherTrack
    _check(by, draft, confirmed=confirmed, besides=project)
    draft = _with_owner(by, draft)
    before, after = _told(Draft.of(project)), _told(draft)
    changed = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
    columns = _columns(draft) | {"version": F("version") + 1}
    found = Project.objects.filter(pk=project.pk, version=version)
    if not _save(by, draft.code, lambda: found.update(**columns)):
        project.refresh_from_db()
        raise Stale(project)
    project.refresh_from_db()
    if {"planned_start_on", "planned_end_on"} & set(changed):
        _plan(by, project)
    if {"division", "land_area_mu"} & set(changed):
        quotas.rebook(by, project, key=f"v{project.version}")
    audit.record(by, "project.update", project, changed=changed)


@transaction.atomic
def open_track(*, by: Actor, project: Project, cycle: str) -> Track:
    """Put the project on a parallel track, where nothing has happened yet.

    Raises:
        NotYours: the actor neither applies for this project nor decides about it.
        lifecycle.AlreadyStarted: it is on this track.
    """
    if not permissions.may_open_track(by, project):
        raise NotYours
    track = lifecycle.start(by=by, subject=project, cycle=cycle, on=by.workspace.today())
    audit.record(by, "project.open_track", project, cycle=cycle)
    return track


def _with_owner(by: Actor, draft: Draft) -> Draft:
    """Return the draft with its owner found in the registry, or entered there."""
    if not isinstance(draft.owner, NewOwner):
        return draft
    new = draft.owner
    party = _known(by, new)
    if party is None:
        party = Party.objects.create(
            workspace=by.workspace, kind="organisation", name=new.name, code=new.code
        )
        audit.record(by, "party.create", party, name=new.name, code=new.code)
    return dataclasses.replace(draft, owner=party)


def _known(by: Actor, owner: NewOwner) -> Party | None:
    """Return the organisation of this code, or else of this name."""
    known = Party.objects.filter(workspace=by.workspace, kind="organisation").order_by("pk")
    by_code = known.filter(code=owner.code).first() if owner.code else None
    return by_code or known.filter(name=owner.name).first()


def _check(by: Actor, draft: Draft, *, confirmed: bool, besides: Project | None = None) -> None:
    facts = draft.facts()
    if besides is not None:
        facts = dataclasses.replace(
            facts,
            works_started_on=besides.works_started_on,
            completed_on=besides.completed_on,
            produced_on=besides.produced_on,
        )
    found = faults(
        facts,
        today=by.workspace.today(),
        code_rules=by.workspace.code_rules,
        currency=by.workspace.currency,
    )
    if besides is None and not confirmed:
        found += _doubles(by, draft)
    if [fault for fault in found if not (fault.is_doubt and confirmed)]:
        raise Senseless(found)


def _doubles(by: Actor, draft: Draft) -> Iterator[Fault]:
    """Yield a doubt for each record that looks like the one about to be entered."""
    owner = (
        draft.owner if isinstance(draft.owner, Party) else draft.owner and _known(by, draft.owner)
    )
    record = Record(
        0,
        draft.name,
        owner_key=owner.pk if owner else None,
        owner=draft.owner.name if draft.owner else "",
        division_key=draft.division.pk,
        investment=draft.investment_total,
    )
    for project in queries.alike(by, record):
        values = {"name": project.title, "other": project.code or "–"}
        yield Fault("entered-already", "name", is_doubt=True, params=values)


def _save[T](by: Actor, code: str, write: Callable[[], T]) -> T:
    """Write, and say whose code it is where the code is taken."""
    try:
        with transaction.atomic():
            return write()
    except IntegrityError as error:
        if not queries.is_code_taken(by, code):
            raise
        raise CodeTaken(code, queries.visible_to(by).filter(code=code).first()) from error


def _columns(draft: Draft) -> dict[str, Any]:
    return {name: getattr(draft, name) for name in FIELDS}


def _told(draft: Draft) -> dict[str, Any]:
    """Return the values as the log keeps them: JSON, references by key."""
    told: dict[str, Any] = {}
    for name in FIELDS:
        value = getattr(draft, name)
        if isinstance(value, Division | Party | Industry):
            value = value.pk
        elif isinstance(value, Decimal | datetime.date | float):
            value = str(value)
        told[name] = value
    return told


def _plan(by: Actor, project: Project) -> None:
    """Let the life cycle know the planned days, for its clocks and calendars."""
    if project.track is None:
        return
    planned = (project.planned_start_on, project.planned_end_on)
    for stage, day in rules.planned_days(project.kind, *planned):
        lifecycle.plan(by=by, track=project.track, stage=stage, planned_on=day)
