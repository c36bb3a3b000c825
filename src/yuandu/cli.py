"""The command line.

`yuandu run` serves; every other word is a Django command of some room (`yuandu audit
verify`, `yuandu sheets import …`) or of Django itself (`yuandu migrate`). Without
`DATABASE_URL` each of them finds or starts the embedded PostgreSQL first.
"""

import os
import sys

from django.core.management import execute_from_command_line

from yuandu.site import embedded, serve
from yuandu.site.environment import env

# These change tables or grants: they run as the database's owner.
AS_OWNER = {"migrate", "flush", "sqlmigrate", "dbshell"}
WITHOUT_DATABASE = {"messages", "help", "--help", "--version"}


def main() -> None:
    """Run the command that the arguments name."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yuandu.site.settings")
    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    if command in AS_OWNER:
        os.environ["YUANDU_AS_OWNER"] = "1"
    if command not in WITHOUT_DATABASE and not env("DATABASE_URL"):
        embedded.ensure_running(embedded.data_dir())
    if command == "run":
        serve.run()
    else:
        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
