import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("lifecycle", "0002_promise_add_saying"),
        ("workforce", "0001_initial"),
        ("workspaces", "0001_initial"),
    ]

    operations = [
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
    ]
