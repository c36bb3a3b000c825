"""A review of shareholders (股东资格评议), and the days promised for its steps."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from yuandu.kernel.lifecycle.models import Track
from yuandu.kernel.workspaces.models import WorkspaceRow
from yuandu.mechanisms.partnership import rules
from yuandu.mechanisms.partnership.rules import ReviewRule


class Review(WorkspaceRow):
    """A review, from its preparation to the register of shares.

    Attributes:
        rule: `rules.ReviewRule`; frozen when the review is published.
        resolution: the number of the general meeting's resolution (决议), once it has decided.
        notice_on: the day on which the result was made known in the company.
        appeal_until: the last day on which a candidate may appeal.
    """

    year = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=80)
    rule = models.JSONField()
    resolution = models.CharField(max_length=100, blank=True)
    notice_on = models.DateField(null=True, blank=True)
    appeal_until = models.DateField(null=True, blank=True)
    track = models.OneToOneField(
        Track, null=True, on_delete=models.PROTECT, related_name="partner_review"
    )

    class Meta:
        ordering = ["-year", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "title"], name="partnership_review_title_once"
            ),
            models.CheckConstraint(
                name="partnership_review_notice_with_resolution",
                condition=Q(notice_on=None, appeal_until=None)
                | (Q(appeal_until__gte=F("notice_on")) & ~Q(resolution="")),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def terms(self) -> ReviewRule:
        found: Any = self.rule
        return ReviewRule.model_validate(found)

    @property
    def stage(self) -> str:
        """Where it stands; the track is at hand."""
        return self.track.stage if self.track else ""

    def get_absolute_url(self) -> str:
        return reverse("partnership:review", args=[self.pk])


class StepDate(WorkspaceRow):
    """From when to when a step is promised; its ballots close at the end of its last day."""

    class Step(models.TextChoices):
        NOMINATING = rules.NOMINATING, pgettext_lazy("review of partners", "Nominations by all")
        GROUP = rules.GROUP, pgettext_lazy("review of partners", "Shareholder groups")
        DIVISION = rules.DIVISION, pgettext_lazy("review of partners", "Divisions")
        BOARD = rules.BOARD, pgettext_lazy("review of partners", "Board")
        MEETING = rules.MEETING, pgettext_lazy("review of partners", "General meeting")

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="dates")
    step = models.CharField(max_length=12, choices=Step.choices)
    opens_on = models.DateField()
    closes_on = models.DateField()

    class Meta:
        ordering = ["opens_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["review", "step"], name="partnership_date_once"),
            models.CheckConstraint(
                name="partnership_date_in_order", condition=Q(closes_on__gte=F("opens_on"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.step}: {self.opens_on}–{self.closes_on}"
