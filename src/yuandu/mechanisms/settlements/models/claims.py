"""What went otherwise than promised: disputes about gradings, shortages, abandonment."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from yuandu.kernel.workspaces.models import WorkspaceRow
from yuandu.mechanisms.orders.models import Promise
from yuandu.mechanisms.settlements.models.batches import Batch
from yuandu.mechanisms.settlements.models.losses import LossCause
from yuandu.mechanisms.settlements.rules import states


class Dispute(WorkspaceRow):
    """A grower does not agree with a grading; what is not in dispute is paid all the same.

    Attributes:
        award: yuan that the grower gets on top, by a slip of its own.
    """

    class State(models.TextChoices):
        OPEN = states.OPEN, pgettext_lazy("state of a dispute", "Waiting for an answer")
        ANSWERED = states.ANSWERED, pgettext_lazy("state of a dispute", "Answered")
        CLOSED = states.CLOSED, pgettext_lazy("state of a dispute", "Closed")

    class Outcome(models.TextChoices):
        NONE = "", ""
        UPHELD = "upheld", pgettext_lazy("outcome of a dispute", "The grower is right")
        PARTLY = "partly", pgettext_lazy("outcome of a dispute", "The grower is right in part")
        REJECTED = "rejected", pgettext_lazy("outcome of a dispute", "The grading stands")
        WITHDRAWN = "withdrawn", pgettext_lazy("outcome of a dispute", "Withdrawn")

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="disputes")
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    words = models.TextField()
    raised_by = models.CharField(max_length=150)
    raised_on = models.DateField()
    answer = models.TextField(blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    award = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    answered_by = models.CharField(max_length=150, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-raised_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["batch"],
                condition=Q(state__in=(states.OPEN, states.ANSWERED)),
                name="dispute_one_at_a_time",
            ),
            models.CheckConstraint(name="dispute_says_something", condition=~Q(words="")),
            models.CheckConstraint(
                name="dispute_state_known",
                condition=Q(state__in=(states.OPEN, states.ANSWERED, states.CLOSED)),
            ),
            models.CheckConstraint(
                name="dispute_answered_in_words",
                condition=~Q(state=states.ANSWERED)
                | (~Q(answer="") & ~Q(outcome="") & Q(answered_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="dispute_awards_when_right",
                condition=Q(award=0) | Q(award__gt=0, outcome__in=("upheld", "partly")),
            ),
        ]
        indexes = [models.Index(fields=["workspace", "state"], name="dispute_by_state")]

    def __str__(self) -> str:
        return f"{self.batch_id}: {self.state}"

    def get_absolute_url(self) -> str:
        return reverse("settlements:dispute", args=[self.pk])


class Shortage(WorkspaceRow):
    """Pots of a promise that will not come; the promise is cut by them.

    Attributes:
        batch: whose truck never arrived, if that was why.
        substitute: another household's promise that stands in.
    """

    promise = models.ForeignKey(Promise, on_delete=models.PROTECT, related_name="shortages")
    batch = models.ForeignKey(
        Batch, null=True, blank=True, on_delete=models.PROTECT, related_name="shortages"
    )
    quantity = models.PositiveIntegerField()
    cause = models.CharField(max_length=14, choices=LossCause)
    words = models.CharField(max_length=200, blank=True)
    substitute = models.OneToOneField(
        Promise, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_on = models.DateField()
    recorded_by = models.CharField(max_length=150)

    class Meta:
        ordering = ["-recorded_on", "-pk"]
        constraints = [
            models.CheckConstraint(name="shortage_of_something", condition=Q(quantity__gte=1)),
            models.CheckConstraint(
                name="shortage_is_not_its_own_substitute",
                condition=Q(substitute=None) | ~Q(substitute=F("promise")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.promise_id}: −{self.quantity}"


class Abandonment(WorkspaceRow):
    """What is left of a promise is given up (弃单), and what becomes of the deposit.

    Attributes:
        quantity: pots; 0 where the promise had ended and its deposit alone was open.
        deposit: what of it was not netted yet.
        owed: what the grower pays back for it: twice, nothing where the buyer gives up, once
            where neither is at fault.
    """

    class Side(models.TextChoices):
        BUYER = "buyer", pgettext_lazy("who abandons", "the buyer")
        GROWER = "grower", pgettext_lazy("who abandons", "the grower")
        NEITHER = "neither", pgettext_lazy("who abandons", "neither: agreed on, or force majeure")

    promise = models.OneToOneField(Promise, on_delete=models.PROTECT, related_name="abandonment")
    side = models.CharField(max_length=10, choices=Side)
    quantity = models.PositiveIntegerField()
    deposit = models.DecimalField(max_digits=14, decimal_places=2)
    owed = models.DecimalField(max_digits=14, decimal_places=2)
    repaid_on = models.DateField(null=True, blank=True)
    words = models.CharField(max_length=200)
    abandoned_on = models.DateField()
    abandoned_by = models.CharField(max_length=150)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="abandonment_by_a_side",
                condition=Q(side="buyer", owed=0)
                | Q(side="grower", owed=2 * F("deposit"))
                | Q(side="neither", owed=F("deposit")),
            ),
            models.CheckConstraint(
                name="abandonment_says_why", condition=~Q(words="") & Q(deposit__gte=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.promise_id}: {self.side}"
