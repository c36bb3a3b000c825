"""What should have started is counted by division in its index alone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("projects", "0012_starts_kept")]

    operations = [
        migrations.RemoveIndex(model_name="standing", name="standing_to_start"),
        migrations.AddIndex(
            model_name="standing",
            index=models.Index(
                condition=models.Q(status__in=["new_start", "continuing"])
                & ~models.Q(stage__in=["suspended", "cancelled"]),
                fields=["workspace", "year", "start_due_on"],
                include=("level", "division_id", "started_on", "id"),
                name="standing_to_start",
            ),
        ),
    ]
