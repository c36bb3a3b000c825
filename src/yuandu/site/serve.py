"""`yuandu run`: everything a workspace needs, in one command with one Ctrl-C.

What ends by itself is started again: a part of the server, and the embedded database with
it. Should this process itself be killed, the parts end, too.
"""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType
from typing import LiteralString

import psycopg

from yuandu.site import embedded
from yuandu.site.environment import env, env_bool, env_int
from yuandu.site.processes import end_with_the_parent
from yuandu.site.sample import people

YUANDU = [sys.executable, "-m", "yuandu.cli"]
READY_WITHIN = 60  # seconds
STOP_WITHIN = 10  # seconds
LONGEST_PAUSE = 30  # seconds before a part that keeps ending is started again
STEADY_AFTER = 60  # seconds after which a part that ended had been working


class Stopped(Exception):
    """Somebody asked the whole to stop."""


def run() -> None:
    """Migrate, load the sample city if there is nothing yet, serve until told to stop."""
    host, port = env("HOST", "127.0.0.1"), env_int("PORT", 8000)
    _say("Yuandu 鸢都")
    if _is_taken(host, port):
        sys.exit(f"Port {port} is taken. Choose another: PORT={port + 1} make run")
    signal.signal(signal.SIGTERM, _stop)
    signal.signal(signal.SIGINT, _stop)
    signal.signal(signal.SIGHUP, _stop)
    try:
        _step("database", [*YUANDU, "migrate", "--verbosity", "0"])
        with_sample = not env_bool("YUANDU_WITHOUT_SAMPLE", default=env_bool("YUANDU_PRODUCTION"))
        if with_sample and not _holds("TRUE"):
            _step("sample city", [*YUANDU, "sample", "city"], usual="about two minutes")
        with _started(host, port) as parts:
            _say(f"\n  http://localhost:{port}\n")
            if _holds("is_sample"):
                _say("\n".join(people.announced()))
            _say("Yuandu is ready. Ctrl-C stops it.")
            if with_sample and _wants_the_company():
                # In its own time: the city is open meanwhile.
                _say("  sample company … it is loaded now; its accounts follow in a few minutes")
                parts.append(Task([*YUANDU, "sample", "company"], name="sample company"))
                parts[-1].start()
            _watch(parts)
    except Stopped:
        _say("\nYuandu has stopped.")


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - this is what the command shows


def _stop(number: int, frame: FrameType | None) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    raise Stopped


def _is_taken(host: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((host, port)) == 0


def _step(name: str, command: list[str], *, usual: str = "") -> None:
    """Do what must be done before anything else, and show that it goes on."""
    begun = time.monotonic()
    line = f"  {name} … {f'({usual}) ' if usual else ''}"
    print(line, end="", flush=True)  # noqa: T201
    with subprocess.Popen(  # noqa: S603 - our own commands
        command,
        preexec_fn=end_with_the_parent,  # noqa: PLW1509 - there are no threads here
    ) as process:
        try:
            while (code := _waited(process)) is None:
                if sys.stdout.isatty():
                    _again(f"{line}{time.monotonic() - begun:.0f} s")
        except BaseException:
            # Asked to stop: a step that is half done leaves nothing, and nobody waits for its end.
            process.kill()
            raise
    if code:
        sys.exit(f"The step “{name}” failed; what it said stands above.")
    if sys.stdout.isatty():
        _again(line)
    _say(f"{time.monotonic() - begun:.1f} s")


def _waited(process: subprocess.Popen[bytes]) -> int | None:
    """Wait a second; return how the process ended, if it did."""
    try:
        return process.wait(1)
    except subprocess.TimeoutExpired:
        return None


def _again(line: str) -> None:
    """Write over the line that stands there."""
    print(f"\r\033[K{line}", end="", flush=True)  # noqa: T201


@dataclass
class Part:
    """One of the processes that make up the server."""

    command: list[str]
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    pause: float = 0.0  # seconds to wait before the next start

    def start(self) -> None:
        # Its own session: Ctrl-C reaches the first process alone, which ends them in order.
        self.process = subprocess.Popen(  # noqa: S603 - our own commands
            self.command,
            start_new_session=True,
            preexec_fn=end_with_the_parent,  # noqa: PLW1509 - there are no threads here
        )
        self.started_at = time.monotonic()

    def tend(self) -> None:
        """Start the part again if it ended; after a pause that grows where it keeps ending."""
        if self.process is None or self.process.poll() is None:
            return
        lived = time.monotonic() - self.started_at
        if lived < self.pause:
            return
        self.pause = 1 if lived > STEADY_AFTER else min(2 * self.pause + 1, LONGEST_PAUSE)
        _say(f"A part of Yuandu ended with code {self.process.returncode}: {self.command!r}")
        _say(f"It is started again; if it ends, the next time after {self.pause:.0f} s.")
        self.start()


@dataclass
class Task(Part):
    """What is done once, beside the server; where it fails, again when all is next started."""

    name: str = ""
    is_told: bool = False

    def tend(self) -> None:
        """Tell, once, how it ended."""
        if self.is_told or self.process is None or self.process.poll() is None:
            return
        self.is_told = True
        if self.process.returncode:
            _say(f"The step “{self.name}” failed; what it said stands above. The rest works.")
        else:
            _say(f"  {self.name} … {time.monotonic() - self.started_at:.1f} s")


@contextmanager
def _started(host: str, port: int) -> Iterator[list[Part]]:
    """Start the web server, the queue's worker and the log's sequencer; end them after."""
    parts = [
        Part(
            [
                *(sys.executable, "-m", "granian", "--interface", "wsgi"),
                *("--host", host, "--port", str(port)),
                *("--workers", env("YUANDU_WEB_WORKERS", "1")),
                *("--blocking-threads", env("YUANDU_WEB_THREADS", "32")),
                # An open event stream does not end by itself in time.
                *("--no-ws", "--workers-kill-timeout", "3"),
                # A web process that dies is followed by another.
                "--respawn-failed-workers",
                *("--log-level", "error", "yuandu.site.wsgi:application"),
            ]
        ),
        Part([*YUANDU, "work", "--no-reload", "--verbosity", "0"]),
        Part([*YUANDU, "audit", "sequence", "--follow"]),
    ]
    web, *others = parts
    try:
        web.start()
        _await_health(port, web)
        for part in others:
            part.start()
        yield parts
    finally:
        _end([part.process for part in parts if part.process is not None])


def _end(processes: list[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        process.terminate()
    deadline = time.monotonic() + STOP_WITHIN
    for process in processes:
        try:
            process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _await_health(port: int, web: Part) -> None:
    deadline = time.monotonic() + READY_WITHIN
    while time.monotonic() < deadline:
        if web.process is not None and web.process.poll() is not None:
            sys.exit(f"The server ended with code {web.process.returncode}: {web.command!r}")
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/", timeout=5):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    sys.exit(f"The server did not answer on port {port} within {READY_WITHIN} seconds.")


def _watch(parts: list[Part]) -> None:
    is_ours = not env("DATABASE_URL")
    while True:
        if is_ours and not embedded.is_running(embedded.data_dir()):
            _say("The database ended; it is started again.")
            embedded.ensure_running(embedded.data_dir())
        for part in parts:
            part.tend()
        time.sleep(0.5)


def _wants_the_company() -> bool:
    """Whether there is the sample city, and no company of it yet."""
    return _holds("is_sample AND kind = 'city'") and not _holds("kind = 'company'")


def _holds(condition: LiteralString) -> bool:
    """Whether there is a workspace of this kind; asked without Django, which takes seconds."""
    socket_folder = os.environ.get(embedded.SOCKET, "")
    address = env("DATABASE_URL") or (
        f"host={socket_folder} user={embedded.APPLICATION} dbname={embedded.DATABASE}"
    )
    asked: LiteralString = f"SELECT 1 FROM workspaces_workspace WHERE {condition} LIMIT 1"  # noqa: S608
    with psycopg.connect(address) as connection:
        return connection.execute(asked).fetchone() is not None
