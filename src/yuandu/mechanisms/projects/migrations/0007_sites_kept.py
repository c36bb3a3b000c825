"""Keeps with each standing where its site lies on the grid of the map.

`projects_stand` is that of the migration `counts`, and writes the site's place besides.
"""

from importlib import import_module

from django.db import migrations

# As `rules.grid` counts: 2 to the power of 20 cells around the globe.
GRID = """
CREATE FUNCTION projects_grid(degree double precision) RETURNS integer
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT least(floor((degree + 180) / 360 * 1048576), 1048575)::integer
$$;
"""

STAND = """
CREATE OR REPLACE FUNCTION projects_stand(concerned bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  -- One transaction after the other for each project: what two of them change at once
  -- (a stage, a division) would else be counted from a state that neither left behind.
  PERFORM FROM projects_project WHERE id = ANY (concerned) ORDER BY id FOR NO KEY UPDATE;

  WITH chosen AS MATERIALIZED (
    SELECT p.*, t.stage, t.entered_on, t.stage = ANY ('{suspended,cancelled}') AS rests
    FROM unnest(concerned) AS c (id)
    JOIN projects_project p ON p.id = c.id
    LEFT JOIN lifecycle_track t ON t.id = p.track_id
  ), listed AS MATERIALIZED (
    SELECT l.project_id, a.year, a.level, l.category, l.status, l.annual_plan,
      a.published_on IS NOT NULL AS is_public,
      row_number() OVER (
        PARTITION BY l.project_id, a.year
        ORDER BY array_position('{province,city,county}', a.level::text), l.id
      ) AS place
    FROM chosen p
    JOIN projects_listing l ON l.project_id = p.id AND l.left_on IS NULL
    JOIN projects_annuallist a ON a.id = l.annual_list_id
  ), due AS MATERIALIZED (
    SELECT p.workspace_id, p.id AS project_id, 0 AS year, '' AS level, p.kind AS category,
      '' AS status,
      EXISTS (SELECT FROM listed l WHERE l.project_id = p.id AND l.is_public) AS is_public,
      p.division_id, p.owner_id, coalesce(p.stage, '') AS stage, p.entered_on,
      CASE WHEN NOT coalesce(p.rests, false) THEN p.due_on END AS due_on,
      coalesce(p.investment_total, 0) AS investment_total, 0::numeric AS annual_plan,
      projects_grid(p.longitude) AS grid_column, projects_grid(p.latitude) AS grid_row
    FROM chosen p
    UNION ALL
    SELECT p.workspace_id, p.id, l.year, l.level, l.category, l.status, l.is_public,
      p.division_id, p.owner_id, coalesce(p.stage, ''), p.entered_on,
      CASE WHEN NOT coalesce(p.rests, false) THEN p.due_on END,
      coalesce(p.investment_total, 0), coalesce(l.annual_plan, 0),
      projects_grid(p.longitude), projects_grid(p.latitude)
    FROM chosen p JOIN listed l ON l.project_id = p.id AND l.place = 1
  ), gone AS (
    DELETE FROM projects_standing s
    USING unnest(concerned) AS c (id)
    WHERE s.project_id = c.id AND NOT EXISTS (
      SELECT FROM due WHERE due.project_id = s.project_id AND due.year = s.year
    )
  )
  INSERT INTO projects_standing AS s (
    workspace_id, project_id, year, level, category, status, is_public, division_id, owner_id,
    stage, entered_on, due_on, investment_total, annual_plan, grid_column, grid_row
  )
  SELECT * FROM due
  ON CONFLICT (project_id, year) DO UPDATE SET
    level = excluded.level, category = excluded.category, status = excluded.status,
    is_public = excluded.is_public, division_id = excluded.division_id,
    owner_id = excluded.owner_id, stage = excluded.stage, entered_on = excluded.entered_on,
    due_on = excluded.due_on, investment_total = excluded.investment_total,
    annual_plan = excluded.annual_plan, grid_column = excluded.grid_column,
    grid_row = excluded.grid_row
  WHERE (
    s.level, s.category, s.status, s.is_public, s.division_id, s.owner_id, s.stage,
    s.entered_on, s.due_on, s.investment_total, s.annual_plan, s.grid_column, s.grid_row
  ) IS DISTINCT FROM (
    excluded.level, excluded.category, excluded.status, excluded.is_public,
    excluded.division_id, excluded.owner_id, excluded.stage, excluded.entered_on,
    excluded.due_on, excluded.investment_total, excluded.annual_plan, excluded.grid_column,
    excluded.grid_row
  );
END $$;
"""

# What stands already; no tally changes by it.
FILL = """
UPDATE projects_standing s
SET grid_column = projects_grid(p.longitude), grid_row = projects_grid(p.latitude)
FROM projects_project p
WHERE p.id = s.project_id AND p.longitude IS NOT NULL;
"""

BEFORE = import_module("yuandu.mechanisms.projects.migrations.0002_counts").STAND.replace(
    "CREATE FUNCTION", "CREATE OR REPLACE FUNCTION"
)


class Migration(migrations.Migration):
    dependencies = [("projects", "0006_sites")]

    operations = [
        migrations.RunSQL(GRID + STAND, BEFORE + "DROP FUNCTION projects_grid;"),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
