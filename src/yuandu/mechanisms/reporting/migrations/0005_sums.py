"""Filings know the money of their reports, too."""

from django.db import migrations, models

COUNT = """
CREATE OR REPLACE FUNCTION reporting_count_reports() RETURNS trigger LANGUAGE plpgsql AS $$
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
        coalesce(sum(sign) FILTER (WHERE needs <> ''), 0) AS needing,
        sum(sign * (invested + corrected)) AS invested
      FROM ($q$ || changes || $q$) changes GROUP BY 1
    )
    UPDATE reporting_filing f SET reported = f.reported + c.reported,
      doubtful = f.doubtful + c.doubtful, unexplained = f.unexplained + c.unexplained,
      needing = f.needing + c.needing,
      invested = f.invested + c.invested
    FROM counted c WHERE c.filing_id = f.id
      AND (c.reported, c.doubtful, c.unexplained, c.needing, c.invested) <> (0, 0, 0, 0, 0)
  $q$;
  RETURN NULL;
END
$$;
"""
SO_FAR = """
UPDATE reporting_filing f SET invested = c.invested
FROM (
  SELECT filing_id, sum(invested + corrected) AS invested FROM reporting_report GROUP BY 1
) c WHERE c.filing_id = f.id;
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
"""


class Migration(migrations.Migration):
    dependencies = [("reporting", "0004_tallies")]

    operations = [
        migrations.AddField(
            model_name="filing",
            name="invested",
            field=models.DecimalField(
                db_default=0, decimal_places=2, editable=False, max_digits=20
            ),
        ),
        # The function that `tallies` made goes with it.
        migrations.RunSQL(COUNT, migrations.RunSQL.noop),
        migrations.RunSQL(SO_FAR, migrations.RunSQL.noop),
    ]
