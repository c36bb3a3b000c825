import datetime
import os
import signal
import subprocess
import sys
from threading import Event

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from yuandu.kernel.audit import actions, chain, sequencing, standalone
from yuandu.kernel.audit.models import Entry, Link
from yuandu.kernel.audit.tests.people import System

MIDNIGHT = datetime.datetime(2026, 11, 24, 16, tzinfo=datetime.UTC)


@pytest.fixture
def log(weifang):
    with transaction.atomic():
        for number in range(3):
            actions.record(System(weifang), "workspace.count", weifang, number=number)
    sequencing.Sequencer().run()
    sequencing.close_days(MIDNIGHT)
    return weifang


def test_an_unbroken_log_is_said_to_be_so(log, capsys):
    call_command("audit", "verify")
    call_command("audit", "--language", "en", "verify", "--root", chain.head(log.pk).hash.hex())

    chinese, english = capsys.readouterr().out.splitlines()
    assert "潍坊市" in chinese
    assert "3 entries, unbroken" in english


def test_the_first_broken_entry_is_named_in_the_readers_language(log, capsys):
    second = Entry.objects.order_by("id")[1]
    Entry.objects.filter(pk=second.pk).update(action="workspace.ruin")

    with pytest.raises(CommandError) as refusal:
        call_command("audit", "--language", "en", "verify")
    assert refusal.value.returncode == 1
    assert capsys.readouterr().out.startswith(f"Weifang: Link 2: entry {second.pk} is not what")

    with pytest.raises(CommandError, match="与原记录不符"):
        call_command("audit", "verify")
    assert f"记录 {second.pk}" in capsys.readouterr().out


def test_of_many_faults_the_first_are_named_and_all_counted(weifang, capsys):
    for number in range(15):
        actions.record(System(weifang), "workspace.count", weifang, number=number)
    sequencing.Sequencer().run()
    Entry.objects.update(who="x")

    with pytest.raises(CommandError):
        call_command("audit", "--language", "en", "verify")

    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 11
    assert "15 faults in all" in lines[-1]


@pytest.mark.django_db(transaction=True)
def test_entries_that_wait_too_long_are_reported(log, capsys):
    with transaction.atomic():
        actions.record(System(log), "workspace.count", log)

    with pytest.raises(CommandError):
        call_command("audit", "--language", "en", "verify", "--older-than", "0")

    assert "wait for their links" in capsys.readouterr().out


def test_a_root_that_is_not_in_the_chain_is_reported(log, capsys):
    with pytest.raises(CommandError):
        call_command("audit", "--language", "en", "verify", "--root", "ab" * 32)

    assert "cut off or written anew" in capsys.readouterr().out


def test_odd_arguments_are_refused(log, elsewhere):
    with pytest.raises(CommandError, match="64"):
        call_command("audit", "verify", "--root", "xyz", "--workspace", "weifang")
    with pytest.raises(CommandError, match="nowhere"):
        call_command("audit", "verify", "--workspace", "nowhere")
    with pytest.raises(CommandError, match="--workspace"):
        call_command("audit", "verify", "--root", "ab" * 32)
    with pytest.raises(CommandError, match="--workspace"):
        call_command("audit", "export", "-")


def test_the_root_of_a_day_is_printed(log, capsys):
    head = chain.head(log.pk)

    call_command("audit", "root")
    call_command("audit", "root", "--day", "2026-11-24")

    now, day = capsys.readouterr().out.splitlines()
    assert now == f"weifang - 3 {head.hash.hex()}"
    assert day == f"weifang 2026-11-24 3 {head.hash.hex()}"
    with pytest.raises(CommandError, match="2026-11-23"):
        call_command("audit", "root", "--day", "2026-11-23")


def test_an_export_passes_the_printed_verifier(log, tmp_path, capsys):
    export, verifier = tmp_path / "log.jsonl", tmp_path / "verify.py"
    call_command("audit", "verifier")
    verifier.write_text(capsys.readouterr().out, "utf-8")
    call_command("audit", "export", str(export))
    call_command("audit", "export", "-")
    assert capsys.readouterr().out == export.read_text("utf-8")

    run = subprocess.run(  # noqa: S603 - our own file
        [sys.executable, "-I", verifier, export], capture_output=True, check=True
    )

    assert "3 entries" in run.stdout.decode()
    assert len(standalone.check(export.read_text("utf-8").splitlines()).hashes) == 3


@pytest.mark.django_db(transaction=True)
def test_sequence_chains_once_or_follows_until_it_is_told_to_stop(weifang, capsys):
    with transaction.atomic():
        actions.record(System(weifang), "workspace.count", weifang)
    call_command("audit", "--language", "en", "sequence")
    assert capsys.readouterr().out == "1 entries chained\n"

    with transaction.atomic():
        actions.record(System(weifang), "workspace.count", weifang)
    process = subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "-c", FOLLOW],
        env=os.environ | {"DATABASE_NAME": str(connection.settings_dict["NAME"])},
    )
    try:
        while Link.objects.count() < 2:
            assert process.poll() is None
            Event().wait(0.05)
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0
    finally:
        process.kill()


FOLLOW = """
import os
from tests import settings
settings.DATABASES["default"]["NAME"] = os.environ["DATABASE_NAME"]
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
from django.core.management import execute_from_command_line
execute_from_command_line(["yuandu", "audit", "sequence", "--follow"])
"""
