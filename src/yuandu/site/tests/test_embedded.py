"""The embedded database after a kill: real ones, each in a folder of its own."""

import json
import os
import signal
from contextlib import suppress

import psutil
import psycopg
import pytest

from yuandu.site import embedded


@pytest.fixture
def folder(tmp_path, monkeypatch):
    # The tests' own database is told by the same variable: it is put back afterwards.
    monkeypatch.setenv(embedded.SOCKET, os.environ.get(embedded.SOCKET, ""))
    yield tmp_path
    if embedded.is_running(tmp_path):
        _kill(tmp_path)


def _kill(folder) -> None:
    """Kill the whole server, as a power cut does."""
    postmaster = psutil.Process(int((folder / "postgres/postmaster.pid").read_text().split()[0]))
    processes = [postmaster, *postmaster.children(recursive=True)]
    for process in processes:
        with suppress(psutil.NoSuchProcess):  # it ended with its parent
            process.send_signal(signal.SIGKILL)
    psutil.wait_procs(processes)


def _ask(folder, question: str):
    socket = embedded.ensure_running(folder)
    with psycopg.connect(host=socket, user=embedded.OWNER, dbname=embedded.DATABASE) as owner:
        asked = owner.execute(question)
        return asked.fetchone() if asked.description else None


def test_a_killed_database_comes_up_again_whatever_it_left(folder):
    cluster = folder / "postgres"
    postmaster, users = cluster / "postmaster.pid", cluster / ".handle_pids.json"
    _ask(folder, "CREATE TABLE kept AS SELECT 7 AS number")
    _kill(folder)
    assert not embedded.is_running(folder)

    # As a container finds it: the numbers belong to other processes by now.
    first, *others = postmaster.read_text().splitlines()
    postmaster.write_text("\n".join([str(os.getpid()), *others, ""]))
    users.write_text(json.dumps([os.getpid(), int(first)]))
    assert not embedded.is_running(folder)
    assert _ask(folder, "SELECT number FROM kept") == (7,)
    assert embedded.is_running(folder)
    assert json.loads(users.read_text()) == [os.getpid()]

    # As a kill leaves it that comes while they are being written.
    _kill(folder)
    postmaster.write_text("\n".join([first, *others[:2]]))
    users.write_text("[1, 2")
    assert _ask(folder, "SELECT number FROM kept") == (7,)


def test_another_user_of_the_machine_may_run_one_too(folder):
    _ask(folder, "SELECT 1")

    assert (folder / "postgres.users.lock").exists()


@pytest.mark.parametrize(("memory", "shared"), [(2, 256), (4, 512), (64, 1024)])
def test_it_keeps_a_part_of_memory_of_its_tables(memory, shared):
    told = embedded._configuration(memory << 30, forgetful=False)

    assert f"\nshared_buffers = {shared}MB\n" in told
