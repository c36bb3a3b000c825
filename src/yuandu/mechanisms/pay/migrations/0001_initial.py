import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("registry", "0002_post_add_phone"),
        ("workforce", "0001_initial"),
        ("workspaces", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="PeerGroup",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("industry", models.CharField(max_length=100)),
                ("area", models.CharField(max_length=100)),
                ("promised_share", models.DecimalField(decimal_places=4, max_digits=5)),
                ("counts", models.BooleanField(default=False)),
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
                "ordering": ["-counts", "industry", "area"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("workspace", "industry", "area"), name="pay_peer_group_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("counts", True)),
                        fields=("workspace",),
                        name="pay_peer_group_one_counts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("promised_share__gte", 0), ("promised_share__lte", 2)),
                        name="pay_peer_group_promise_sensible",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Benchmark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("month", models.DateField()),
                ("amount", models.DecimalField(decimal_places=2, max_digits=12)),
                ("source", models.CharField(max_length=200)),
                ("issued_on", models.DateField()),
                (
                    "workspace",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="workspaces.workspace",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="benchmarks",
                        to="pay.peergroup",
                    ),
                ),
            ],
            options={
                "ordering": ["group", "month"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("group", "month"), name="pay_benchmark_once_a_month"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("month__day", 1)), name="pay_benchmark_of_a_month"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0)), name="pay_benchmark_above_zero"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Points",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("quarter", models.DateField()),
                ("factor", models.CharField(max_length=20)),
                ("points", models.DecimalField(decimal_places=2, max_digits=5)),
                ("source", models.CharField(max_length=200)),
                (
                    "worker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="workforce.worker",
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
                "verbose_name_plural": "points",
                "ordering": ["quarter", "worker", "factor"],
                "indexes": [
                    models.Index(fields=["workspace", "quarter"], name="pay_points_of_quarter")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("worker", "quarter", "factor"), name="pay_points_given_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("factor__in", ("results", "contribution", "differentiation"))
                        ),
                        name="pay_points_of_a_factor",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("points__gte", 0), ("points__lte", 100)),
                        name="pay_points_of_a_hundred",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("quarter__day", 1), ("quarter__month__in", (1, 4, 7, 10))
                        ),
                        name="pay_points_of_a_quarter",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Rule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("name", models.CharField(max_length=100)),
                ("words", models.CharField(blank=True, max_length=1000)),
                ("results", models.DecimalField(decimal_places=4, max_digits=5)),
                ("contribution", models.DecimalField(decimal_places=4, max_digits=5)),
                ("differentiation", models.DecimalField(decimal_places=4, max_digits=5)),
                ("most_share", models.DecimalField(decimal_places=4, max_digits=5)),
                ("budget", models.DecimalField(decimal_places=2, max_digits=14)),
                ("quarter", models.DateField()),
                ("state", models.CharField(default="draft", max_length=20)),
                ("simulation", models.JSONField(blank=True, null=True)),
                (
                    "asked",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=16, null=True),
                ),
                ("in_force_on", models.DateField(blank=True, null=True)),
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
                "ordering": ["-number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("workspace", "number"), name="pay_rule_number_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "in_force")),
                        fields=("workspace",),
                        name="pay_rule_one_in_force",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ("draft", "simulated", "in_force", "replaced"))
                        ),
                        name="pay_rule_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "results",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        models.Value(1), "-", models.F("contribution")
                                    ),
                                    "-",
                                    models.F("differentiation"),
                                ),
                            )
                        ),
                        name="pay_rule_weights_sum_to_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ("draft", "simulated")),
                            models.Q(
                                ("asked__isnull", False),
                                ("in_force_on__isnull", False),
                                ("simulation__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="pay_rule_in_force_is_worked_out",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Adjustment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("base", models.DecimalField(decimal_places=2, max_digits=12)),
                ("results", models.DecimalField(decimal_places=2, max_digits=5)),
                ("contribution", models.DecimalField(decimal_places=2, max_digits=5)),
                ("differentiation", models.DecimalField(decimal_places=2, max_digits=5)),
                ("amount", models.DecimalField(decimal_places=2, max_digits=12)),
                (
                    "worker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="workforce.worker",
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
                    "rule",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="adjustments",
                        to="pay.rule",
                    ),
                ),
            ],
            options={
                "ordering": ["rule", "worker"],
                "indexes": [
                    models.Index(fields=["worker", "rule"], name="pay_adjustment_of_worker")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("rule", "worker"), name="pay_adjustment_once"),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gte", 0)), name="pay_adjustment_not_negative"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Slip",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("month", models.DateField()),
                ("is_frontline", models.BooleanField()),
                ("band", models.CharField(max_length=20)),
                ("base", models.DecimalField(decimal_places=2, max_digits=12)),
                ("adjustment", models.DecimalField(decimal_places=2, max_digits=12)),
                ("other", models.DecimalField(decimal_places=2, max_digits=12)),
                ("gross", models.DecimalField(decimal_places=2, max_digits=12)),
                (
                    "section",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.division",
                    ),
                ),
                (
                    "worker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="workforce.worker",
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
                "ordering": ["-month", "worker"],
                "indexes": [
                    models.Index(fields=["workspace", "month", "worker"], name="pay_slip_of_month")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("worker", "month"), name="pay_slip_once_a_month"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("month__day", 1)), name="pay_slip_month_is_whole"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "gross",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("base"), "+", models.F("adjustment")
                                    ),
                                    "+",
                                    models.F("other"),
                                ),
                            )
                        ),
                        name="pay_slip_adds_up",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("base__gte", 0), ("gross__gte", 0)),
                        name="pay_slip_not_negative",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MonthTotal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("month", models.DateField()),
                ("people", models.PositiveIntegerField()),
                ("gross", models.DecimalField(decimal_places=2, max_digits=16)),
                ("frontline_people", models.PositiveIntegerField()),
                (
                    "frontline_highest",
                    models.DecimalField(decimal_places=2, max_digits=12, null=True),
                ),
                ("told_on", models.DateField(blank=True, null=True)),
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
                "ordering": ["month"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("workspace", "month"), name="pay_total_once_a_month"
                    )
                ],
            },
        ),
    ]
