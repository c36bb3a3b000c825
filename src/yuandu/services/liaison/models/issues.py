"""Issues that firms raise (诉求), and the offices each was sent to."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from yuandu.kernel.lifecycle.models import Promise, Track
from yuandu.kernel.workspaces.models import WorkspaceRow
from yuandu.services.liaison.models.firms import ServedFirm, Visit
from yuandu.services.liaison.models.lessons import Gap, Topic
from yuandu.services.liaison.models.sending import SentOnce, Subject


class Severity(models.TextChoices):
    """How hard it hits the firm."""

    URGENT = "urgent", pgettext_lazy("severity", "Urgent")
    SERIOUS = "serious", pgettext_lazy("severity", "Serious")
    NORMAL = "normal", pgettext_lazy("severity", "Normal")


class Issue(SentOnce):
    """What keeps a firm from getting on; only the firm says that it is solved.

    Attributes:
        sent_on: The day it was first sent to an office.
        answered_on: The day of the first answer.
        answer_days: Working days between the two.
    """

    firm = models.ForeignKey(ServedFirm, on_delete=models.PROTECT, related_name="issues")
    visit = models.ForeignKey(
        Visit, null=True, blank=True, on_delete=models.PROTECT, related_name="issues"
    )
    subject = models.CharField(max_length=20, choices=Subject)
    severity = models.CharField(max_length=10, choices=Severity, default=Severity.NORMAL)
    title = models.CharField(max_length=120)
    words = models.TextField()
    topic = models.ForeignKey(
        Topic, null=True, blank=True, on_delete=models.PROTECT, related_name="issues"
    )
    gap = models.ForeignKey(
        Gap, null=True, blank=True, on_delete=models.PROTECT, related_name="issues"
    )
    raised_on = models.DateField()
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    sent_on = models.DateField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answer_days = models.PositiveSmallIntegerField(null=True, blank=True)
    satisfaction = models.PositiveSmallIntegerField(null=True, blank=True)  # 1 to 5, the firm's
    track = models.OneToOneField(Track, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-raised_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["workspace", "key"], name="liaison_issue_once"),
            models.CheckConstraint(
                name="liaison_issue_subject_known", condition=Q(subject__in=Subject.values)
            ),
            models.CheckConstraint(
                name="liaison_issue_severity_known", condition=Q(severity__in=Severity.values)
            ),
            models.CheckConstraint(
                name="liaison_issue_in_order",
                condition=(Q(sent_on=None) | Q(sent_on__gte=models.F("raised_on")))
                & (Q(answered_on=None) | Q(answered_on__gte=models.F("sent_on"))),
            ),
            models.CheckConstraint(
                name="liaison_issue_answered_in_days",
                condition=Q(answered_on=None, answer_days=None)
                | Q(answered_on__isnull=False, answer_days__isnull=False),
            ),
            models.CheckConstraint(
                name="liaison_issue_satisfaction_of_five",
                condition=Q(satisfaction=None) | Q(satisfaction__range=(1, 5)),
            ),
            models.CheckConstraint(
                name="liaison_issue_gap_has_topic",
                condition=Q(gap=None) | Q(topic__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["firm", "-raised_on"], name="liaison_issue_of_firm"),
            models.Index(fields=["topic", "raised_on"], name="liaison_issue_of_topic"),
            models.Index(fields=["workspace", "-raised_on", "-id"], name="liaison_issue_newest"),
            models.Index(fields=["workspace", "sent_on"], name="liaison_issue_sent"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def stage(self) -> str:
        """Where it stands on its way; the track is at hand."""
        return self.track.stage if self.track else ""

    def get_absolute_url(self) -> str:
        return reverse("liaison:issue", args=[self.pk])


class Position(models.TextChoices):
    """What an office did with an issue it was sent; each office for itself."""

    WAITING = "waiting", pgettext_lazy("position of an office", "No word yet")
    TAKEN_UP = "taken_up", pgettext_lazy("position of an office", "At work on it")
    ANSWERED = "answered", pgettext_lazy("position of an office", "Answered")
    NOT_OURS = "not_ours", pgettext_lazy("position of an office", "Not competent")
    CALLED_OFF = "called_off", pgettext_lazy("position of an office", "Called off")


class Referral(WorkspaceRow):
    """An issue was sent to an office; sent again it is another referral.

    Attributes:
        promise: Its clock: the office owes an answer to whoever stands by the firm.
        told_on: The day its silence was told to the superior.
    """

    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="referrals")
    department = models.CharField(max_length=100)
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    superior = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    sent_on = models.DateField()
    position = models.CharField(max_length=10, choices=Position, default=Position.WAITING)
    position_on = models.DateField(null=True, blank=True)
    words = models.TextField(blank=True)  # the answer, or why it is not theirs
    promise = models.OneToOneField(
        Promise, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    told_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["issue", "officer"],
                condition=Q(position__in=["waiting", "taken_up"]),
                name="liaison_referral_open_once",
            ),
            models.CheckConstraint(
                name="liaison_referral_position_known", condition=Q(position__in=Position.values)
            ),
            models.CheckConstraint(
                name="liaison_referral_says_why",
                condition=~Q(position__in=["answered", "not_ours"]) | ~Q(words=""),
            ),
            models.CheckConstraint(
                name="liaison_referral_position_has_day",
                condition=Q(position="waiting", position_on=None)
                | (~Q(position="waiting") & Q(position_on__gte=models.F("sent_on"))),
            ),
        ]
        indexes = [
            models.Index(fields=["workspace", "officer"], name="liaison_referral_of_officer"),
            models.Index(
                fields=["workspace", "sent_on"],
                condition=Q(position__in=["waiting", "taken_up"]),
                name="liaison_referral_waiting",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.department}: {self.issue}"
