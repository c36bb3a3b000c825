"""Filings know the numbers of their reports, rounds those of their lights, by statement.

A report belongs to a filing whose clerks write one after the other, so that its numbers are
a row that nobody else waits for. Lights are only ever added.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

COUNT = """
CREATE FUNCTION reporting_count_reports() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  changes text := '';
BEGIN
  IF TG_OP <> 'DELETE' THEN
    changes := 'SELECT 1 AS sign, * FROM fresh';
  END IF;
  IF TG_OP <> 'INSERT' THEN
    changes := concat_ws(' UNION ALL ', nullif(changes, ''), 'SELECT -1 AS sign, * FROM stale');
  END IF;
  EXECUTE $q$
    WITH counted AS (
      SELECT filing_id, sum(sign) AS reported,
        coalesce(sum(sign) FILTER (WHERE doubts <> '[]'), 0) AS doubtful,
        coalesce(sum(sign) FILTER (WHERE doubts <> '[]' AND explanation = ''), 0) AS unexplained,
        coalesce(sum(sign) FILTER (WHERE needs <> ''), 0) AS needing
      FROM ($q$ || changes || $q$) changes GROUP BY 1
    )
    UPDATE reporting_filing f SET reported = f.reported + c.reported,
      doubtful = f.doubtful + c.doubtful, unexplained = f.unexplained + c.unexplained,
      needing = f.needing + c.needing
    FROM counted c WHERE c.filing_id = f.id
      AND (c.reported, c.doubtful, c.unexplained, c.needing) <> (0, 0, 0, 0)
  $q$;
  RETURN NULL;
END
$$;
CREATE TRIGGER reporting_report_inserted AFTER INSERT ON reporting_report
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION reporting_count_reports();
CREATE TRIGGER reporting_report_updated AFTER UPDATE ON reporting_report
  REFERENCING OLD TABLE AS stale NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION reporting_count_reports();
CREATE TRIGGER reporting_report_deleted AFTER DELETE ON reporting_report
  REFERENCING OLD TABLE AS stale FOR EACH STATEMENT EXECUTE FUNCTION reporting_count_reports();

CREATE FUNCTION reporting_count_lights() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO reporting_lighttally AS kept
    (workspace_id, round_id, division_id, kind, tone, projects)
  SELECT f.workspace_id, f.round_id, f.division_id, shown.kind, shown.tone, count(*)
  FROM fresh f CROSS JOIN LATERAL (VALUES ('', f.tone), ('start', f.start),
    ('progress', f.progress), ('funds', f.funds), ('listing', f.listing)) shown (kind, tone)
  GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5
  ON CONFLICT (round_id, kind, tone, division_id) DO UPDATE
    SET projects = kept.projects + excluded.projects;
  RETURN NULL;
END
$$;
CREATE TRIGGER reporting_light_inserted AFTER INSERT ON reporting_light
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION reporting_count_lights();
"""
SO_FAR = """
UPDATE reporting_filing f SET reported = c.reported, doubtful = c.doubtful,
  unexplained = c.unexplained, needing = c.needing
FROM (
  SELECT filing_id, count(*) AS reported, count(*) FILTER (WHERE doubts <> '[]') AS doubtful,
    count(*) FILTER (WHERE doubts <> '[]' AND explanation = '') AS unexplained,
    count(*) FILTER (WHERE needs <> '') AS needing
  FROM reporting_report GROUP BY 1
) c WHERE c.filing_id = f.id;
INSERT INTO reporting_lighttally (workspace_id, round_id, division_id, kind, tone, projects)
SELECT f.workspace_id, f.round_id, f.division_id, shown.kind, shown.tone, count(*)
FROM reporting_light f CROSS JOIN LATERAL (VALUES ('', f.tone), ('start', f.start),
  ('progress', f.progress), ('funds', f.funds), ('listing', f.listing)) shown (kind, tone)
GROUP BY 1, 2, 3, 4, 5;
-- Keys are checked now: what waits to be checked forbids to alter the table afterwards.
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
"""
UNDO = """
DROP FUNCTION reporting_count_lights, reporting_count_reports CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("projects", "0004_ended"),
        ("registry", "0001_initial"),
        ("reporting", "0003_supervision"),
        ("workspaces", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="LightTally",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(blank=True, max_length=10)),
                ("tone", models.CharField(max_length=6)),
                ("projects", models.PositiveIntegerField()),
                (
                    "division",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.division",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="light_tallies",
                        to="reporting.round",
                    ),
                ),
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
                "verbose_name_plural": "light tallies",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("round", "kind", "tone", "division"), name="light_tally_once"
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="filing",
            name="doubtful",
            field=models.PositiveIntegerField(db_default=0, editable=False),
        ),
        migrations.AddField(
            model_name="filing",
            name="needing",
            field=models.PositiveIntegerField(db_default=0, editable=False),
        ),
        migrations.AddField(
            model_name="filing",
            name="reported",
            field=models.PositiveIntegerField(db_default=0, editable=False),
        ),
        migrations.AddField(
            model_name="filing",
            name="unexplained",
            field=models.PositiveIntegerField(db_default=0, editable=False),
        ),
        migrations.AddIndex(
            model_name="light",
            index=models.Index(fields=["round", "division", "project"], name="light_by_division"),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(
                condition=models.Q(("needs", ""), _negated=True),
                fields=["filing", "project"],
                name="report_needing",
            ),
        ),
        migrations.RunSQL(COUNT, UNDO),
        migrations.RunSQL(SO_FAR, migrations.RunSQL.noop),
    ]
