"""A firm's need for somebody who knows, and the engagement that meets it."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from yuandu.kernel.lifecycle.models import Track
from yuandu.kernel.registry.models import Named, Party
from yuandu.kernel.workspaces.models import WorkspaceRow
from yuandu.services.cooperation.models.experts import MOST_DAYS, Expert, Level
from yuandu.services.cooperation.models.fields import Field


class Working(WorkspaceRow):
    """Days a month over a time."""

    from_on = models.DateField()
    to_on = models.DateField()  # the last day
    days_a_month = models.PositiveSmallIntegerField()
    is_full_time = models.BooleanField(default=False)  # nothing else beside it

    class Meta:
        abstract = True


class TalentNeed(Working, Named):
    """What a firm wants an expert for; its niche decides who competes with it."""

    firm = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="talent_needs")
    field = models.CharField(max_length=20, choices=Field)
    level = models.CharField(max_length=20, choices=Level)  # at least
    niche = models.CharField(max_length=60)
    work = models.TextField()
    pay = models.DecimalField(  # yuan a day
        max_digits=12, decimal_places=2, null=True, blank=True
    )
    is_public = models.BooleanField(default=True)
    entered_on = models.DateField()
    track = models.OneToOneField(Track, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="talent_need_field_known", condition=Q(field__in=list(Field.values))
            ),
            models.CheckConstraint(
                name="talent_need_level_known", condition=Q(level__in=list(Level.values))
            ),
            models.CheckConstraint(
                name="talent_need_ends_after_it_starts", condition=Q(to_on__gte=F("from_on"))
            ),
            models.CheckConstraint(
                name="talent_need_days_of_a_month",
                condition=Q(days_a_month__gte=1, days_a_month__lte=MOST_DAYS),
            ),
            models.CheckConstraint(
                name="talent_need_pay_positive", condition=Q(pay=None) | Q(pay__gt=0)
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("cooperation:talent_need", args=[self.pk])


class Engagement(Working):
    """An expert is asked, says yes or no, works; while asked, the days are kept.

    Attributes:
        score: The points of the match on the day it was asked, of a hundred.
    """

    need = models.ForeignKey(TalentNeed, on_delete=models.PROTECT, related_name="engagements")
    expert = models.ForeignKey(Expert, on_delete=models.PROTECT, related_name="engagements")
    score = models.PositiveSmallIntegerField()
    asked_on = models.DateField()
    outcome = models.TextField(blank=True)
    track = models.OneToOneField(Track, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["need", "expert"], name="engagement_once"),
            models.CheckConstraint(
                name="engagement_ends_after_it_starts", condition=Q(to_on__gte=F("from_on"))
            ),
            models.CheckConstraint(
                name="engagement_days_of_a_month",
                condition=Q(days_a_month__gte=1, days_a_month__lte=MOST_DAYS),
            ),
            models.CheckConstraint(
                name="engagement_score_of_a_hundred", condition=Q(score__lte=100)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.need}: {self.expert}"

    def get_absolute_url(self) -> str:
        return reverse("cooperation:engagement", args=[self.pk])
