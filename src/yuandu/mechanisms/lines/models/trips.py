"""Trips, and what is booked on them."""

import datetime

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from yuandu.kernel.registry.models import Party
from yuandu.kernel.workspaces.models import WorkspaceRow
from yuandu.mechanisms.flowers.models import Kind
from yuandu.mechanisms.lines import rules
from yuandu.mechanisms.lines.models.lines import Costed, County, Line


class State(models.TextChoices):
    PLANNED = rules.PLANNED, pgettext_lazy("state of a trip", "Planned")
    LOADING = rules.LOADING, pgettext_lazy("state of a trip", "Loading")
    DEPARTED = rules.DEPARTED, pgettext_lazy("state of a trip", "On its way")
    ARRIVED = rules.ARRIVED, pgettext_lazy("state of a trip", "Arrived")
    CANCELLED = rules.CANCELLED, pgettext_lazy("state of a trip", "Cancelled")
    MISSING = rules.MISSING, pgettext_lazy("state of a trip", "Missing")


class BookingState(models.TextChoices):
    BOOKED = "booked", pgettext_lazy("state of a booking", "Booked")
    WITHDRAWN = "withdrawn", pgettext_lazy("state of a booking", "Withdrawn")
    RECEIVED = "received", pgettext_lazy("state of a booking", "Received")


class Cause(models.TextChoices):
    """Why plants were lost on the way."""

    FROST = "frost", pgettext_lazy("cause of loss", "Frost")
    HEAT = "heat", pgettext_lazy("cause of loss", "Heat")
    PRESSURE = "pressure", pgettext_lazy("cause of loss", "Crushed or broken")
    DROUGHT = "drought", pgettext_lazy("cause of loss", "Dried out")
    DISEASE = "disease", pgettext_lazy("cause of loss", "Disease or pests")
    MISSING = "missing", pgettext_lazy("cause of loss", "Missing on arrival")
    OTHER = "other", pgettext_lazy("cause of loss", "Something else")


class Trip(Costed):
    """One departure. What is booked is counted beside its space, which the database guards.

    Attributes:
        cost: of the trip as it departed, in yuan.
    """

    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="trips")
    on = models.DateField()
    at = models.TimeField()
    hours = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    capacity = models.PositiveSmallIntegerField()
    booked = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    departed_on = models.DateField(null=True, blank=True)
    arrived_on = models.DateField(null=True, blank=True)
    cost = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    words = models.CharField(max_length=300, blank=True)  # why it was cancelled or is missing

    class Meta:
        ordering = ["on", "at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["line", "on", "at"], name="lines_trip_once"),
            models.CheckConstraint(
                name="lines_trip_not_overbooked",
                condition=Q(capacity__gte=1, booked__lte=F("capacity")),
            ),
            models.CheckConstraint(
                name="lines_trip_state_known", condition=Q(state__in=list(State.values))
            ),
            models.CheckConstraint(
                name="lines_trip_went",
                condition=~Q(state__in=rules.WENT)
                | Q(departed_on__isnull=False, cost__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["workspace", "on"], name="lines_trip_by_day")]

    def __str__(self) -> str:
        return f"{self.line} {self.on}"

    def get_absolute_url(self) -> str:
        return reverse("lines:trip", args=[self.pk])

    @property
    def left(self) -> int:
        return self.capacity - self.booked

    @property
    def fill_share(self) -> float:
        return self.booked / self.capacity

    def is_bookable(self, today: datetime.date) -> bool:
        return self.state in rules.BOOKABLE and self.on >= today


class Booking(WorkspaceRow):
    """What a shipper sends with a trip to one county, and what of it arrived.

    Attributes:
        certificate: number of the plant-health certificate (植物检疫证书).
        received: units that arrived whole; what is neither received nor damaged is missing.
        hours: from departure to handing over.
    """

    trip = models.ForeignKey(Trip, on_delete=models.PROTECT, related_name="bookings")
    shipper = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    kind = models.ForeignKey(Kind, on_delete=models.PROTECT, related_name="+")
    quantity = models.PositiveIntegerField()  # in the kind's unit
    space = models.PositiveSmallIntegerField()  # in the line's unit
    county = models.ForeignKey(County, on_delete=models.PROTECT, related_name="bookings")
    kilometres = models.PositiveSmallIntegerField()
    receiver = models.CharField(max_length=100)
    certificate = models.CharField(max_length=40, blank=True)
    booked_on = models.DateField()
    booked_by = models.CharField(max_length=150)
    state = models.CharField(max_length=10, choices=BookingState, default=BookingState.BOOKED)
    received = models.PositiveIntegerField(null=True, blank=True)
    damaged = models.PositiveIntegerField(null=True, blank=True)
    cause = models.CharField(max_length=10, choices=Cause, blank=True)
    hours = models.PositiveSmallIntegerField(null=True, blank=True)
    received_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="lines_booking_has_something", condition=Q(quantity__gte=1, space__gte=1)
            ),
            models.CheckConstraint(
                name="lines_booking_state_known",
                condition=Q(state__in=list(BookingState.values)),
            ),
            models.CheckConstraint(
                name="lines_booking_received",
                condition=Q(
                    ~Q(state=BookingState.RECEIVED),
                    received=None,
                    damaged=None,
                    hours=None,
                    received_on=None,
                    cause="",
                )
                | Q(
                    state=BookingState.RECEIVED,
                    received__gte=0,
                    damaged__gte=0,
                    hours__gte=1,
                    received_on__isnull=False,
                    received__lte=F("quantity") - F("damaged"),
                ),
            ),
            models.CheckConstraint(
                name="lines_booking_loss_has_a_cause",
                condition=Q(received=None) | Q(received=F("quantity")) | ~Q(cause=""),
            ),
        ]
        indexes = [
            models.Index(fields=["workspace", "received_on"], name="lines_booking_by_receipt"),
            models.Index(fields=["shipper", "trip"], name="lines_booking_by_shipper"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("lines:booking", args=[self.pk])

    @property
    def number(self) -> str:
        """What the booking is called on the phone and on papers."""
        return f"ZX{self.booked_on:%Y}-{self.pk:06d}"

    @property
    def lost(self) -> int | None:
        return None if self.received is None else self.quantity - self.received
