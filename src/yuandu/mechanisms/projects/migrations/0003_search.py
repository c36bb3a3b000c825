"""Lets a search find any part of a name, a code, an owner or a site.

Text is cut into runs of like characters; a run of Chinese gives every pair of neighbours,
a run of letters and digits every three. A search is cut the same way, so that it finds
what contains it, by an index. A run too short to cut matches whatever begins with it.
Pieces of owner and site carry a mark, so that the public's search passes them by.
"""

from django.db import migrations

WORDS = r"""
CREATE FUNCTION projects_runs(words text) RETURNS TABLE (run text, size int)
LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 10 AS $$
  SELECT found[1], CASE WHEN found[1] ~ '^[0-9a-z]' THEN 3 ELSE 2 END
  FROM regexp_matches(
    lower(normalize(words, NFKC)), '([0-9a-z]+|[^0-9a-z[:space:][:punct:]]+)', 'g') found
$$;

CREATE FUNCTION projects_pieces(words text, mark text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT array(
    SELECT mark || substr(run, place, size)
    FROM projects_runs(words), generate_series(1, length(run)) place
  )
$$;

CREATE FUNCTION projects_search(words text, in_full boolean) RETURNS tsquery
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(string_agg(
    CASE WHEN in_full
      THEN format('(%L%s | %L%s)', piece, ending, '·' || piece, ending)
      ELSE format('%L%s', piece, ending) END,
    ' & '
  ), '')::tsquery
  FROM (
    SELECT substr(run, place, size) AS piece,
      CASE WHEN length(run) < size THEN ':*' ELSE '' END AS ending
    FROM projects_runs(words), generate_series(1, greatest(1, length(run) - size + 1)) place
  ) cut
$$;

CREATE FUNCTION projects_note_words(concerned bigint[]) RETURNS void LANGUAGE sql AS $$
  INSERT INTO projects_words AS w (project_id, workspace_id, lexemes)
  SELECT p.id, p.workspace_id, array_to_tsvector(
    projects_pieces(concat_ws(' ', p.name, p.name_en, p.code), '')
    || projects_pieces(concat_ws(' ', p.site, o.name, o.name_en), '·'))
  FROM unnest(concerned) AS c (id)
  JOIN projects_project p ON p.id = c.id
  LEFT JOIN registry_party o ON o.id = p.owner_id
  ON CONFLICT (project_id) DO UPDATE SET lexemes = excluded.lexemes
  WHERE w.lexemes <> excluded.lexemes
$$;

CREATE FUNCTION projects_project_named() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM projects_note_words(array(SELECT id FROM fresh ORDER BY id));
  RETURN NULL;
END $$;
CREATE TRIGGER projects_project_named AFTER INSERT ON projects_project
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION projects_project_named();

CREATE FUNCTION projects_project_renamed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM projects_note_words(array(
    SELECT fresh.id FROM fresh JOIN stale USING (id)
    WHERE (fresh.name, fresh.name_en, fresh.code, fresh.site, fresh.owner_id)
      IS DISTINCT FROM (stale.name, stale.name_en, stale.code, stale.site, stale.owner_id)
    ORDER BY 1));
  RETURN NULL;
END $$;
CREATE TRIGGER projects_project_renamed AFTER UPDATE ON projects_project
  REFERENCING OLD TABLE AS stale NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION projects_project_renamed();

-- A party belongs to the registry; this looks at its name and changes nothing of it.
CREATE FUNCTION projects_owner_renamed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM projects_note_words(array(
    SELECT p.id FROM fresh JOIN stale USING (id) JOIN projects_project p ON p.owner_id = fresh.id
    WHERE (fresh.name, fresh.name_en) IS DISTINCT FROM (stale.name, stale.name_en)
    ORDER BY 1));
  RETURN NULL;
END $$;
CREATE TRIGGER projects_owner_renamed AFTER UPDATE ON registry_party
  REFERENCING OLD TABLE AS stale NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION projects_owner_renamed();
"""

UNDO = """
DROP TRIGGER projects_owner_renamed ON registry_party;
DROP FUNCTION projects_owner_renamed;
DROP FUNCTION projects_project_named, projects_project_renamed CASCADE;
DROP FUNCTION projects_note_words, projects_search, projects_pieces, projects_runs;
"""


class Migration(migrations.Migration):
    dependencies = [("projects", "0002_counts")]

    operations = [migrations.RunSQL(WORDS, UNDO)]
