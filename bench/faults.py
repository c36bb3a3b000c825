"""`kill -9` of server and database at random instants: nothing half done, nothing lost.

    python -m bench faults [--times N] [--seed N] [--keep]

A real server (`yuandu run`: web process, queue worker, log sequencer) on an embedded
PostgreSQL of its own. Two importers send workbooks of 30 to 1,300 rows and have them written,
all or the good rows, new or correcting earlier ones, by the API and by the command; three
movers move projects with papers, permits and land from a quota too small for all. At an
instant drawn from the seed everything is killed: server and database, sometimes one of them,
sometimes one process of the server, sometimes its first, which started the others. What was
killed is started again, but for a database or a process alone: those the server has to bring
back by itself. Then it is checked:

- each import is wholly in the register or not at all, and so are its log entries; what the
  server acknowledged as written is written; no upload stays at work: each can be taken up
  again and brought to its end;
- each move that was acknowledged is there; each other one wholly (stage, step, entry, papers,
  land) or not at all; transfers and dates are those that the steps give, replayed in order;
- the ledger adds up to zero, no account is below what it keeps back;
- every file that a row names is there, whole; files that no row names are swept;
- no queued task stays begun; the log verifies by `yuandu audit verify` and by the verifier
  that shares no code, and passes through the root kept after the kill before.
"""

import argparse
import json
import random
import signal
import subprocess
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import batched
from pathlib import Path

from bench.faulting import checks, city
from bench.faulting.checks import Books
from bench.faulting.http import Api, Lost
from bench.faulting.imports import IMPORTERS, SETTLED_WITHIN, Importer, Journal, Refused, finish
from bench.faulting.machine import Machine, NotReady
from bench.faulting.moves import Moved, Mover
from bench.measure import SEED, claim, surroundings

FOLDER = Path(".yuandu/faults").resolve()
KINDS = {"both": 10, "server": 4, "database": 3, "part": 2, "first": 1}  # of twenty
BETWEEN = (0.2, 5.0)  # seconds of work before a kill
VERIFIER = Path("src/yuandu/kernel/audit/standalone.py")
Client = Importer | Mover


class Trial:
    """One city under faults."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.machine = Machine(FOLDER)
        self.journal, self.moved = Journal(), Moved()
        self.kept = ""  # the root of the log after the fault before
        self.swept = self.resumed = self.done = 0
        self.under_way, self.killed = Counter[str](), Counter[str]()

    def set_up(self) -> None:
        self.machine.clear()
        made = subprocess.run(
            [sys.executable, "-m", "bench.faulting.city"],
            env=self.machine.environment,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        told = json.loads(made.stdout.splitlines()[-1])
        self.projects = told["projects"]
        root = f"http://127.0.0.1:{self.machine.port}/{city.SLUG}/api/v1/"
        self.api = Api(root, told["token"])
        self.machine.start()
        self.machine.wait_ready()

    def clients(self) -> list[Client]:
        importers: list[Client] = [
            Importer(self.machine, self.api, self.journal, place, self.rng.random())
            for place in range(IMPORTERS)
        ]
        groups = batched(self.projects, city.EACH, strict=True)
        movers = [Mover(self.api, list(group), self.moved, self.rng.random()) for group in groups]
        return [*importers, *movers]

    def fault(self, number: int) -> Iterator[str]:
        """Let clients work, kill, see that all is up again; yield what does not hold."""
        clients = self.clients()
        for client in clients:
            client.start()
        what = self.rng.choices(list(KINDS), list(KINDS.values()))[0]
        time.sleep(self.rng.uniform(*BETWEEN))
        doing = [client.doing for client in clients]
        processes = self.machine.kill(what, self.rng)
        for client in clients:
            client.stop.set()
        if self.machine.server is None:
            self.machine.start()
        seconds = self.machine.wait_ready()
        for client in clients:
            client.join()
        self.killed[what] += 1
        self.under_way.update(doing)
        self.done += sum(client.done for client in clients)
        for client in clients:
            yield from client.faults
        looked = time.monotonic()
        yield from self.look()
        print(
            f"{number:3}  {what:8} {processes:2} processes killed, ready after {seconds:4.1f} s,"
            f" checked in {time.monotonic() - looked:4.1f} s; under way: {', '.join(doing)}",
            flush=True,
        )

    # --- Afterwards -----------------------------------------------------------------------

    def look(self) -> Iterator[str]:
        """Yield what does not hold: as it is found, and once what was interrupted is taken up."""
        with self.machine.connect() as connection:
            books = Books(connection)
            self._wait(lambda: not checks.under_way(books), "the queue and the log come to rest")
            yield from checks.queue(books)
            yield from (f"process {pid} outlived its parent" for pid in self.machine.strays())
            yield from self._checks(books)
            if books.rows(checks.OPEN):
                yield from self._take_up(books)
                yield from self._checks(books)
            yield from self._sweep(books)
            self._wait(lambda: not checks.under_way(books), "the queue and the log come to rest")
        yield from self._verify()

    def _wait(self, until: Callable[[], bool], what: str) -> None:
        begun = time.monotonic()
        while not until():
            if time.monotonic() - begun > SETTLED_WITHIN:
                raise Refused(f"waited in vain until {what}")
            time.sleep(0.1)

    def _checks(self, books: Books) -> Iterator[str]:
        yield from checks.imports(books, self.journal.imports)
        yield from checks.records(books)
        yield from checks.moves(books, self.moved.moves)
        yield from checks.land(books)
        yield from checks.ledger(books)

    def _take_up(self, books: Books) -> Iterator[str]:
        """Bring every upload that the server has to its end, as its sender would."""
        uploads = {name.rpartition(".")[0]: pk for pk, name in books.rows(checks.OPEN)}
        for made in self.journal.imports:
            if made.name in uploads:
                made.upload = uploads[made.name]
                try:
                    found = self.api.get(f"sheets/uploads/{made.upload}/")
                    self.resumed += finish(self.api, made, found)
                except (Lost, Refused) as fault:
                    yield str(fault)

    def _sweep(self, books: Books) -> Iterator[str]:
        wrong, lost = checks.files(books, FOLDER / "files")
        yield from wrong
        if not lost:
            return
        [swept] = self.machine.run_all(["daily", "files"])
        wrong, left = checks.files(books, FOLDER / "files")
        yield from wrong
        if swept.returncode or left:
            yield f"{left} files that no row names are left: {swept.stdout}{swept.stderr}"
        self.swept += lost

    def _verify(self) -> Iterator[str]:
        """Verify the log twice, the root kept after the fault before with it."""
        kept = ["--root", self.kept] if self.kept else []
        export = FOLDER / "log.jsonl"
        verified, exported = self.machine.run_all(
            ["audit", "verify", "--workspace", city.SLUG, *kept],
            ["audit", "export", "--workspace", city.SLUG, str(export)],
        )
        alone = subprocess.run(  # noqa: S603
            [sys.executable, "-I", str(VERIFIER), str(export), *kept],
            capture_output=True,
            text=True,
            check=False,
        )
        for each in (verified, exported, alone):
            if each.returncode:
                yield f"{each.args}: {each.stdout}{each.stderr}"
        if not alone.returncode:
            self.kept = alone.stdout.splitlines()[0].split()[-1]
            self.entries = int(alone.stdout.split("entries")[0].split()[-1])


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--times", type=int, default=50, help="how many kills")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--keep", action="store_true", help="keep the database for a look")
    asked = parser.parse_args()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    surroundings("granian", "django-tasks-db")
    trial, breaches = Trial(asked.seed), list[str]()
    begun = time.monotonic()
    try:
        trial.set_up()
        for number in range(1, asked.times + 1):
            for breach in trial.fault(number):
                print(f"     BREACH {breach}", flush=True)
                breaches.append(breach)
    except KeyboardInterrupt:
        print("stopped by hand")
    except (NotReady, Refused) as fault:
        print(f"     BREACH {fault}", flush=True)
        breaches.append(str(fault))
    except Exception:  # noqa: BLE001 - whatever it was, the folder is kept
        traceback.print_exc()
        breaches.append("it could not be told")
    finally:
        trial.machine.stop()
        if not asked.keep and not breaches:
            trial.machine.clear()
    told(trial, time.monotonic() - begun)
    times = trial.killed.total()
    claim(f"nothing half done, nothing lost, at {times} kills", times > 0 and not breaches)


def told(trial: Trial, seconds: float) -> None:
    sent, moves = trial.journal.imports, trial.moved.moves
    rows = sum(each.good for each in sent if each.is_acknowledged)
    print(f"\n{trial.killed.total()} kills in {seconds / 60:.0f} min: {_counts(trial.killed)}")
    print(f"under way when killed, by client: {_counts(trial.under_way)}")
    print(
        f"{sum(each.is_acknowledged for each in sent)} of {len(sent)} workbooks written"
        f" ({rows:,} rows), {trial.resumed} of them taken up again;"
        f" {sum(each.step is not None for each in moves)} of {len(moves)} moves made;"
        f" {trial.swept} lost files swept; {getattr(trial, 'entries', 0):,} entries verified"
    )


def _counts(counted: Counter[str]) -> str:
    return ", ".join(f"{what} {times}" for what, times in counted.most_common())
