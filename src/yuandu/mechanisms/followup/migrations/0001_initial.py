"""Months after production; what those of a division come to is counted by statement."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

COUNT = """
CREATE FUNCTION followup_count_months() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  changes text := '';
  one record;
BEGIN
  IF TG_OP <> 'DELETE' THEN
    changes := 'SELECT 1 AS sign, * FROM fresh';
  END IF;
  IF TG_OP <> 'INSERT' THEN
    changes := concat_ws(' UNION ALL ', nullif(changes, ''), 'SELECT -1 AS sign, * FROM stale');
  END IF;
  FOR one IN EXECUTE $q$
    SELECT workspace_id, period, division_id, sum(sign) AS months,
      coalesce(sum(sign) FILTER (WHERE filed_on IS NOT NULL), 0) AS filed,
      coalesce(sum(sign) FILTER (WHERE filed_on <= due_on), 0) AS on_time,
      coalesce(sum(sign) FILTER (WHERE tax_paid IS NOT NULL), 0) AS taxed,
      coalesce(sum(sign * tax_paid), 0) AS tax_paid,
      coalesce(sum(sign * output_value), 0) AS output_value
    FROM ($q$ || changes || $q$) changes GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
  $q$
  LOOP
    -- A row of nothing first: a change that takes away could not be inserted itself.
    INSERT INTO followup_monthtally
      (workspace_id, period, division_id, months, filed, on_time, taxed, tax_paid, output_value)
    VALUES (one.workspace_id, one.period, one.division_id, 0, 0, 0, 0, 0, 0)
    ON CONFLICT (workspace_id, period, division_id) DO NOTHING;
    UPDATE followup_monthtally SET months = months + one.months, filed = filed + one.filed,
      on_time = on_time + one.on_time, taxed = taxed + one.taxed,
      tax_paid = tax_paid + one.tax_paid, output_value = output_value + one.output_value
    WHERE workspace_id = one.workspace_id AND period = one.period
      AND division_id = one.division_id AND (one.months, one.filed, one.on_time, one.taxed,
        one.tax_paid, one.output_value) <> (0, 0, 0, 0, 0, 0);
  END LOOP;
  RETURN NULL;
END
$$;
CREATE TRIGGER followup_month_inserted AFTER INSERT ON followup_month
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION followup_count_months();
CREATE TRIGGER followup_month_updated AFTER UPDATE ON followup_month
  REFERENCING OLD TABLE AS stale NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION followup_count_months();
CREATE TRIGGER followup_month_deleted AFTER DELETE ON followup_month
  REFERENCING OLD TABLE AS stale FOR EACH STATEMENT EXECUTE FUNCTION followup_count_months();
"""
UNDO = "DROP FUNCTION followup_count_months CASCADE;"


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("projects", "0005_watches"),
        ("registry", "0002_post_add_phone"),
        ("workspaces", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Month",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "period",
                    models.CharField(
                        max_length=7,
                        validators=[
                            django.core.validators.RegexValidator("^[12][0-9]{3}-(0[1-9]|1[0-2])$")
                        ],
                    ),
                ),
                ("due_on", models.DateField()),
                (
                    "tax_paid",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=18, null=True),
                ),
                ("is_refund", models.BooleanField(default=False)),
                ("tax_at", models.DateTimeField(blank=True, null=True)),
                (
                    "output_value",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=18, null=True),
                ),
                (
                    "scale",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("above", "Above scale"),
                            ("below", "Below scale"),
                            ("unsettled", "Not verified yet"),
                        ],
                        max_length=10,
                    ),
                ),
                ("statistics_at", models.DateTimeField(blank=True, null=True)),
                ("filed_on", models.DateField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=0)),
                (
                    "division",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.division",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="followed_months",
                        to="projects.project",
                    ),
                ),
                (
                    "statistics_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "tax_by",
                    models.ForeignKey(
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
                "ordering": ["period", "project_id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("project", "period"), name="followed_month_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("period__regex", "^[12][0-9]{3}-(0[1-9]|1[0-2])$")),
                        name="followed_month_month",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("is_refund", False), ("tax_paid", None)),
                            models.Q(("is_refund", False), ("tax_paid__gte", 0)),
                            models.Q(("is_refund", True), ("tax_paid__lt", 0)),
                            _connector="OR",
                        ),
                        name="followed_month_refund_marked",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("output_value", None), ("output_value__gte", 0), _connector="OR"
                        ),
                        name="followed_month_output_not_negative",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("scale__in", ["", "above", "below", "unsettled"])),
                        name="followed_month_scale_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("filed_on", None),
                            models.Q(("output_value__isnull", False), ("tax_paid__isnull", False)),
                            _connector="OR",
                        ),
                        name="followed_month_filed_in_full",
                    ),
                ],
                "indexes": [
                    models.Index(
                        fields=["workspace", "division", "period", "project"],
                        name="followed_month_grid",
                    ),
                    models.Index(
                        condition=models.Q(("filed_on", None)),
                        fields=["workspace", "division", "period", "project"],
                        name="followed_month_open",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("tax_paid", models.DecimalField(decimal_places=2, max_digits=18, null=True)),
                ("is_refund", models.BooleanField(default=False)),
                ("output_value", models.DecimalField(decimal_places=2, max_digits=18, null=True)),
                (
                    "scale",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("above", "Above scale"),
                            ("below", "Below scale"),
                            ("unsettled", "Not verified yet"),
                        ],
                        max_length=10,
                    ),
                ),
                ("version", models.PositiveIntegerField()),
                ("why", models.CharField(max_length=300)),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "by_user",
                    models.ForeignKey(
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
                (
                    "month",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="corrections",
                        to="followup.month",
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("month", "version"), name="followed_correction_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("why", ""), _negated=True),
                        name="followed_correction_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MonthTally",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("period", models.CharField(max_length=7)),
                ("months", models.PositiveIntegerField()),
                ("filed", models.PositiveIntegerField()),
                ("on_time", models.PositiveIntegerField()),
                ("taxed", models.PositiveIntegerField()),
                ("tax_paid", models.DecimalField(decimal_places=2, max_digits=20)),
                ("output_value", models.DecimalField(decimal_places=2, max_digits=20)),
                (
                    "division",
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
            ],
            options={
                "verbose_name_plural": "month tallies",
                "ordering": ["-period", "division"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("workspace", "period", "division"), name="followed_tally_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("filed__lte", models.F("months")), ("on_time__lte", models.F("filed"))
                        ),
                        name="followed_tally_adds_up",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SourceOffice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("tax", "Tax paid"),
                            ("statistics", "Output and above-scale statistics"),
                            ("development", "None: reads alone"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "office",
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
                "ordering": ["source", "office"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("workspace", "office"), name="source_office_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source__in", ["tax", "statistics", "development"])),
                        name="source_office_source_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Following",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("produced_on", models.DateField()),
                ("is_open", models.BooleanField(default=True)),
                ("missing", models.PositiveSmallIntegerField(default=0)),
                ("missing_since", models.CharField(blank=True, max_length=7)),
                ("last_paid", models.CharField(blank=True, max_length=7)),
                ("unpaid", models.PositiveSmallIntegerField(default=0)),
                (
                    "scale",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("above", "Above scale"),
                            ("below", "Below scale"),
                            ("unsettled", "Not verified yet"),
                        ],
                        max_length=10,
                    ),
                ),
                ("is_stopped", models.BooleanField(default=False)),
                ("is_unlisted", models.BooleanField(default=False)),
                (
                    "division",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.division",
                    ),
                ),
                (
                    "project",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="following",
                        to="projects.project",
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
                "indexes": [
                    models.Index(
                        condition=models.Q(("is_open", True), ("missing__gt", 0)),
                        fields=["workspace", "missing_since", "project"],
                        name="following_silent",
                    ),
                    models.Index(
                        condition=models.Q(("is_open", True), ("missing__gt", 0)),
                        fields=["workspace", "division", "missing_since", "project"],
                        name="following_silent_there",
                    ),
                    models.Index(
                        condition=models.Q(("is_open", True), ("is_stopped", True)),
                        fields=["workspace", "last_paid", "project"],
                        name="following_stopped",
                    ),
                    models.Index(
                        condition=models.Q(("is_open", True), ("is_stopped", True)),
                        fields=["workspace", "division", "last_paid", "project"],
                        name="following_stopped_there",
                    ),
                    models.Index(
                        condition=models.Q(("is_open", True), ("is_unlisted", True)),
                        fields=["workspace", "produced_on", "project"],
                        name="following_unlisted",
                    ),
                    models.Index(
                        condition=models.Q(("is_open", True), ("is_unlisted", True)),
                        fields=["workspace", "division", "produced_on", "project"],
                        name="following_unlisted_there",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FollowTerms",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("from_on", models.DateField()),
                (
                    "stopped_months",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(24),
                        ]
                    ),
                ),
                (
                    "unlisted_months",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(24),
                        ]
                    ),
                ),
                (
                    "due_day",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(28),
                        ]
                    ),
                ),
                ("basis", models.CharField(max_length=200)),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "by_user",
                    models.ForeignKey(
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
                "verbose_name_plural": "follow terms",
                "ordering": ["-from_on"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("workspace", "from_on"), name="follow_terms_once_a_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("stopped_months__range", (1, 24)),
                            ("unlisted_months__range", (1, 24)),
                            ("due_day__range", (1, 28)),
                        ),
                        name="follow_terms_make_sense",
                    ),
                ],
            },
        ),
        migrations.RunSQL(COUNT, UNDO),
    ]
