"""What is carried out is found by county in one index, and by when it starts in another."""

from django.db import migrations, models

CARRIED_OUT = models.Q(status__in=["new_start", "continuing"]) & ~models.Q(
    stage__in=["suspended", "cancelled"]
)


class Migration(migrations.Migration):
    dependencies = [("projects", "0010_site_tallies_kept")]

    operations = [
        migrations.AddField(
            model_name="standing", name="started_on", field=models.DateField(null=True)
        ),
        migrations.AddField(
            model_name="standing", name="start_due_on", field=models.DateField(null=True)
        ),
        migrations.AddIndex(
            model_name="standing",
            index=models.Index(
                condition=CARRIED_OUT,
                fields=["workspace", "year", "division_id", "-investment_total", "-project"],
                name="standing_carried_out",
            ),
        ),
        migrations.AddIndex(
            model_name="standing",
            index=models.Index(
                condition=CARRIED_OUT,
                fields=["workspace", "year", "start_due_on"],
                include=("level", "started_on", "id"),
                name="standing_to_start",
            ),
        ),
        migrations.AddIndex(
            model_name="project",
            index=models.Index(
                condition=models.Q(("new_output__isnull", False)),
                fields=["id"],
                include=("new_output",),
                name="project_with_output",
            ),
        ),
    ]
