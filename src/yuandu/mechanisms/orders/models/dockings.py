"""Dockings: who was to deliver what to whom by which rule, with the proof and the reasons."""

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from yuandu.kernel.workspaces.models import WorkspaceRow
from yuandu.mechanisms.orders.models.offers import Offer
from yuandu.mechanisms.orders.models.orders import Order

CENTS = 100  # 分 in a 元


class Docking(WorkspaceRow):
    """A run: what was decided at once, by which rule, and what proves it.

    Attributes:
        rule: a code of `rules.RULES`.
        floors: as the rule had them: group → part of its proportional share.
        worth: what is docked is worth, in 分: price less carriage and ask.
        objective: what was reached, in the engine's counting.
        bound: what no docking can exceed; equal to the objective where it is the best.
        papers: a ZIP of the tables read and written, which the engine's stand-alone checker
            checks; the same tables give the same docking.
    """

    class Purpose(models.TextChoices):
        ROUND = "round", pgettext_lazy("purpose of a docking", "Round")
        SUBSTITUTE = "substitute", pgettext_lazy("purpose of a docking", "Substitutes")

    class State(models.TextChoices):
        PROPOSED = "proposed", pgettext_lazy("state of a docking", "Proposed")
        PUBLISHED = "published", pgettext_lazy("state of a docking", "Published")
        UNDONE = "undone", pgettext_lazy("state of a docking", "Undone")

    purpose = models.CharField(max_length=12, choices=Purpose, default=Purpose.ROUND)
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    rule = models.CharField(max_length=20)
    floors = models.JSONField(default=dict)
    orders = models.PositiveIntegerField()  # read
    offers = models.PositiveIntegerField()
    asked = models.PositiveBigIntegerField()  # units
    docked = models.PositiveBigIntegerField()
    worth = models.BigIntegerField()
    objective = models.DecimalField(max_digits=30, decimal_places=0)
    bound = models.DecimalField(max_digits=30, decimal_places=0)
    papers = models.BinaryField()
    has_accepted: bool  # whether a grower has accepted, as `queries.dockings_visible_to` finds it
    docked_by = models.CharField(max_length=150)
    docked_on = models.DateField()
    docked_at = models.DateTimeField(auto_now_add=True)
    published_by = models.CharField(max_length=150, blank=True)
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="docking_published_by_somebody",
                condition=Q(state="proposed", published_at=None)
                | (~Q(state="proposed") & Q(published_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.docked_on} {self.rule}"

    def get_absolute_url(self) -> str:
        return reverse("orders:docking", args=[self.pk])

    @property
    def is_proved(self) -> bool:
        return self.objective == self.bound

    @property
    def gap(self) -> Decimal:
        """By how many yuan, priorities and floors counted, it can fall short of the best."""
        return (self.bound - self.objective) / CENTS


class Pairing(WorkspaceRow):
    """An order and an offer that a docking put together; published, it becomes a promise."""

    docking = models.ForeignKey(Docking, on_delete=models.CASCADE, related_name="pairings")
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="+", db_index=False)
    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="+", db_index=False)
    quantity = models.PositiveIntegerField()
    price = models.DecimalField(max_digits=12, decimal_places=2)
    carriage = models.DecimalField(max_digits=12, decimal_places=2)
    worth = models.DecimalField(max_digits=12, decimal_places=2)  # yuan a unit
    runner_up = models.ForeignKey(  # the order that the offer would have gone to next
        Order, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    runner_up_worth = models.DecimalField(max_digits=12, decimal_places=2, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["docking", "order", "offer"], name="pairing_once"),
            models.CheckConstraint(name="pairing_of_something", condition=Q(quantity__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.docking_id}: {self.order_id} × {self.offer_id}"

    @property
    def asked(self) -> Decimal:
        """What the grower asked for when it was docked, yuan a unit."""
        return self.price - self.carriage - self.worth


class Answer(WorkspaceRow):
    """Why an order or an offer got what it got in a docking, and what would change it.

    Attributes:
        reason: of what is left: a code of docs/docking.md.
        margin: yuan a unit by which it would have to do better.
        nearest: who would then take it: an order, or a household.
    """

    docking = models.ForeignKey(Docking, on_delete=models.CASCADE, related_name="answers")
    order = models.ForeignKey(Order, null=True, on_delete=models.PROTECT, related_name="answers")
    offer = models.ForeignKey(Offer, null=True, on_delete=models.PROTECT, related_name="answers")
    quantity = models.PositiveIntegerField()
    docked = models.PositiveIntegerField()
    reason = models.CharField(max_length=20)
    margin = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    nearest_order = models.ForeignKey(
        Order, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    nearest_grower = models.ForeignKey(
        "registry.Party", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="answer_to_one",
                condition=Q(order=None, offer__isnull=False) | Q(order__isnull=False, offer=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.docking_id}: {self.reason}"

    @property
    def left(self) -> int:
        return self.quantity - self.docked
