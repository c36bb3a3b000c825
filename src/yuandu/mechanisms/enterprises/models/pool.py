"""The cultivation pool: firms that are watched and helped towards a tier."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from yuandu.kernel.workspaces.models import WorkspaceRow
from yuandu.mechanisms.enterprises.models.firms import Firm
from yuandu.mechanisms.enterprises.models.recognitions import Tier


class Leaving(models.TextChoices):
    """Why a firm left the pool."""

    RECOGNISED = "recognised", pgettext_lazy("end in the pool", "Recognised")
    UNLIKELY = "unlikely", pgettext_lazy("end in the pool", "Out of reach for now")
    MOVED = "moved", pgettext_lazy("end in the pool", "Moved away or closed")
    UNWILLING = "unwilling", pgettext_lazy("end in the pool", "Does not want to")
    MISTAKEN = "mistaken", pgettext_lazy("end in the pool", "Entered by mistake")


class PoolPlace(WorkspaceRow):
    """A firm in the pool for one tier, from its entry with reasons to its leaving with reasons.

    Attributes:
        is_proposed: whether it was entered from what the sweep proposed.
        lacked: how many criteria it lacked of the tier's book at entry; none if not known.
    """

    firm = models.ForeignKey(Firm, on_delete=models.PROTECT, related_name="places")
    tier = models.CharField(max_length=20, choices=Tier)
    entered_on = models.DateField()
    entered_because = models.CharField(max_length=300)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    is_proposed = models.BooleanField(default=False)
    lacked = models.PositiveSmallIntegerField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)
    leaving = models.CharField(max_length=20, choices=Leaving, blank=True)
    left_because = models.CharField(max_length=300, blank=True)
    left_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["firm", "tier"], condition=Q(left_on=None), name="pool_place_once_a_tier"
            ),
            models.CheckConstraint(name="pool_place_tier_known", condition=Q(tier__in=Tier.values)),
            models.CheckConstraint(
                name="pool_place_left_with_reason",
                condition=Q(left_on=None, leaving="")
                | Q(left_on__isnull=False, leaving__in=Leaving.values),
            ),
            models.CheckConstraint(
                name="pool_place_left_after_entry",
                condition=Q(left_on=None) | Q(left_on__gte=F("entered_on")),
            ),
        ]
        indexes = [
            models.Index(fields=["workspace", "tier", "left_on"], name="pool_place_by_tier"),
        ]

    def __str__(self) -> str:
        return f"{self.firm}: {self.tier} {self.entered_on}"


class Signal(WorkspaceRow):
    """Something the night's sweep saw of a firm in the pool or with a title.

    Attributes:
        code: one of `watching.SIGNALS`.
        value: a fraction: by which part revenue fell, which part of it went into R&D.
        about: the fact or the tier it is about.
    """

    firm = models.ForeignKey(Firm, on_delete=models.CASCADE, related_name="signals")
    code = models.CharField(max_length=20)
    value = models.DecimalField(max_digits=12, decimal_places=4, null=True)
    about = models.CharField(max_length=60, blank=True)
    on = models.DateField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["firm", "code", "about"], name="signal_once"),
        ]
        indexes = [models.Index(fields=["workspace", "code"], name="signal_by_code")]

    def __str__(self) -> str:
        return f"{self.firm}: {self.code}"


class WatchLimits(WorkspaceRow):
    """From where on something is a signal; the city's officers set it.

    Attributes:
        revenue_fall_share: a greater fall of revenue than this part of the year before.
        rd_share: R&D expense below this part of revenue.
        months: a title that runs out within so many.
    """

    revenue_fall_share = models.DecimalField(max_digits=5, decimal_places=4, default=Decimal("0.1"))
    rd_share = models.DecimalField(max_digits=5, decimal_places=4, default=Decimal("0.03"))
    months = models.PositiveSmallIntegerField(default=12)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace"], name="watch_limits_once"),
            models.CheckConstraint(
                name="watch_limits_are_shares",
                condition=Q(revenue_fall_share__range=(0, 1), rd_share__range=(0, 1)),
            ),
            models.CheckConstraint(name="watch_limits_months", condition=Q(months__range=(1, 36))),
        ]

    def __str__(self) -> str:
        return str(self.workspace_id)


class BatchDate(WorkspaceRow):
    """When a batch of a tier is filed, as the ministry or the province announced it."""

    tier = models.CharField(max_length=20, choices=Tier)
    name = models.CharField(max_length=60)  # 第八批
    opens_on = models.DateField()
    closes_on = models.DateField()
    document = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["closes_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "tier", "name"], name="batch_date_once_a_tier"
            ),
            models.CheckConstraint(name="batch_date_tier_known", condition=Q(tier__in=Tier.values)),
            models.CheckConstraint(
                name="batch_date_closes_after_it_opens", condition=Q(closes_on__gte=F("opens_on"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tier} {self.name}"
