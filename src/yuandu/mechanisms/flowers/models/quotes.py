"""What markets quote day by day, how it came in, and their weeks."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yuandu.kernel.workspaces.models import WorkspaceRow
from yuandu.mechanisms.flowers.models.kinds import Grade, Kind, Market, Unit


class Doubt(models.TextChoices):
    """Why a quote is kept but left out of averages."""

    NONE = "", ""
    OUTLIER = "outlier", _("far from the weeks before")
    UNSOLD = "nothing_sold", _("nothing was sold at this price")


class Filing(WorkspaceRow):
    """What was handed in at once: by whom, from which source, and what came of it."""

    source = models.CharField(max_length=60)
    title = models.CharField(max_length=200)  # the file's name
    reason = models.CharField(max_length=300, blank=True)  # of the corrections in it
    reporter = models.CharField(max_length=150)
    filed_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.title


class Figures(WorkspaceRow):
    """Prices a unit in the market's currency, and quantities; empty is not reported, not zero."""

    unit = models.CharField(max_length=10, choices=Unit)
    low = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    average = models.DecimalField(max_digits=14, decimal_places=2)
    high = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    volume = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    unsold = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    # What lay in the market's stores when the day closed, unsold or not yet offered.
    stock = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)

    class Meta:
        abstract = True


class Quote(Figures):
    """What a market quoted for a kind and grade on a day.

    The key begins with kind and day, which serves a kind's pages; foreign keys without an
    index of their own are only followed towards their targets.
    """

    kind = models.ForeignKey(Kind, on_delete=models.PROTECT, related_name="quotes", db_index=False)
    on = models.DateField()
    market = models.ForeignKey(Market, on_delete=models.PROTECT, related_name="+", db_index=False)
    grade = models.CharField(max_length=10, choices=Grade)
    doubt = models.CharField(max_length=12, choices=Doubt, blank=True)
    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "on", "market", "grade"], name="flowers_quote_once"
            ),
            models.CheckConstraint(
                name="flowers_quote_in_order",
                condition=Q(average__gt=0)
                & (Q(low__isnull=True) | Q(low__gt=0, low__lte=F("average")))
                & (Q(high__isnull=True) | Q(high__gte=F("average"))),
            ),
            models.CheckConstraint(
                name="flowers_quote_not_negative",
                condition=(Q(volume__isnull=True) | Q(volume__gte=0))
                & (Q(unsold__isnull=True) | Q(unsold__gte=0))
                & (Q(stock__isnull=True) | Q(stock__gte=0)),
            ),
        ]
        indexes = [
            models.Index(fields=["workspace", "on"], name="flowers_quote_by_day"),
            # The latest doubts of a kind, without reading all its quotes.
            models.Index(
                fields=["kind", "grade", "on"],
                condition=~Q(doubt=""),
                name="flowers_quote_in_doubt",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind_id} {self.on} {self.grade}"


class Correction(Figures):
    """What a quote said before a later filing changed it.

    The quote's kind and grade stand here too: the latest of a kind are found without its quotes.
    """

    kind = models.ForeignKey(Kind, on_delete=models.CASCADE, related_name="+", db_index=False)
    grade = models.CharField(max_length=10, choices=Grade)
    quote = models.ForeignKey(Quote, on_delete=models.CASCADE, related_name="corrections")
    corrected_by = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="corrections")

    class Meta:
        indexes = [
            models.Index(fields=["kind", "grade", "id"], name="flowers_correction_of_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.quote_id} {self.average}"


class Week(WorkspaceRow):
    """A market's week of a kind and grade, without the quotes in doubt.

    Added up anew from its quotes with each filing that touches it (`weeks.add_up`), so that no
    page reads days. `reported` counts the days with a volume, `reported_left` those that told
    what was left.
    """

    kind = models.ForeignKey(Kind, on_delete=models.CASCADE, related_name="+", db_index=False)
    grade = models.CharField(max_length=10, choices=Grade)
    on = models.DateField()  # its Monday
    market = models.ForeignKey(Market, on_delete=models.CASCADE, related_name="+", db_index=False)
    unit = models.CharField(max_length=10, choices=Unit)
    days = models.PositiveSmallIntegerField()
    reported = models.PositiveSmallIntegerField()
    reported_left = models.PositiveSmallIntegerField()
    average = models.DecimalField(
        max_digits=14, decimal_places=2
    )  # by volume where all days have it
    low = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    high = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    volume = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    unsold = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    stock = models.DecimalField(max_digits=14, decimal_places=2, null=True)  # as last told

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "grade", "on", "market", "unit"], name="flowers_week_once"
            ),
        ]
        indexes = [models.Index(fields=["market", "on"], name="flowers_week_of_market")]

    def __str__(self) -> str:
        return f"{self.kind_id} {self.on} {self.grade}"
