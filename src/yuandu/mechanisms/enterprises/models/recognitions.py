"""Titles of the ladder, as the official platforms announced them; never a verdict of ours."""

import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.workspaces.models import WorkspaceRow
from yuandu.mechanisms.enterprises.models.firms import Firm


class Tier(models.TextChoices):
    """The rungs of the ladder, the lowest first."""

    INNOVATIVE_SME = "innovative_sme", _("Innovative SME")
    SRDI_SME = "srdi_sme", _("SRDI SME")
    LITTLE_GIANT = "little_giant", _("Little giant")


class Ending(models.TextChoices):
    """How a title ended before its time was over, or at the re-check."""

    FAILED_RECHECK = "failed_recheck", pgettext_lazy("end of a title", "Did not pass the re-check")
    WITHDRAWN = "withdrawn", pgettext_lazy("end of a title", "Given up by the firm")
    CANCELLED = "cancelled", pgettext_lazy("end of a title", "Cancelled")


class Announcement(WorkspaceRow):
    """A public announcement (公告) on one tier: who is recognised, re-checked or struck off."""

    class Kind(models.TextChoices):
        RECOGNITION = "recognition", pgettext_lazy("kind of announcement", "Recognition")
        RECHECK = "recheck", pgettext_lazy("kind of announcement", "Re-check")
        WITHDRAWAL = "withdrawal", pgettext_lazy("kind of announcement", "Withdrawal")

    kind = models.CharField(max_length=20, choices=Kind)
    tier = models.CharField(max_length=20, choices=Tier)
    batch = models.CharField(max_length=40, blank=True)  # as printed: 第六批, 2026年度第一批
    document = models.CharField(max_length=100)  # the document's number, as printed
    published_on = models.DateField()

    class Meta:
        ordering = ["-published_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "document", "kind", "tier"], name="announcement_once"
            ),
            models.CheckConstraint(
                name="announcement_kind_known",
                condition=Q(kind__in=["recognition", "recheck", "withdrawal"]),
            ),
            models.CheckConstraint(
                name="announcement_tier_known", condition=Q(tier__in=list(Tier.values))
            ),
        ]

    def __str__(self) -> str:
        return self.document


class Recognition(WorkspaceRow):
    """A title that a firm holds for three years; passing the re-check gives it another one."""

    firm = models.ForeignKey(Firm, on_delete=models.PROTECT, related_name="recognitions")
    tier = models.CharField(max_length=20, choices=Tier)
    announcement = models.ForeignKey(
        Announcement, on_delete=models.PROTECT, related_name="recognitions"
    )
    valid_from = models.DateField()
    valid_to = models.DateField()  # the last day
    ended_on = models.DateField(null=True, blank=True)  # from that day it no longer counts
    ending = models.CharField(max_length=20, choices=Ending, blank=True)
    ended_because = models.CharField(max_length=300, blank=True)
    ended_by = models.ForeignKey(
        Announcement, null=True, blank=True, on_delete=models.PROTECT, related_name="endings"
    )

    class Meta:
        ordering = ["-valid_from", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["firm", "announcement"], name="recognition_once_an_announcement"
            ),
            models.CheckConstraint(
                name="recognition_tier_known", condition=Q(tier__in=list(Tier.values))
            ),
            models.CheckConstraint(
                name="recognition_ends_after_it_starts",
                condition=Q(valid_to__gte=F("valid_from")),
            ),
            models.CheckConstraint(
                name="recognition_ended_as_known",
                condition=Q(ended_on=None, ending="", ended_by=None)
                | Q(ended_on__isnull=False, ending__in=list(Ending.values)),
            ),
        ]
        indexes = [
            models.Index(fields=["workspace", "tier", "valid_to"], name="recognition_by_expiry"),
        ]

    def __str__(self) -> str:
        return f"{self.firm}: {self.tier} {self.valid_from}–{self.valid_to}"

    def holds_on(self, day: datetime.date) -> bool:
        """Whether the title is held on a day."""
        ended = self.ended_on is not None and self.ended_on <= day
        return self.valid_from <= day <= self.valid_to and not ended
