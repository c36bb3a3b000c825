"""What was sent stays as it was sent: nothing of a locked round changes, nor do its lights."""

from django.db import migrations

GUARD = """
CREATE FUNCTION reporting_refuse_locked() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  filings bigint[] := CASE TG_OP
    WHEN 'INSERT' THEN ARRAY[NEW.filing_id]
    WHEN 'DELETE' THEN ARRAY[OLD.filing_id]
    ELSE ARRAY[OLD.filing_id, NEW.filing_id]
  END;
BEGIN
  IF EXISTS (
    SELECT FROM reporting_filing f JOIN reporting_round r ON r.id = f.round_id
    WHERE f.id = ANY (filings) AND r.locked_at IS NOT NULL
  ) THEN
    RAISE EXCEPTION 'the month is locked: correct it in a later one instead of a %', TG_OP
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END
$$;
CREATE TRIGGER reporting_report_locked BEFORE INSERT OR UPDATE OR DELETE ON reporting_report
  FOR EACH ROW EXECUTE FUNCTION reporting_refuse_locked();

CREATE FUNCTION reporting_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% keeps what was published: no %', TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'integrity_constraint_violation';
END
$$;
CREATE TRIGGER reporting_light_kept BEFORE UPDATE OR DELETE ON reporting_light
  FOR EACH ROW EXECUTE FUNCTION reporting_refuse_change();
CREATE TRIGGER reporting_lightterms_kept BEFORE UPDATE OR DELETE ON reporting_lightterms
  FOR EACH ROW EXECUTE FUNCTION reporting_refuse_change();
CREATE TRIGGER reporting_round_locked BEFORE UPDATE OR DELETE ON reporting_round
  FOR EACH ROW WHEN (OLD.locked_at IS NOT NULL) EXECUTE FUNCTION reporting_refuse_change();
"""
UNGUARD = """
DROP TRIGGER reporting_round_locked ON reporting_round;
DROP TRIGGER reporting_lightterms_kept ON reporting_lightterms;
DROP TRIGGER reporting_light_kept ON reporting_light;
DROP FUNCTION reporting_refuse_change();
DROP TRIGGER reporting_report_locked ON reporting_report;
DROP FUNCTION reporting_refuse_locked();
"""


class Migration(migrations.Migration):
    dependencies = [("reporting", "0001_initial")]
    operations = [migrations.RunSQL(GUARD, UNGUARD)]
