import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("ledger", "0002_transfer_keep_decided"),
        ("lifecycle", "0002_promise_add_saying"),
        ("proposals", "0001_initial"),
        ("registry", "0002_post_add_phone"),
        ("workforce", "0001_initial"),
        ("workspaces", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="FundYear",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("granted", models.DecimalField(decimal_places=2, default=0, max_digits=20)),
                ("returned", models.DecimalField(decimal_places=2, default=0, max_digits=20)),
                ("closed_on", models.DateField(blank=True, null=True)),
                (
                    "budget",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ledger.account",
                    ),
                ),
                (
                    "paid",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ledger.account",
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
                "ordering": ["-year"],
                "constraints": [
                    models.UniqueConstraint(fields=("workspace", "year"), name="rewards_fund_once"),
                    models.CheckConstraint(
                        condition=models.Q(("year__gte", 2000), ("year__lte", 2100)),
                        name="rewards_fund_of_a_year",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("returned__gte", 0), ("returned__lte", models.F("granted"))
                        ),
                        name="rewards_fund_returns_no_more_than_granted",
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
                ("number", models.PositiveSmallIntegerField()),
                ("terms", models.JSONField()),
                ("from_on", models.DateField()),
                ("note", models.CharField(blank=True, max_length=300)),
                ("published_by", models.CharField(max_length=150)),
                ("published_on", models.DateField()),
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
                        fields=("workspace", "number"), name="rewards_rule_once"
                    ),
                    models.UniqueConstraint(
                        fields=("workspace", "from_on"), name="rewards_rule_of_day"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Adoption",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reasons", models.JSONField(default=list)),
                ("suggested_by", models.CharField(max_length=150)),
                ("suggested_on", models.DateField()),
                ("confirmed_on", models.DateField(blank=True, null=True)),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="adoptions",
                        to="proposals.proposal",
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.division",
                    ),
                ),
                (
                    "track",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="lifecycle.track",
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
                "ordering": ["-suggested_on", "-pk"],
                "indexes": [
                    models.Index(
                        fields=["section", "-suggested_on"], name="rewards_adoption_of_section"
                    ),
                    models.Index(
                        fields=["workspace", "confirmed_on"], name="rewards_adoption_confirmed"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("proposal", "section"), name="rewards_adoption_once_a_section"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Payroll",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("state", models.CharField(default="exported", max_length=10)),
                ("total", models.DecimalField(decimal_places=2, max_digits=20)),
                ("awards_number", models.PositiveIntegerField()),
                ("exported_on", models.DateField()),
                ("exported_by", models.CharField(max_length=150)),
                ("decided_on", models.DateField(blank=True, null=True)),
                ("decided_by", models.CharField(blank=True, max_length=150)),
                (
                    "fund",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payrolls",
                        to="rewards.fundyear",
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
                "ordering": ["-pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("fund", "number"), name="rewards_payroll_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_on", None), ("state", "exported")),
                            models.Q(
                                ("decided_on__isnull", False), ("state__in", ["paid", "taken_back"])
                            ),
                            _connector="OR",
                        ),
                        name="rewards_payroll_state_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Award",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=10)),
                ("lane", models.CharField(max_length=10)),
                ("grade", models.CharField(blank=True, max_length=10)),
                ("fixed", models.DecimalField(decimal_places=2, default=0, max_digits=10)),
                ("benefit", models.DecimalField(decimal_places=2, default=0, max_digits=14)),
                ("amount", models.DecimalField(decimal_places=2, max_digits=12)),
                ("state", models.CharField(default="proposed", max_length=10)),
                ("proposed_on", models.DateField()),
                ("approved_on", models.DateField(blank=True, null=True)),
                ("approved_by", models.CharField(blank=True, max_length=150)),
                ("paid_on", models.DateField(blank=True, null=True)),
                ("void_on", models.DateField(blank=True, null=True)),
                ("void_words", models.CharField(blank=True, max_length=300)),
                (
                    "adoption",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="awards",
                        to="rewards.adoption",
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="awards",
                        to="proposals.proposal",
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.division",
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
                    "fund",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="awards",
                        to="rewards.fundyear",
                    ),
                ),
                (
                    "payroll",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="awards",
                        to="rewards.payroll",
                    ),
                ),
                (
                    "rule",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="rewards.rule",
                    ),
                ),
            ],
            options={
                "ordering": ["-proposed_on", "-pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "proposed")),
                        fields=["workspace", "proposed_on", "id"],
                        name="rewards_award_queue",
                    ),
                    models.Index(
                        fields=["workspace", "state", "-proposed_on", "-id"],
                        name="rewards_award_by_state",
                    ),
                    models.Index(fields=["fund", "paid_on"], name="rewards_award_of_fund"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("adoption", None), models.Q(("state", "void"), _negated=True)
                        ),
                        fields=("proposal",),
                        name="rewards_award_once_an_idea",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("adoption__isnull", False)),
                        fields=("adoption",),
                        name="rewards_royalty_once_an_adoption",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("adoption", None), ("kind__in", ("instant", "project"))),
                            models.Q(("adoption__isnull", False), ("kind", "royalty")),
                            _connector="OR",
                        ),
                        name="rewards_award_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0)), name="rewards_award_of_something"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("fund", None),
                                ("paid_on", None),
                                ("payroll", None),
                                ("state", "proposed"),
                                ("void_on", None),
                            ),
                            models.Q(
                                ("fund__isnull", False),
                                ("paid_on", None),
                                ("payroll", None),
                                ("state", "approved"),
                                ("void_on", None),
                            ),
                            models.Q(
                                ("fund__isnull", False),
                                ("paid_on", None),
                                ("payroll__isnull", False),
                                ("state", "exported"),
                                ("void_on", None),
                            ),
                            models.Q(
                                ("fund__isnull", False),
                                ("paid_on__isnull", False),
                                ("payroll__isnull", False),
                                ("state", "paid"),
                                ("void_on", None),
                            ),
                            models.Q(
                                ("paid_on", None),
                                ("payroll", None),
                                ("state", "void"),
                                ("void_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="rewards_award_stands_as_its_state_says",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("paid_on", None),
                            ("paid_on__gte", models.F("approved_on")),
                            _connector="OR",
                        ),
                        name="rewards_award_paid_after_approval",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Part",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("share", models.DecimalField(decimal_places=6, max_digits=7)),
                ("amount", models.DecimalField(decimal_places=2, max_digits=12)),
                (
                    "award",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parts",
                        to="rewards.award",
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
                "ordering": ["-amount", "pk"],
                "indexes": [
                    models.Index(fields=["worker", "award"], name="rewards_part_of_worker")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("award", "worker"), name="rewards_part_once"),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gte", 0)), name="rewards_part_of_something"
                    ),
                ],
            },
        ),
    ]
