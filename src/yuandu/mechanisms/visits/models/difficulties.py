"""Difficulties found on visits (困难问题), and the department each was sent to."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from yuandu.kernel.lifecycle.models import Promise, Track
from yuandu.mechanisms.projects.models import Factor
from yuandu.mechanisms.visits.models.visits import Visit
from yuandu.services.liaison.models import Severity
from yuandu.services.liaison.models.sending import SentOnce


class Difficulty(SentOnce):
    """What keeps a project from getting on; only its owner says that it is solved.

    Attributes:
        promise: The clock of the department that has it now.
        answered_on: The day of the first answer.
        answer_days: Working days to that from the sending before it.
        told_on: The day the department's silence was told to its superior.
    """

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="difficulties")
    factor = models.CharField(max_length=20, choices=Factor)
    severity = models.CharField(max_length=10, choices=Severity, default=Severity.NORMAL)
    title = models.CharField(max_length=120)
    words = models.TextField(blank=True)
    raised_on = models.DateField()
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    department = models.CharField(max_length=100, blank=True)
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    superior = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    promise = models.OneToOneField(
        Promise, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    sent_on = models.DateField(null=True, blank=True)  # the last time
    told_on = models.DateField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answer_days = models.PositiveSmallIntegerField(null=True, blank=True)
    satisfaction = models.PositiveSmallIntegerField(null=True, blank=True)  # 1 to 5, the owner's
    track = models.OneToOneField(Track, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-raised_on", "-pk"]
        verbose_name_plural = "difficulties"
        constraints = [
            models.UniqueConstraint(fields=["workspace", "key"], name="visits_difficulty_once"),
            models.CheckConstraint(
                name="visits_difficulty_factor_known", condition=Q(factor__in=Factor.values)
            ),
            models.CheckConstraint(
                name="visits_difficulty_severity_known", condition=Q(severity__in=Severity.values)
            ),
            models.CheckConstraint(
                name="visits_difficulty_sent_after_raised",
                condition=Q(sent_on=None) | Q(sent_on__gte=F("raised_on")),
            ),
            models.CheckConstraint(
                name="visits_difficulty_answered_in_days",
                condition=Q(answered_on=None, answer_days=None)
                | Q(answered_on__isnull=False, answer_days__isnull=False),
            ),
            models.CheckConstraint(
                name="visits_difficulty_satisfaction_of_five",
                condition=Q(satisfaction=None) | Q(satisfaction__range=(1, 5)),
            ),
        ]
        indexes = [
            models.Index(
                fields=["workspace", "-raised_on", "-id"], name="visits_difficulty_newest"
            ),
            models.Index(fields=["officer", "sent_on"], name="visits_difficulty_of_officer"),
            models.Index(fields=["workspace", "sent_on"], name="visits_difficulty_sent"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def stage(self) -> str:
        """Where it stands on its way; the track is at hand."""
        return self.track.stage if self.track else ""

    def get_absolute_url(self) -> str:
        return reverse("visits:difficulty", args=[self.pk])
