"""The server and its database as processes: started, killed without warning, asked."""

import os
import random
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path

import psutil
import psycopg

READY_WITHIN, STOP_WITHIN = 180, 60  # seconds
OURS = ("YUANDU_", "DATABASE_", "DJANGO_", "PORT")


class NotReady(Exception):
    """The server did not come up again."""


class Machine:
    """A server with its own data directory and embedded PostgreSQL.

    Args:
        settings: Of its environment, where they are not the usual ones here.
    """

    def __init__(self, folder: Path, **settings: str) -> None:
        self.folder = folder
        self.port = _free_port()
        self.server: subprocess.Popen[bytes] | None = None
        self.commands: list[subprocess.Popen[bytes]] = []  # others that work on the database
        self.log = folder / "server.log"
        self.environment = {
            name: value for name, value in os.environ.items() if not name.startswith(OURS)
        } | {
            "YUANDU_DATA_DIR": str(folder),
            "YUANDU_WITHOUT_SAMPLE": "1",
            "YUANDU_WEB_WORKERS": "1",
            "YUANDU_WEB_THREADS": "8",
            "PORT": str(self.port),
            "PYTHONUNBUFFERED": "1",
            **settings,
        }

    def clear(self) -> None:
        """Make the folder empty; a database that still runs there is killed."""
        if self.folder.exists():
            _kill(self.database())
            shutil.rmtree(self.folder)
        self.folder.mkdir(parents=True)

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.server = subprocess.Popen(  # noqa: S603
                _yuandu("run"),
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def wait_ready(self) -> float:
        """Wait until the server answers that it and its database work; return the seconds.

        Raises:
            NotReady: it ended, or did not answer in time.
        """
        begun = time.monotonic()
        while time.monotonic() - begun < READY_WITHIN:
            if self.server is None or self.server.poll() is not None:
                raise NotReady(f"the server ended; the end of its log:\n{self.last_words()}")
            address = f"http://127.0.0.1:{self.port}/health/"
            with (
                suppress(urllib.error.URLError, OSError),
                urllib.request.urlopen(address, timeout=5) as answer,
            ):
                if answer.status == 200:
                    return time.monotonic() - begun
            time.sleep(0.1)
        raise NotReady(f"no answer in {READY_WITHIN} s; the end of its log:\n{self.last_words()}")

    def last_words(self) -> str:
        return "\n".join(self.log.read_text("utf-8", "replace").splitlines()[-40:])

    def stop(self) -> None:
        """Stop as Ctrl-C does."""
        if self.server is None:
            return
        self.server.terminate()
        with suppress(subprocess.TimeoutExpired):
            self.server.wait(STOP_WITHIN)

    # --- Processes ------------------------------------------------------------------------

    def supervised(self) -> list[psutil.Process]:
        """Return the server's processes but the first: web workers, queue, sequencer."""
        with suppress(psutil.NoSuchProcess, AttributeError):
            return psutil.Process(self.server.pid).children(recursive=True)
        return []

    def everything(self) -> list[psutil.Process]:
        """Return every process of the server, and the commands beside it."""
        found = self.supervised()
        for process in (self.server, *self.commands):
            with suppress(psutil.NoSuchProcess, AttributeError):
                found.append(psutil.Process(process.pid))
        return found

    def database(self) -> list[psutil.Process]:
        """Return the postmaster, first, and its children."""
        with suppress(OSError, ValueError, IndexError, psutil.NoSuchProcess):
            pid = int((self.folder / "postgres" / "postmaster.pid").read_text().splitlines()[0])
            postmaster = psutil.Process(pid)
            if "postgres" in postmaster.name():
                return [postmaster, *postmaster.children(recursive=True)]
        return []

    def strays(self) -> list[int]:
        """Return processes of the server that are nobody's any more, as its port tells."""
        known = {process.pid for process in self.everything()}
        return [
            process.pid
            for process in psutil.process_iter(["cmdline"])
            if str(self.port) in (process.info["cmdline"] or []) and process.pid not in known
        ]

    def kill(self, what: str, rng: random.Random) -> int:
        """Kill with SIGKILL, at once; return how many processes.

        Args:
            what: "server", "database", "both"; "part", which is one of the server's own;
                "first", which is the one that started them.
            rng: decides what goes first, and which part.
        """
        if what == "part":
            return _kill(rng.sample(self.supervised(), 1))
        if what == "first":
            killed = _kill([psutil.Process(self.server.pid)])
            self._forget()
            self._wait_for_the_port()
            return killed
        targets = []
        if what in {"server", "both"}:
            targets.append(self.everything())
        if what in {"database", "both"}:
            targets.append(self.database())
        rng.shuffle(targets)
        killed = _kill([process for processes in targets for process in processes])
        if what != "database":
            self._forget()
        return killed

    def _forget(self) -> None:
        for process in (self.server, *self.commands):
            if process is not None:
                process.wait()
        self.server, self.commands = None, []

    def _wait_for_the_port(self) -> None:
        """Wait until the parts of a server that was killed have ended as well."""
        for _ in range(10 * STOP_WITHIN):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)):
                    return
            time.sleep(0.1)
        raise NotReady("the parts of the server outlived it")

    # --- Questions ------------------------------------------------------------------------

    def run_all(
        self, *commands: list[str], within: float = READY_WITHIN
    ) -> list[subprocess.CompletedProcess[str]]:
        """Run commands of the product beside each other, to their ends."""
        running = [
            subprocess.Popen(  # noqa: S603
                _yuandu(*command),
                env=self.environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            )
            for command in commands
        ]
        said = [process.communicate(timeout=within)[0] for process in running]
        return [
            subprocess.CompletedProcess(process.args, process.returncode, text, "")
            for process, text in zip(running, said, strict=True)
        ]

    def connect(self) -> psycopg.Connection:
        """Return a connection of one who may read everything."""
        lines = (self.folder / "postgres" / "postmaster.pid").read_text().splitlines()
        return psycopg.connect(host=lines[4], user="postgres", dbname="yuandu", autocommit=True)


def _yuandu(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "yuandu.cli", *arguments]


def _kill(processes: list[psutil.Process]) -> int:
    for process in processes:
        with suppress(psutil.NoSuchProcess):
            process.kill()
    psutil.wait_procs(processes, timeout=10)
    return len(processes)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
