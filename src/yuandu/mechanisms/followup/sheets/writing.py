"""Rows of a sheet become filed months: by the action that the page calls, too."""

from collections.abc import Sequence

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.sheets.layouts import Outcome
from yuandu.kernel.sheets.refusals import Stale
from yuandu.kernel.sheets.rules import values
from yuandu.kernel.sheets.rules.tables import Row
from yuandu.mechanisms.followup import actions
from yuandu.mechanisms.followup.refusals import Key, NotFollowed, Senseless
from yuandu.mechanisms.followup.rules import Said
from yuandu.mechanisms.followup.sheets.exporting import said_of
from yuandu.mechanisms.followup.sheets.finding import known, said_by


def commit(by: Actor, rows: Sequence[Row]) -> Outcome:
    """File the months of the rows.

    Raises:
        Stale: somebody filed one of them between the preview's check and ours, or it is
            followed no longer.
    """
    have = known(by, rows)
    entries: dict[Key, Said] = {}
    for row in rows:
        key = have.key(row)
        month = have.months.get(key) if key else None
        if key is None or (row.before and values.differences(said_of(month), dict(row.before))):
            raise Stale
        entries[key] = said_by(row)
    try:
        actions.enter(by=by, entries=entries)
    except (Senseless, NotFollowed) as refusal:
        raise Stale from refusal
    created = sum(row.is_new for row in rows)
    return Outcome(created=created, updated=len(rows) - created)
