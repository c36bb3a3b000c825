"""Chaining: each entry gets its link right after the transaction that wrote it.

Not inside that transaction, where every action of the city would queue for the end of one
chain. Entries are given their numbers before their transactions end, so one may appear after
a higher one; the chain takes them in the order in which they are found, and leaves none out.
An advisory lock lets one sequencer at a time add links, so that a chain cannot fork.
"""

import datetime
import logging
from dataclasses import dataclass, field
from threading import Event
from zoneinfo import ZoneInfo

from django.db import InterfaceError, OperationalError, connection, transaction
from django.utils import timezone

from yuandu.kernel.audit import canonical, chain
from yuandu.kernel.audit.models import Root
from yuandu.kernel.workspaces.models import Workspace

LOCK = 0x7975_616E_6475  # the one lock of all sequencers of a database
BATCH = 5_000  # entries chained in one transaction
EVERY = 0.5  # seconds between two looks; a NOTIFY would put one lock on every commit

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Sequencer:
    """Chains what is not chained yet, and remembers how far back it has to look."""

    # Every transaction before this one has ended, and what it wrote is chained. 0: unknown.
    settled: int = field(default=0, init=False)

    def run(self) -> int:
        """Chain every entry that can be seen now; return how many.

        The first run looks through all entries, later ones through the new ones only.
        """
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
            running_from: int = cursor.fetchone()[0]
        chained = last = 0
        while batch := self._chain_batch(after=last):
            chained += len(batch)
            last = batch[-1].id
        # Read before the batches were: whatever those transactions wrote, a batch has seen.
        self.settled = running_from
        return chained

    @transaction.atomic
    def _chain_batch(self, *, after: int) -> list[chain.Unchained]:
        _lock()
        entries = chain.unchained(after=after, settled=self.settled, limit=BATCH)
        heads: dict[int, chain.Head] = {}
        links = []
        for entry in entries:
            head = heads.get(entry.workspace_id) or chain.head(entry.workspace_id)
            head = chain.Head(head.length + 1, canonical.link(head.hash, entry.body))
            heads[entry.workspace_id] = head
            links.append((entry.workspace_id, entry.id, head.length, head.hash))
        if links:
            with connection.cursor() as cursor:
                cursor.execute(
                    "INSERT INTO audit_link (workspace_id, entry_id, seq, hash) SELECT * FROM "
                    "unnest(%s::bigint[], %s::bigint[], %s::bigint[], %s::bytea[])",
                    [list(column) for column in zip(*links, strict=True)],
                )
        return entries


@transaction.atomic
def close_days(now: datetime.datetime) -> list[Root]:
    """Keep the root of the day that is over, once, for each workspace with a chain.

    A day is the workspace's own, in its time zone. Quiet days get a root, too: what was
    printed for a day must not change later.
    """
    _lock()
    roots = []
    for workspace in Workspace.objects.order_by("pk"):
        day = now.astimezone(ZoneInfo(workspace.timezone)).date() - datetime.timedelta(days=1)
        head, last = chain.head(workspace.pk), chain.root_on(workspace.pk, day)
        if head.length and (last is None or last.on < day):
            roots.append(Root(workspace=workspace, on=day, count=head.length, hash=head.hash))
    return Root.objects.bulk_create(roots)


def follow(stop: Event, *, every: float = EVERY) -> None:
    """Chain, and close days, until `stop` is set; look each `every` seconds.

    A database that is away for a while is waited for.
    """
    sequencer = Sequencer()
    closed_in = None
    while not stop.is_set():
        try:
            sequencer.run()
            now = timezone.now()
            if (hour := now.replace(minute=0, second=0, microsecond=0)) != closed_in:
                close_days(now)
                closed_in = hour
        except (OperationalError, InterfaceError):
            logger.exception("the log cannot be chained now; trying again")
            connection.close()
            sequencer, closed_in = Sequencer(), None
        stop.wait(every)


def _lock() -> None:
    """Wait to be the only sequencer until the transaction ends.

    A statement of its own, so that the next one sees the links of whoever went before.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
