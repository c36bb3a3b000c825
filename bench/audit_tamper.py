"""1,000 tamperings of the log, and whether the verifiers find them.

Somebody who owns the database edits, deletes, inserts or reorders entries, changes links, or
cuts the log off (daily roots included); half the time the whole chain is hashed anew
afterwards. The last root was printed and kept. Each falsified log is exported and given to
the stand-alone verifier, which shares no code, and checked in the database. As many untouched
exports show that nothing is found where nothing is.
"""

import datetime
import random
from collections import Counter

from django.db import connection, transaction
from django.utils import timezone

from bench import database, measure
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions, chain, exporting, sequencing, standalone, verification
from yuandu.kernel.audit.tests import tampering
from yuandu.kernel.workspaces.models import Workspace

ENTRIES = 60
TAMPERINGS = 1_000


def main() -> None:
    measure.surroundings()
    rng = random.Random(measure.SEED)
    with database.fresh() as workspace:
        kept = write(workspace)
        with connection.cursor() as cursor:
            cursor.execute("SET yuandu.append_only = off")  # the forger owns the tables
        done, missed = Counter[str](), Counter[str]()
        for number in range(TAMPERINGS):
            name, careful = tampering.CASES[number % len(tampering.CASES)]
            with transaction.atomic():
                tampering.TAMPERINGS[name](workspace.pk, rng)
                if careful:
                    tampering.rehash(workspace.pk)
                kind = f"{name}{', hashed anew' if careful else ''}"
                done[kind] += 1
                missed[f"{kind}: alone"] += passes_alone(workspace, kept)
                missed[f"{kind}: in the database"] += passes_here(workspace, kept)
                transaction.set_rollback(True)
        false_alarms = sum(
            not passes_alone(workspace, kept) or not passes_here(workspace, kept)
            for _ in range(100)
        )
        for kind, count in done.items():
            print(f"  {kind:24} {count:5}")
        print(f"  not found: {sum(missed.values())} {dict(+missed)}; false alarms: {false_alarms}")
        measure.claim("all found, no false alarm", not sum(missed.values()) + false_alarms)


def write(workspace: Workspace) -> str:
    """Write a log of `ENTRIES` entries, and return its root."""
    by = Actor(workspace=workspace, user_id=7, label="李科长")
    with transaction.atomic():
        for number in range(ENTRIES):
            actions.record(by, "workspace.count", workspace, number=number, words="开工")
            if number == ENTRIES // 2:
                sequencing.Sequencer().run()
                sequencing.close_days(timezone.now() - datetime.timedelta(days=1))
    sequencing.Sequencer().run()
    sequencing.close_days(timezone.now())
    return chain.head(workspace.pk).hash.hex()


def passes_alone(workspace: Workspace, kept: str) -> bool:
    try:
        standalone.check(list(exporting.lines(workspace)), kept)
    except standalone.Broken:
        return False
    return True


def passes_here(workspace: Workspace, kept: str) -> bool:
    roots = {root.count: bytes(root.hash) for root in chain.roots(workspace.pk)}
    with chain.chained(workspace.pk) as rows:
        faults = verification.faults(rows, roots=roots, kept=bytes.fromhex(kept))
        return next(faults, None) is None
