"""Rows of a month become reports: by the action that the page calls, too."""

from collections import defaultdict
from collections.abc import Sequence

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle.models import Track
from yuandu.kernel.sheets.layouts import Outcome
from yuandu.kernel.sheets.refusals import Stale
from yuandu.kernel.sheets.rules import values
from yuandu.kernel.sheets.rules.tables import Row
from yuandu.mechanisms.reporting import actions, rules
from yuandu.mechanisms.reporting.entries import Entry
from yuandu.mechanisms.reporting.models import Filing
from yuandu.mechanisms.reporting.sheets.exporting import said_of
from yuandu.mechanisms.reporting.sheets.finding import Known, entry_of, known


def commit(by: Actor, rows: Sequence[Row]) -> Outcome:
    """Enter the rows of each county.

    Raises:
        Stale: somebody wrote or signed between the preview's check and ours.
    """
    have = known(by, rows)
    # Clerks at the grid lock the same rows; whoever was there first is seen below.
    touched = {line.standing.division_id for row in rows if (line := have.line(row))}
    tracks = Track.objects.filter(filing__in=[have.filings[each].pk for each in touched])
    stages = dict(tracks.select_for_update().order_by("pk").values_list("filing", "stage"))
    entries = _entries(known(by, rows), rows)
    for filing, found in entries.items():
        if stages[filing.pk] not in rules.WRITABLE:
            raise Stale
        actions.enter(by=by, filing=filing, entries=found)
    created = sum(row.is_new for row in rows)
    return Outcome(created=created, updated=len(rows) - created)


def _entries(have: Known, rows: Sequence[Row]) -> dict[Filing, dict[int, Entry]]:
    entries: dict[Filing, dict[int, Entry]] = defaultdict(dict)
    for row in rows:
        line = have.line(row)
        entry = entry_of(line, row) if line else None
        if line is None or entry is None or row.is_new != (line.report is None):
            raise Stale
        if row.before and values.differences(said_of(line), dict(row.before)):
            raise Stale
        entries[have.filings[line.standing.division_id]][line.standing.project_id] = entry
    return entries
