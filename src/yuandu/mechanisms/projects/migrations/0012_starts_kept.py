"""Keeps with each standing when works started, and since when they have or should have.

`projects_stand` is that of the migration `sites_kept`, and writes both days besides.
"""

from importlib import import_module

from django.db import migrations

BEFORE = import_module("yuandu.mechanisms.projects.migrations.0007_sites_kept").STAND
# Of the two days the first that there is: `least` passes over what is missing.
DAYS = "p.works_started_on, least(p.works_started_on, p.planned_start_on + 1)"
CHANGES = (
    (
        "projects_grid(p.latitude) AS grid_row\n",
        "projects_grid(p.latitude) AS grid_row,\n"
        "      p.works_started_on AS started_on,\n"
        "      least(p.works_started_on, p.planned_start_on + 1) AS start_due_on\n",
    ),
    ("projects_grid(p.latitude)\n", f"projects_grid(p.latitude),\n      {DAYS}\n"),
    (
        "grid_column, grid_row\n  )\n  SELECT",
        "grid_column, grid_row,\n    started_on, start_due_on\n  )\n  SELECT",
    ),
    (
        "grid_row = excluded.grid_row\n",
        "grid_row = excluded.grid_row,\n"
        "    started_on = excluded.started_on, start_due_on = excluded.start_due_on\n",
    ),
    (
        "s.grid_column, s.grid_row\n",
        "s.grid_column, s.grid_row,\n    s.started_on, s.start_due_on\n",
    ),
    (
        "    excluded.grid_row\n",
        "    excluded.grid_row, excluded.started_on, excluded.start_due_on\n",
    ),
)
FILL = """
UPDATE projects_standing s SET started_on = p.works_started_on,
  start_due_on = least(p.works_started_on, p.planned_start_on + 1)
FROM projects_project p WHERE p.id = s.project_id;
"""


def stand() -> str:
    """Return the function with both days in it.

    Raises:
        ValueError: the function of before reads otherwise.
    """
    function = BEFORE
    for there, instead in CHANGES:
        if function.count(there) != 1:
            raise ValueError(there)
        function = function.replace(there, instead)
    return function


class Migration(migrations.Migration):
    dependencies = [("projects", "0011_starts")]

    operations = [
        migrations.RunSQL(stand(), BEFORE),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
