import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("lifecycle", "0002_promise_add_saying"),
        ("registry", "0002_post_add_phone"),
        ("workforce", "0001_initial"),
        ("workspaces", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="IssuerKey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("token", models.UUIDField(default=uuid.uuid4, unique=True)),
                ("public", models.JSONField()),
                ("private", models.TextField()),
                ("is_current", models.BooleanField(default=True)),
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
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_current", True)),
                        fields=("workspace",),
                        name="careers_key_one_current",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Kinship",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("declared_on", models.DateField()),
                (
                    "one",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="workforce.worker",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
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
                "constraints": [
                    models.UniqueConstraint(fields=("one", "other"), name="careers_kinship_once"),
                    models.CheckConstraint(
                        condition=models.Q(("one__lt", models.F("other"))),
                        name="careers_kinship_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Rung",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "ladder",
                    models.CharField(
                        choices=[
                            ("management", "Management"),
                            ("technical", "Technical"),
                            ("technician", "Technician"),
                        ],
                        max_length=12,
                    ),
                ),
                ("order", models.PositiveSmallIntegerField()),
                ("code", models.SlugField(max_length=40)),
                ("name", models.CharField(max_length=40)),
                ("name_en", models.CharField(blank=True, max_length=60)),
                (
                    "pay_from",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True),
                ),
                (
                    "pay_to",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True),
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
                "ordering": ["ladder", "order"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("workspace", "ladder", "order"), name="careers_rung_order_once"
                    ),
                    models.UniqueConstraint(
                        fields=("workspace", "code"), name="careers_rung_code_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ladder__in", ["management", "technical", "technician"]),
                            ("order__gte", 1),
                        ),
                        name="careers_rung_of_a_ladder",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("pay_from", None), ("pay_to", None)),
                            models.Q(("pay_from__gt", 0), ("pay_to__gte", models.F("pay_from"))),
                            _connector="OR",
                        ),
                        name="careers_rung_pay_is_a_band",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TrainingBase",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("name_en", models.CharField(blank=True, max_length=120)),
                ("school", models.CharField(max_length=80)),
                ("school_en", models.CharField(blank=True, max_length=120)),
                ("place", models.CharField(blank=True, max_length=120)),
                ("since_on", models.DateField()),
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
                    models.UniqueConstraint(fields=("workspace", "name"), name="careers_base_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="WorkerRecord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=40)),
                ("value", models.CharField(blank=True, max_length=60)),
                ("title", models.CharField(max_length=120)),
                ("number", models.DecimalField(decimal_places=2, default=1, max_digits=8)),
                ("obtained_on", models.DateField()),
                ("expires_on", models.DateField(blank=True, null=True)),
                ("evidence", models.CharField(max_length=200)),
                ("entered_by", models.CharField(max_length=100)),
                ("entered_at", models.DateTimeField(auto_now_add=True)),
                ("struck_on", models.DateField(blank=True, null=True)),
                ("struck_for", models.CharField(blank=True, max_length=200)),
                (
                    "worker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="records",
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
                "ordering": ["-obtained_on", "-pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("expires_on__isnull", False), ("struck_on", None)),
                        fields=["workspace", "expires_on"],
                        name="careers_record_expires",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("struck_on", None)),
                        fields=("worker", "kind", "value", "title", "obtained_on"),
                        name="careers_record_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("expires_on", None),
                            ("expires_on__gte", models.F("obtained_on")),
                            _connector="OR",
                        ),
                        name="careers_record_expires_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 0)), name="careers_record_number"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("struck_for", ""), ("struck_on", None)),
                            models.Q(
                                ("struck_on__isnull", False),
                                models.Q(("struck_for", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="careers_record_struck_for_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Prospect",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("lacking", models.PositiveSmallIntegerField()),
                ("as_of", models.DateField()),
                (
                    "worker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="prospects",
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
                    "rung",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="prospects",
                        to="careers.rung",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="careers.rung",
                    ),
                ),
            ],
            options={
                "ordering": ["lacking", "rung", "worker"],
                "indexes": [
                    models.Index(fields=["workspace", "lacking"], name="careers_prospect_lacking")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("worker", "rung", "source"),
                        name="careers_prospect_once",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Equivalence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                    "one",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="careers.rung",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="careers.rung",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("one", "other"), name="careers_equivalence_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("one__lt", models.F("other"))),
                        name="careers_equivalence_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RungBook",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=40)),
                ("text", models.TextField()),
                ("hash", models.CharField(max_length=64)),
                ("effective_from", models.DateField()),
                ("entered_by", models.CharField(max_length=100)),
                ("entered_at", models.DateTimeField(auto_now_add=True)),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="doors",
                        to="careers.rung",
                    ),
                ),
                (
                    "target",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="books",
                        to="careers.rung",
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
                "ordering": ["target", "source", "effective_from"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("workspace", "code"), name="careers_book_code_once"
                    ),
                    models.UniqueConstraint(
                        fields=("target", "source", "effective_from"),
                        name="careers_book_once_a_day",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("source", None),
                            models.Q(("source", models.F("target")), _negated=True),
                            _connector="OR",
                        ),
                        name="careers_book_leads_on",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TrainingClass",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("name_en", models.CharField(blank=True, max_length=120)),
                ("theme", models.CharField(max_length=80)),
                ("aims", models.CharField(max_length=500)),
                ("from_on", models.DateField()),
                ("to_on", models.DateField()),
                (
                    "base",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="classes",
                        to="careers.trainingbase",
                    ),
                ),
                (
                    "rung",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="classes",
                        to="careers.rung",
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
                "ordering": ["-from_on", "name"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("workspace", "name"), name="careers_class_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("to_on__gte", models.F("from_on"))),
                        name="careers_class_ends_after_it_begins",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Application",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("statement", models.TextField(blank=True)),
                ("decision", models.TextField()),
                ("state", models.CharField(max_length=20)),
                ("applied_on", models.DateField()),
                ("is_open", models.BooleanField(default=True)),
                ("appeal_until", models.DateField(blank=True, null=True)),
                (
                    "band_from",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True),
                ),
                (
                    "band_to",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True),
                ),
                (
                    "track",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="careers_application",
                        to="lifecycle.track",
                    ),
                ),
                (
                    "worker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
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
                    "rung",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="careers.rung",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="careers.rung",
                    ),
                ),
                (
                    "book",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="careers.rungbook",
                    ),
                ),
            ],
            options={
                "ordering": ["-applied_on", "-pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("is_open", True)),
                        fields=["workspace", "applied_on"],
                        name="careers_application_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_open", True)),
                        fields=("worker", "rung"),
                        name="careers_application_open_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Trainee",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("joined_on", models.DateField()),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("passed", "Passed"),
                            ("failed", "Not passed"),
                            ("left", "Left the class"),
                        ],
                        max_length=6,
                    ),
                ),
                ("outcome_on", models.DateField(blank=True, null=True)),
                ("placed_on", models.DateField(blank=True, null=True)),
                (
                    "enterprise_mentor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="workforce.worker",
                    ),
                ),
                (
                    "placed_in",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.division",
                    ),
                ),
                (
                    "school_mentor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "worker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="trainings",
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
                    "training",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="trainees",
                        to="careers.trainingclass",
                    ),
                ),
            ],
            options={
                "ordering": ["training", "worker"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("training", "worker"), name="careers_trainee_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("worker", models.F("enterprise_mentor")), _negated=True
                        ),
                        name="careers_trainee_is_not_the_mentor",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", ""), ("outcome_on", None)),
                            models.Q(
                                ("outcome__in", ["passed", "failed", "left"]),
                                ("outcome_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="careers_trainee_outcome_with_its_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("placed_in", None), ("placed_on", None)),
                            models.Q(
                                ("outcome", "passed"),
                                ("placed_in__isnull", False),
                                ("placed_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="careers_trainee_placed_after_passing",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Rotation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "place",
                    models.CharField(
                        choices=[("school", "At school"), ("shop", "On the shop floor")],
                        max_length=6,
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=120)),
                ("from_on", models.DateField()),
                ("to_on", models.DateField()),
                (
                    "workspace",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="workspaces.workspace",
                    ),
                ),
                (
                    "training",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rotations",
                        to="careers.trainingclass",
                    ),
                ),
            ],
            options={
                "ordering": ["from_on"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("training", "from_on"), name="careers_rotation_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("place__in", ["school", "shop"]), ("to_on__gte", models.F("from_on"))
                        ),
                        name="careers_rotation_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TrainingUnit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField()),
                ("name", models.CharField(max_length=80)),
                ("name_en", models.CharField(blank=True, max_length=120)),
                ("entries", models.PositiveSmallIntegerField()),
                ("hours", models.DecimalField(decimal_places=1, max_digits=6)),
                ("pass_mark", models.PositiveSmallIntegerField(default=60)),
                (
                    "training",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="units",
                        to="careers.trainingclass",
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
                "ordering": ["training", "order"],
                "constraints": [
                    models.UniqueConstraint(fields=("training", "order"), name="careers_unit_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("entries__gte", 1), ("hours__gte", 0), ("pass_mark__range", (1, 100))
                        ),
                        name="careers_unit_asks_for_practice",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LogEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField()),
                ("hours", models.DecimalField(decimal_places=1, max_digits=4)),
                ("words", models.TextField()),
                ("sha256", models.CharField(max_length=64)),
                ("written_at", models.DateTimeField(auto_now_add=True)),
                (
                    "corrects",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="careers.logentry",
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
                    "trainee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="careers.trainee",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="log",
                        to="careers.trainingunit",
                    ),
                ),
            ],
            options={
                "ordering": ["-on", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("trainee", "sha256"), name="careers_entry_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("hours__gt", 0), ("hours__lte", 24)),
                        name="careers_entry_of_some_hours",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PanelMember",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_chair", models.BooleanField(default=False)),
                ("is_appeal", models.BooleanField(default=False)),
                (
                    "opinion",
                    models.CharField(
                        blank=True, choices=[("for", "for"), ("against", "against")], max_length=7
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=500)),
                ("said_on", models.DateField(blank=True, null=True)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="members",
                        to="careers.application",
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
                "ordering": ["is_appeal", "-is_chair", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("application", "worker"), name="careers_panel_member_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_chair", True)),
                        fields=("application", "is_appeal"),
                        name="careers_panel_one_chair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("opinion", ""), ("said_on", None)),
                            models.Q(
                                ("opinion__in", ["for", "against"]),
                                ("said_on__isnull", False),
                                models.Q(("words", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="careers_panel_opinion_with_words",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Position",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "ladder",
                    models.CharField(
                        choices=[
                            ("management", "Management"),
                            ("technical", "Technical"),
                            ("technician", "Technician"),
                        ],
                        max_length=12,
                    ),
                ),
                ("from_on", models.DateField()),
                ("to_on", models.DateField(blank=True, null=True)),
                ("basis", models.CharField(blank=True, max_length=200)),
                (
                    "application",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="position",
                        to="careers.application",
                    ),
                ),
                (
                    "worker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="positions",
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
                    "rung",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="positions",
                        to="careers.rung",
                    ),
                ),
            ],
            options={
                "ordering": ["-from_on", "-pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("to_on", None)),
                        fields=["workspace", "rung"],
                        name="careers_position_held",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("to_on", None)),
                        fields=("worker", "ladder"),
                        name="careers_position_once_a_ladder",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("to_on", None), ("to_on__gte", models.F("from_on")), _connector="OR"
                        ),
                        name="careers_position_ends_after_it_begins",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="UnitExam",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField()),
                ("points", models.PositiveSmallIntegerField()),
                ("is_passed", models.BooleanField()),
                ("entered_by", models.CharField(max_length=100)),
                (
                    "trainee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exams",
                        to="careers.trainee",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exams",
                        to="careers.trainingunit",
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
                "ordering": ["-on", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_passed", True)),
                        fields=("trainee", "unit"),
                        name="careers_exam_passed_once",
                    ),
                    models.UniqueConstraint(
                        fields=("trainee", "unit", "on"), name="careers_exam_once_a_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("points__lte", 100)), name="careers_exam_points"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LogSignature",
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
                        choices=[("enterprise", "Enterprise mentor"), ("school", "School mentor")],
                        max_length=10,
                    ),
                ),
                ("by_label", models.CharField(max_length=100)),
                ("sha256", models.CharField(max_length=64)),
                ("signed_at", models.DateTimeField(auto_now_add=True)),
                (
                    "by_user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signatures",
                        to="careers.logentry",
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
                        fields=("entry", "side"), name="careers_signature_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("side__in", ["enterprise", "school"])),
                        name="careers_signature_of_a_side",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Badge",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("token", models.UUIDField(default=uuid.uuid4, unique=True)),
                ("name", models.CharField(max_length=120)),
                ("jwt", models.TextField()),
                ("consented_on", models.DateField()),
                ("issued_at", models.DateTimeField()),
                ("revoked_on", models.DateField(blank=True, null=True)),
                ("revoked_for", models.CharField(blank=True, max_length=200)),
                (
                    "worker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="badges",
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
                    "key",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="careers.issuerkey",
                    ),
                ),
                (
                    "position",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="badges",
                        to="careers.position",
                    ),
                ),
                (
                    "trainee",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="badges",
                        to="careers.trainee",
                    ),
                ),
            ],
            options={
                "ordering": ["-issued_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("position__isnull", False), ("trainee", None)),
                            models.Q(("position", None), ("trainee__isnull", False)),
                            _connector="OR",
                        ),
                        name="careers_badge_of_one_thing",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("revoked_on", None), ("trainee__isnull", False)),
                        fields=("trainee",),
                        name="careers_badge_of_class_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("position__isnull", False), ("revoked_on", None)),
                        fields=("position",),
                        name="careers_badge_of_rung_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("revoked_for", ""), ("revoked_on", None)),
                            models.Q(
                                ("revoked_on__isnull", False),
                                models.Q(("revoked_for", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="careers_badge_revoked_for_a_reason",
                    ),
                ],
            },
        ),
    ]
