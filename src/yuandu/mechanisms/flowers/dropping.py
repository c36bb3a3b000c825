"""A folder that a market's office drops files into: each new file is taken in once.

What was taken in goes to `done`, what was refused to `refused`, each with what came of it in a text
file beside it. A file that is still being written is left for the next round.
"""

import datetime
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.mechanisms.flowers import actions
from yuandu.mechanisms.flowers.actions import Outcome

ENDINGS = (".csv", ".csv.gz", ".parquet")
SETTLED = 10  # seconds since it was written last
DONE, REFUSED = "done", "refused"


@dataclass(frozen=True, slots=True)
class Dropped:
    """A file of the folder, where it went, and what is told of it."""

    name: str
    is_taken: bool
    report: str


def take_in(*, by: Actor, folder: Path, source: str, now: float | None = None) -> Iterator[Dropped]:
    """Take in each file of a folder, the oldest first, and yield what came of it.

    Args:
        now: Seconds since the epoch; a file written later than ten seconds before is left.
    """
    ready = (time.time() if now is None else now) - SETTLED
    files = [
        path
        for path in folder.iterdir()
        if path.is_file() and path.name.endswith(ENDINGS) and not path.name.startswith(".")
    ]
    for path in sorted(files, key=lambda each: (each.stat().st_mtime, each.name)):
        if path.stat().st_mtime > ready:
            continue
        try:
            report, is_taken = told(actions.file_quotes(by=by, source=source, path=path)), True
        except Refusal as refusal:
            lines = [refusal.sentence, *(each["message"] for each in refusal.reasons)]
            report, is_taken = "\n".join(lines), False
        _put_away(path, folder / (DONE if is_taken else REFUSED), report, by)
        yield Dropped(path.name, is_taken, report)


def told(outcome: Outcome) -> str:
    """Return what came of a filing, in one line."""
    return _(
        "New: %(new)s; changed: %(changed)s; unchanged: %(unchanged)s; "
        "kept in doubt: %(doubtful)s; rows passed over: %(passed)s."
    ) % {
        "new": outcome.new,
        "changed": outcome.changed,
        "unchanged": outcome.unchanged,
        "doubtful": outcome.doubtful,
        "passed": len({problem.row for problem in outcome.problems}),
    }


def _put_away(path: Path, folder: Path, report: str, by: Actor) -> None:
    """Move a file, under a name that is free, and write its report beside it."""
    folder.mkdir(exist_ok=True)
    day: datetime.date = by.workspace.today()
    target, number = folder / f"{day}-{path.name}", 1
    while target.exists():
        number += 1
        target = folder / f"{day}-{number}-{path.name}"
    path.rename(target)
    target.with_name(f"{target.name}.txt").write_text(f"{report}\n", "utf-8")
