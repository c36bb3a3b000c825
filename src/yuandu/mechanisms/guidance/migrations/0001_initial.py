import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("flowers", "0001_initial"),
        ("registry", "0002_post_add_phone"),
        ("workspaces", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Holding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("area", models.PositiveIntegerField()),
                ("cash", models.PositiveIntegerField()),
                (
                    "caution",
                    models.CharField(
                        choices=[
                            ("bold", "I can bear a bad year"),
                            ("even", "Somewhere in between"),
                            ("wary", "A bad year would hurt"),
                        ],
                        default="even",
                        max_length=10,
                    ),
                ),
                ("declared_on", models.DateField()),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.party",
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
                "constraints": [
                    models.UniqueConstraint(fields=("household",), name="guidance_holding_once"),
                    models.CheckConstraint(
                        condition=models.Q(("area__gte", 1)), name="guidance_holding_has_beds"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Growable",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("density", models.DecimalField(decimal_places=1, max_digits=7)),
                ("cost", models.DecimalField(decimal_places=2, max_digits=9)),
                ("most", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "kind",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="flowers.kind",
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
                (
                    "holding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="growables",
                        to="guidance.holding",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("holding", "kind"), name="guidance_growable_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("cost__gte", 0), ("density__gt", 0)),
                        name="guidance_growable_numbers",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Intention",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("area", models.PositiveIntegerField()),
                ("units", models.PositiveIntegerField()),
                ("plant_on", models.DateField()),
                ("sell_on", models.DateField()),
                ("declared_on", models.DateField()),
                ("is_open", models.BooleanField(default=True)),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.party",
                    ),
                ),
                (
                    "kind",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="flowers.kind",
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
                "ordering": ["plant_on", "pk"],
                "indexes": [
                    models.Index(fields=["workspace", "sell_on"], name="guidance_intention_by_sale")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_open", True)),
                        fields=("household", "kind", "plant_on"),
                        name="guidance_intention_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("area__gte", 1)), name="guidance_intention_has_area"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Round",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("made_on", models.DateField()),
                ("households", models.PositiveIntegerField()),
                ("seed", models.PositiveIntegerField()),
                ("passes", models.PositiveSmallIntegerField()),
                ("scenarios", models.PositiveIntegerField()),
                ("first_week", models.DateField()),
                ("last_week", models.DateField()),
                ("kinds_asked", models.PositiveIntegerField()),
                ("kinds_foretold", models.PositiveIntegerField()),
                ("known_to", models.DateField(blank=True, null=True)),
                ("made_at", models.DateTimeField(auto_now_add=True)),
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
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Plan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("planted", models.PositiveIntegerField()),
                ("idle", models.PositiveIntegerField()),
                (
                    "idle_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", ""),
                            ("nothing-pays", "nothing you can grow pays now"),
                            ("cash", "the money for planting is spent"),
                            ("limits", "everything that pays is planted up to your limits"),
                        ],
                        max_length=20,
                    ),
                ),
                ("income", models.IntegerField()),
                ("bad_income", models.IntegerField()),
                ("loss_chance", models.FloatField()),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.party",
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
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="plans",
                        to="guidance.round",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("household", "round"), name="guidance_plan_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("planted", models.PositiveIntegerField()),
                ("units", models.PositiveIntegerField()),
                ("price", models.DecimalField(decimal_places=2, max_digits=12)),
                ("income", models.DecimalField(decimal_places=2, max_digits=12)),
                ("bad_income", models.DecimalField(decimal_places=2, max_digits=12)),
                ("short", models.DecimalField(decimal_places=2, max_digits=12)),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            (
                                "best",
                                "earns most on your beds, with what everybody plants counted in",
                            ),
                            ("to-the-limit", "earns well, up to the limit you set"),
                            ("no-room", "you gave it no area"),
                            ("loss", "costs more than it earns, even at usual prices"),
                            ("crowded", "too many plant it: it would no longer pay"),
                            ("risk", "pays on average, but a bad year would cost you too much"),
                            ("outdone", "would pay, but others pay better on your beds"),
                        ],
                        max_length=20,
                    ),
                ),
                ("sell_on", models.DateField()),
                (
                    "foretold",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True),
                ),
                (
                    "kind",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="flowers.kind",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="guidance.plan",
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
                "ordering": ["-planted", "pk"],
            },
        ),
        migrations.CreateModel(
            name="RoundKind",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("households", models.PositiveIntegerField()),
                ("usual", models.FloatField()),
                ("supply", models.FloatField()),
                ("factor", models.FloatField()),
                (
                    "kind",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="flowers.kind",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="kinds",
                        to="guidance.round",
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
                "ordering": ["pk"],
            },
        ),
    ]
