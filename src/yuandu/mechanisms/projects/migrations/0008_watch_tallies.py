"""How long lists of projects to watch are is known without counting them."""

import django.db.models.deletion
from django.db import migrations, models

COUNT = """
CREATE FUNCTION projects_watched_come() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO projects_watchtally AS kept (workspace_id, which, division_id, projects)
  SELECT workspace_id, which, division_id, count(*) FROM fresh GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
  ON CONFLICT (workspace_id, which, division_id) DO UPDATE
    SET projects = kept.projects + excluded.projects;
  RETURN NULL;
END
$$;
CREATE FUNCTION projects_watched_gone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  WITH gone AS (
    SELECT workspace_id, which, division_id, count(*) AS projects FROM stale GROUP BY 1, 2, 3
  )
  UPDATE projects_watchtally kept SET projects = kept.projects - gone.projects FROM gone
  WHERE (kept.workspace_id, kept.which, kept.division_id)
    = (gone.workspace_id, gone.which, gone.division_id);
  RETURN NULL;
END
$$;
CREATE TRIGGER projects_watched_inserted AFTER INSERT ON projects_watched
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION projects_watched_come();
CREATE TRIGGER projects_watched_updated_to AFTER UPDATE ON projects_watched
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION projects_watched_come();
CREATE TRIGGER projects_watched_updated_from AFTER UPDATE ON projects_watched
  REFERENCING OLD TABLE AS stale FOR EACH STATEMENT EXECUTE FUNCTION projects_watched_gone();
CREATE TRIGGER projects_watched_deleted AFTER DELETE ON projects_watched
  REFERENCING OLD TABLE AS stale FOR EACH STATEMENT EXECUTE FUNCTION projects_watched_gone();
"""
SO_FAR = """
INSERT INTO projects_watchtally (workspace_id, which, division_id, projects)
SELECT workspace_id, which, division_id, count(*) FROM projects_watched GROUP BY 1, 2, 3;
-- Keys are checked now: what waits to be checked forbids to alter the table afterwards.
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
"""
UNDO = "DROP FUNCTION projects_watched_come, projects_watched_gone CASCADE;"


class Migration(migrations.Migration):
    dependencies = [("projects", "0007_sites_kept"), ("workspaces", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="WatchTally",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "which",
                    models.CharField(
                        choices=[
                            ("stuck", "Stuck in a stage"),
                            ("silent", "In production, without tax or statistics"),
                            ("unlisted", "Started, not in investment statistics"),
                            ("unstarted", "In investment statistics, not started"),
                        ],
                        max_length=10,
                    ),
                ),
                ("division_id", models.BigIntegerField()),
                ("projects", models.PositiveIntegerField()),
                (
                    "workspace",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="workspaces.workspace",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "watch tallies",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("workspace", "which", "division_id"), name="watch_tally_once"
                    )
                ],
            },
        ),
        migrations.RunSQL(COUNT, UNDO),
        migrations.RunSQL(SO_FAR, migrations.RunSQL.noop),
    ]
