"""How fast a log is chained, checked in the database, and checked from its export by the
verifier that shares no code. The goal: at least 100,000 entries checked a second.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.db import transaction

from bench import database, measure
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions, chain, exporting, standalone, verification
from yuandu.kernel.audit.sequencing import Sequencer
from yuandu.kernel.workspaces.models import Workspace

ENTRIES = 200_000


def acts(workspace: Workspace, first: int, count: int) -> Iterator[actions.Act]:
    by = Actor(workspace=workspace, user_id=7, label="李科长")
    for number in range(first, first + count):
        details = {"source": "planned", "target": "started", "on": "2026-11-24", "number": number}
        yield actions.Act(by, "project.move", "projects.project", number % 1517 + 1, details)


def write(workspace: Workspace, first: int, count: int) -> None:
    with transaction.atomic():
        actions.record_all(list(acts(workspace, first, count)))


def main() -> None:
    measure.surroundings()
    with database.fresh() as workspace:
        for first in range(0, ENTRIES, 10_000):
            write(workspace, first, 10_000)
        with measure.timed() as run:
            assert Sequencer().run() == ENTRIES
        print(f"chaining from nothing\n  {ENTRIES / run.seconds:,.0f} entries/s")

        def check() -> measure.Run:
            with measure.timed() as run, chain.chained(workspace.pk) as rows:
                assert not list(verification.faults(rows))
            return run

        checked = measure.rate("checking in the database", "entries", ENTRIES, check, rounds=5)
        measure.claim("100,000 entries a second", checked >= 100_000)

        with tempfile.TemporaryDirectory() as folder:
            export = Path(folder) / "log.jsonl"
            export.write_text("\n".join(exporting.lines(workspace)), "utf-8")

            def check_export() -> measure.Run:
                with measure.timed() as run, export.open(encoding="utf-8") as lines:
                    assert len(standalone.check(lines).hashes) == ENTRIES
                return run

            measure.rate("checking the export, alone", "entries", ENTRIES, check_export, rounds=5)

        sequencer = Sequencer()
        sequencer.run()
        write(workspace, ENTRIES, 100)
        with measure.timed() as run:
            assert sequencer.run() == 100
        print(f"chaining 100 new entries behind {ENTRIES:,}\n  {run.seconds * 1000:.1f} ms")
