"""Drives (要素保障项目行), their teams, and which team goes where on which day."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from yuandu.kernel.registry.models import Named
from yuandu.kernel.workspaces.models import WorkspaceRow
from yuandu.mechanisms.projects.models import Level, Project
from yuandu.mechanisms.projects.models.lists import EARLIEST_YEAR, LATEST_YEAR


class Drive(Named):
    """Teams go to the projects of a year's lists, within some weeks.

    Attributes:
        levels: Of the lists; a project counts at its highest level.
    """

    name = models.CharField(max_length=100)
    name_en = models.CharField(max_length=100, blank=True)
    from_on = models.DateField()
    to_on = models.DateField()
    year = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(EARLIEST_YEAR), MaxValueValidator(LATEST_YEAR)]
    )
    levels = ArrayField(models.CharField(max_length=10, choices=Level), size=len(Level))

    class Meta:
        ordering = ["-from_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["workspace", "name"], name="visits_drive_once"),
            models.CheckConstraint(
                name="visits_drive_ends_after_it_starts", condition=Q(to_on__gte=F("from_on"))
            ),
            models.CheckConstraint(
                name="visits_drive_levels_known",
                condition=Q(levels__contained_by=list(Level.values)) & Q(levels__len__gt=0),
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("visits:drive", args=[self.pk])


class Team(Named):
    """A team of a drive; who belongs to it logs its visits."""

    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=60, blank=True)
    drive = models.ForeignKey(Drive, on_delete=models.PROTECT, related_name="teams")

    class Meta:
        ordering = ["drive", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["drive", "name"], name="visits_team_once"),
        ]

    def get_absolute_url(self) -> str:
        return reverse("visits:route", args=[self.pk])


class Member(WorkspaceRow):
    """Somebody belongs to a team."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["team", "user"], name="visits_member_once"),
        ]

    def __str__(self) -> str:
        return f"{self.team}: {self.user}"


class Stop(WorkspaceRow):
    """A project on a team's route; in one drive a project is one team's.

    Attributes:
        planned_on: The day, once there is one.
        place: The order within the day, from 1.
    """

    drive = models.ForeignKey(Drive, on_delete=models.PROTECT, related_name="stops")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="stops")
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="+")
    planned_on = models.DateField(null=True, blank=True)
    place = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["planned_on", "place", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["drive", "project"], name="visits_stop_once"),
        ]
        indexes = [
            models.Index(fields=["team", "planned_on", "place"], name="visits_stop_route"),
        ]

    def __str__(self) -> str:
        return f"{self.team}: {self.project}"
