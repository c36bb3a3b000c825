"""Whether a ballot takes votes now, and who waits for whom.

Votes hold a shared lock until they are committed; the close takes it alone. So whatever was
accepted is there when the papers are counted, and nothing comes after.
"""

from django.db import connection
from django.db.models.functions import Now

from yuandu.services.ballots.models import Ballot
from yuandu.services.ballots.refusals import NotOpen

_BALLOTS = 0x426C  # tells our locks from others'
_KEYS = 2**31


def enter(ballot_id: int) -> Ballot:
    """Return the ballot, which stays open until this transaction ends.

    By the database's clock, and asked after the lock is held.

    Raises:
        NotOpen: it takes no votes.
    """
    _lock("pg_advisory_xact_lock_shared", ballot_id)
    found = Ballot.objects.filter(
        pk=ballot_id, state=Ballot.OPEN, opened_at__lte=Now(), closes_at__gt=Now()
    ).first()
    if found is None:
        raise NotOpen
    return found


def shut(ballot_id: int) -> None:
    """Wait until every vote on its way is in, and let none start until this transaction ends."""
    _lock("pg_advisory_xact_lock", ballot_id)


def _lock(how: str, ballot_id: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {how}(%s, %s)", [_BALLOTS, ballot_id % _KEYS])
