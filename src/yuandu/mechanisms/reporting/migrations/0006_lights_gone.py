"""Tallies of lights follow lights that are taken away, too."""

from django.db import migrations

COUNT = """
CREATE FUNCTION reporting_uncount_lights() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  WITH gone AS (
    SELECT s.round_id, s.division_id, shown.kind, shown.tone, count(*) AS projects
    FROM stale s CROSS JOIN LATERAL (VALUES ('', s.tone), ('start', s.start),
      ('progress', s.progress), ('funds', s.funds), ('listing', s.listing)) shown (kind, tone)
    GROUP BY 1, 2, 3, 4
  )
  UPDATE reporting_lighttally k SET projects = k.projects - gone.projects FROM gone
  WHERE (k.round_id, k.division_id, k.kind, k.tone)
    = (gone.round_id, gone.division_id, gone.kind, gone.tone);
  DELETE FROM reporting_lighttally
  WHERE projects = 0 AND round_id IN (SELECT round_id FROM stale);
  RETURN NULL;
END
$$;
CREATE TRIGGER reporting_light_deleted AFTER DELETE ON reporting_light
  REFERENCING OLD TABLE AS stale FOR EACH STATEMENT EXECUTE FUNCTION reporting_uncount_lights();
"""
UNDO = "DROP FUNCTION reporting_uncount_lights CASCADE;"


class Migration(migrations.Migration):
    dependencies = [("reporting", "0005_sums")]

    operations = [migrations.RunSQL(COUNT, UNDO)]
