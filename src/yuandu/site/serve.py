"""`yuandu run`: everything a workspace needs, in one command with one Ctrl-C."""

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
from types import FrameType

from yuandu.site.environment import env, env_bool, env_int

YUANDU = [sys.executable, "-m", "yuandu.cli"]
READY_WITHIN = 60  # seconds
STOP_WITHIN = 10  # seconds


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
    try:
        _step("database", [*YUANDU, "migrate", "--verbosity", "0"])
        if not env_bool("YUANDU_WITHOUT_SAMPLE", default=env_bool("YUANDU_PRODUCTION")):
            _step("sample city", [*YUANDU, "sample", "--if-empty"])
        with _children(host, port) as children:
            _await_health(port, children)
            _say(f"\n  http://localhost:{port}\n")
            _announce_accounts()
            _say("Yuandu is ready. Ctrl-C stops it.")
            _watch(children)
    except Stopped:
        _say("\nYuandu has stopped.")


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - this is what the command shows


def _stop(number: int, frame: FrameType | None) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise Stopped


def _is_taken(host: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((host, port)) == 0


def _step(name: str, command: list[str]) -> None:
    begun = time.monotonic()
    print(f"  {name} … ", end="", flush=True)  # noqa: T201
    if subprocess.run(command, check=False).returncode:  # noqa: S603 - our own commands
        sys.exit(f"The step “{name}” failed; what it said stands above.")
    _say(f"{time.monotonic() - begun:.1f} s")


@contextmanager
def _children(host: str, port: int) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Start the web server, the queue's worker and the log's sequencer; end them after."""
    commands = [
        [
            *(sys.executable, "-m", "granian", "--interface", "wsgi"),
            *("--host", host, "--port", str(port)),
            *("--workers", env("YUANDU_WEB_WORKERS", "1")),
            *("--blocking-threads", env("YUANDU_WEB_THREADS", "32")),
            # An open event stream does not end by itself in time.
            *("--no-ws", "--workers-kill-timeout", "3"),
            *("--log-level", "error", "yuandu.site.wsgi:application"),
        ],
        [*YUANDU, "db_worker", "--no-reload", "--verbosity", "0"],
        [*YUANDU, "audit", "sequence", "--follow"],
    ]
    # Their own sessions: Ctrl-C reaches this process alone, which then ends them in order.
    children = [
        subprocess.Popen(command, start_new_session=True, env=os.environ)  # noqa: S603
        for command in commands
    ]
    try:
        yield children
    finally:
        for child in children:
            child.terminate()
        deadline = time.monotonic() + STOP_WITHIN
        for child in children:
            try:
                child.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()


def _await_health(port: int, children: list[subprocess.Popen[bytes]]) -> None:
    deadline = time.monotonic() + READY_WITHIN
    while time.monotonic() < deadline:
        _fail_if_ended(children)
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/", timeout=5):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    sys.exit(f"The server did not answer on port {port} within {READY_WITHIN} seconds.")


def _watch(children: list[subprocess.Popen[bytes]]) -> None:
    while True:
        _fail_if_ended(children)
        time.sleep(0.5)


def _fail_if_ended(children: list[subprocess.Popen[bytes]]) -> None:
    for child in children:
        if child.poll() is not None:
            sys.exit(f"A part of Yuandu ended with code {child.returncode}: {child.args!r}")


def _announce_accounts() -> None:
    subprocess.run([*YUANDU, "sample", "--show-accounts"], check=False)  # noqa: S603
