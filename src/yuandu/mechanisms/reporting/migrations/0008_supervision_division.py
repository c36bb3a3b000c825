"""A supervision knows the division of its light, by which a county's are found."""

import django.db.models.deletion
from django.db import migrations, models

OF_LIGHTS = """
UPDATE reporting_supervision s SET division_id = l.division_id
FROM reporting_light l WHERE l.id = s.light_id;
-- Keys are checked now: what waits to be checked forbids to alter the table afterwards.
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
"""


def division(**options: object) -> models.ForeignKey:
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to="registry.division",
        **options,
    )


class Migration(migrations.Migration):
    dependencies = [("registry", "0001_initial"), ("reporting", "0007_factor")]

    operations = [
        migrations.AddField("supervision", "division", division(null=True)),
        migrations.RunSQL(OF_LIGHTS, migrations.RunSQL.noop),
        migrations.AlterField("supervision", "division", division()),
    ]
