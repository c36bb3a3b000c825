"""What grows, what is on the road and what is wanted: reported week by week.

Quantities are in the kind's unit of trade. A report sent again replaces what it said before; the
filing says who sent it last.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from yuandu.kernel.registry.models import Division
from yuandu.kernel.workspaces.models import WorkspaceRow
from yuandu.mechanisms.flowers.models.kinds import Kind, Market
from yuandu.mechanisms.flowers.models.quotes import Filing


class Stage(models.TextChoices):
    """How far a planting has come."""

    SEEDLING = "seedling", pgettext_lazy("stage of a planting", "Seedlings")
    GROWING = "growing", pgettext_lazy("stage of a planting", "Growing")
    BUDDING = "budding", pgettext_lazy("stage of a planting", "In bud")
    SALEABLE = "saleable", pgettext_lazy("stage of a planting", "Ready for sale")


class Reported(WorkspaceRow):
    """A report on a kind; the filing says who sent it and when."""

    kind = models.ForeignKey(Kind, on_delete=models.PROTECT, related_name="+", db_index=False)
    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        abstract = True


class Planting(Reported):
    """How much of a kind stands in a county in a stage, as of a week."""

    division = models.ForeignKey(
        Division, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    week = models.DateField()  # its Monday
    stage = models.CharField(max_length=10, choices=Stage)
    area_mu = models.DecimalField(max_digits=12, decimal_places=2)
    plants = models.PositiveBigIntegerField(null=True, blank=True)  # in the kind's unit of trade

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "week", "division", "stage"], name="flowers_planting_once"
            ),
            models.CheckConstraint(
                name="flowers_planting_not_negative", condition=Q(area_mu__gte=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind_id} {self.week} {self.stage}"


class Shipment(Reported):
    """What left a county for a market on a day."""

    on = models.DateField()
    division = models.ForeignKey(
        Division, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    market = models.ForeignKey(Market, on_delete=models.PROTECT, related_name="+", db_index=False)
    quantity = models.DecimalField(max_digits=14, decimal_places=2)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "on", "division", "market"], name="flowers_shipment_once"
            ),
            models.CheckConstraint(name="flowers_shipment_above_zero", condition=Q(quantity__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.kind_id} {self.on} {self.quantity}"


class Demand(Reported):
    """How much of a kind a market's buyers ask for in a week, as the market tells."""

    week = models.DateField()  # its Monday
    market = models.ForeignKey(Market, on_delete=models.PROTECT, related_name="+", db_index=False)
    quantity = models.DecimalField(max_digits=14, decimal_places=2)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "week", "market"], name="flowers_demand_once"),
            models.CheckConstraint(
                name="flowers_demand_not_negative", condition=Q(quantity__gte=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind_id} {self.week} {self.quantity}"
