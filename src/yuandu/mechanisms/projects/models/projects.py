"""A project: one record, whatever lists it stands on."""

import datetime

from django.db import models
from django.db.models import Case, F, Q, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from yuandu.kernel.lifecycle.models import Track
from yuandu.kernel.registry.models import Division, Industry, Named, Party


class Kind(models.TextChoices):
    """What a project builds; it chooses the life cycle (see `rules.cycle_of`)."""

    PLATFORM = "platform", pgettext_lazy("kind of project", "Platform")
    INDUSTRY = "industry", pgettext_lazy("kind of project", "Industry")
    SOCIAL = "social", pgettext_lazy("kind of project", "Social")
    INFRASTRUCTURE = "infrastructure", pgettext_lazy("kind of project", "Infrastructure")


class Project(Named):
    """A project of the register. Classified ones are never entered."""

    # Some countries put the whole scope of works into the name.
    name = models.CharField(max_length=500)
    name_en = models.CharField(max_length=500, blank=True)
    # As printed, with hyphens (GB/T 40058); empty while there is none.
    code = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=20, choices=Kind)
    owner = models.ForeignKey(
        Party, null=True, blank=True, on_delete=models.PROTECT, related_name="projects"
    )
    division = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="projects")
    site = models.CharField(max_length=200, blank=True)
    longitude = models.FloatField(null=True, blank=True)  # degrees east
    latitude = models.FloatField(null=True, blank=True)  # degrees north
    industry = models.ForeignKey(
        Industry, null=True, blank=True, on_delete=models.PROTECT, related_name="projects"
    )
    summary = models.TextField(blank=True)  # what is built, and how much of it

    # Yuan, or the workspace's currency; empty while nobody knows.
    investment_total = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)
    private_share = models.DecimalField(max_digits=5, decimal_places=4, null=True, blank=True)
    design_output = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)
    # Yuan of output value since production began, as it really was.
    new_output = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)
    land_area_mu = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)

    filed_on = models.DateField(null=True, blank=True)  # approved, verified or filed
    planned_start_on = models.DateField(null=True, blank=True)
    planned_end_on = models.DateField(null=True, blank=True)
    works_started_on = models.DateField(null=True, blank=True)
    completed_on = models.DateField(null=True, blank=True)  # works complete
    produced_on = models.DateField(null=True, blank=True)  # production began
    physical_progress = models.CharField(max_length=300, blank=True)  # in words
    # The next of start and completion that is planned and has not come.
    due_on = models.GeneratedField(
        expression=Coalesce(
            Case(When(works_started_on=None, then=F("planned_start_on"))),
            Case(When(completed_on=None, then=F("planned_end_on"))),
        ),
        output_field=models.DateField(null=True),
        db_persist=True,
    )

    # The main life cycle; permits and the like are further tracks of the same subject.
    track = models.OneToOneField(
        Track, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)  # grows with every change

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "code"], condition=~Q(code=""), name="project_code_once"
            ),
            models.CheckConstraint(
                name="project_kind_known", condition=Q(kind__in=list(Kind.values))
            ),
            models.CheckConstraint(
                name="project_investment_positive",
                condition=Q(investment_total=None) | Q(investment_total__gt=0),
            ),
            models.CheckConstraint(
                name="project_private_share_is_a_fraction",
                condition=Q(private_share=None) | Q(private_share__gte=0, private_share__lte=1),
            ),
            models.CheckConstraint(
                name="project_outputs_not_negative",
                condition=(Q(design_output=None) | Q(design_output__gte=0))
                & (Q(new_output=None) | Q(new_output__gte=0)),
            ),
            models.CheckConstraint(
                name="project_land_positive",
                condition=Q(land_area_mu=None) | Q(land_area_mu__gt=0),
            ),
            models.CheckConstraint(
                name="project_plan_ends_after_it_starts",
                condition=Q(planned_start_on=None)
                | Q(planned_end_on=None)
                | Q(planned_end_on__gte=F("planned_start_on")),
            ),
            models.CheckConstraint(
                name="project_completed_after_start",
                condition=Q(completed_on=None)
                | Q(works_started_on=None)
                | Q(completed_on__gte=F("works_started_on")),
            ),
            models.CheckConstraint(
                name="project_produces_after_start",
                condition=Q(produced_on=None)
                | Q(works_started_on=None)
                | Q(produced_on__gte=F("works_started_on")),
            ),
            models.CheckConstraint(
                name="project_coordinates_on_earth",
                condition=Q(longitude=None, latitude=None)
                | Q(longitude__gte=-180, longitude__lte=180, latitude__gte=-90, latitude__lte=90),
            ),
        ]
        indexes = [
            models.Index(fields=["workspace", "filed_on"], name="project_filed"),
            models.Index(
                fields=["id"],
                include=["new_output"],
                condition=Q(new_output__isnull=False),
                name="project_with_output",
            ),
            # What forecasts rest on: works that had a plan and have ended, the newest first.
            models.Index(
                fields=["workspace", "-completed_on"],
                condition=Q(
                    works_started_on__isnull=False,
                    planned_end_on__isnull=False,
                    completed_on__isnull=False,
                ),
                name="project_ended",
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("projects:project", args=[self.pk])

    def is_overdue(self, today: datetime.date) -> bool:
        """Whether a planned start or completion has passed without coming."""
        return self.due_on is not None and self.due_on < today
