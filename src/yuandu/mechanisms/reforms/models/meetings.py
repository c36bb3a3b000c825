"""Meetings (现场推进会、座谈会): when and where, who came, and what was promised there."""

import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from yuandu.kernel.lifecycle.models import Promise, Track
from yuandu.kernel.registry.models import Named
from yuandu.kernel.workspaces.models import WorkspaceRow
from yuandu.mechanisms.projects.models import Project
from yuandu.mechanisms.visits.models import Difficulty


class MeetingKind(models.TextChoices):
    """What sort of meeting it is."""

    ON_SITE = "on_site", pgettext_lazy("kind of meeting", "On-site meeting to push projects on")
    ROUND_TABLE = "round_table", pgettext_lazy("kind of meeting", "Round table")
    OTHER = "other", pgettext_lazy("kind of meeting", "Other meeting")


class Meeting(Named):
    """A meeting; what is promised there becomes clocks once it is held.

    Attributes:
        office: Who calls it.
        agenda: An item a line.
    """

    kind = models.CharField(max_length=20, choices=MeetingKind)
    on = models.DateField()
    from_time = models.TimeField(null=True, blank=True)
    to_time = models.TimeField(null=True, blank=True)
    place = models.CharField(max_length=200)
    office = models.CharField(max_length=100)
    agenda = models.TextField(blank=True)
    track = models.OneToOneField(Track, null=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)  # grows with every change

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="reforms_meeting_kind_known", condition=Q(kind__in=MeetingKind.values)
            ),
            models.CheckConstraint(
                name="reforms_meeting_ends_after_it_began",
                condition=Q(to_time=None)
                | (Q(from_time__isnull=False) & Q(to_time__gt=F("from_time"))),
            ),
        ]
        indexes = [models.Index(fields=["workspace", "-on", "-id"], name="reforms_meeting_newest")]

    @property
    def stage(self) -> str:
        """Where it stands on its way; the track is at hand."""
        return self.track.stage if self.track else ""

    @property
    def items(self) -> list[str]:
        """The agenda, item by item."""
        return [line.strip() for line in self.agenda.splitlines() if line.strip()]

    def at(self, time: datetime.time | None) -> datetime.datetime | None:
        """Return the instant of a time of its day, in the workspace's zone."""
        if time is None:
            return None
        return datetime.datetime.combine(self.on, time, ZoneInfo(self.workspace.timezone))

    def get_absolute_url(self) -> str:
        return reverse("reforms:meeting", args=[self.pk])


class Attendee(WorkspaceRow):
    """Somebody who is invited: a person with an account, or an organisation by its name."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendees")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    organisation = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "user"], name="reforms_attends_once"),
            models.CheckConstraint(
                name="reforms_attendee_is_somebody",
                condition=Q(user__isnull=False, organisation="")
                | (Q(user=None) & ~Q(organisation="")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.user) if self.user else self.organisation


class Pledge(WorkspaceRow):
    """What somebody promised at a meeting; its clock is the promise.

    Attributes:
        project, difficulty: What it is about; neither: the meeting's own matter.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="pledges")
    promise = models.OneToOneField(Promise, on_delete=models.PROTECT, related_name="pledge")
    project = models.ForeignKey(
        Project, null=True, on_delete=models.PROTECT, related_name="pledges"
    )
    difficulty = models.ForeignKey(
        Difficulty, null=True, on_delete=models.PROTECT, related_name="pledges"
    )

    class Meta:
        ordering = ["promise__due_on", "pk"]

    def __str__(self) -> str:
        return f"{self.meeting_id}: {self.promise_id}"
