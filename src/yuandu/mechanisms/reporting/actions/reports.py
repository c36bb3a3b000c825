"""What a division says of its projects in a month."""

from collections.abc import Mapping

from django.core.exceptions import PermissionDenied
from django.db import transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.lifecycle.models import Track
from yuandu.mechanisms.reporting import permissions, queries, rules
from yuandu.mechanisms.reporting.entries import BATCH, Entry, faults_of, report_of
from yuandu.mechanisms.reporting.models import Filing, Report
from yuandu.mechanisms.reporting.queries import Line
from yuandu.mechanisms.reporting.refusals import NotOfThisFiling, NotWritable, Senseless

WRITTEN = (
    "filing",
    "invested",
    "corrected",
    "correction",
    "brought_forward",
    "progress_share",
    "progress",
    "needs",
    "factor",
    "funds_in_place",
    "doubts",
    "explanation",
    "by_user",
    "at",
)


@transaction.atomic
def enter(*, by: Actor, filing: Filing, entries: Mapping[int, Entry]) -> list[Report]:
    """Write the lines of some projects of a filing, new ones and changed ones: all or none.

    Five queries, however many lines. Clerks of one division write one after the other, and
    nobody writes while the filing is being signed.

    Args:
        entries: by the keys of the projects.

    Raises:
        PermissionDenied: the actor does not report for this division.
        NotWritable: the filing is signed or locked.
        NotOfThisFiling: a project is not reported here.
        Senseless: lines that make no sense, all of them with all that is wrong.
    """
    if not permissions.may_fill(by, filing):
        raise PermissionDenied
    track = Track.objects.select_for_update().get(filing=filing)
    if track.stage not in rules.WRITABLE:
        raise NotWritable(track.stage)
    found = _lines(filing, entries)
    faults = {
        line.standing.project_id: wrong
        for line in found
        if (wrong := faults_of(line, entries[line.standing.project_id]))
    }
    if faults:
        raise Senseless(faults)
    made = [report_of(by, filing, line, entries[line.standing.project_id]) for line in found]
    Report.objects.bulk_create(
        made,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["project", "period"],
        update_fields=WRITTEN,
    )
    audit.record(by, "reporting.enter", filing, period=filing.round.period, reports=len(made))
    return made


def _lines(filing: Filing, entries: Mapping[int, Entry]) -> list[Line]:
    standings = list(
        queries.expected(filing.round)
        .filter(division_id=filing.division_id, project__in=entries)
        .select_related("project")
    )
    if missing := set(entries) - {each.project_id for each in standings}:
        raise NotOfThisFiling(sorted(missing))
    return queries.lines(filing.round, standings)


@transaction.atomic
def explain(*, by: Actor, report: Report, words: str) -> None:
    """Say why a report that looks doubtful is right; open until the round is locked.

    Raises:
        PermissionDenied: the actor does not report for this division.
        NotWritable: the round is locked.
    """
    if not permissions.may_fill(by, report.filing):
        raise PermissionDenied
    track = Track.objects.select_for_update().get(filing=report.filing_id)
    if track.stage in {rules.LOCKED, rules.MISSED}:
        raise NotWritable(track.stage)
    Report.objects.filter(pk=report.pk).update(explanation=words.strip())
    audit.record(by, "reporting.explain", report, words=words.strip())
