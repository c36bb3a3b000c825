"""What has been stated or frozen is never changed: the database refuses it."""

from django.db import migrations

TABLES = (
    "indicators_reported",
    "indicators_declared",
    "indicators_snapshot",
    "indicators_boardrule",
)

GUARD = """
CREATE FUNCTION indicators_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% keeps what was published: add a row instead of a %', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'integrity_constraint_violation';
END
$$;
""" + "".join(
    f"""
CREATE TRIGGER {table}_kept BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION indicators_refuse_change();
"""
    for table in TABLES
)
UNGUARD = "".join(f"DROP TRIGGER {table}_kept ON {table};" for table in TABLES) + (
    "DROP FUNCTION indicators_refuse_change();"
)


class Migration(migrations.Migration):
    dependencies = [("indicators", "0001_initial")]
    operations = [migrations.RunSQL(GUARD, UNGUARD)]
