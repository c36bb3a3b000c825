"""Keeps standings and tallies equal to the register, the lists and the tracks.

    projects, listings, lists, tracks  --stand()-->  standings  --deltas-->  tallies

Whatever writes one of the sources, in whatever way, its trigger names the projects that
are concerned and `projects_stand` brings their standings up to date. What changes in the
standings is added to the tallies as rows of plus and minus.
"""

from django.db import migrations

STAND = """
CREATE FUNCTION projects_stand(concerned bigint[]) RETURNS void LANGUAGE plpgsql AS $$
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
      coalesce(p.investment_total, 0) AS investment_total, 0::numeric AS annual_plan
    FROM chosen p
    UNION ALL
    SELECT p.workspace_id, p.id, l.year, l.level, l.category, l.status, l.is_public,
      p.division_id, p.owner_id, coalesce(p.stage, ''), p.entered_on,
      CASE WHEN NOT coalesce(p.rests, false) THEN p.due_on END,
      coalesce(p.investment_total, 0), coalesce(l.annual_plan, 0)
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
    stage, entered_on, due_on, investment_total, annual_plan
  )
  SELECT * FROM due
  ON CONFLICT (project_id, year) DO UPDATE SET
    level = excluded.level, category = excluded.category, status = excluded.status,
    is_public = excluded.is_public, division_id = excluded.division_id,
    owner_id = excluded.owner_id, stage = excluded.stage, entered_on = excluded.entered_on,
    due_on = excluded.due_on, investment_total = excluded.investment_total,
    annual_plan = excluded.annual_plan
  WHERE (
    s.level, s.category, s.status, s.is_public, s.division_id, s.owner_id, s.stage,
    s.entered_on, s.due_on, s.investment_total, s.annual_plan
  ) IS DISTINCT FROM (
    excluded.level, excluded.category, excluded.status, excluded.is_public,
    excluded.division_id, excluded.owner_id, excluded.stage, excluded.entered_on,
    excluded.due_on, excluded.investment_total, excluded.annual_plan
  );
END $$;
"""

SOURCES = """
CREATE FUNCTION projects_project_written() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM projects_stand(array(SELECT id FROM fresh ORDER BY id));
  RETURN NULL;
END $$;
CREATE TRIGGER projects_project_inserted AFTER INSERT ON projects_project
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION projects_project_written();
CREATE TRIGGER projects_project_updated AFTER UPDATE ON projects_project
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION projects_project_written();

CREATE FUNCTION projects_project_gone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM projects_standing USING stale WHERE project_id = stale.id;
  DELETE FROM projects_words USING stale WHERE project_id = stale.id;
  RETURN NULL;
END $$;
CREATE TRIGGER projects_project_deleted AFTER DELETE ON projects_project
  REFERENCING OLD TABLE AS stale FOR EACH STATEMENT EXECUTE FUNCTION projects_project_gone();

CREATE FUNCTION projects_listing_inserted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM projects_stand(array(SELECT DISTINCT project_id FROM fresh ORDER BY 1));
  RETURN NULL;
END $$;
CREATE TRIGGER projects_listing_inserted AFTER INSERT ON projects_listing
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION projects_listing_inserted();

CREATE FUNCTION projects_listing_updated() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM projects_stand(array(
    SELECT project_id FROM fresh UNION SELECT project_id FROM stale ORDER BY 1));
  RETURN NULL;
END $$;
CREATE TRIGGER projects_listing_updated AFTER UPDATE ON projects_listing
  REFERENCING OLD TABLE AS stale NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION projects_listing_updated();

CREATE FUNCTION projects_listing_deleted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM projects_stand(array(SELECT DISTINCT project_id FROM stale ORDER BY 1));
  RETURN NULL;
END $$;
CREATE TRIGGER projects_listing_deleted AFTER DELETE ON projects_listing
  REFERENCING OLD TABLE AS stale FOR EACH STATEMENT EXECUTE FUNCTION projects_listing_deleted();

CREATE FUNCTION projects_list_updated() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM projects_stand(array(
    SELECT DISTINCT l.project_id FROM fresh JOIN projects_listing l ON l.annual_list_id = fresh.id
    ORDER BY 1));
  RETURN NULL;
END $$;
CREATE TRIGGER projects_list_updated AFTER UPDATE ON projects_annuallist
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION projects_list_updated();

-- A track belongs to the lifecycle room; this looks at its stage and changes nothing of it.
CREATE FUNCTION projects_track_updated() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM projects_stand(array(
    SELECT p.id FROM fresh JOIN projects_project p ON p.track_id = fresh.id ORDER BY 1));
  RETURN NULL;
END $$;
CREATE TRIGGER projects_track_updated AFTER UPDATE ON lifecycle_track
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION projects_track_updated();
"""

TALLIES = """
CREATE FUNCTION projects_tally_merge(in_workspace bigint) RETURNS void LANGUAGE sql AS $$
  -- Rows that somebody else is merging are left to them.
  WITH taken AS (
    DELETE FROM projects_tally WHERE id IN (
      SELECT id FROM projects_tally WHERE workspace_id = in_workspace FOR UPDATE SKIP LOCKED
    ) RETURNING *
  )
  INSERT INTO projects_tally (workspace_id, year, level, category, status, is_public,
    division_id, stage, projects, investment_total, annual_plan)
  SELECT workspace_id, year, level, category, status, is_public, division_id, stage,
    sum(projects), sum(investment_total), sum(annual_plan)
  FROM taken GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
  HAVING sum(projects) <> 0 OR sum(investment_total) <> 0 OR sum(annual_plan) <> 0
$$;

CREATE FUNCTION projects_standing_counted() RETURNS trigger LANGUAGE plpgsql AS $$
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
  FOR crowded IN EXECUTE $q$
    WITH added AS (
      INSERT INTO projects_tally (workspace_id, year, level, category, status, is_public,
        division_id, stage, projects, investment_total, annual_plan)
      SELECT workspace_id, year, level, category, status, is_public, division_id, stage,
        sum(sign), sum(sign * investment_total), sum(sign * annual_plan)
      FROM ($q$ || changes || $q$) changes GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
      HAVING sum(sign) <> 0 OR sum(sign * investment_total) <> 0 OR sum(sign * annual_plan) <> 0
      RETURNING id, workspace_id
    )
    SELECT DISTINCT workspace_id FROM added WHERE id % 256 = 0
  $q$ LOOP
    PERFORM projects_tally_merge(crowded);
  END LOOP;
  RETURN NULL;
END $$;
CREATE TRIGGER projects_standing_inserted AFTER INSERT ON projects_standing
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION projects_standing_counted();
CREATE TRIGGER projects_standing_updated AFTER UPDATE ON projects_standing
  REFERENCING OLD TABLE AS stale NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION projects_standing_counted();
CREATE TRIGGER projects_standing_deleted AFTER DELETE ON projects_standing
  REFERENCING OLD TABLE AS stale FOR EACH STATEMENT EXECUTE FUNCTION projects_standing_counted();
"""

UNDO = """
DROP TRIGGER projects_track_updated ON lifecycle_track;
DROP FUNCTION projects_track_updated;
DROP FUNCTION projects_project_written, projects_project_gone, projects_list_updated CASCADE;
DROP FUNCTION projects_listing_inserted, projects_listing_updated, projects_listing_deleted CASCADE;
DROP FUNCTION projects_standing_counted CASCADE;
DROP FUNCTION projects_tally_merge, projects_stand;
"""


class Migration(migrations.Migration):
    dependencies = [("projects", "0001_initial")]

    operations = [migrations.RunSQL(STAND + SOURCES + TALLIES, UNDO)]
