import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import yuandu.services.ballots.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("workspaces", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Ballot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("title", models.CharField(max_length=100)),
                ("text", models.TextField(blank=True, max_length=10000)),
                ("method", models.CharField(max_length=10)),
                ("is_secret", models.BooleanField()),
                ("per_share", models.BooleanField()),
                ("quorum", models.CharField(max_length=9)),
                ("majority", models.CharField(max_length=9)),
                ("is_strict", models.BooleanField()),
                ("of", models.CharField(max_length=10)),
                ("top", models.PositiveSmallIntegerField()),
                ("pass_mark", models.PositiveSmallIntegerField()),
                ("proxies", models.PositiveSmallIntegerField()),
                ("may_close_early", models.BooleanField()),
                ("state", models.CharField(default="draft", max_length=10)),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("opened_at", models.DateTimeField(blank=True, null=True)),
                ("closes_at", models.DateTimeField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("key", models.BinaryField(blank=True, null=True)),
                ("roll_hash", models.CharField(blank=True, max_length=64)),
                ("digest", models.CharField(blank=True, max_length=64)),
                ("reason", models.CharField(blank=True, max_length=200)),
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
                "ordering": ["-made_at", "-pk"],
                "indexes": [
                    models.Index(
                        fields=["workspace", "state", "closes_at"], name="ballots_ballot_state"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("code",), name="ballots_ballot_code_once"),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "open", "closed", "cancelled"])),
                        name="ballots_ballot_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "open"), _negated=True),
                            models.Q(
                                ("closes_at__gt", models.F("opened_at")),
                                ("key__isnull", False),
                                ("opened_at__isnull", False),
                                models.Q(("roll_hash", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="ballots_ballot_open_has_a_close",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "closed"), _negated=True),
                            models.Q(
                                ("closed_at__isnull", False),
                                ("key__isnull", True),
                                models.Q(("digest", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="ballots_ballot_closed_is_published",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Elector",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("label", models.CharField(max_length=100)),
                ("weight", models.PositiveBigIntegerField(default=1)),
                ("salt", models.BinaryField(default=yuandu.services.ballots.models.a_salt)),
                ("took_part", models.BooleanField(default=False)),
                ("claim", models.CharField(blank=True, max_length=64)),
                (
                    "ballot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="electors",
                        to="ballots.ballot",
                    ),
                ),
                (
                    "proxy",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="principals",
                        to="ballots.elector",
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
                "constraints": [
                    models.UniqueConstraint(
                        fields=("ballot", "number"), name="ballots_elector_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("user__isnull", False)),
                        fields=("ballot", "user"),
                        name="ballots_elector_account_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("weight__gt", 0)),
                        name="ballots_elector_weighs_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("proxy", None),
                            models.Q(("proxy", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="ballots_elector_is_not_its_own_proxy",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=100)),
                ("text", models.TextField(blank=True, max_length=4000)),
                ("reference", models.CharField(blank=True, max_length=100)),
                ("electorate", models.PositiveBigIntegerField(default=0)),
                ("counts", models.JSONField(blank=True, null=True)),
                ("opening", models.CharField(blank=True, max_length=128)),
                ("outcome", models.JSONField(blank=True, null=True)),
                (
                    "ballot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions",
                        to="ballots.ballot",
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
                        fields=("ballot", "number"), name="ballots_question_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Paper",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("weight", models.PositiveBigIntegerField()),
                ("commitment", models.BinaryField()),
                ("ticket", models.CharField(blank=True, max_length=64, null=True)),
                ("choice", models.CharField(blank=True, max_length=10)),
                ("blinding", models.BinaryField(blank=True, null=True)),
                (
                    "workspace",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="workspaces.workspace",
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to="ballots.question",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("question", "ticket"), name="ballots_paper_once"
                    ),
                    models.UniqueConstraint(
                        fields=("question", "commitment"), name="ballots_paper_seal_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OpenVote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("choice", models.CharField(max_length=10)),
                ("weight", models.PositiveBigIntegerField()),
                (
                    "elector",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="votes",
                        to="ballots.elector",
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
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="votes",
                        to="ballots.question",
                    ),
                ),
            ],
            options={
                "ordering": ["question", "elector__number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("question", "elector"), name="ballots_openvote_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Exclusion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.CharField(max_length=200)),
                (
                    "elector",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exclusions",
                        to="ballots.elector",
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
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exclusions",
                        to="ballots.question",
                    ),
                ),
            ],
            options={
                "ordering": ["question__number", "elector__number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("question", "elector"), name="ballots_exclusion_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="ballots_exclusion_has_a_reason",
                    ),
                ],
            },
        ),
    ]
