"""What offices file of months: each its half, corrected with a reason and never emptied."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.audit.actions import Act
from yuandu.mechanisms.followup import queries, rules
from yuandu.mechanisms.followup.keeping import opened
from yuandu.mechanisms.followup.models import Correction, Month
from yuandu.mechanisms.followup.permissions import Rights
from yuandu.mechanisms.followup.refusals import Key, NotFollowed, OddMonth, Senseless
from yuandu.mechanisms.followup.rules import Fault, Kept, Said, Terms
from yuandu.mechanisms.followup.standings import Followed, followed, stand
from yuandu.mechanisms.followup.terms import terms_on

TAX = ("tax_paid",)
STATISTICS = ("output_value", "scale")
WRITTEN = (
    *("tax_paid", "is_refund", "tax_by", "tax_at", "output_value", "scale", "statistics_by"),
    *("statistics_at", "filed_on", "version"),
)


@transaction.atomic
def enter(*, by: Actor, entries: Mapping[Key, Said]) -> list[Month]:
    """File months of projects, new ones and corrected ones: all or none.

    The same number of queries, however many months. Who files the same month at once waits
    for the other, and is told what the other filed; each office files its half.

    Args:
        entries: by the keys of projects and months.

    Raises:
        PermissionDenied: the actor files nothing for one of the divisions.
        OddMonth: a month has not ended, or is none.
        NotFollowed: projects that are not there, not followed, or not in that month.
        Senseless: what makes no sense, all of it with all that is wrong.
    """
    _check_months(by, entries)
    rights = queries.rights(by)
    projects = _projects(by, rights, entries)
    if not all(any(rights.files_in(each.division_id)) for each in projects.values()):
        raise PermissionDenied
    terms = terms_on(by.workspace, by.workspace.today())
    months = _locked(by, projects, entries, terms)
    said = {key: replace(entry, why=entry.why.strip()) for key, entry in entries.items()}
    faults = {
        key: wrong
        for key, entry in said.items()
        if (wrong := _faults(rights, projects[key[0]], entry, months[key]))
    }
    if faults:
        raise Senseless(faults)
    changed = {key: names for key, each in said.items() if (names := _changed(each, months[key]))}
    _keep_corrected(by, said, months, changed)
    for key, names in changed.items():
        _write(by, months[key], said[key], names)
    written = [months[key] for key in sorted(changed)]
    Month.objects.bulk_update(written, WRITTEN, batch_size=500)
    stand(by.workspace, list(projects.values()), terms)
    audit.record_all([_act(by, months[key], names) for key, names in sorted(changed.items())])
    return written


def _check_months(by: Actor, entries: Mapping[Key, Said]) -> None:
    for period in {period for _, period in entries}:
        if not rules.has_ended(period, by.workspace.today()):
            raise OddMonth("not-ended")


def _projects(by: Actor, rights: Rights, entries: Mapping[Key, Said]) -> dict[int, Followed]:
    """Return what the register says of the projects, all of which are followed then."""
    found = {
        each.project_id: each
        for each in followed(by.workspace, sorted({project for project, _ in entries}))
        if rights.reads.covers(each.division_id, None)
    }
    missing = [
        (project, period)
        for project, period in entries
        if project not in found or not rules.is_followed(found[project].produced_on, period)
    ]
    if missing:
        raise NotFollowed(sorted(missing))
    return found


def _locked(
    by: Actor, projects: Mapping[int, Followed], entries: Mapping[Key, Said], terms: Terms
) -> dict[Key, Month]:
    """Return the months as they stand, which nobody else changes from here on."""
    periods = {period for _, period in entries}
    rows = Month.objects.filter(project__in=projects, period__in=periods)
    have = set(rows.values_list("project", "period"))
    # One that ended since this morning is opened by whoever files it first.
    Month.objects.bulk_create(
        [
            opened(by.workspace, projects[project], period, terms)
            for project, period in sorted(set(entries) - have)
        ],
        ignore_conflicts=True,
    )
    locked = rows.select_for_update().order_by("project_id", "period")
    return {key: each for each in locked if (key := (each.project_id, each.period)) in entries}


def _kept(month: Month) -> Kept:
    return Kept(month.tax_paid, month.output_value, month.scale, month.version)


def _changed(said: Said, month: Month) -> tuple[str, ...]:
    return rules.changed(said, _kept(month))


def _faults(rights: Rights, project: Followed, said: Said, month: Month) -> tuple[Fault, ...]:
    tax, statistics = rights.files_in(project.division_id)
    theirs = (() if tax else TAX) + (() if statistics else STATISTICS)
    found = rules.faults(said, _kept(month))
    return found + tuple(
        Fault(name, "not-yours") for name in _changed(said, month) if name in theirs
    )


def _keep_corrected(
    by: Actor,
    said: Mapping[Key, Said],
    months: Mapping[Key, Month],
    changed: Mapping[Key, Sequence[str]],
) -> None:
    """Keep what months said before, where a value that was filed is corrected."""
    Correction.objects.bulk_create(
        Correction(
            workspace=by.workspace,
            month=month,
            tax_paid=month.tax_paid,
            is_refund=month.is_refund,
            output_value=month.output_value,
            scale=month.scale,
            version=month.version,
            why=said[key].why,
            by_user_id=by.user_id,
        )
        for key in changed
        if rules.corrected(said[key], _kept(month := months[key]))
    )


def _write(by: Actor, month: Month, said: Said, names: Sequence[str]) -> None:
    now = timezone.now()
    for name in names:
        setattr(month, name, getattr(said, name))
    if "tax_paid" in names:
        month.is_refund = said.is_refund
        month.tax_by_id, month.tax_at = by.user_id, now
    if set(names) & set(STATISTICS):
        month.statistics_by_id, month.statistics_at = by.user_id, now
    if month.filed_on is None and month.tax_paid is not None and month.output_value is not None:
        month.filed_on = by.workspace.today()
    month.version += 1


def _act(by: Actor, month: Month, names: Sequence[str]) -> Act:
    # Which fields, and never how much: whoever reads the log need not read a firm's tax.
    details = {"period": month.period, "project": month.project_id, "fields": list(names)}
    return Act(by, "followup.enter", Month._meta.label_lower, month.pk, details)
