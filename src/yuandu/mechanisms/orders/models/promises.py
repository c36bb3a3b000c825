"""What a household promised of an order: asked for, accepted, delivered, or ended, and why."""

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from yuandu.kernel.workspaces.models import WorkspaceRow
from yuandu.mechanisms.orders.models.dockings import Docking
from yuandu.mechanisms.orders.models.offers import Offer
from yuandu.mechanisms.orders.models.orders import Order


class State(models.TextChoices):
    PROPOSED = "proposed", pgettext_lazy("state of a promise", "Waiting for an answer")
    ACCEPTED = "accepted", pgettext_lazy("state of a promise", "Accepted")
    IN_DELIVERY = "in_delivery", pgettext_lazy("state of a promise", "In delivery")
    DELIVERED = "delivered", pgettext_lazy("state of a promise", "Delivered")
    SETTLED = "settled", pgettext_lazy("state of a promise", "Settled")
    DECLINED = "declined", pgettext_lazy("state of a promise", "Declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("state of a promise", "Withdrawn")
    REPLACED = "replaced", pgettext_lazy("state of a promise", "Replaced")  # by substitutes


# Those that count against an order's quantity and an offer's capacity.
STANDING = (State.PROPOSED, State.ACCEPTED, State.IN_DELIVERY, State.DELIVERED, State.SETTLED)
ENDED = (State.DECLINED, State.WITHDRAWN, State.REPLACED)


class Channel(models.TextChoices):
    """How a grower gave the answer; a helper's name then stands beside it."""

    PAGE = "page", pgettext_lazy("way of an answer", "on the phone page")
    HELPER = "helper", pgettext_lazy("way of an answer", "by a helper")
    PHONE = "phone", pgettext_lazy("way of an answer", "by a call")
    PROGRAM = "program", pgettext_lazy("way of an answer", "by a program")


class WhyEnded(models.TextChoices):
    NONE = "", ""
    DECLINED = "declined", pgettext_lazy("why a promise ended", "the grower said no")
    DROPPED_OUT = "dropped_out", pgettext_lazy("why a promise ended", "the grower dropped out")
    CANCELLED = "cancelled", pgettext_lazy("why a promise ended", "the order was cancelled")
    CLOSED = "closed", pgettext_lazy("why a promise ended", "the order was closed")
    UNDELIVERED = "undelivered", pgettext_lazy("why a promise ended", "it was not delivered")
    UNDONE = "undone", pgettext_lazy("why a promise ended", "the docking was undone")


class Promise(WorkspaceRow):
    """A household's share of an order.

    Attributes:
        price: yuan a unit at the least, delivered: the order's floor when it was proposed.
        carriage: yuan a unit for the way there.
        reason: why this household: a code of `wording.WHY`.
        replaces: the promise that this one stands in for.
        key: given with an answer that may be sent twice; the second changes nothing.
        asks_for_call: the grower would rather be called than answer here.
        digest: SHA-256 of the contract's words that were accepted.
    """

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="promises")
    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="promises")
    docking = models.ForeignKey(
        Docking, null=True, on_delete=models.PROTECT, related_name="promises"
    )
    quantity = models.PositiveIntegerField()
    price = models.DecimalField(max_digits=12, decimal_places=2)
    carriage = models.DecimalField(max_digits=12, decimal_places=2, default=Decimal(0))
    state = models.CharField(max_length=12, choices=State, default=State.PROPOSED)
    reason = models.CharField(max_length=20)
    worth = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    runner_up = models.ForeignKey(
        Order, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    runner_up_worth = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    replaces = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="substitutes"
    )
    key = models.CharField(max_length=40, blank=True)
    proposed_at = models.DateTimeField()
    answer_by = models.DateField()
    asks_for_call = models.BooleanField(default=False)
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.CharField(max_length=150, blank=True)  # who pressed the button
    channel = models.CharField(max_length=10, choices=Channel, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    ended_at = models.DateTimeField(null=True)
    why_ended = models.CharField(max_length=12, choices=WhyEnded, blank=True)
    words = models.CharField(max_length=200, blank=True)  # the grower's, when saying no

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(name="promise_of_something", condition=Q(quantity__gte=1)),
            models.CheckConstraint(
                name="flower_promise_state_known", condition=Q(state__in=State.values)
            ),
            models.CheckConstraint(
                name="promise_accepted_on_record",
                condition=Q(state__in=("proposed", *ENDED))
                | (Q(accepted_at__isnull=False) & ~Q(accepted_by="") & ~Q(channel="")),
            ),
            models.CheckConstraint(
                name="promise_ended_for_a_reason",
                condition=Q(state__in=ENDED, ended_at__isnull=False) & ~Q(why_ended="")
                | ~Q(state__in=ENDED) & Q(ended_at=None, why_ended=""),
            ),
            models.UniqueConstraint(
                fields=["order", "offer"],
                condition=Q(state="proposed"),
                name="promise_asked_once",
            ),
            models.UniqueConstraint(
                fields=["workspace", "key"], condition=~Q(key=""), name="promise_key_once"
            ),
        ]
        indexes = [models.Index(fields=["workspace", "state"], name="promise_by_state")]

    def __str__(self) -> str:
        return f"{self.order_id} × {self.offer_id}: {self.quantity}"

    def get_absolute_url(self) -> str:
        return reverse("orders:promise", args=[self.pk])

    @property
    def stands(self) -> bool:
        """Whether it counts against the order and the offer."""
        return self.state in STANDING

    @property
    def money(self) -> Decimal:
        """What the grower can count on, in yuan: the floor, less the way there."""
        return (self.price - self.carriage) * self.quantity


class CropStep(models.TextChoices):
    """What a crop needs on its way to the delivery; the days are those of `rules.STEPS`."""

    POT = "pot", pgettext_lazy("step of a crop", "Plant into pots")
    TRANSPLANT = "transplant", pgettext_lazy("step of a crop", "Space or repot")
    CHECK = "check", pgettext_lazy("step of a crop", "Check buds and pests")
    GRADE = "grade", pgettext_lazy("step of a crop", "Grade and clean")


class StepDone(WorkspaceRow):
    """That a step of a promise's crop is done, and who said so."""

    promise = models.ForeignKey(Promise, on_delete=models.CASCADE, related_name="steps_done")
    step = models.CharField(max_length=12, choices=CropStep)
    done_on = models.DateField()
    done_by = models.CharField(max_length=150)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["promise", "step"], name="crop_step_done_once"),
            models.CheckConstraint(name="crop_step_known", condition=Q(step__in=CropStep.values)),
        ]

    def __str__(self) -> str:
        return f"{self.promise_id} {self.step}"
