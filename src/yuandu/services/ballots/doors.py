"""Whether a ballot takes votes now, and who waits for whom.

Votes hold a shared lock until they are committed; the close takes it alone. So whatever was
accepted is there when the papers are counted, and nothing comes after.
"""

from django.db import connection

from yuandu.services.ballots.models import Ballot
from yuandu.services.ballots.refusals import NotOpen

_BALLOTS = 0x426C  # tells our locks from others'
_KEYS = 2**31
_COLUMNS = {each.attname: str(each.column) for each in Ballot._meta.concrete_fields}
# Two statements of one message: the second sees what was committed while the first waited.
_ENTER = f"""
SELECT pg_advisory_xact_lock_shared(%s, %s);
SELECT {", ".join(_COLUMNS.values())} FROM ballots_ballot
 WHERE id = %s AND state = 'open'
   AND opened_at <= statement_timestamp() AND closes_at > statement_timestamp()
"""  # noqa: S608 - our own names


def enter(ballot_id: int) -> Ballot:
    """Return the ballot, which stays open until this transaction ends.

    By the database's clock, and asked after the lock is held.

    Raises:
        NotOpen: it takes no votes.
    """
    with connection.cursor() as cursor:
        cursor.execute(_ENTER, [_BALLOTS, ballot_id % _KEYS, ballot_id])
        cursor.nextset()
        found = cursor.fetchone()
        if found is None:
            raise NotOpen
        return Ballot.from_db(connection.alias, list(_COLUMNS), found)


def shut(ballot_id: int) -> None:
    """Wait until every vote on its way is in, and let none start until this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_BALLOTS, ballot_id % _KEYS])
