"""The words of the house: what needs Django and its database.

`yuandu run` serves; every other word is a Django command of some room (`yuandu audit
verify`, `yuandu sheets import …`) or of Django itself (`yuandu migrate`). Without
`DATABASE_URL` each of them finds or starts the embedded PostgreSQL first.
"""

import os
import sys
from collections.abc import Iterator

import django
from django.core.management import execute_from_command_line, get_commands, load_command_class
from django.db import OperationalError, ProgrammingError
from psycopg.errors import UndefinedColumn, UndefinedTable

from yuandu.site import embedded, serve
from yuandu.site.environment import env

# These change tables or grants: they run as the database's owner.
AS_OWNER = {"migrate", "flush", "sqlmigrate", "dbshell"}
WITHOUT_DATABASE = {"messages", "help", "--help", "--version"}
RUN_USAGE = """usage: yuandu run

Migrates the database, loads the sample city where there is nothing yet, and serves until Ctrl-C.
It takes no options: PORT, HOST, DATABASE_URL and the other settings are environment variables,
listed in docs/settings.md. YUANDU_WITHOUT_SAMPLE=1 begins without the sample city."""


def overview() -> Iterator[str]:
    """Yield the lines of `yuandu help`: the words of our own rooms, each with what it does."""
    django.setup()
    yield "yuandu WORD …; `yuandu help WORD` tells more\n"
    yield f"  {'run':<12} the database, the sample city, the server and its workers, in one"
    for name, app in sorted(get_commands().items()):
        if isinstance(app, str) and app.startswith("yuandu.") and name != "ballot":
            yield f"  {name:<12} {load_command_class(app, name).help}"
    yield f"  {'rules':<12} Check a firm, compare days, sweep a table by rule books; no database."
    yield f"  {'dock':<12} Dock orders to growers' offers, from files to files; no database."
    yield f"  {'forecast':<12} Foretell prices or quantities, from file to file; no database."
    yield f"  {'similar':<12} Find texts that say the same, in a file; no database."
    yield f"  {'ballot':<12} Recount a ballot from its bulletin: a file, or the number of one in the database."
    yield f"  {'migrate':<12} Bring the database's tables up to date."
    yield "\n`yuandu help --commands` lists Django's words too."


def main() -> None:
    """Run the command that the arguments name."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yuandu.site.settings")
    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    if command == "run" and (asked := sys.argv[2:]):
        # Not served by mistake: whoever asks how it works does not want a server.
        print(RUN_USAGE)  # noqa: T201 - this is what the command shows
        sys.exit(0 if set(asked) <= {"-h", "--help"} else 2)
    if command in AS_OWNER:
        os.environ["YUANDU_AS_OWNER"] = "1"
    if command not in WITHOUT_DATABASE and not env("DATABASE_URL"):
        embedded.ensure_running(embedded.data_dir())
    if command == "run":
        serve.run()
    elif command in {"help", "--help"} and not sys.argv[2:]:
        print("\n".join(overview()))  # noqa: T201 - this is what the command shows
    else:
        _execute(sys.argv)


def _execute(arguments: list[str]) -> None:
    """Run a Django command; a database that is not ready is told in words, not as a traceback."""
    try:
        execute_from_command_line(arguments)
    except (ProgrammingError, OperationalError) as error:
        if "--traceback" in arguments:
            raise
        if isinstance(error.__cause__, UndefinedTable | UndefinedColumn):
            sys.exit(
                f"{error.__cause__.diag.message_primary}: the database's tables are not those of "
                "this version. Run `yuandu migrate` (`yuandu run` does it too), then again."
            )
        if error.__cause__ is not None and getattr(error.__cause__, "sqlstate", None) is None:
            sys.exit(f"The database does not answer: {str(error).strip()}\nLook at DATABASE_URL.")
        raise
