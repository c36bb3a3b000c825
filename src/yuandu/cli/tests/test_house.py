import sys

import psycopg
import pytest
from django.db import OperationalError, ProgrammingError

from yuandu.cli import house

UNKNOWN_TABLE = psycopg.errors.UndefinedTable('relation "workspaces_workspace" does not exist')


@pytest.fixture
def failing(monkeypatch):
    """Make the command that is run fail with an error, as Django wraps the driver's."""

    def fail(error, cause):
        def command(_arguments):
            raise error from cause

        monkeypatch.setattr(house, "execute_from_command_line", command)
        monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@localhost/nothing")

    return fail


def run(monkeypatch, *words):
    monkeypatch.setattr(sys, "argv", ["yuandu", *words])
    house.main()


def test_a_database_without_tables_is_told_with_what_to_do(failing, monkeypatch):
    failing(ProgrammingError(str(UNKNOWN_TABLE)), UNKNOWN_TABLE)

    with pytest.raises(SystemExit, match="yuandu migrate"):
        run(monkeypatch, "figures")


def test_a_database_that_does_not_answer_is_told_with_where_to_look(failing, monkeypatch):
    failing(OperationalError("connection refused"), psycopg.OperationalError("connection refused"))

    with pytest.raises(SystemExit, match=r"connection refused\nLook at DATABASE_URL"):
        run(monkeypatch, "figures")


def test_a_fault_of_our_own_keeps_its_traceback(failing, monkeypatch):
    failing(ProgrammingError("syntax error"), psycopg.errors.SyntaxError("syntax error"))

    with pytest.raises(ProgrammingError):
        run(monkeypatch, "figures")


def test_who_asks_for_the_traceback_gets_it(failing, monkeypatch):
    failing(ProgrammingError(str(UNKNOWN_TABLE)), UNKNOWN_TABLE)

    with pytest.raises(ProgrammingError):
        run(monkeypatch, "figures", "--traceback")


@pytest.mark.parametrize(("word", "code"), [("--help", 0), ("-h", 0), ("8080", 2)])
def test_whoever_asks_how_the_server_is_run_does_not_start_one(monkeypatch, capsys, word, code):
    monkeypatch.setattr(house.serve, "run", lambda: pytest.fail("a server was started"))

    with pytest.raises(SystemExit) as ended:
        run(monkeypatch, "run", word)

    assert ended.value.code == code
    assert "PORT" in capsys.readouterr().out
