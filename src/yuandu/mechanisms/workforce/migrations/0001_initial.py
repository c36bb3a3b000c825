import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("registry", "0002_post_add_phone"),
        ("workspaces", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Affiliate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(max_length=40)),
                ("name", models.CharField(max_length=100)),
                ("name_en", models.CharField(blank=True, max_length=100)),
                ("since_on", models.DateField()),
                ("ended_on", models.DateField(blank=True, null=True)),
                (
                    "workspace",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="workspaces.workspace",
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_on", None)),
                        fields=("workspace", "slug"),
                        name="workforce_affiliate_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Statement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=60)),
                ("value", models.DecimalField(decimal_places=4, max_digits=24)),
                (
                    "whole",
                    models.DecimalField(blank=True, decimal_places=4, max_digits=24, null=True),
                ),
                ("rows", models.PositiveIntegerField()),
                ("as_of", models.DateField()),
                ("published_by", models.CharField(max_length=100)),
                ("published_at", models.DateTimeField(auto_now_add=True)),
                ("is_current", models.BooleanField(default=True)),
                (
                    "affiliate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statements",
                        to="workforce.affiliate",
                    ),
                ),
                (
                    "workspace",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="workspaces.workspace",
                    ),
                ),
            ],
            options={
                "ordering": ["code", "-as_of", "-pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("is_current", True)),
                        fields=["workspace", "code"],
                        name="workforce_statement_current",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_current", True)),
                        fields=("affiliate", "code"),
                        name="workforce_statement_counts_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("whole", None), ("whole__gt", 0), _connector="OR"),
                        name="workforce_statement_whole_is_something",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Worker",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=20)),
                ("name", models.CharField(max_length=60)),
                ("job", models.CharField(blank=True, max_length=60)),
                ("is_frontline", models.BooleanField(default=True)),
                ("joined_on", models.DateField()),
                ("left_on", models.DateField(blank=True, null=True)),
                (
                    "section",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.division",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "workspace",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="workspaces.workspace",
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "indexes": [
                    models.Index(fields=["section", "number"], name="workforce_worker_of_section")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("workspace", "number"), name="workforce_worker_number_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("user__isnull", False)),
                        fields=("workspace", "user"),
                        name="workforce_worker_account_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("left_on", None),
                            ("left_on__gte", models.F("joined_on")),
                            _connector="OR",
                        ),
                        name="workforce_worker_leaves_after_joining",
                    ),
                ],
            },
        ),
    ]
