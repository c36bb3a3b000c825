"""Visits: a team was at a project, whom it met, what it heard and saw."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from yuandu.mechanisms.projects.models import Project
from yuandu.mechanisms.visits import rules
from yuandu.mechanisms.visits.models.drives import Drive, Team
from yuandu.services.liaison.models.sending import SentOnce


class State(models.TextChoices):
    """Whether a visit counts; in doubt it waits for somebody to look at it."""

    COUNTED = "counted", pgettext_lazy("state of a visit", "Counts")
    DOUBTED = "doubted", pgettext_lazy("state of a visit", "To be looked at")
    SET_ASIDE = "set_aside", pgettext_lazy("state of a visit", "Set aside")


class Doubt(models.TextChoices):
    """What stands against a visit that arrived."""

    CANCELLED = rules.CANCELLED, pgettext_lazy("doubt", "The project was cancelled meanwhile")
    OTHER_TEAM = rules.OTHER_TEAM, pgettext_lazy("doubt", "Another team was there already")
    OFF_LIST = rules.OFF_LIST, pgettext_lazy("doubt", "The drive does not cover the project")


class Visit(SentOnce):
    """A visit as the team wrote it down on the spot; whatever the state, it is kept.

    Attributes:
        longitude, latitude: Where it was written down; only with the writer's consent.
        doubt: Why it did not count at first; stays when it was decided.
    """

    drive = models.ForeignKey(Drive, on_delete=models.PROTECT, related_name="visits")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="visits")
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="visits")
    on = models.DateField()
    by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    by_label = models.CharField(max_length=100)
    met = models.CharField(max_length=100, blank=True)  # whom, as they wish to be named
    words = models.TextField()
    longitude = models.FloatField(null=True, blank=True)  # degrees east
    latitude = models.FloatField(null=True, blank=True)  # degrees north
    state = models.CharField(max_length=10, choices=State, default=State.COUNTED)
    doubt = models.CharField(max_length=10, choices=Doubt, blank=True)
    at = models.DateTimeField(db_default=Now())  # the instant it arrived

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["workspace", "key"], name="visits_visit_once"),
            models.CheckConstraint(name="visits_visit_says_something", condition=~Q(words="")),
            models.CheckConstraint(
                name="visits_visit_state_known", condition=Q(state__in=State.values)
            ),
            models.CheckConstraint(
                name="visits_visit_doubt_known", condition=Q(doubt__in=["", *Doubt.values])
            ),
            models.CheckConstraint(
                name="visits_visit_in_doubt_of_something",
                condition=Q(state=State.COUNTED) | ~Q(doubt=""),
            ),
            models.CheckConstraint(
                name="visits_visit_place_on_earth",
                condition=Q(longitude=None, latitude=None)
                | Q(longitude__range=(-180, 180), latitude__range=(-90, 90)),
            ),
        ]
        indexes = [
            models.Index(fields=["project", "-on"], name="visits_visit_of_project"),
            models.Index(fields=["drive", "project", "state"], name="visits_visit_of_drive"),
            models.Index(fields=["workspace", "-on", "-id"], name="visits_visit_newest"),
            models.Index(
                fields=["workspace", "on"],
                condition=Q(state="doubted"),
                name="visits_visit_doubted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on}: {self.project}"

    def get_absolute_url(self) -> str:
        return reverse("visits:visit", args=[self.pk])
