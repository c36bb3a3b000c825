import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("ledger", "0002_transfer_keep_decided"),
        ("workforce", "0001_initial"),
        ("workspaces", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Holder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=20)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("worker", "Worker-partner"),
                            ("outside", "Outside holder"),
                            ("vehicle", "Holding vehicle"),
                        ],
                        max_length=10,
                    ),
                ),
                ("name", models.CharField(max_length=100)),
                (
                    "form",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("partnership", "Limited partnership"),
                            ("company", "Holding company"),
                            ("plan", "Employee stock ownership plan"),
                        ],
                        max_length=20,
                    ),
                ),
                ("basis", models.CharField(blank=True, max_length=200)),
                ("is_institution", models.BooleanField(default=False)),
                ("code", models.CharField(blank=True, max_length=18)),
                ("entered_on", models.DateField()),
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
                    "worker",
                    models.ForeignKey(
                        blank=True,
                        null=True,
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
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("workspace", "number"), name="equity_holder_number_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("worker__isnull", False)),
                        fields=("workspace", "worker"),
                        name="equity_holder_worker_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("user__isnull", False)),
                        fields=("workspace", "user"),
                        name="equity_holder_account_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("form", ""),
                                ("kind", "worker"),
                                ("user", None),
                                ("worker__isnull", False),
                            ),
                            models.Q(("form", ""), ("kind", "outside"), ("worker", None)),
                            models.Q(
                                ("form__in", ["partnership", "company", "plan"]),
                                ("kind", "vehicle"),
                                ("worker", None),
                            ),
                            _connector="OR",
                        ),
                        name="equity_holder_is_what_its_kind_says",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("form", "plan"), _negated=True),
                            models.Q(("basis", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="equity_plan_has_a_basis",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PriceRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveSmallIntegerField()),
                ("from_on", models.DateField()),
                ("admit_factor", models.DecimalField(decimal_places=4, max_digits=6)),
                ("exit_factor", models.DecimalField(decimal_places=4, max_digits=6)),
                ("floor", models.DecimalField(decimal_places=2, default=0, max_digits=14)),
                ("words", models.CharField(max_length=1000)),
                ("resolution", models.CharField(max_length=100)),
                ("published_by", models.CharField(max_length=150)),
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
                "ordering": ["-version"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("workspace", "version"), name="equity_rule_version_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("admit_factor__gt", 0), ("exit_factor__gt", 0), ("floor__gte", 0)
                        ),
                        name="equity_rule_factors_above_zero",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ShareClass",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("name_en", models.CharField(blank=True, max_length=200)),
                ("code", models.CharField(max_length=10)),
                ("par_value", models.DecimalField(decimal_places=4, max_digits=14)),
                ("votes_per_share", models.DecimalField(decimal_places=2, default=1, max_digits=8)),
                ("authorised", models.BigIntegerField(blank=True, null=True)),
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
                "ordering": ["code"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("workspace", "code"), name="equity_class_code_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("par_value__gt", 0),
                            ("votes_per_share__gte", 0),
                            models.Q(("authorised", None), ("authorised__gt", 0), _connector="OR"),
                        ),
                        name="equity_class_numbers_make_sense",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Holding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "account",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ledger.account",
                    ),
                ),
                (
                    "holder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="holdings",
                        to="equity.holder",
                    ),
                ),
                (
                    "vehicle",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="behind",
                        to="equity.holder",
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
                    "share_class",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="holdings",
                        to="equity.shareclass",
                    ),
                ),
            ],
            options={
                "ordering": ["holder__number", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("share_class", "holder", "vehicle"),
                        name="equity_holding_once",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("vehicle", None),
                            models.Q(("vehicle", models.F("holder")), _negated=True),
                            _connector="OR",
                        ),
                        name="equity_no_vehicle_holds_through_itself",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ShareTransaction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("issue", "Issue"),
                            ("grant", "Grant of bought-back shares"),
                            ("transfer", "Transfer"),
                            ("repurchase", "Repurchase"),
                            ("cancel", "Cancellation"),
                            ("retire", "Retirement"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("pending", "Held back"),
                            ("posted", "Registered"),
                            ("voided", "Released"),
                        ],
                        max_length=10,
                    ),
                ),
                ("quantity", models.BigIntegerField()),
                (
                    "price",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True),
                ),
                ("on", models.DateField()),
                ("reason", models.CharField(max_length=200)),
                ("resolution", models.CharField(blank=True, max_length=100)),
                ("key", models.CharField(max_length=80)),
                ("by_label", models.CharField(max_length=150)),
                ("decided_on", models.DateField(blank=True, null=True)),
                ("decided_by", models.CharField(blank=True, max_length=150)),
                (
                    "price_rule",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="equity.pricerule",
                    ),
                ),
                (
                    "share_class",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="equity.shareclass",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="given",
                        to="equity.holding",
                    ),
                ),
                (
                    "target",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="taken",
                        to="equity.holding",
                    ),
                ),
                (
                    "transfer",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ledger.transfer",
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
                "ordering": ["-number"],
                "indexes": [
                    models.Index(fields=["workspace", "on"], name="equity_transaction_by_day")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("workspace", "number"), name="equity_transaction_number_once"
                    ),
                    models.UniqueConstraint(
                        fields=("workspace", "key"), name="equity_transaction_key_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("quantity__gt", 0)),
                        name="equity_transaction_of_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("price", None), ("price__gte", 0), _connector="OR"),
                        name="equity_transaction_price_not_below_zero",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kind__in", ["issue", "grant"]),
                                ("source", None),
                                ("target__isnull", False),
                            ),
                            models.Q(
                                ("kind", "transfer"),
                                ("source__isnull", False),
                                ("target__isnull", False),
                            ),
                            models.Q(
                                ("kind__in", ["repurchase", "cancel"]),
                                ("source__isnull", False),
                                ("target", None),
                            ),
                            models.Q(("kind", "retire"), ("source", None), ("target", None)),
                            _connector="OR",
                        ),
                        name="equity_transaction_between_whom_its_kind_says",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Certificate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("quantity", models.BigIntegerField()),
                ("issued_on", models.DateField()),
                ("handed_on", models.DateField(blank=True, null=True)),
                (
                    "origin",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="equity.certificate",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certificates",
                        to="equity.holding",
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="closed",
                        to="equity.sharetransaction",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="made",
                        to="equity.sharetransaction",
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("closed_by", None)),
                        fields=["holding", "number"],
                        name="equity_certificate_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("workspace", "number"), name="equity_certificate_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("quantity__gt", 0)),
                        name="equity_certificate_of_something",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AuditedYear",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("net_assets", models.DecimalField(decimal_places=2, max_digits=20)),
                ("shares", models.BigIntegerField()),
                ("auditor", models.CharField(max_length=100)),
                ("report", models.CharField(max_length=100)),
                ("signed_on", models.DateField()),
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
                    models.UniqueConstraint(
                        fields=("workspace", "year"), name="equity_audited_year_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("shares__gt", 0)),
                        name="equity_audited_shares_above_zero",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Charter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("limited", "Limited liability company"),
                            ("joint_stock", "Joint-stock company"),
                        ],
                        max_length=20,
                    ),
                ),
                ("legal_name", models.CharField(max_length=200)),
                ("code", models.CharField(blank=True, max_length=18)),
                ("founded_on", models.DateField()),
                ("certificates", models.PositiveIntegerField(default=0)),
                ("transactions", models.PositiveIntegerField(default=0)),
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
                    models.UniqueConstraint(fields=("workspace",), name="equity_charter_once"),
                    models.CheckConstraint(
                        condition=models.Q(("form__in", ["limited", "joint_stock"])),
                        name="equity_charter_form_known",
                    ),
                ],
            },
        ),
    ]
