"""What each role may do to the log, tried in the database itself."""

import psycopg
import pytest
from django.conf import settings
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from yuandu.kernel.audit import actions, chain, checks, grants
from yuandu.kernel.audit.models import Entry, Personal
from yuandu.kernel.audit.sequencing import Sequencer
from yuandu.kernel.audit.tests.people import System

TABLES = ("audit_entry", "audit_link", "audit_root")


@pytest.fixture
def as_application(weifang):
    """Record an entry, then go on as the role that serves pages."""
    actions.record(System(weifang), "workspace.look", weifang, personal={"phone": "1"})
    Sequencer().run()
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {settings.APPLICATION_ROLE}")
        yield cursor
        cursor.execute("RESET ROLE")


def refused(cursor, statement: str, match: str = "permission denied|must be owner") -> None:
    with pytest.raises(ProgrammingError, match=match), transaction.atomic():
        cursor.execute(statement)


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE {table} SET workspace_id = workspace_id",
        "DELETE FROM {table}",
        "TRUNCATE {table} CASCADE",
        "ALTER TABLE {table} DISABLE TRIGGER ALL",
        "ALTER TABLE {table} DISABLE TRIGGER {table}_kept",
        "DROP TRIGGER {table}_kept ON {table}",
        "CREATE RULE swallow AS ON INSERT TO {table} DO INSTEAD NOTHING",
        "DROP TABLE {table} CASCADE",
        "LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE",
        "CREATE TRIGGER other BEFORE INSERT ON {table} EXECUTE FUNCTION yuandu_refuse_change()",
    ],
)
def test_the_application_cannot_change_what_is_written(as_application, table, statement):
    as_application.execute("SET yuandu.append_only = off")

    refused(as_application, statement.format(table=table))


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO audit_entry SELECT * FROM audit_entry ON CONFLICT (id) DO UPDATE SET who = 'x'",
        "MERGE INTO audit_entry USING (SELECT 1) AS one ON true WHEN MATCHED THEN DELETE",
        "SELECT setval('audit_entry_id_seq', 1)",
        "SET session_replication_role = replica",
        "CREATE OR REPLACE FUNCTION yuandu_refuse_change() RETURNS trigger LANGUAGE plpgsql "
        "AS 'BEGIN RETURN NULL; END'",
        "DROP FUNCTION yuandu_refuse_change() CASCADE",
        "INSERT INTO audit_entry (id) VALUES (1)",
        "INSERT INTO audit_entry (at) VALUES ('2020-01-01')",
        "INSERT INTO audit_entry (transaction) VALUES (1)",
        "UPDATE audit_personal SET value = 'x'",
        "TRUNCATE audit_personal",
        "SET ROLE postgres",
        "CREATE TABLE other (id int)",
    ],
)
def test_the_application_has_no_way_around(as_application, statement):
    with connection.cursor() as cursor, transaction.atomic():
        # As who connects, not as who may go back to being the owner.
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == (settings.APPLICATION_ROLE,)
    if statement.startswith("SET ROLE"):
        with a_login() as own, pytest.raises(psycopg.errors.InsufficientPrivilege):
            own.execute(f"SET ROLE {connection.settings_dict['USER'] or 'postgres'}")
        return
    refused(as_application, statement, match="permission denied|must be owner")


def a_login() -> psycopg.Connection:
    """Connect as the application does, to the tests' database."""
    parameters = connection.get_connection_params()
    chosen = {name: parameters[name] for name in ("host", "port", "dbname") if name in parameters}
    return psycopg.connect(**chosen, user=settings.APPLICATION_ROLE)


def test_the_application_can_do_its_work(as_application, weifang):
    actions.record(System(weifang), "workspace.look", weifang, personal={"phone": "2"})
    assert Sequencer().run() == 1
    assert Entry.objects.count() == 2
    assert Personal.objects.filter(value="1").delete()[0] == 1
    assert chain.head(weifang.pk).length == 2


def test_the_application_tells_the_planner_of_rows_that_it_copied(as_application):
    rows = "SELECT reltuples FROM pg_class WHERE relname = 'workspaces_workspace'"
    as_application.execute("ANALYZE workspaces_workspace")
    as_application.execute(rows)

    assert as_application.fetchone() == (1,)


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize(
    "statement",
    ["UPDATE {} SET workspace_id = workspace_id", "DELETE FROM {}", "TRUNCATE {} CASCADE"],
)
def test_even_the_owner_is_stopped_unless_it_says_so(db, table, statement):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL yuandu.append_only = on")
        refused(cursor, statement.format(table), match="kept as they were written")

        cursor.execute("SET LOCAL yuandu.append_only = off")
        cursor.execute(statement.format(table))


def test_the_owner_is_stopped_where_nothing_is_set(db):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL yuandu.append_only = ''")

        refused(cursor, "TRUNCATE audit_entry CASCADE", match="kept as they were written")


def test_installing_the_guard_twice_changes_nothing(db):
    grants.install(using="default")
    grants.install(using="default")


def test_a_production_server_that_runs_as_the_owner_is_warned_of(db, settings):
    settings.PRODUCTION, settings.AS_OWNER = True, False

    [warning] = checks.the_application_is_not_the_owner(["default"])

    assert warning.id == "audit.W001"
    assert "DATABASE_OWNER_URL" in warning.hint


def test_a_production_server_with_its_own_role_is_fine(as_application, settings):
    settings.PRODUCTION, settings.AS_OWNER = True, False

    assert checks.the_application_is_not_the_owner(["default"]) == []


def test_the_owner_itself_is_not_warned_when_it_migrates(db, settings):
    settings.PRODUCTION, settings.AS_OWNER = True, True

    assert checks.the_application_is_not_the_owner(["default"]) == []


@pytest.mark.parametrize("model", list(grants.kept_models()), ids=lambda model: model.__name__)
def test_what_may_change_is_named_as_its_column(model):
    columns = {field.column for field in model._meta.concrete_fields}
    assert {*model.MAY_CHANGE, *getattr(model, "SET_BY_DATABASE", ())} <= columns
