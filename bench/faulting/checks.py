"""What must hold after a fault; each check yields what does not, in words."""

import datetime
import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from bench.faulting.imports import Import
from bench.faulting.moves import LAND, Move

DISAGREEING = """
    SELECT a.code FROM ledger_account a LEFT JOIN (
        SELECT id, sum(moved) AS balance, sum(held) AS reserved FROM (
            SELECT debit_id AS id, -posted AS moved,
                   CASE state WHEN 'pending' THEN amount ELSE 0 END AS held FROM ledger_transfer
            UNION ALL SELECT credit_id, posted, 0 FROM ledger_transfer) AS line
         GROUP BY id) AS book USING (id)
     WHERE a.balance <> coalesce(book.balance, 0) OR a.reserved <> coalesce(book.reserved, 0)
"""
OPEN = """
    SELECT id, name FROM sheets_upload
     WHERE state NOT IN ('committed', 'failed', 'discarded') ORDER BY id
"""
# Tables and the entries that must tell of each of their rows, once.
TOLD = {
    "an upload": ("sheets_upload", ("sheets.receive",)),
    "an attachment": ("files_attachment", ("file.store",)),
    "a transfer": ("ledger_transfer", ("transfer.enter", "transfer.reserve")),
}


class Books:
    """The database after a fault."""

    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        return self.connection.execute(query, values).fetchall()  # type: ignore[arg-type]

    def one(self, query: str, *values: object) -> Any:
        return self.rows(query, *values)[0][0]


@dataclass(frozen=True, slots=True)
class Upload:
    """An upload as the database has it."""

    pk: int
    state: str
    counts: dict[str, int]
    committed_at: datetime.datetime | None
    rows: int
    entries: int  # in the log, that it was written


UPLOADS = """
    SELECT u.name, u.id, u.state, u.counts, u.committed_at,
           (SELECT count(*) FROM sheets_uploadrow r WHERE r.upload_id = u.id),
           coalesce(e.times, 0)
      FROM sheets_upload u LEFT JOIN (
           SELECT subject_id, count(*) AS times FROM audit_entry
            WHERE action = 'sheets.commit' GROUP BY 1) e ON e.subject_id = u.id
"""
PROJECTS = """
    SELECT right(p.code, 6)::int, p.site, coalesce(e.times, 0)
      FROM projects_project p LEFT JOIN (
           SELECT subject_id, count(*) AS times FROM audit_entry
            WHERE action = 'project.create' GROUP BY 1) e ON e.subject_id = p.id
     WHERE p.code LIKE '2611-%%'
"""


def imports(books: Books, sent: list[Import]) -> Iterator[str]:
    """Yield each import that is neither wholly there nor wholly absent."""
    uploads = {name.rpartition(".")[0]: Upload(*columns) for name, *columns in books.rows(UPLOADS)}
    projects = {number: tuple(told) for number, *told in books.rows(PROJECTS)}
    batches = defaultdict[int, list[Import]](list)
    for made in sent:
        batches[made.batch].append(made)
        there = uploads.get(made.name)
        if made.upload and (there is None or there.pk != made.upload):
            yield f"{made.name}: upload {made.upload} was acknowledged and is gone"
        if made.is_acknowledged and (there is None or there.state != "committed"):
            yield f"{made.name}: written, as was acknowledged, and now {there}"
        if there:
            yield from _upload(made, there)
    for versions in batches.values():
        written = [
            (there.committed_at, made.mark)
            for made in versions
            if (there := uploads.get(made.name)) and there.committed_at
        ]
        yield from _batch(versions[0], max(written)[1] if written else None, projects)


def _upload(made: Import, there: Upload) -> Iterator[str]:
    state, counts = there.state, there.counts
    if there.entries != (state == "committed"):
        yield f"{made.name}: {state}, with {there.entries} entries that it was written"
    if state in {"ready", "committed"} and not (
        there.rows == counts["read"] == made.good + made.bad
    ):
        yield f"{made.name}: {state} with {there.rows} rows of {counts}"
    written = sum(counts.get(kind, 0) for kind in ("created", "updated", "same"))
    if state == "committed" and written != made.good:
        yield f"{made.name}: {written} of {made.good} good rows were written"


def _batch(first: Import, mark: str | None, projects: dict[int, tuple[str, int]]) -> Iterator[str]:
    """Check a batch against the mark of the last version that was written, if any was."""
    good = range(first.first, first.first + first.good)
    everything = range(first.first, first.first + first.good + first.bad)
    there = {number: told for number in everything if (told := projects.get(number))}
    expected = dict.fromkeys(good, (mark, 1)) if mark else {}
    if there != expected:
        yield (
            f"batch {first.batch}: {len(there)} rows {Counter(there.values())}"
            f" in the register, not {len(expected)} {mark}"
        )


def records(books: Books) -> Iterator[str]:
    """Yield kinds of rows that the log does not tell of, each once."""
    for what, (table, actions) in TOLD.items():
        label = table.replace("_", ".")
        wrong = books.one(
            f"SELECT count(*) FROM {table} r FULL JOIN (SELECT subject_id, count(*) AS times"  # noqa: S608
            " FROM audit_entry WHERE action = ANY(%s) AND subject_label = %s GROUP BY 1) e"
            " ON e.subject_id = r.id WHERE r.id IS NULL OR e.times IS DISTINCT FROM 1",
            list(actions),
            label,
        )
        if wrong:
            yield f"{wrong} times, {what} and the log's entries of it do not match"


def moves(books: Books, asked: list[Move]) -> Iterator[str]:
    """Yield each move that is half there, or was acknowledged and is not there."""
    steps = {
        (track, pk): (move, told)
        for pk, track, move, told in books.rows(
            "SELECT s.id, s.track_id, s.move, count(e.id) FROM lifecycle_step s"
            " LEFT JOIN audit_entry e ON e.action = 'track.move'"
            "  AND (e.details->>'step')::bigint = s.id GROUP BY 1"
        )
    }
    entries = books.one("SELECT count(*) FROM audit_entry WHERE action = 'track.move'")
    if entries != len(steps):
        yield f"{len(steps)} steps, and {entries} entries of steps"
    yield from (
        f"step {pk}: {told} entries in the log" for (_, pk), (_, told) in steps.items() if told != 1
    )
    left = dict(steps)
    for move in asked:
        if move.step and left.pop((move.track, move.step), ("", 0))[0] != move.code:
            yield f"{move}: was acknowledged and is not there"
    unknown = [move for move in asked if move.step is None and not move.is_refused]
    for (track, pk), (code, _) in left.items():
        match = next((each for each in unknown if (each.track, each.code) == (track, code)), None)
        if match is None:
            yield f"step {pk} ({code}): nobody asked for it"
        else:
            match.step = pk  # done, though nobody heard of it
            unknown.remove(match)
    for move in unknown:
        move.is_refused = True  # whole or absent: it is absent
    yield from _tracks(books)


def _tracks(books: Books) -> Iterator[str]:
    for pk, stage, version, steps, target in books.rows(
        "SELECT t.id, t.stage, t.version, count(s.id), (array_agg(s.target ORDER BY s.id DESC))[1]"
        " FROM lifecycle_track t JOIN lifecycle_step s ON s.track_id = t.id GROUP BY t.id"
    ):
        if target != stage or version != steps + 1:
            yield f"track {pk} at {stage}, version {version}, after {steps} steps to {target}"
    for step, wanted, there in books.rows(
        "SELECT s.id, count(v.*), count(a.id) FROM lifecycle_step s,"
        " jsonb_each(s.evidence) AS e, jsonb_array_elements("
        "  CASE jsonb_typeof(e.value) WHEN 'array' THEN e.value ELSE '[]' END) AS v"
        " LEFT JOIN files_attachment a ON a.id = (v.value)::text::bigint GROUP BY 1"
    ):
        if wanted != there:
            yield f"step {step}: {wanted} papers, {there} of them there"


class Replay:
    """One project's land and start, as its steps give them, one after the other."""

    def __init__(self) -> None:
        self.held = self.used = ""
        self.is_started = False
        self.transfers: dict[str, str] = {}

    def take(self, cycle: str, code: str, key: str) -> None:
        if cycle == LAND:
            self._permit(code, key)
        elif code == "works_start" or (code == "revive" and self.is_started):
            if not self.held and not self.used:
                self.held, self.transfers[key] = key, "pending"
        elif code in {"cancel", "back_to_plan"} and self.held:
            self.transfers[self.held] = "voided"
            self.held = ""
        if code in {"works_start", "back_to_plan"}:
            self.is_started = code == "works_start"

    def _permit(self, code: str, key: str) -> None:
        if code == "grant" and not self.used:
            self.used, self.held = self.held or key, ""
            self.transfers[self.used] = "posted"
        elif code == "revoke" and self.used:
            self.transfers[f"{self.used}:returned"] = "posted"
            self.used = ""


def land(books: Books) -> Iterator[str]:
    """Yield each transfer and date that does not follow from the steps."""
    replays = defaultdict[int, Replay](Replay)
    for pk, project, cycle, code in books.rows(
        "SELECT s.id, t.subject_id, t.cycle, s.move FROM lifecycle_step s"
        " JOIN lifecycle_track t ON t.id = s.track_id ORDER BY s.id"
    ):
        replays[project].take(cycle, code, f"project:{project}:land:{pk}")
    expected: dict[str, str] = {}
    for replay in replays.values():
        expected |= replay.transfers
    found = dict(books.rows("SELECT key, state FROM ledger_transfer WHERE key NOT LIKE 'grant:%%'"))
    for key in sorted(found.keys() | expected.keys()):
        if found.get(key) != expected.get(key):
            yield f"transfer {key}: {found.get(key)}, by its steps {expected.get(key)}"
    for project, has_day in books.rows(
        "SELECT id, works_started_on IS NOT NULL FROM projects_project WHERE id = ANY(%s)",
        list(replays),
    ):
        if has_day != replays[project].is_started:
            yield f"project {project}: started {has_day}, by its steps {not has_day}"


def ledger(books: Books) -> Iterator[str]:
    """Yield what is wrong with the books of the ledger."""
    for unit, total in books.rows("SELECT unit, sum(balance) FROM ledger_account GROUP BY 1"):
        if total:
            yield f"the accounts in {unit} add up to {total}"
    for (code,) in books.rows(DISAGREEING):
        yield f"account {code} is not the sum of its transfers"
    for code, balance, reserved in books.rows(
        "SELECT code, balance, reserved FROM ledger_account"
        " WHERE NOT may_go_negative AND (balance < reserved OR reserved < 0)"
    ):
        yield f"account {code} holds {balance} and keeps back {reserved}"


def files(books: Books, folder: Path) -> tuple[list[str], int]:
    """Return what is wrong with the files, and how many lie there that no row names."""
    named = dict(books.rows("SELECT sha256, size FROM files_attachment"))
    lying = {path.name: path for path in folder.glob("??/*")}
    wrong = []
    for sha256, size in named.items():
        path = lying.pop(sha256, None)
        if path is None:
            wrong.append(f"file {sha256} is gone")
        elif path.stat().st_size != size or _hash(path) != sha256:
            wrong.append(f"file {sha256} is not whole")
    return wrong, len(lying)


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def under_way(books: Books) -> bool:
    """Whether tasks are due or being done, or entries wait for their links."""
    return bool(
        books.one(
            "SELECT EXISTS (SELECT FROM django_tasks_database_dbtaskresult"
            "  WHERE status = 'READY' AND (run_after <= now() OR run_after > '9999-01-01'))"
            " OR EXISTS (SELECT FROM django_tasks_database_dbtaskresult WHERE status = 'RUNNING'"
            "  AND started_at > now() - interval '30 seconds')"
            " OR EXISTS (SELECT FROM audit_entry e LEFT JOIN audit_link l ON l.entry_id = e.id"
            "  WHERE l.entry_id IS NULL)"
        )
    )


def queue(books: Books) -> Iterator[str]:
    """Yield tasks that say they are being done, once nothing is under way."""
    for task, status, workers in books.rows(
        "SELECT task_path, status, worker_ids FROM django_tasks_database_dbtaskresult"
        " WHERE status = 'RUNNING'"
    ):
        yield f"the task {task} is {status} for ever, at {workers}"
