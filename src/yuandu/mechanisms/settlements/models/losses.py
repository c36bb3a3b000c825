"""The loss ledger: a household's seasons, and what it lost in them by cause."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from yuandu.kernel.registry.models import Party
from yuandu.kernel.workspaces.models import WorkspaceRow
from yuandu.mechanisms.flowers.models import Kind
from yuandu.mechanisms.orders.models import Promise
from yuandu.mechanisms.settlements.models.batches import Batch
from yuandu.mechanisms.settlements.rules import losses


class LossCause(models.TextChoices):
    UNSOLD = losses.UNSOLD, pgettext_lazy("cause of a loss", "Unsold")
    DOWNGRADED = losses.DOWNGRADED, pgettext_lazy("cause of a loss", "Sold for less: lower grade")
    TRANSPORT = losses.TRANSPORT, pgettext_lazy("cause of a loss", "Transport")
    DISEASE = losses.DISEASE, pgettext_lazy("cause of a loss", "Disease or pests")
    WEATHER = losses.WEATHER, pgettext_lazy("cause of a loss", "Weather")
    NOT_COLLECTED = losses.NOT_COLLECTED, pgettext_lazy("cause of a loss", "Truck never came")
    REJECTED = losses.REJECTED, pgettext_lazy("cause of a loss", "Rejected at the scales")
    OTHER = losses.OTHER, pgettext_lazy("cause of a loss", "Another cause")


class Season(WorkspaceRow):
    """A household's quarter: what it could have sold, and what was left of it in money.

    Attributes:
        starts_on: the quarter's first day.
        delivered: pots that came to a collection point, or should have; counted here.
        elsewhere: other pots ready to be sold, sold or not, as the household says.
        lost: pots lost or unsold; kept with the losses themselves.
        income: net of costs, yuan, as the household says; empty: not said.
    """

    household = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    delivered = models.PositiveIntegerField(default=0)
    elsewhere = models.PositiveIntegerField(default=0)
    saleable = models.GeneratedField(
        expression=F("delivered") + F("elsewhere"),
        output_field=models.PositiveIntegerField(),
        db_persist=True,
    )
    lost = models.PositiveIntegerField(default=0)
    income = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    reported_by = models.CharField(max_length=150, blank=True)
    reported_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-starts_on"]
        constraints = [
            models.UniqueConstraint(fields=["household", "starts_on"], name="season_once"),
            models.CheckConstraint(
                name="season_starts_a_quarter",
                condition=Q(starts_on__day=1, starts_on__month__in=(1, 4, 7, 10)),
            ),
            models.CheckConstraint(
                name="season_loses_what_it_has",
                condition=Q(lost__lte=F("delivered") + F("elsewhere")),
            ),
        ]
        indexes = [models.Index(fields=["workspace", "starts_on"], name="season_by_quarter")]

    def __str__(self) -> str:
        return f"{self.household_id} {self.starts_on}"


class Loss(WorkspaceRow):
    """Pots that a household lost or got less for, by cause.

    Attributes:
        amount: yuan, at the price that was promised or is usual; empty: not known.
        batch, promise: where deliveries showed it; a household's own report has neither.
    """

    season = models.ForeignKey(Season, on_delete=models.PROTECT, related_name="losses")
    kind = models.ForeignKey(Kind, on_delete=models.PROTECT, related_name="+")
    cause = models.CharField(max_length=14, choices=LossCause)
    quantity = models.PositiveIntegerField()
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    on = models.DateField()
    batch = models.ForeignKey(
        Batch, null=True, blank=True, on_delete=models.PROTECT, related_name="losses"
    )
    promise = models.ForeignKey(
        Promise, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    words = models.CharField(max_length=200, blank=True)
    recorded_by = models.CharField(max_length=150)

    class Meta:
        ordering = ["-on", "-pk"]
        verbose_name_plural = "losses"
        constraints = [
            models.CheckConstraint(
                name="loss_of_something",
                condition=Q(quantity__gte=1) & (Q(amount=None) | Q(amount__gte=0)),
            ),
            models.CheckConstraint(name="loss_cause_known", condition=Q(cause__in=losses.CAUSES)),
        ]
        indexes = [models.Index(fields=["workspace", "on"], name="loss_by_day")]

    def __str__(self) -> str:
        return f"{self.season_id} {self.cause} {self.quantity}"
