"""Keeps the tallies of the map equal to the standings, as the migration `counts` does the others."""

from django.db import migrations

TALLIES = """
CREATE FUNCTION projects_site_tally_merge(in_workspace bigint) RETURNS void LANGUAGE sql AS $$
  -- Rows that somebody else is merging are left to them.
  WITH taken AS (
    DELETE FROM projects_sitetally WHERE id IN (
      SELECT id FROM projects_sitetally WHERE workspace_id = in_workspace FOR UPDATE SKIP LOCKED
    ) RETURNING *
  )
  INSERT INTO projects_sitetally (workspace_id, year, is_public, division_id, grid_column,
    grid_row, projects, investment_total, columns, rows, keys)
  SELECT workspace_id, year, is_public, division_id, grid_column, grid_row,
    sum(projects), sum(investment_total), sum(columns), sum(rows), sum(keys)
  FROM taken GROUP BY 1, 2, 3, 4, 5, 6
  HAVING sum(projects) <> 0 OR sum(investment_total) <> 0 OR sum(columns) <> 0
    OR sum(rows) <> 0 OR sum(keys) <> 0
$$;

CREATE FUNCTION projects_site_counted() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  changes text := '';
  crowded bigint;
BEGIN
  IF TG_OP <> 'DELETE' THEN
    changes := 'SELECT 1 AS sign, * FROM fresh';
  END IF;
  IF TG_OP <> 'INSERT' THEN
    changes := concat_ws(' UNION ALL ', nullif(changes, ''), 'SELECT -1 AS sign, * FROM stale');
  END IF;
  -- `rules.grid` counts beforehand at level 12 of 20.
  FOR crowded IN EXECUTE $q$
    WITH added AS (
      INSERT INTO projects_sitetally (workspace_id, year, is_public, division_id, grid_column,
        grid_row, projects, investment_total, columns, rows, keys)
      SELECT workspace_id, year, is_public, division_id, grid_column >> 8, grid_row >> 8,
        sum(sign), sum(sign * investment_total), sum(sign * grid_column), sum(sign * grid_row),
        sum(sign * project_id)
      FROM ($q$ || changes || $q$) changes WHERE grid_column IS NOT NULL
      GROUP BY 1, 2, 3, 4, 5, 6
      HAVING sum(sign) <> 0 OR sum(sign * investment_total) <> 0 OR sum(sign * grid_column) <> 0
        OR sum(sign * grid_row) <> 0 OR sum(sign * project_id) <> 0
      RETURNING id, workspace_id
    )
    SELECT DISTINCT workspace_id FROM added WHERE id % 256 = 0
  $q$ LOOP
    PERFORM projects_site_tally_merge(crowded);
  END LOOP;
  RETURN NULL;
END $$;
CREATE TRIGGER projects_site_inserted AFTER INSERT ON projects_standing
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION projects_site_counted();
CREATE TRIGGER projects_site_updated AFTER UPDATE ON projects_standing
  REFERENCING OLD TABLE AS stale NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION projects_site_counted();
CREATE TRIGGER projects_site_deleted AFTER DELETE ON projects_standing
  REFERENCING OLD TABLE AS stale FOR EACH STATEMENT EXECUTE FUNCTION projects_site_counted();
"""

FILL = """
INSERT INTO projects_sitetally (workspace_id, year, is_public, division_id, grid_column,
  grid_row, projects, investment_total, columns, rows, keys)
SELECT workspace_id, year, is_public, division_id, grid_column >> 8, grid_row >> 8,
  count(*), sum(investment_total), sum(grid_column), sum(grid_row), sum(project_id)
FROM projects_standing WHERE grid_column IS NOT NULL
GROUP BY 1, 2, 3, 4, 5, 6
"""

UNDO = """
DROP FUNCTION projects_site_counted CASCADE;
DROP FUNCTION projects_site_tally_merge;
"""


class Migration(migrations.Migration):
    dependencies = [("projects", "0009_site_tallies")]

    operations = [
        migrations.RunSQL(TALLIES, UNDO),
        migrations.RunSQL(FILL, "DELETE FROM projects_sitetally"),
    ]
