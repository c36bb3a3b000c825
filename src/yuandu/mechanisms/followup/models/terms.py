"""The thresholds, from a day on, and the offices that figures come from."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from yuandu.kernel.registry.models import Party
from yuandu.kernel.workspaces.models import WorkspaceRow

MONTHS = [MinValueValidator(1), MaxValueValidator(24)]
DAYS = [MinValueValidator(1), MaxValueValidator(28)]


class FollowTerms(WorkspaceRow):
    """Thresholds (see `rules.Terms`) that hold from `from_on`."""

    from_on = models.DateField()
    stopped_months = models.PositiveSmallIntegerField(validators=MONTHS)
    unlisted_months = models.PositiveSmallIntegerField(validators=MONTHS)
    due_day = models.PositiveSmallIntegerField(validators=DAYS)
    basis = models.CharField(max_length=200)  # the document that fixes them
    by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "follow terms"
        ordering = ["-from_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "from_on"], name="follow_terms_once_a_day"
            ),
            models.CheckConstraint(
                name="follow_terms_make_sense",
                condition=Q(stopped_months__range=(1, 24))
                & Q(unlisted_months__range=(1, 24))
                & Q(due_day__range=(1, 28)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_on}: {self.basis}"


class Source(models.TextChoices):
    """What an office knows: it reads everything here, and files this."""

    TAX = "tax", pgettext_lazy("source", "Tax paid")
    STATISTICS = "statistics", pgettext_lazy("source", "Output and above-scale statistics")
    DEVELOPMENT = "development", pgettext_lazy("source", "None: reads alone")


class SourceOffice(WorkspaceRow):
    """An office whose officers read the figures of single firms, for what it is their source."""

    office = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=12, choices=Source)

    class Meta:
        ordering = ["source", "office"]
        constraints = [
            models.UniqueConstraint(fields=["workspace", "office"], name="source_office_once"),
            models.CheckConstraint(
                name="source_office_source_known", condition=Q(source__in=list(Source.values))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source}: {self.office_id}"
