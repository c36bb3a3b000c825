"""Where a subject stands on a life cycle, how it came there, when it was to come there."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from yuandu.kernel.workspaces.models import WorkspaceRow


class AboutSubject(WorkspaceRow):
    """A row about a subject of another app, named by label and key.

    Not a foreign key: the subject's app stands above this room. Several kinds share a
    table, so that one list shows them all.
    """

    subject_label = models.CharField(max_length=60)  # "projects.project"
    subject_id = models.BigIntegerField()

    class Meta:
        abstract = True


class Track(AboutSubject):
    """A subject on a life cycle; only this room's actions and loading write the stage."""

    cycle = models.CharField(max_length=40)
    stage = models.CharField(max_length=40)
    stage_before = models.CharField(max_length=40, blank=True)  # while it rests
    entered_on = models.DateField()  # the day it came into the stage
    version = models.PositiveIntegerField(default=1)  # grows with every change

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "subject_label", "subject_id", "cycle"],
                name="track_once",
            ),
        ]
        indexes = [
            # Counts by stage, the board's columns and the longest in a stage, all alike
            # in time however many tracks there are.
            models.Index(fields=["workspace", "cycle", "stage", "entered_on"], name="track_stage"),
        ]

    def __str__(self) -> str:
        return f"{self.cycle} of {self.subject_label} {self.subject_id}: {self.stage}"

    def days_in_stage(self, today: datetime.date) -> int:
        """Return how many days the track has stood in its stage by `today`."""
        return (today - self.entered_on).days


class Step(WorkspaceRow):
    """One step on a track: who, when, from where to where, with which words and evidence."""

    track = models.ForeignKey(Track, on_delete=models.CASCADE, related_name="steps")
    move = models.CharField(max_length=40)
    source = models.CharField(max_length=40, blank=True)  # empty: the track began
    target = models.CharField(max_length=40)
    on = models.DateField()  # the day it happened
    days = models.PositiveIntegerField(default=0)  # spent in the source
    at = models.DateTimeField(db_default=Now())  # the instant it was recorded
    by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    by_label = models.CharField(max_length=100)
    words = models.TextField(blank=True)
    # By code of evidence: an ISO day, text, a decimal as text, or keys of attachments.
    evidence = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["workspace", "move", "on"], name="step_move"),
        ]

    def __str__(self) -> str:
        return f"{self.on}: {self.move} → {self.target}"


class Plan(WorkspaceRow):
    """The day on which a track is to come into a stage, and the day on which it did."""

    track = models.ForeignKey(Track, on_delete=models.CASCADE, related_name="plans")
    stage = models.CharField(max_length=40)
    planned_on = models.DateField()
    reached_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["track", "stage"], name="plan_once"),
        ]
        indexes = [
            models.Index(
                fields=["workspace", "planned_on"],
                condition=models.Q(reached_on=None),
                name="plan_outstanding",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stage}: {self.planned_on}"
