"""An edition of a board is never changed either: the database refuses it."""

from django.db import migrations

GUARD = """
CREATE TRIGGER indicators_edition_kept BEFORE UPDATE OR DELETE ON indicators_edition
    FOR EACH ROW EXECUTE FUNCTION indicators_refuse_change();
"""
UNGUARD = "DROP TRIGGER indicators_edition_kept ON indicators_edition;"


class Migration(migrations.Migration):
    dependencies = [("indicators", "0004_boards_over_organisations_published")]
    operations = [migrations.RunSQL(GUARD, UNGUARD)]
