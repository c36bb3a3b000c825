"""Proposals and what is kept of them.

Triggers keep sums by section and month and who ever contributed, as half a million rows are too
many to count at each reading; and they refuse whoever would judge an idea of their own.
"""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

TALLIES = r"""
CREATE FUNCTION proposals_proposal_counted() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  changes text := '';
BEGIN
  IF TG_OP <> 'DELETE' THEN
    changes := 'SELECT 1 AS sign, * FROM fresh';
  END IF;
  IF TG_OP <> 'INSERT' THEN
    changes := concat_ws(' UNION ALL ', nullif(changes, ''), 'SELECT -1 AS sign, * FROM stale');
  END IF;
  EXECUTE $q$
    INSERT INTO proposals_tally
      (workspace_id, section_id, month, posted, answered, in_time, evaluated, implemented)
    SELECT * FROM (
      SELECT workspace_id, section_id, date_trunc('month', posted_on)::date,
        coalesce(sum(sign) FILTER (WHERE stage <> 'withdrawn'), 0) AS posted,
        coalesce(sum(sign) FILTER (WHERE answered_on IS NOT NULL), 0) AS answered,
        coalesce(sum(sign) FILTER (WHERE answered_on <= promised_on), 0) AS in_time,
        coalesce(sum(sign) FILTER (WHERE evaluated_on IS NOT NULL), 0) AS evaluated,
        coalesce(sum(sign) FILTER (WHERE implemented_on IS NOT NULL), 0) AS implemented
      FROM ($q$ || changes || $q$) changes GROUP BY 1, 2, 3
    ) added
    WHERE posted <> 0 OR answered <> 0 OR in_time <> 0 OR evaluated <> 0 OR implemented <> 0
  $q$;
  RETURN NULL;
END $$;
CREATE TRIGGER proposals_proposal_inserted AFTER INSERT ON proposals_proposal
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT
  EXECUTE FUNCTION proposals_proposal_counted();
CREATE TRIGGER proposals_proposal_updated AFTER UPDATE ON proposals_proposal
  REFERENCING OLD TABLE AS stale NEW TABLE AS fresh FOR EACH STATEMENT
  EXECUTE FUNCTION proposals_proposal_counted();
CREATE TRIGGER proposals_proposal_deleted AFTER DELETE ON proposals_proposal
  REFERENCING OLD TABLE AS stale FOR EACH STATEMENT
  EXECUTE FUNCTION proposals_proposal_counted();

CREATE FUNCTION proposals_author_counted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    -- In one order, so that two statements with the same people do not wait for each other.
    INSERT INTO proposals_contributor AS c (workspace_id, worker_id, first_on, proposals)
    SELECT a.workspace_id, a.worker_id, min(p.posted_on), count(*)
    FROM fresh a JOIN proposals_proposal p ON p.id = a.proposal_id
    GROUP BY 1, 2 ORDER BY 2
    ON CONFLICT (worker_id) DO UPDATE SET proposals = c.proposals + excluded.proposals,
      first_on = least(c.first_on, excluded.first_on);
  ELSE
    UPDATE proposals_contributor c SET proposals = c.proposals - gone.number
    FROM (SELECT worker_id, count(*) AS number FROM stale GROUP BY 1) gone
    WHERE c.worker_id = gone.worker_id;
    -- Who has no proposal left never contributed: the line was entered by mistake.
    DELETE FROM proposals_contributor c USING stale
    WHERE c.worker_id = stale.worker_id AND c.proposals = 0;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER proposals_author_inserted AFTER INSERT ON proposals_author
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION proposals_author_counted();
CREATE TRIGGER proposals_author_deleted AFTER DELETE ON proposals_author
  REFERENCING OLD TABLE AS stale FOR EACH STATEMENT EXECUTE FUNCTION proposals_author_counted();
"""
UNDO_TALLIES = """
DROP FUNCTION proposals_proposal_counted, proposals_author_counted CASCADE;
"""
OWN = r"""
CREATE FUNCTION proposals_is_own(proposal bigint, account bigint) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT FROM proposals_author a
    JOIN workforce_worker w ON w.id = a.worker_id
    JOIN proposals_proposal p ON p.id = a.proposal_id
    WHERE w.user_id = account AND proposal IN (p.id, p.merged_into_id)
  )
$$;

CREATE FUNCTION proposals_refuse_own() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'proposals_evaluation' THEN
    IF NEW.opinion <> '' AND proposals_is_own(NEW.proposal_id, NEW.evaluator_id) THEN
      RAISE 'nobody judges their own idea' USING ERRCODE = 'check_violation',
        CONSTRAINT = 'proposals_evaluation_not_own';
    END IF;
  ELSIF NEW.verified_by_id IS NOT NULL
    AND proposals_is_own(NEW.proposal_id, NEW.verified_by_id) THEN
    RAISE 'nobody verifies their own idea' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'proposals_benefit_not_own';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER proposals_evaluation_not_own
  BEFORE INSERT OR UPDATE OF opinion, evaluator_id, proposal_id ON proposals_evaluation
  FOR EACH ROW EXECUTE FUNCTION proposals_refuse_own();
CREATE TRIGGER proposals_benefit_not_own
  BEFORE INSERT OR UPDATE OF verified_by_id, proposal_id ON proposals_benefit
  FOR EACH ROW EXECUTE FUNCTION proposals_refuse_own();
"""
UNDO_OWN = """
DROP FUNCTION proposals_refuse_own CASCADE;
DROP FUNCTION proposals_is_own;
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("registry", "0002_post_add_phone"),
        ("workforce", "0001_initial"),
        ("workspaces", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Proposal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=20)),
                (
                    "lane",
                    models.CharField(
                        choices=[
                            ("instant", "Instant improvement"),
                            ("project", "Improvement project"),
                        ],
                        default="instant",
                        max_length=10,
                    ),
                ),
                ("stage", models.CharField(default="collect", max_length=10)),
                ("problem", models.CharField(blank=True, max_length=2000)),
                ("idea", models.CharField(max_length=2000)),
                ("is_sealed", models.BooleanField(default=False)),
                ("key", models.UUIDField(blank=True, null=True)),
                ("posted_on", models.DateField()),
                ("posted_at", models.DateTimeField(auto_now_add=True)),
                ("promised_on", models.DateField(blank=True, null=True)),
                ("answered_on", models.DateField(blank=True, null=True)),
                ("evaluated_on", models.DateField(blank=True, null=True)),
                ("implemented_on", models.DateField(blank=True, null=True)),
                ("grade", models.CharField(blank=True, max_length=10)),
                (
                    "award",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=10, null=True),
                ),
                ("is_sampled", models.BooleanField(default=False)),
                ("sampled_on", models.DateField(blank=True, null=True)),
                ("first_year", models.DecimalField(decimal_places=2, default=0, max_digits=14)),
                (
                    "answerer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged",
                        to="proposals.proposal",
                    ),
                ),
                (
                    "posted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
            ],
            options={
                "ordering": ["-posted_on", "-pk"],
                "indexes": [
                    models.Index(
                        fields=["workspace", "-posted_on", "-id"], name="proposals_proposal_newest"
                    ),
                    models.Index(
                        fields=["section", "stage", "-posted_on", "-id"],
                        name="proposals_proposal_section",
                    ),
                    models.Index(
                        fields=["workspace", "stage", "-posted_on", "-id"],
                        name="proposals_proposal_stage",
                    ),
                    models.Index(
                        condition=models.Q(("evaluated_on__isnull", False)),
                        fields=["workspace", "evaluated_on"],
                        include=("implemented_on", "id"),
                        name="proposals_proposal_success",
                    ),
                    models.Index(
                        condition=models.Q(("answered_on", None), ("promised_on__isnull", False)),
                        fields=["workspace", "promised_on"],
                        include=("section", "answerer"),
                        name="proposals_proposal_unanswered",
                    ),
                    models.Index(
                        condition=models.Q(("is_sampled", True), ("sampled_on", None)),
                        fields=["workspace", "id"],
                        name="proposals_proposal_to_sample",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("workspace", "number"), name="proposals_proposal_number_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("key__isnull", False)),
                        fields=("workspace", "key"),
                        name="proposals_proposal_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("idea", ""), _negated=True),
                        name="proposals_proposal_says_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "stage__in",
                                (
                                    "collect",
                                    "evaluate",
                                    "verify",
                                    "spread",
                                    "reward",
                                    "rejected",
                                    "withdrawn",
                                    "merged",
                                ),
                            )
                        ),
                        name="proposals_proposal_stage_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("lane__in", ("instant", "project"))),
                        name="proposals_proposal_lane_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("merged_into", None),
                            models.Q(("merged_into", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="proposals_proposal_not_into_itself",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("implemented_on", None),
                            models.Q(
                                ("evaluated_on__isnull", False),
                                ("implemented_on__gte", models.F("evaluated_on")),
                            ),
                            _connector="OR",
                        ),
                        name="proposals_proposal_implemented_after_evaluation",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("first_year__gte", 0)),
                        name="proposals_proposal_benefit",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Merge",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.CharField(max_length=300)),
                ("by_label", models.CharField(max_length=100)),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("undone_words", models.CharField(blank=True, max_length=300)),
                ("undone_label", models.CharField(blank=True, max_length=100)),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
                (
                    "workspace",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="workspaces.workspace",
                    ),
                ),
                (
                    "kept",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="proposals.proposal",
                    ),
                ),
                (
                    "merged",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merges",
                        to="proposals.proposal",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("undone_at", None)),
                        fields=("merged",),
                        name="proposals_merge_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Evaluation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("asked_on", models.DateField()),
                ("opinion", models.CharField(blank=True, max_length=10)),
                ("words", models.CharField(blank=True, max_length=2000)),
                ("given_on", models.DateField(blank=True, null=True)),
                ("relieved_on", models.DateField(blank=True, null=True)),
                ("reason", models.CharField(blank=True, max_length=300)),
                (
                    "evaluator",
                    models.ForeignKey(
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
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evaluations",
                        to="proposals.proposal",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("opinion", ""), ("relieved_on", None)),
                        fields=["evaluator", "asked_on"],
                        name="proposals_evaluation_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("relieved_on", None)),
                        fields=("proposal", "evaluator"),
                        name="proposals_evaluation_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("given_on", None), ("opinion", "")),
                            models.Q(
                                ("given_on__isnull", False), ("opinion__in", ("accept", "reject"))
                            ),
                            _connector="OR",
                        ),
                        name="proposals_evaluation_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Benefit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=10)),
                ("recurrence", models.CharField(max_length=10)),
                ("amount", models.DecimalField(decimal_places=2, max_digits=14)),
                ("decay_share", models.DecimalField(decimal_places=4, default=0, max_digits=5)),
                ("first_year", models.DecimalField(decimal_places=2, max_digits=14)),
                ("words", models.CharField(max_length=500)),
                ("claimed_on", models.DateField()),
                ("verified_label", models.CharField(blank=True, max_length=100)),
                ("verified_on", models.DateField(blank=True, null=True)),
                (
                    "claimed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "verified_by",
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
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="benefits",
                        to="proposals.proposal",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("verified_on__isnull", False)),
                        fields=["workspace", "kind", "verified_on"],
                        include=("first_year",),
                        name="proposals_benefit_verified",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ("money", "time", "quality", "safety")),
                            ("recurrence__in", ("once", "monthly")),
                        ),
                        name="proposals_benefit_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("amount__gt", 0),
                            ("decay_share__gte", 0),
                            ("decay_share__lt", 1),
                            ("first_year__gt", 0),
                        ),
                        name="proposals_benefit_sense",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("verified_by", None),
                            ("claimed_by", None),
                            models.Q(("verified_by", models.F("claimed_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="proposals_benefit_by_a_second",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("verified_by", None), ("verified_label", ""), ("verified_on", None)
                            ),
                            models.Q(
                                ("verified_on__isnull", False),
                                models.Q(("verified_label", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="proposals_benefit_verified_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Author",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("share", models.DecimalField(decimal_places=4, max_digits=5)),
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
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="authors",
                        to="proposals.proposal",
                    ),
                ),
            ],
            options={
                "ordering": ["-share", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("proposal", "worker"), name="proposals_author_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("share__gt", 0), ("share__lte", 1)),
                        name="proposals_author_share",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Scheme",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.CharField(max_length=20)),
                ("from_on", models.DateField()),
                ("instant_days", models.PositiveSmallIntegerField()),
                ("project_days", models.PositiveSmallIntegerField()),
                ("finance_from", models.DecimalField(decimal_places=2, max_digits=12)),
                ("benefit_most", models.DecimalField(decimal_places=2, max_digits=14)),
                ("sample_share", models.DecimalField(decimal_places=4, max_digits=5)),
                ("minimum_group", models.PositiveSmallIntegerField()),
                ("grades", models.JSONField(default=list)),
                ("published_by", models.CharField(max_length=100)),
                ("published_at", models.DateTimeField(auto_now_add=True)),
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
                "ordering": ["-from_on", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("workspace", "version"), name="proposals_scheme_once"
                    ),
                    models.UniqueConstraint(
                        fields=("workspace", "from_on"), name="proposals_scheme_one_a_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("benefit_most__gt", 0),
                            ("finance_from__gte", 0),
                            ("instant_days__gte", 1),
                            ("minimum_group__gte", 2),
                            ("project_days__gte", 1),
                            ("sample_share__gte", 0),
                            ("sample_share__lte", 1),
                        ),
                        name="proposals_scheme_sense",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Tally",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("month", models.DateField()),
                ("posted", models.IntegerField()),
                ("answered", models.IntegerField()),
                ("in_time", models.IntegerField()),
                ("evaluated", models.IntegerField()),
                ("implemented", models.IntegerField()),
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
            ],
            options={
                "verbose_name_plural": "tallies",
                "indexes": [
                    models.Index(fields=["workspace", "month"], name="proposals_tally_by_month")
                ],
            },
        ),
        migrations.CreateModel(
            name="Twin",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("likeness", models.DecimalField(decimal_places=3, max_digits=4)),
                ("found_on", models.DateField()),
                ("dismissed_on", models.DateField(blank=True, null=True)),
                ("dismissed_label", models.CharField(blank=True, max_length=100)),
                (
                    "first",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="proposals.proposal",
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="twins",
                        to="proposals.proposal",
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
                "ordering": ["-likeness", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("first", "second"), name="proposals_twin_once"),
                    models.CheckConstraint(
                        condition=models.Q(("first__lt", models.F("second"))),
                        name="proposals_twin_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Board",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("token", models.CharField(max_length=32, unique=True)),
                ("issued_on", models.DateField()),
                ("revoked_on", models.DateField(blank=True, null=True)),
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
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("revoked_on", None)),
                        fields=("section",),
                        name="proposals_board_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Contributor",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("first_on", models.DateField()),
                ("proposals", models.PositiveIntegerField()),
                (
                    "worker",
                    models.OneToOneField(
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
                "ordering": ["-proposals", "pk"],
                "indexes": [
                    models.Index(
                        fields=["workspace", "-proposals"], name="proposals_contributor_most"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Words",
            fields=[
                (
                    "proposal",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="words",
                        serialize=False,
                        to="proposals.proposal",
                    ),
                ),
                ("lexemes", django.contrib.postgres.search.SearchVectorField()),
                ("shingles", django.contrib.postgres.search.SearchVectorField()),
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
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fastupdate=True,
                        fields=["lexemes"],
                        gin_pending_list_limit=64,
                        name="proposals_words_lexemes",
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        fastupdate=True,
                        fields=["shingles"],
                        gin_pending_list_limit=64,
                        name="proposals_words_shingles",
                    ),
                ],
            },
        ),
        migrations.RunSQL(TALLIES, UNDO_TALLIES),
        migrations.RunSQL(OWN, UNDO_OWN),
    ]
