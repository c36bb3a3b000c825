"""Batches of pots on their way to a buyer, and what grading at the collection point found."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from yuandu.kernel.workspaces.models import WorkspaceRow
from yuandu.mechanisms.flowers.models import Grade
from yuandu.mechanisms.orders.models import Order, Promise
from yuandu.mechanisms.settlements.rules import grading, slips, states


class Cause(models.TextChoices):
    """Why pots were not taken."""

    TRANSPORT = grading.TRANSPORT, pgettext_lazy("why pots were rejected", "Damaged on the way")
    DISEASE = grading.DISEASE, pgettext_lazy("why pots were rejected", "Disease or pests")
    BELOW_GRADE = grading.BELOW_GRADE, pgettext_lazy("why pots were rejected", "Below every grade")
    BLOWN = grading.BLOWN, pgettext_lazy("why pots were rejected", "Too far open")
    WRONG_KIND = grading.WRONG_KIND, pgettext_lazy("why pots were rejected", "Wrong kind")
    OTHER = grading.OTHER, pgettext_lazy("why pots were rejected", "Another reason")


class Terms(WorkspaceRow):
    """What the parties of an order agreed on about grading, costs and payment.

    Attributes:
        second_share, third_share, ungraded_share: of the price by grades below the ordered
            one: one, two and three steps; 0: such pots are not taken.
        grading_fee: yuan a pot received.
        margin_share: the cooperative's part of what is sold.
        payment_days: after delivery, for the buyer; empty: none agreed on.
        grower_days: after delivery, for what the grower gets.
        buyer_size: on the day of signing.
        is_sold_by_firm: whether a small firm, the cooperative say, sells to the buyer; else
            the household does.
    """

    class Size(models.TextChoices):
        LARGE = "large", pgettext_lazy("size of a buyer", "Large enterprise")
        SMALL = "small", pgettext_lazy("size of a buyer", "Small or medium enterprise")
        UNKNOWN = "unknown", pgettext_lazy("size of a buyer", "Not declared")

    order = models.OneToOneField(Order, on_delete=models.PROTECT, related_name="terms")
    second_share = models.DecimalField(
        max_digits=4, decimal_places=3, default=grading.USUAL_SHARES[1]
    )
    third_share = models.DecimalField(
        max_digits=4, decimal_places=3, default=grading.USUAL_SHARES[2]
    )
    ungraded_share = models.DecimalField(
        max_digits=4, decimal_places=3, default=grading.USUAL_SHARES[3]
    )
    grading_fee = models.DecimalField(max_digits=8, decimal_places=3, default=Decimal("0.02"))
    margin_share = models.DecimalField(max_digits=4, decimal_places=3, default=Decimal("0.03"))
    payment_days = models.PositiveSmallIntegerField(null=True, blank=True, default=7)
    grower_days = models.PositiveSmallIntegerField(default=10)
    buyer_size = models.CharField(max_length=10, choices=Size, default=Size.UNKNOWN)
    is_sold_by_firm = models.BooleanField(default=True)
    agreed_by = models.CharField(max_length=150)
    agreed_on = models.DateField()

    class Meta:
        verbose_name_plural = "terms"
        constraints = [
            models.CheckConstraint(
                name="terms_shares_fall",
                condition=Q(second_share__lte=1, ungraded_share__gte=0)
                & Q(third_share__lte=F("second_share"), ungraded_share__lte=F("third_share")),
            ),
            models.CheckConstraint(
                name="terms_costs_in_bounds",
                condition=Q(
                    grading_fee__gte=0, margin_share__gte=0, margin_share__lte=slips.LARGEST_MARGIN
                ),
            ),
            models.CheckConstraint(
                name="terms_days_in_bounds",
                condition=Q(grower_days__lte=365)
                & (Q(payment_days=None) | Q(payment_days__lte=365)),
            ),
            models.CheckConstraint(
                name="terms_buyer_size_known",
                condition=Q(buyer_size__in=("large", "small", "unknown")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order_id}"

    @property
    def shares(self) -> tuple[Decimal, ...]:
        """The shares of the price by steps below the ordered grade, as far as pots are taken."""
        every = (Decimal(1), self.second_share, self.third_share, self.ungraded_share)
        return tuple(share for share in every if share)


class Batch(WorkspaceRow):
    """Pots of one promise on one truck, with a label.

    Attributes:
        key: of the form it was announced with; sent twice it is the same batch.
        announced: pots that the grower says are on the truck.
        received: pots that came off it.
    """

    class State(models.TextChoices):
        EXPECTED = states.EXPECTED, pgettext_lazy("state of a batch", "Expected")
        RECEIVED = states.RECEIVED, pgettext_lazy("state of a batch", "Received")
        GRADED = states.GRADED, pgettext_lazy("state of a batch", "Graded")
        SETTLED = states.SETTLED, pgettext_lazy("state of a batch", "Settled")
        MISSING = states.MISSING, pgettext_lazy("state of a batch", "Never arrived")
        CANCELLED = states.CANCELLED, pgettext_lazy("state of a batch", "Called off")

    promise = models.ForeignKey(Promise, on_delete=models.PROTECT, related_name="batches")
    key = models.UUIDField()
    state = models.CharField(max_length=10, choices=State, default=State.EXPECTED)
    announced = models.PositiveIntegerField()
    expected_on = models.DateField()
    truck = models.CharField(max_length=40, blank=True)
    announced_by = models.CharField(max_length=150)
    announced_at = models.DateTimeField(auto_now_add=True)
    received = models.PositiveIntegerField(null=True, blank=True)
    delivered_on = models.DateField(null=True, blank=True)
    received_by = models.CharField(max_length=150, blank=True)
    words = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["expected_on", "pk"]
        verbose_name_plural = "batches"
        constraints = [
            models.UniqueConstraint(fields=["workspace", "key"], name="batch_key_once"),
            models.CheckConstraint(
                name="batch_of_something",
                condition=Q(announced__gte=1, announced__lte=grading.MOST),
            ),
            models.CheckConstraint(
                name="batch_state_known", condition=Q(state__in=states.BATCH_STATES)
            ),
            models.CheckConstraint(
                name="batch_received_on_record",
                condition=Q(
                    state__in=(states.RECEIVED, states.GRADED, states.SETTLED),
                    received__isnull=False,
                    delivered_on__isnull=False,
                )
                | Q(
                    state__in=(states.EXPECTED, states.MISSING, states.CANCELLED),
                    received=None,
                    delivered_on=None,
                ),
            ),
        ]
        indexes = [
            models.Index(fields=["workspace", "state", "expected_on"], name="batch_by_state"),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("settlements:batch", args=[self.pk])

    @property
    def number(self) -> str:
        """What stands on the label."""
        return f"PH{self.expected_on:%Y}-{self.pk:06d}"


class Grading(WorkspaceRow):
    """What was counted of a batch; a correction is a new one, and the earlier ones are kept.

    Attributes:
        price: yuan a pot of the ordered grade, by the order's price rule on the day.
        reason: of a correction.
    """

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="gradings")
    is_current = models.BooleanField(default=True)
    received = models.PositiveIntegerField()
    first = models.PositiveIntegerField(default=0)
    second = models.PositiveIntegerField(default=0)
    third = models.PositiveIntegerField(default=0)
    ungraded = models.PositiveIntegerField(default=0)
    transport = models.PositiveIntegerField(default=0)
    disease = models.PositiveIntegerField(default=0)
    below_grade = models.PositiveIntegerField(default=0)
    blown = models.PositiveIntegerField(default=0)
    wrong_kind = models.PositiveIntegerField(default=0)
    other = models.PositiveIntegerField(default=0)
    accepted = models.PositiveIntegerField()
    price = models.DecimalField(max_digits=12, decimal_places=2)
    reason = models.CharField(max_length=200, blank=True)
    graded_by = models.CharField(max_length=150)
    graded_on = models.DateField()
    graded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["batch"], condition=Q(is_current=True), name="grading_counts_once"
            ),
            models.CheckConstraint(
                name="grading_adds_up",
                condition=Q(
                    accepted=F("first") + F("second") + F("third") + F("ungraded"),
                    received=F("accepted")
                    + F("transport")
                    + F("disease")
                    + F("below_grade")
                    + F("blown")
                    + F("wrong_kind")
                    + F("other"),
                ),
            ),
            models.CheckConstraint(name="grading_at_a_price", condition=Q(price__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.batch_id}: {self.accepted}/{self.received}"

    @property
    def counts(self) -> grading.Counts:
        """The counts as rules take them."""
        return grading.Counts(
            self.received,
            {grade: getattr(self, grade) for grade in Grade.values},
            {cause: getattr(self, cause) for cause in Cause.values},
        )
