from decimal import Decimal

import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("flowers", "0001_initial"),
        ("orders", "0001_initial"),
        ("registry", "0002_post_add_phone"),
        ("workspaces", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Batch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("expected", "Expected"),
                            ("received", "Received"),
                            ("graded", "Graded"),
                            ("settled", "Settled"),
                            ("missing", "Never arrived"),
                            ("cancelled", "Called off"),
                        ],
                        default="expected",
                        max_length=10,
                    ),
                ),
                ("announced", models.PositiveIntegerField()),
                ("expected_on", models.DateField()),
                ("truck", models.CharField(blank=True, max_length=40)),
                ("announced_by", models.CharField(max_length=150)),
                ("announced_at", models.DateTimeField(auto_now_add=True)),
                ("received", models.PositiveIntegerField(blank=True, null=True)),
                ("delivered_on", models.DateField(blank=True, null=True)),
                ("received_by", models.CharField(blank=True, max_length=150)),
                ("words", models.CharField(blank=True, max_length=200)),
                (
                    "promise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="batches",
                        to="orders.promise",
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
                "verbose_name_plural": "batches",
                "ordering": ["expected_on", "pk"],
                "indexes": [
                    models.Index(
                        fields=["workspace", "state", "expected_on"], name="batch_by_state"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("workspace", "key"), name="batch_key_once"),
                    models.CheckConstraint(
                        condition=models.Q(("announced__gte", 1), ("announced__lte", 10000000)),
                        name="batch_of_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                (
                                    "expected",
                                    "received",
                                    "graded",
                                    "settled",
                                    "missing",
                                    "cancelled",
                                ),
                            )
                        ),
                        name="batch_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("delivered_on__isnull", False),
                                ("received__isnull", False),
                                ("state__in", ("received", "graded", "settled")),
                            ),
                            models.Q(
                                ("delivered_on", None),
                                ("received", None),
                                ("state__in", ("expected", "missing", "cancelled")),
                            ),
                            _connector="OR",
                        ),
                        name="batch_received_on_record",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Deposit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField()),
                ("amount", models.DecimalField(decimal_places=2, max_digits=14)),
                ("paid_on", models.DateField()),
                ("paid_by", models.CharField(max_length=150)),
                (
                    "promise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deposits",
                        to="orders.promise",
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
                    models.UniqueConstraint(fields=("promise", "key"), name="deposit_once"),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0)), name="deposit_of_something"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Dispute",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Waiting for an answer"),
                            ("answered", "Answered"),
                            ("closed", "Closed"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("words", models.TextField()),
                ("raised_by", models.CharField(max_length=150)),
                ("raised_on", models.DateField()),
                ("answer", models.TextField(blank=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", ""),
                            ("upheld", "The grower is right"),
                            ("partly", "The grower is right in part"),
                            ("rejected", "The grading stands"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        max_length=10,
                    ),
                ),
                ("award", models.DecimalField(decimal_places=2, default=0, max_digits=14)),
                ("answered_by", models.CharField(blank=True, max_length=150)),
                ("answered_on", models.DateField(blank=True, null=True)),
                ("closed_on", models.DateField(blank=True, null=True)),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disputes",
                        to="settlements.batch",
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
                "ordering": ["-raised_on", "-pk"],
                "indexes": [models.Index(fields=["workspace", "state"], name="dispute_by_state")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ("open", "answered"))),
                        fields=("batch",),
                        name="dispute_one_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True),
                        name="dispute_says_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ("open", "answered", "closed"))),
                        name="dispute_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "answered"), _negated=True),
                            models.Q(
                                models.Q(("answer", ""), _negated=True),
                                models.Q(("outcome", ""), _negated=True),
                                ("answered_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="dispute_answered_in_words",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("award", 0),
                            models.Q(("award__gt", 0), ("outcome__in", ("upheld", "partly"))),
                            _connector="OR",
                        ),
                        name="dispute_awards_when_right",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Grading",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_current", models.BooleanField(default=True)),
                ("received", models.PositiveIntegerField()),
                ("first", models.PositiveIntegerField(default=0)),
                ("second", models.PositiveIntegerField(default=0)),
                ("third", models.PositiveIntegerField(default=0)),
                ("ungraded", models.PositiveIntegerField(default=0)),
                ("transport", models.PositiveIntegerField(default=0)),
                ("disease", models.PositiveIntegerField(default=0)),
                ("below_grade", models.PositiveIntegerField(default=0)),
                ("blown", models.PositiveIntegerField(default=0)),
                ("wrong_kind", models.PositiveIntegerField(default=0)),
                ("other", models.PositiveIntegerField(default=0)),
                ("accepted", models.PositiveIntegerField()),
                ("price", models.DecimalField(decimal_places=2, max_digits=12)),
                ("reason", models.CharField(blank=True, max_length=200)),
                ("graded_by", models.CharField(max_length=150)),
                ("graded_on", models.DateField()),
                ("graded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="gradings",
                        to="settlements.batch",
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
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_current", True)),
                        fields=("batch",),
                        name="grading_counts_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "accepted",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("first"), "+", models.F("second")
                                        ),
                                        "+",
                                        models.F("third"),
                                    ),
                                    "+",
                                    models.F("ungraded"),
                                ),
                            ),
                            (
                                "received",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        django.db.models.expressions.CombinedExpression(
                                            django.db.models.expressions.CombinedExpression(
                                                django.db.models.expressions.CombinedExpression(
                                                    django.db.models.expressions.CombinedExpression(
                                                        models.F("accepted"),
                                                        "+",
                                                        models.F("transport"),
                                                    ),
                                                    "+",
                                                    models.F("disease"),
                                                ),
                                                "+",
                                                models.F("below_grade"),
                                            ),
                                            "+",
                                            models.F("blown"),
                                        ),
                                        "+",
                                        models.F("wrong_kind"),
                                    ),
                                    "+",
                                    models.F("other"),
                                ),
                            ),
                        ),
                        name="grading_adds_up",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("price__gt", 0)), name="grading_at_a_price"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Season",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField()),
                ("delivered", models.PositiveIntegerField(default=0)),
                ("elsewhere", models.PositiveIntegerField(default=0)),
                (
                    "saleable",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.expressions.CombinedExpression(
                            models.F("delivered"), "+", models.F("elsewhere")
                        ),
                        output_field=models.PositiveIntegerField(),
                    ),
                ),
                ("lost", models.PositiveIntegerField(default=0)),
                (
                    "income",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True),
                ),
                ("reported_by", models.CharField(blank=True, max_length=150)),
                ("reported_on", models.DateField(blank=True, null=True)),
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
                "ordering": ["-starts_on"],
                "indexes": [
                    models.Index(fields=["workspace", "starts_on"], name="season_by_quarter")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("household", "starts_on"), name="season_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts_on__day", 1), ("starts_on__month__in", (1, 4, 7, 10))
                        ),
                        name="season_starts_a_quarter",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "lost__lte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("delivered"), "+", models.F("elsewhere")
                                ),
                            )
                        ),
                        name="season_loses_what_it_has",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Loss",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "cause",
                    models.CharField(
                        choices=[
                            ("unsold", "Unsold"),
                            ("downgraded", "Sold for less: lower grade"),
                            ("transport", "Transport"),
                            ("disease", "Disease or pests"),
                            ("weather", "Weather"),
                            ("not_collected", "Truck never came"),
                            ("rejected", "Rejected at the scales"),
                            ("other", "Another cause"),
                        ],
                        max_length=14,
                    ),
                ),
                ("quantity", models.PositiveIntegerField()),
                (
                    "amount",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True),
                ),
                ("on", models.DateField()),
                ("words", models.CharField(blank=True, max_length=200)),
                ("recorded_by", models.CharField(max_length=150)),
                (
                    "batch",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="losses",
                        to="settlements.batch",
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
                    "promise",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orders.promise",
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
                    "season",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="losses",
                        to="settlements.season",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "losses",
                "ordering": ["-on", "-pk"],
                "indexes": [models.Index(fields=["workspace", "on"], name="loss_by_day")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("quantity__gte", 1),
                            models.Q(("amount", None), ("amount__gte", 0), _connector="OR"),
                        ),
                        name="loss_of_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "cause__in",
                                (
                                    "unsold",
                                    "downgraded",
                                    "transport",
                                    "disease",
                                    "weather",
                                    "not_collected",
                                    "rejected",
                                    "other",
                                ),
                            )
                        ),
                        name="loss_cause_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Settlement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("delivery", "Delivery"),
                            ("correction", "Correction after a dispute"),
                        ],
                        default="delivery",
                        max_length=10,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("issued", "Waiting for the buyer"),
                            ("refused", "Buyer’s payment refused"),
                            ("funded", "On the way to the grower"),
                            ("bounced", "Grower’s bank refused"),
                            ("paid", "Paid"),
                        ],
                        default="issued",
                        max_length=10,
                    ),
                ),
                ("quantity", models.PositiveIntegerField()),
                ("gross", models.DecimalField(decimal_places=2, max_digits=14)),
                ("taken", models.DecimalField(decimal_places=2, max_digits=14)),
                ("net", models.DecimalField(decimal_places=2, max_digits=14)),
                ("carried", models.DecimalField(decimal_places=2, max_digits=14)),
                ("due", models.DecimalField(decimal_places=2, max_digits=14)),
                ("delivered_on", models.DateField()),
                ("issued_on", models.DateField()),
                ("issued_by", models.CharField(max_length=150)),
                ("buyer_due_on", models.DateField()),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("law", "the law’s 60 days"),
                            ("contract", "the contract’s day"),
                            ("delivery", "on delivery"),
                        ],
                        max_length=10,
                    ),
                ),
                ("pay_on", models.DateField()),
                ("sale_attempt", models.PositiveSmallIntegerField(default=1)),
                ("purchase_attempt", models.PositiveSmallIntegerField(default=1)),
                ("funded_on", models.DateField(blank=True, null=True)),
                ("paid_on", models.DateField(blank=True, null=True)),
                ("words", models.CharField(blank=True, max_length=200)),
                ("reminded_on", models.DateField(blank=True, null=True)),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="slips",
                        to="settlements.batch",
                    ),
                ),
                (
                    "buyer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.party",
                    ),
                ),
                (
                    "dispute",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="slip",
                        to="settlements.dispute",
                    ),
                ),
                (
                    "grower",
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
                "ordering": ["-issued_on", "-pk"],
                "indexes": [
                    models.Index(
                        fields=["workspace", "state", "buyer_due_on"], name="slip_by_state"
                    ),
                    models.Index(fields=["grower", "-issued_on"], name="slip_of_grower"),
                    models.Index(fields=["buyer", "-issued_on"], name="slip_of_buyer"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "delivery")),
                        fields=("batch",),
                        name="slip_of_a_batch_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("due__lte", models.F("gross")),
                            (
                                "gross",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("net"), "+", models.F("taken")
                                ),
                            ),
                            ("net__lte", models.F("due")),
                        ),
                        name="slip_adds_up",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("carried__gte", 0),
                            ("due__gte", 0),
                            ("gross__gte", 0),
                            ("net__gte", 0),
                            ("taken__gte", 0),
                        ),
                        name="slip_never_negative",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ("issued", "refused", "funded", "bounced", "paid"))
                        ),
                        name="slip_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("paid_on__isnull", False), ("state", "paid")),
                            models.Q(models.Q(("state", "paid"), _negated=True), ("paid_on", None)),
                            _connector="OR",
                        ),
                        name="slip_paid_on_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("funded_on", None), ("state__in", ("issued", "refused"))),
                            models.Q(
                                ("funded_on__isnull", False),
                                ("state__in", ("funded", "bounced", "paid")),
                            ),
                            _connector="OR",
                        ),
                        name="slip_funded_on_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("dispute", None), ("kind", "delivery")),
                            models.Q(("dispute__isnull", False), ("kind", "correction")),
                            _connector="OR",
                        ),
                        name="slip_corrects_for_a_dispute",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Line",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "grade",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("first", "First grade"),
                            ("second", "Second grade"),
                            ("third", "Third grade"),
                            ("ungraded", "Ungraded"),
                        ],
                        max_length=10,
                    ),
                ),
                ("quantity", models.PositiveIntegerField()),
                ("price", models.DecimalField(decimal_places=2, max_digits=12)),
                ("amount", models.DecimalField(decimal_places=2, max_digits=14)),
                (
                    "workspace",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="workspaces.workspace",
                    ),
                ),
                (
                    "slip",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="settlements.settlement",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("grade", ""),
                            (
                                "amount",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("quantity"), "*", models.F("price")
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="line_multiplies",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Deduction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        choices=[
                            ("deposit", "Deposit paid before"),
                            ("transport", "Transport"),
                            ("grading", "Grading"),
                            ("margin", "Cooperative’s margin"),
                            ("inputs", "Seedlings and material advanced"),
                            ("carried", "Carried from earlier slips"),
                        ],
                        max_length=10,
                    ),
                ),
                ("wanted", models.DecimalField(decimal_places=2, max_digits=14)),
                ("taken", models.DecimalField(decimal_places=2, max_digits=14)),
                (
                    "workspace",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="workspaces.workspace",
                    ),
                ),
                (
                    "slip",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deductions",
                        to="settlements.settlement",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("slip", "code"), name="deduction_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("taken__gte", 0), ("taken__lte", models.F("wanted")), ("wanted__gt", 0)
                        ),
                        name="deduction_within_what_is_wanted",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Shortage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("quantity", models.PositiveIntegerField()),
                (
                    "cause",
                    models.CharField(
                        choices=[
                            ("unsold", "Unsold"),
                            ("downgraded", "Sold for less: lower grade"),
                            ("transport", "Transport"),
                            ("disease", "Disease or pests"),
                            ("weather", "Weather"),
                            ("not_collected", "Truck never came"),
                            ("rejected", "Rejected at the scales"),
                            ("other", "Another cause"),
                        ],
                        max_length=14,
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=200)),
                ("recorded_on", models.DateField()),
                ("recorded_by", models.CharField(max_length=150)),
                (
                    "batch",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shortages",
                        to="settlements.batch",
                    ),
                ),
                (
                    "promise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shortages",
                        to="orders.promise",
                    ),
                ),
                (
                    "substitute",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orders.promise",
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
                "ordering": ["-recorded_on", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("quantity__gte", 1)), name="shortage_of_something"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("substitute", None),
                            models.Q(("substitute", models.F("promise")), _negated=True),
                            _connector="OR",
                        ),
                        name="shortage_is_not_its_own_substitute",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Terms",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "second_share",
                    models.DecimalField(decimal_places=3, default=Decimal("0.85"), max_digits=4),
                ),
                (
                    "third_share",
                    models.DecimalField(decimal_places=3, default=Decimal("0.70"), max_digits=4),
                ),
                (
                    "ungraded_share",
                    models.DecimalField(decimal_places=3, default=Decimal("0.50"), max_digits=4),
                ),
                (
                    "grading_fee",
                    models.DecimalField(decimal_places=3, default=Decimal("0.02"), max_digits=8),
                ),
                (
                    "margin_share",
                    models.DecimalField(decimal_places=3, default=Decimal("0.03"), max_digits=4),
                ),
                (
                    "payment_days",
                    models.PositiveSmallIntegerField(blank=True, default=7, null=True),
                ),
                ("grower_days", models.PositiveSmallIntegerField(default=10)),
                (
                    "buyer_size",
                    models.CharField(
                        choices=[
                            ("large", "Large enterprise"),
                            ("small", "Small or medium enterprise"),
                            ("unknown", "Not declared"),
                        ],
                        default="unknown",
                        max_length=10,
                    ),
                ),
                ("is_sold_by_firm", models.BooleanField(default=True)),
                ("agreed_by", models.CharField(max_length=150)),
                ("agreed_on", models.DateField()),
                (
                    "order",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="terms",
                        to="orders.order",
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
                "verbose_name_plural": "terms",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("second_share__lte", 1),
                            ("ungraded_share__gte", 0),
                            ("third_share__lte", models.F("second_share")),
                            ("ungraded_share__lte", models.F("third_share")),
                        ),
                        name="terms_shares_fall",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("grading_fee__gte", 0),
                            ("margin_share__gte", 0),
                            ("margin_share__lte", Decimal("0.20")),
                        ),
                        name="terms_costs_in_bounds",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("grower_days__lte", 365),
                            models.Q(
                                ("payment_days", None), ("payment_days__lte", 365), _connector="OR"
                            ),
                        ),
                        name="terms_days_in_bounds",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("buyer_size__in", ("large", "small", "unknown"))),
                        name="terms_buyer_size_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Abandonment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[
                            ("buyer", "the buyer"),
                            ("grower", "the grower"),
                            ("neither", "neither: agreed on, or force majeure"),
                        ],
                        max_length=10,
                    ),
                ),
                ("quantity", models.PositiveIntegerField()),
                ("deposit", models.DecimalField(decimal_places=2, max_digits=14)),
                ("owed", models.DecimalField(decimal_places=2, max_digits=14)),
                ("repaid_on", models.DateField(blank=True, null=True)),
                ("words", models.CharField(max_length=200)),
                ("abandoned_on", models.DateField()),
                ("abandoned_by", models.CharField(max_length=150)),
                (
                    "promise",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="abandonment",
                        to="orders.promise",
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
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("owed", 0), ("side", "buyer")),
                            models.Q(
                                (
                                    "owed",
                                    django.db.models.expressions.CombinedExpression(
                                        models.Value(2), "*", models.F("deposit")
                                    ),
                                ),
                                ("side", "grower"),
                            ),
                            models.Q(("owed", models.F("deposit")), ("side", "neither")),
                            _connector="OR",
                        ),
                        name="abandonment_by_a_side",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("words", ""), _negated=True), ("deposit__gte", 0)
                        ),
                        name="abandonment_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Advance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField()),
                ("amount", models.DecimalField(decimal_places=2, max_digits=14)),
                ("words", models.CharField(max_length=200)),
                ("given_on", models.DateField()),
                ("given_by", models.CharField(max_length=150)),
                (
                    "grower",
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
                    models.UniqueConstraint(fields=("workspace", "key"), name="advance_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("amount__gt", 0), models.Q(("words", ""), _negated=True)
                        ),
                        name="advance_of_something",
                    ),
                ],
            },
        ),
    ]
