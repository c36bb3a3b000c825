import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("flowers", "0001_initial"),
        ("registry", "0002_post_add_phone"),
        ("workspaces", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="County",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("name_en", models.CharField(blank=True, max_length=200)),
                ("code", models.CharField(max_length=6)),
                ("province", models.CharField(max_length=30)),
                ("province_en", models.CharField(blank=True, max_length=30)),
                ("longitude", models.FloatField()),
                ("latitude", models.FloatField()),
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
                "verbose_name_plural": "counties",
                "ordering": ["code"],
                "constraints": [
                    models.UniqueConstraint(fields=("workspace", "code"), name="lines_county_once")
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
                ("name", models.CharField(max_length=200)),
                ("name_en", models.CharField(blank=True, max_length=200)),
                (
                    "truck",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MinValueValidator(1)]
                    ),
                ),
                (
                    "per_truck",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=10,
                        validators=[django.core.validators.MinValueValidator(0)],
                    ),
                ),
                (
                    "per_kilometre",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=10,
                        validators=[django.core.validators.MinValueValidator(0)],
                    ),
                ),
                (
                    "per_stop",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=10,
                        validators=[django.core.validators.MinValueValidator(0)],
                    ),
                ),
                ("origin", models.CharField(max_length=100)),
                ("origin_en", models.CharField(blank=True, max_length=100)),
                ("destination", models.CharField(max_length=100)),
                ("destination_en", models.CharField(blank=True, max_length=100)),
                (
                    "unit",
                    models.CharField(
                        choices=[("cart", "cart"), ("box", "box"), ("m3", "m³")], max_length=10
                    ),
                ),
                (
                    "capacity",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MinValueValidator(1)]
                    ),
                ),
                ("opened_on", models.DateField()),
                ("closed_on", models.DateField(blank=True, null=True)),
                ("closing_words", models.CharField(blank=True, max_length=300)),
                (
                    "carrier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.party",
                    ),
                ),
                (
                    "destination_county",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="lines.county",
                    ),
                ),
                (
                    "market",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="flowers.market",
                    ),
                ),
                (
                    "origin_county",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="lines.county",
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
                "ordering": ["name"],
                "constraints": [
                    models.UniqueConstraint(fields=("workspace", "name"), name="lines_line_once"),
                    models.CheckConstraint(
                        condition=models.Q(("capacity__gte", 1), ("truck__gte", 1)),
                        name="lines_line_has_space",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_on", None),
                            ("closed_on__gt", models.F("opened_on")),
                            _connector="OR",
                        ),
                        name="lines_line_closes_after_it_opens",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Departure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "weekday",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "Monday"),
                            (1, "Tuesday"),
                            (2, "Wednesday"),
                            (3, "Thursday"),
                            (4, "Friday"),
                            (5, "Saturday"),
                            (6, "Sunday"),
                        ]
                    ),
                ),
                ("at", models.TimeField()),
                (
                    "hours",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(240),
                        ]
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
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="departures",
                        to="lines.line",
                    ),
                ),
            ],
            options={
                "ordering": ["weekday", "at"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("line", "weekday", "at"), name="lines_departure_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("hours__gte", 1), ("weekday__lte", 6)),
                        name="lines_departure_of_the_week",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reach",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("hours", models.PositiveSmallIntegerField()),
                ("kilometres", models.PositiveSmallIntegerField()),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reaches",
                        to="lines.county",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reaches",
                        to="lines.line",
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
                "verbose_name_plural": "reaches",
                "ordering": ["hours", "county"],
                "constraints": [
                    models.UniqueConstraint(fields=("line", "county"), name="lines_reach_once"),
                    models.CheckConstraint(
                        condition=models.Q(("hours__gte", 1)), name="lines_reach_takes_time"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Trip",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "truck",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MinValueValidator(1)]
                    ),
                ),
                (
                    "per_truck",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=10,
                        validators=[django.core.validators.MinValueValidator(0)],
                    ),
                ),
                (
                    "per_kilometre",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=10,
                        validators=[django.core.validators.MinValueValidator(0)],
                    ),
                ),
                (
                    "per_stop",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=10,
                        validators=[django.core.validators.MinValueValidator(0)],
                    ),
                ),
                ("on", models.DateField()),
                ("at", models.TimeField()),
                ("hours", models.PositiveSmallIntegerField()),
                ("due_on", models.DateField()),
                ("capacity", models.PositiveSmallIntegerField()),
                ("booked", models.PositiveSmallIntegerField(default=0)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "Planned"),
                            ("loading", "Loading"),
                            ("departed", "On its way"),
                            ("arrived", "Arrived"),
                            ("cancelled", "Cancelled"),
                            ("missing", "Missing"),
                        ],
                        default="planned",
                        max_length=10,
                    ),
                ),
                ("departed_on", models.DateField(blank=True, null=True)),
                ("arrived_on", models.DateField(blank=True, null=True)),
                (
                    "cost",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True),
                ),
                ("words", models.CharField(blank=True, max_length=300)),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="trips",
                        to="lines.line",
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
                "ordering": ["on", "at", "pk"],
                "indexes": [models.Index(fields=["workspace", "on"], name="lines_trip_by_day")],
                "constraints": [
                    models.UniqueConstraint(fields=("line", "on", "at"), name="lines_trip_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("booked__lte", models.F("capacity")), ("capacity__gte", 1)
                        ),
                        name="lines_trip_not_overbooked",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "planned",
                                    "loading",
                                    "departed",
                                    "arrived",
                                    "cancelled",
                                    "missing",
                                ],
                            )
                        ),
                        name="lines_trip_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state__in", ("departed", "arrived", "missing")), _negated=True
                            ),
                            models.Q(("cost__isnull", False), ("departed_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="lines_trip_went",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TemperatureLog",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("logger", models.CharField(max_length=60)),
                ("lowest", models.DecimalField(decimal_places=1, max_digits=4)),
                ("highest", models.DecimalField(decimal_places=1, max_digits=4)),
                ("low_limit", models.DecimalField(decimal_places=1, max_digits=4)),
                ("high_limit", models.DecimalField(decimal_places=1, max_digits=4)),
                ("minutes", models.PositiveIntegerField()),
                ("minutes_below", models.PositiveIntegerField()),
                ("minutes_above", models.PositiveIntegerField()),
                ("readings", models.PositiveIntegerField(default=0)),
                ("recorded_on", models.DateField()),
                ("recorded_by", models.CharField(max_length=150)),
                (
                    "workspace",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="workspaces.workspace",
                    ),
                ),
                (
                    "trip",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="temperatures",
                        to="lines.trip",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("trip", "logger"), name="lines_log_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("low_limit__lt", models.F("high_limit")),
                            ("lowest__lte", models.F("highest")),
                            (
                                "minutes__gte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("minutes_below"), "+", models.F("minutes_above")
                                ),
                            ),
                        ),
                        name="lines_log_makes_sense",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Booking",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("quantity", models.PositiveIntegerField()),
                ("space", models.PositiveSmallIntegerField()),
                ("kilometres", models.PositiveSmallIntegerField()),
                ("receiver", models.CharField(max_length=100)),
                ("certificate", models.CharField(blank=True, max_length=40)),
                ("booked_on", models.DateField()),
                ("booked_by", models.CharField(max_length=150)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("booked", "Booked"),
                            ("withdrawn", "Withdrawn"),
                            ("received", "Received"),
                        ],
                        default="booked",
                        max_length=10,
                    ),
                ),
                ("received", models.PositiveIntegerField(blank=True, null=True)),
                ("damaged", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "cause",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("frost", "Frost"),
                            ("heat", "Heat"),
                            ("pressure", "Crushed or broken"),
                            ("drought", "Dried out"),
                            ("disease", "Disease or pests"),
                            ("missing", "Missing on arrival"),
                            ("other", "Something else"),
                        ],
                        max_length=10,
                    ),
                ),
                ("hours", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("received_on", models.DateField(blank=True, null=True)),
                (
                    "kind",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="flowers.kind",
                    ),
                ),
                (
                    "shipper",
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
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bookings",
                        to="lines.county",
                    ),
                ),
                (
                    "trip",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bookings",
                        to="lines.trip",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "indexes": [
                    models.Index(
                        fields=["workspace", "received_on"], name="lines_booking_by_receipt"
                    ),
                    models.Index(fields=["shipper", "trip"], name="lines_booking_by_shipper"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("quantity__gte", 1), ("space__gte", 1)),
                        name="lines_booking_has_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["booked", "withdrawn", "received"])),
                        name="lines_booking_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("state", "received"), _negated=True),
                                ("cause", ""),
                                ("damaged", None),
                                ("hours", None),
                                ("received", None),
                                ("received_on", None),
                            ),
                            models.Q(
                                ("damaged__gte", 0),
                                ("hours__gte", 1),
                                ("received__gte", 0),
                                (
                                    "received__lte",
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("quantity"), "-", models.F("damaged")
                                    ),
                                ),
                                ("received_on__isnull", False),
                                ("state", "received"),
                            ),
                            _connector="OR",
                        ),
                        name="lines_booking_received",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("received", None),
                            ("received", models.F("quantity")),
                            models.Q(("cause", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="lines_booking_loss_has_a_cause",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Claim",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("amount", models.DecimalField(decimal_places=2, max_digits=12)),
                ("words", models.CharField(max_length=500)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("filed", "Waiting for an answer"),
                            ("granted", "Granted"),
                            ("refused", "Refused"),
                            ("appealed", "Before the city"),
                            ("paid", "Paid, not confirmed"),
                            ("settled", "Settled"),
                            ("closed", "Turned down for good"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="filed",
                        max_length=10,
                    ),
                ),
                ("filed_on", models.DateField()),
                ("filed_by", models.CharField(max_length=150)),
                ("turned_on", models.DateField()),
                ("due_on", models.DateField(blank=True, null=True)),
                (
                    "granted",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True),
                ),
                ("answer", models.CharField(blank=True, max_length=500)),
                ("reminded_on", models.DateField(blank=True, null=True)),
                (
                    "booking",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claim",
                        to="lines.booking",
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
                "ordering": ["-filed_on", "-pk"],
                "indexes": [
                    models.Index(fields=["workspace", "state"], name="lines_claim_by_state")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("amount__gt", 0), models.Q(("words", ""), _negated=True)
                        ),
                        name="lines_claim_of_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "appealed",
                                    "closed",
                                    "filed",
                                    "granted",
                                    "paid",
                                    "refused",
                                    "settled",
                                    "withdrawn",
                                ],
                            )
                        ),
                        name="lines_claim_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("granted", "paid", "settled")), _negated=True),
                            models.Q(("granted__gt", 0), ("granted__lte", models.F("amount"))),
                            _connector="OR",
                        ),
                        name="lines_claim_granted",
                    ),
                ],
            },
        ),
    ]
