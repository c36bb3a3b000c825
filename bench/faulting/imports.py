"""Workbooks on their way in: new projects and corrections of them, by the API and the command."""

import csv
import io
import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from xlsxwriter import Workbook

from bench.faulting.city import DIVISIONS, SLUG
from bench.faulting.http import Answer, Api, Lost
from bench.faulting.machine import Machine

# Rows and how long their texts are: read and written while the request waits; written by
# the queue; read by the queue, too.
SIZES = ((30, 1), (250, 4), (700, 2), (1_300, 20))
IMPORTERS, MOST_BAD = 2, 5
SETTLED_WITHIN = 120  # seconds
BAD = {"county": "无此县", "investment": "-5"}
HEADERS = ("项目代码", "项目名称", "县市区", "建设地址", "项目类别", "总投资（万元）", "建设内容")
MARK = "第{batch}批第{version}版"
WAITING = {"received", "reading", "accepted", "committing"}


@dataclass(slots=True)
class Import:
    """One file that was sent, or was about to be."""

    batch: int
    first: int  # the number in the code of its first project
    good: int
    bad: int
    version: int = 1  # of the batch; 1 enters its projects, later ones change them
    by_command: bool = False
    upload: int | None = None  # as the server named it
    is_acknowledged: bool = False  # the server has said that it was written

    @property
    def name(self) -> str:
        return f"batch-{self.batch}-{self.version}"

    @property
    def mark(self) -> str:
        return MARK.format(batch=self.batch, version=self.version)

    def code(self, row: int) -> str:
        return f"2611-370781-04-01-{self.first + row:06d}"

    def file(self, length: int, kind: str) -> bytes:
        """Return the workbook; its bad rows come last."""
        rows = list(self._rows(length))
        if kind == "csv":
            text = io.StringIO()
            csv.writer(text).writerows([HEADERS, *rows])
            return text.getvalue().encode()
        content = io.BytesIO()
        with Workbook(content, {"in_memory": True}) as book:
            sheet = book.add_worksheet()
            for number, row in enumerate([HEADERS, *rows]):
                sheet.write_row(number, 0, row)
        return content.getvalue()

    def _rows(self, length: int) -> Iterator[tuple[str, ...]]:
        for row in range(self.good + self.bad):
            is_bad = row >= self.good
            yield (
                self.code(row),
                f"试验{self.batch}批{row}号生产线改造项目",
                BAD["county"] if is_bad else DIVISIONS[row % len(DIVISIONS)],
                self.mark,
                "产业",
                str(5_000 + row),
                f"新建厂房，购置设备{row}台套。" * length,
            )


@dataclass(slots=True)
class Journal:
    """What was sent and what came back; the server's answers alone are believed."""

    imports: list[Import] = field(default_factory=list)
    codes: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def new(self, rng: random.Random, rows: int, *, by_command: bool = False) -> Import:
        bad = rng.choice([0, 0, rng.randint(1, MOST_BAD)])
        with self.lock:
            batch = 1 + max((each.batch for each in self.imports), default=0)
            made = Import(batch, self.codes, rows - bad, bad, by_command=by_command)
            self.codes += rows
            self.imports.append(made)
        return made

    def again(self, rng: random.Random, place: int) -> Import | None:
        """Return the next version of a batch that was written: its good rows, changed.

        Each importer has its own batches for this, so that no two correct one at a time.
        """
        with self.lock:
            written = [
                each
                for each in self.imports
                if each.is_acknowledged and each.version == 1 and each.batch % IMPORTERS == place
            ]
            if not written:
                return None
            first = rng.choice(written)
            version = 1 + sum(each.batch == first.batch for each in self.imports)
            made = Import(first.batch, first.first, first.good, 0, version)
            self.imports.append(made)
        return made


class Refused(Exception):
    """The server did not do what it should."""


class Importer(threading.Thread):
    """Sends files one after the other and has them written."""

    def __init__(
        self, machine: Machine, api: Api, journal: Journal, place: int, seed: float
    ) -> None:
        super().__init__(daemon=True)
        self.machine, self.api, self.journal, self.place = machine, api, journal, place
        self.rng = random.Random(seed)
        self.doing, self.done, self.faults = "idle", 0, list[str]()
        self.stop = threading.Event()

    def run(self) -> None:
        try:
            while not self.stop.is_set():
                self._one()
                self.done += 1
        except Lost:
            pass  # the server is gone; what it did meanwhile is looked at afterwards
        except Exception as fault:  # noqa: BLE001 - told by the main thread
            self.faults.append(repr(fault))

    def _one(self) -> None:
        rows, length = self.rng.choice(SIZES)
        again = self.journal.again(self.rng, self.place) if self.rng.random() < 0.3 else None
        if again:
            self._send(again, length)
        elif self.rng.random() < 0.12:
            self._command(self.journal.new(self.rng, rows, by_command=True), length)
        else:
            self._send(self.journal.new(self.rng, rows), length)

    def _send(self, made: Import, length: int) -> None:
        kind = self.rng.choice(["csv", "xlsx"])
        size = "large" if made.good > 500 else "small"
        content = made.file(length, kind)
        self.doing = f"sending a {size} workbook"
        answer = self.api.send("sheets/projects/uploads/", f"{made.name}.{kind}", content)
        if not answer.is_done:
            raise Refused(f"{made.name}: {answer}")
        made.upload = answer.body["id"]
        finish(self.api, made, answer, self._say)

    def _say(self, what: str) -> None:
        self.doing = what

    def _command(self, made: Import, length: int) -> None:
        self.doing = "importing by the command"
        path = Path(self.machine.folder) / f"{made.name}.csv"
        path.write_bytes(made.file(length, "csv"))
        arguments = ["sheets", "import", "projects", str(path), "--workspace", SLUG]
        command = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "yuandu.cli", *arguments, "--good-rows-only"],
            env=self.machine.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self.machine.commands.append(command)
        said, _ = command.communicate()
        made.is_acknowledged = command.returncode == 0 and f"good: {made.good}" in said
        if command.returncode != 0:
            raise Lost("the command ended")


def finish(
    api: Api, made: Import, answer: Answer, say: Callable[[str], None] = lambda what: None
) -> int:
    """Follow an upload to its end, deciding for its good rows; return how often it was resumed.

    Raises:
        Lost: the server is gone.
        Refused: it does not come to an end, or not to the right one.
    """
    size = "large" if made.good > 500 else "small"
    path = f"sheets/uploads/{made.upload}/"
    resumed, begun = 0, time.monotonic()
    while time.monotonic() - begun < SETTLED_WITHIN:
        state = answer.body["state"]
        if answer.body["is_interrupted"]:
            done = api.post(f"{path}resume/")
            resumed += done.is_done
        elif state in WAITING:
            writes = state in {"accepted", "committing"}
            say(f"{'writing' if writes else 'reading'} a {size} workbook")
            time.sleep(0.02)
        elif state == "ready":
            say(f"writing a {size} workbook")
            version = answer.body["version"]
            api.post(f"{path}commit/", version=version, good_rows_only=bool(made.bad))
        elif state == "committed":
            made.is_acknowledged = True
            return resumed
        else:
            break
        answer = api.get(path)
    raise Refused(f"{made.name} does not come to its end: {answer.body}")
