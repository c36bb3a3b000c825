"""What happened in transit: temperatures on the way, and claims for what was damaged or lost."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from yuandu.kernel.workspaces.models import WorkspaceRow
from yuandu.mechanisms.lines.models.trips import Booking, Trip
from yuandu.mechanisms.lines.rules import claims


class TemperatureLog(WorkspaceRow):
    """The temperatures of a trip by one logger, or read off and entered by hand.

    Attributes:
        logger: which one, or where on the truck it hung.
        minutes: what the log covers; outside of the limits are those below and above.
        readings: of a logger's file; 0: entered by hand.
    """

    trip = models.ForeignKey(Trip, on_delete=models.PROTECT, related_name="temperatures")
    logger = models.CharField(max_length=60)
    lowest = models.DecimalField(max_digits=4, decimal_places=1)  # °C
    highest = models.DecimalField(max_digits=4, decimal_places=1)
    low_limit = models.DecimalField(max_digits=4, decimal_places=1)
    high_limit = models.DecimalField(max_digits=4, decimal_places=1)
    minutes = models.PositiveIntegerField()
    minutes_below = models.PositiveIntegerField()
    minutes_above = models.PositiveIntegerField()
    readings = models.PositiveIntegerField(default=0)
    recorded_on = models.DateField()
    recorded_by = models.CharField(max_length=150)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["trip", "logger"], name="lines_log_once"),
            models.CheckConstraint(
                name="lines_log_makes_sense",
                condition=Q(
                    lowest__lte=F("highest"),
                    low_limit__lt=F("high_limit"),
                    minutes__gte=F("minutes_below") + F("minutes_above"),
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.trip}: {self.logger}"

    @property
    def minutes_outside(self) -> int:
        return self.minutes_below + self.minutes_above


class Claim(WorkspaceRow):
    """A shipper's claim on the carrier for plants that did not arrive whole.

    Attributes:
        amount: yuan claimed; `granted` of it once that is answered.
        due_on: when whoever's turn it is has to move; empty once it is over.
        answer: the last words of whoever moved it.
    """

    class State(models.TextChoices):
        FILED = claims.FILED, pgettext_lazy("state of a claim", "Waiting for an answer")
        GRANTED = claims.GRANTED, pgettext_lazy("state of a claim", "Granted")
        REFUSED = claims.REFUSED, pgettext_lazy("state of a claim", "Refused")
        APPEALED = claims.APPEALED, pgettext_lazy("state of a claim", "Before the city")
        PAID = claims.PAID, pgettext_lazy("state of a claim", "Paid, not confirmed")
        SETTLED = claims.SETTLED, pgettext_lazy("state of a claim", "Settled")
        CLOSED = claims.CLOSED, pgettext_lazy("state of a claim", "Turned down for good")
        WITHDRAWN = claims.WITHDRAWN, pgettext_lazy("state of a claim", "Withdrawn")

    booking = models.OneToOneField(Booking, on_delete=models.PROTECT, related_name="claim")
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    words = models.CharField(max_length=500)
    state = models.CharField(max_length=10, choices=State, default=State.FILED)
    filed_on = models.DateField()
    filed_by = models.CharField(max_length=150)
    turned_on = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    granted = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    answer = models.CharField(max_length=500, blank=True)
    reminded_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-filed_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="lines_claim_of_something", condition=Q(amount__gt=0) & ~Q(words="")
            ),
            models.CheckConstraint(
                name="lines_claim_state_known",
                condition=Q(state__in=sorted({*claims.MOVES.values(), claims.FILED})),
            ),
            models.CheckConstraint(
                name="lines_claim_granted",
                condition=~Q(state__in=(claims.GRANTED, claims.PAID, claims.SETTLED))
                | Q(granted__gt=0, granted__lte=F("amount")),
            ),
        ]
        indexes = [models.Index(fields=["workspace", "state"], name="lines_claim_by_state")]

    def __str__(self) -> str:
        return self.booking.number

    def get_absolute_url(self) -> str:
        return reverse("lines:booking", args=[self.booking_id])
