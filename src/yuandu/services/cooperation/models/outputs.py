"""What came of it: product output of a firm that a contract or an engagement led to."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from yuandu.kernel.workspaces.models import WorkspaceRow
from yuandu.services.cooperation.models.research import Contract
from yuandu.services.cooperation.models.talent import Engagement


class Output(WorkspaceRow):
    """So much of a product in a year; corrected where it is said again."""

    contract = models.ForeignKey(
        Contract, null=True, blank=True, on_delete=models.PROTECT, related_name="outputs"
    )
    engagement = models.ForeignKey(
        Engagement, null=True, blank=True, on_delete=models.PROTECT, related_name="outputs"
    )
    product = models.CharField(max_length=100)
    quantity = models.DecimalField(max_digits=18, decimal_places=4)  # in `unit`
    unit = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    reported_on = models.DateField()
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-year", "product"]
        constraints = [
            models.CheckConstraint(
                name="output_of_one_thing",
                condition=Q(contract=None, engagement__isnull=False)
                | Q(contract__isnull=False, engagement=None),
            ),
            models.CheckConstraint(name="output_not_negative", condition=Q(quantity__gte=0)),
            models.CheckConstraint(
                name="output_year_sensible", condition=Q(year__gte=1949, year__lte=2100)
            ),
            models.UniqueConstraint(
                fields=["contract", "product", "year"],
                condition=Q(contract__isnull=False),
                name="output_of_contract_once_a_year",
            ),
            models.UniqueConstraint(
                fields=["engagement", "product", "year"],
                condition=Q(engagement__isnull=False),
                name="output_of_engagement_once_a_year",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.product} {self.year}: {self.quantity} {self.unit}"

    @property
    def places(self) -> int:
        """How many digits behind the point the quantity has."""
        exponent = self.quantity.normalize().as_tuple().exponent
        return max(0, -exponent) if isinstance(exponent, int) else 0
