"""A blanket order: a total over a season, called off in parts for weeks in it."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from yuandu.mechanisms.orders.models.terms import Terms


class BlanketOrder(Terms):
    """What a buyer takes in a season, at terms that all its call-offs share.

    Each call-off is an order of its own, docked as any other. What is called off is counted
    beside the total, and the database keeps that count within it.

    Attributes:
        total: units in the season.
        called: units in call-offs that stand.
        closed_on: from when on nothing is called off any more.
    """

    total = models.PositiveIntegerField()
    called = models.PositiveIntegerField(default=0)
    closed_on = models.DateField(null=True)

    class Meta(Terms.Meta):
        constraints = [
            *Terms.Meta.constraints,
            models.CheckConstraint(
                name="blanketorder_called_within_total",
                condition=Q(total__gte=1, called__lte=F("total")),
            ),
            models.CheckConstraint(
                name="blanketorder_lots",
                condition=Q(minimum_lot__gte=1, minimum_lot__lte=F("total"))
                & (Q(most_growers=None) | Q(most_growers__gte=1)),
            ),
        ]
        indexes = [models.Index(fields=["workspace", "kind"], name="blanketorder_by_kind")]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("orders:blanket", args=[self.pk])

    @property
    def number(self) -> str:
        """What it is called on the phone and on papers."""
        return f"KJ{self.ordered_on:%Y}-{self.pk:06d}"

    @property
    def left(self) -> int:
        """Units that can still be called off."""
        return self.total - self.called
