import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cooperation", "0001_initial"),
        ("flowers", "0001_initial"),
        ("registry", "0002_post_add_phone"),
        ("workspaces", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Accession",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=40)),
                ("name", models.CharField(max_length=200)),
                ("origin", models.CharField(blank=True, max_length=200)),
                ("notes", models.TextField(blank=True)),
                ("entered_on", models.DateField()),
                (
                    "father",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="varieties.accession",
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
                    "mother",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="varieties.accession",
                    ),
                ),
                (
                    "owner",
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
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("owner", "number"), name="varieties_accession_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Partnership",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("from_on", models.DateField()),
                ("to_on", models.DateField()),
                ("subject", models.CharField(max_length=200)),
                ("number", models.CharField(blank=True, max_length=60)),
                (
                    "contract",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cooperation.contract",
                    ),
                ),
                (
                    "firm",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.party",
                    ),
                ),
                (
                    "institute",
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
                "ordering": ["-from_on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("to_on__gte", models.F("from_on"))),
                        name="varieties_partnership_ends",
                    ),
                    models.UniqueConstraint(
                        fields=("firm", "institute", "from_on"), name="varieties_partnership_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("firm", models.F("institute")), _negated=True),
                        name="varieties_partnership_of_two",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Share",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("from_on", models.DateField()),
                ("to_on", models.DateField()),
                ("terms", models.CharField(blank=True, max_length=300)),
                ("withdrawn_on", models.DateField(blank=True, null=True)),
                (
                    "accession",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="shares",
                        to="varieties.accession",
                    ),
                ),
                (
                    "party",
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
                "ordering": ["-from_on", "pk"],
                "indexes": [
                    models.Index(fields=["party", "to_on"], name="varieties_share_of_party")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("to_on__gte", models.F("from_on"))),
                        name="varieties_share_ends",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Variety",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("name_en", models.CharField(blank=True, max_length=200)),
                ("plain_name", models.CharField(max_length=200)),
                ("breeders", models.CharField(max_length=200)),
                ("applied_on", models.DateField(blank=True, null=True)),
                ("right_number", models.CharField(blank=True, max_length=40)),
                ("granted_on", models.DateField(blank=True, null=True)),
                ("ends_on", models.DateField(blank=True, null=True)),
                (
                    "holder",
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
                    "partnership",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="varieties",
                        to="varieties.partnership",
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
                "verbose_name_plural": "varieties",
                "ordering": ["name"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("workspace", "plain_name"), name="varieties_variety_name_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("right_number", ""), _negated=True),
                        fields=("workspace", "right_number"),
                        name="varieties_variety_right_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ends_on", None), ("granted_on", None), ("right_number", "")),
                            models.Q(
                                models.Q(("right_number", ""), _negated=True),
                                ("ends_on__gt", models.F("granted_on")),
                                ("granted_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="varieties_variety_right_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SeedlingBatch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("month", models.DateField()),
                ("quantity", models.PositiveIntegerField()),
                (
                    "kind",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="flowers.kind",
                    ),
                ),
                (
                    "producer",
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
                    "variety",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="batches",
                        to="varieties.variety",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "seedling batches",
                "ordering": ["-month", "pk"],
                "indexes": [
                    models.Index(fields=["workspace", "month"], name="varieties_batch_by_month")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("producer", "kind", "variety", "month"),
                        name="varieties_batch_once",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("month__day", 1), ("quantity__gte", 1)),
                        name="varieties_batch_of_a_month",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Licence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("from_on", models.DateField()),
                ("to_on", models.DateField()),
                (
                    "royalty",
                    models.DecimalField(
                        decimal_places=4,
                        max_digits=8,
                        validators=[django.core.validators.MinValueValidator(0)],
                    ),
                ),
                (
                    "licensee",
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
                    "variety",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="licences",
                        to="varieties.variety",
                    ),
                ),
            ],
            options={
                "ordering": ["-from_on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("to_on__gte", models.F("from_on"))),
                        name="varieties_licence_ends",
                    ),
                    models.UniqueConstraint(
                        fields=("variety", "licensee", "from_on"), name="varieties_licence_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("royalty__gte", 0)), name="varieties_licence_royalty"
                    ),
                ],
            },
        ),
    ]
