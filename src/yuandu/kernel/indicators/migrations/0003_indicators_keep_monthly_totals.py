"""Totals by division and month follow every change of the values, statement by statement.

Locks are taken in the order of the keys, so that two statements never wait for each other
in a circle. A total without values is taken away. Nobody but the triggers writes totals.
"""

from django.db import migrations

KEEP = """
CREATE FUNCTION indicators_keep_totals() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO indicators_monthlytotal AS kept
            (workspace_id, measure, division_id, period, total, count)
        SELECT workspace_id, measure, division_id, period, sum(value), count(*)
        FROM added GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
        ON CONFLICT (workspace_id, measure, division_id, period) DO UPDATE
            SET total = kept.total + EXCLUDED.total, count = kept.count + EXCLUDED.count;
    ELSIF TG_OP = 'UPDATE' THEN
        INSERT INTO indicators_monthlytotal AS kept
            (workspace_id, measure, division_id, period, total, count)
        SELECT workspace_id, measure, division_id, period, sum(change), sum(step)
        FROM (
            SELECT workspace_id, measure, division_id, period, value AS change, 1 AS step
            FROM added
            UNION ALL
            SELECT workspace_id, measure, division_id, period, -value, -1 FROM removed
        ) AS moved
        GROUP BY 1, 2, 3, 4 HAVING sum(change) <> 0 OR sum(step) <> 0
        ORDER BY 1, 2, 3, 4
        ON CONFLICT (workspace_id, measure, division_id, period) DO UPDATE
            SET total = kept.total + EXCLUDED.total, count = kept.count + EXCLUDED.count;
    ELSE
        INSERT INTO indicators_monthlytotal AS kept
            (workspace_id, measure, division_id, period, total, count)
        SELECT workspace_id, measure, division_id, period, -sum(value), -count(*)
        FROM removed GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
        ON CONFLICT (workspace_id, measure, division_id, period) DO UPDATE
            SET total = kept.total + EXCLUDED.total, count = kept.count + EXCLUDED.count;
    END IF;
    IF TG_OP <> 'INSERT' THEN
        DELETE FROM indicators_monthlytotal AS kept
        USING (SELECT DISTINCT workspace_id, measure, division_id, period FROM removed) AS gone
        WHERE (kept.workspace_id, kept.measure, kept.division_id, kept.period)
            = (gone.workspace_id, gone.measure, gone.division_id, gone.period)
            AND kept.count = 0;
    END IF;
    RETURN NULL;
END
$$;

CREATE TRIGGER monthly_totals_of_insert AFTER INSERT ON indicators_monthlyvalue
    REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION indicators_keep_totals();
CREATE TRIGGER monthly_totals_of_update AFTER UPDATE ON indicators_monthlyvalue
    REFERENCING OLD TABLE AS removed NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION indicators_keep_totals();
CREATE TRIGGER monthly_totals_of_delete AFTER DELETE ON indicators_monthlyvalue
    REFERENCING OLD TABLE AS removed
    FOR EACH STATEMENT EXECUTE FUNCTION indicators_keep_totals();

CREATE FUNCTION indicators_empty_totals() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM indicators_monthlytotal;
    RETURN NULL;
END
$$;
CREATE TRIGGER monthly_totals_of_truncate AFTER TRUNCATE ON indicators_monthlyvalue
    FOR EACH STATEMENT EXECUTE FUNCTION indicators_empty_totals();

CREATE FUNCTION indicators_guard_totals() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- 1: this trigger was fired by a statement of somebody's own, not by another trigger.
    IF pg_trigger_depth() = 1 THEN
        RAISE EXCEPTION 'indicators_monthlytotal follows indicators_monthlyvalue: change that'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER monthly_totals_guarded
    BEFORE INSERT OR UPDATE OR DELETE ON indicators_monthlytotal
    FOR EACH STATEMENT EXECUTE FUNCTION indicators_guard_totals();
"""
DROP = """
DROP TRIGGER monthly_totals_guarded ON indicators_monthlytotal;
DROP TRIGGER monthly_totals_of_truncate ON indicators_monthlyvalue;
DROP TRIGGER monthly_totals_of_delete ON indicators_monthlyvalue;
DROP TRIGGER monthly_totals_of_update ON indicators_monthlyvalue;
DROP TRIGGER monthly_totals_of_insert ON indicators_monthlyvalue;
DROP FUNCTION indicators_guard_totals();
DROP FUNCTION indicators_empty_totals();
DROP FUNCTION indicators_keep_totals();
"""


class Migration(migrations.Migration):
    dependencies = [("indicators", "0002_indicators_guard_what_was_published")]
    operations = [migrations.RunSQL(KEEP, DROP)]
