"""What an enterprise asks for: one kind, one grade, one window of days, one price rule."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from yuandu.kernel.lifecycle.models import Track
from yuandu.mechanisms.orders import rules
from yuandu.mechanisms.orders.models.blankets import BlanketOrder
from yuandu.mechanisms.orders.models.terms import Terms


class Order(Terms):
    """A demand of a buyer.

    What is promised of it is counted beside it, and the database keeps that count within the
    quantity.

    Attributes:
        promised: units in promises that stand.
        blanket: the blanket order that it is called off.
    """

    quantity = models.PositiveIntegerField()
    promised = models.PositiveIntegerField(default=0)
    blanket = models.ForeignKey(
        BlanketOrder, null=True, on_delete=models.PROTECT, related_name="call_offs"
    )
    track = models.OneToOneField(Track, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(Terms.Meta):
        constraints = [
            *Terms.Meta.constraints,
            models.CheckConstraint(
                name="order_promised_within_quantity",
                condition=Q(quantity__gte=1, promised__lte=F("quantity")),
            ),
            models.CheckConstraint(
                name="order_lots",
                condition=Q(minimum_lot__gte=1, minimum_lot__lte=F("quantity"))
                & (Q(most_growers=None) | Q(most_growers__gte=1)),
            ),
        ]
        indexes = [models.Index(fields=["workspace", "kind", "from_on"], name="order_by_kind")]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("orders:order", args=[self.pk])

    @property
    def number(self) -> str:
        """What the order is called on the phone and on papers."""
        return f"DD{self.ordered_on:%Y}-{self.pk:06d}"

    @property
    def stage(self) -> str:
        return self.track.stage if self.track else rules.DRAFT

    @property
    def left(self) -> int:
        """Units that nobody has been asked for yet."""
        return self.quantity - self.promised
