"""What was decided stays so: the database keeps it, whatever code or hand tries."""

from django.db import migrations

KEEP = """
CREATE FUNCTION ledger_keep_decided() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
    RAISE EXCEPTION 'transfer % is % and stays so', OLD.id, OLD.state
        USING ERRCODE = 'check_violation', CONSTRAINT = 'transfer_decided_once';
END $$;

CREATE TRIGGER ledger_transfer_decided BEFORE UPDATE ON ledger_transfer
    FOR EACH ROW WHEN (OLD.state <> 'pending') EXECUTE FUNCTION ledger_keep_decided();
"""
UNDO = """
DROP TRIGGER ledger_transfer_decided ON ledger_transfer;
DROP FUNCTION ledger_keep_decided();
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunSQL(KEEP, UNDO)]
