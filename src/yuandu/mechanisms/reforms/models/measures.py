"""Measures of reform (举措): what each consists of, where it holds, what it claims to move."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from yuandu.kernel.lifecycle.models import Track
from yuandu.kernel.registry.models import Division, Named
from yuandu.kernel.workspaces.languages import is_english
from yuandu.kernel.workspaces.models import WorkspaceRow

LONGEST_CODE = 80  # of a figure, as `indicators` keeps it


class Measure(Named):
    """A measure with its number on the city's list.

    Attributes:
        office: The department or organisation that answers for it.
        content: What it consists of.
        source: The document that lays it down.
        planned_on: The day it is to begin.
        began_on, ended_on: The days from which it was and was no more in force; written by
            moves alone.
        activity: Code of the figure that counts what is done; empty where none does.
    """

    number = models.PositiveSmallIntegerField(validators=[MinValueValidator(1)])
    office = models.CharField(max_length=100)
    office_en = models.CharField(max_length=100, blank=True)
    content = models.TextField()
    source = models.CharField(max_length=300)
    planned_on = models.DateField()
    began_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    activity = models.CharField(max_length=LONGEST_CODE, blank=True)
    track = models.OneToOneField(Track, null=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)  # grows with every change

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["workspace", "number"], name="reforms_number_once"),
            models.UniqueConstraint(fields=["workspace", "name"], name="reforms_measure_once"),
            models.CheckConstraint(
                name="reforms_measure_ends_after_it_began",
                condition=Q(ended_on=None) | Q(ended_on__gte=F("began_on")),
            ),
        ]

    @property
    def stage(self) -> str:
        """Where it stands on its way; the track is at hand."""
        return self.track.stage if self.track else ""

    @property
    def office_title(self) -> str:
        """Who answers for it, in the reader's language."""
        return self.office_en if is_english() and self.office_en else self.office

    def get_absolute_url(self) -> str:
        return reverse("reforms:measure", args=[self.pk])


class Coverage(WorkspaceRow):
    """A county or zone in which a measure holds; a measure without any holds everywhere."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="coverage")
    division = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["division__position", "pk"]
        verbose_name_plural = "coverage"
        constraints = [
            models.UniqueConstraint(fields=["measure", "division"], name="reforms_covered_once"),
        ]

    def __str__(self) -> str:
        return f"{self.measure_id}: {self.division_id}"


class Claim(WorkspaceRow):
    """A published figure that a measure is said to move, and which way.

    Attributes:
        figure: Its code.
        is_rise: Whether it should rise; else it should fall.
        claimed_on: The day it was written down: what is claimed after the fact shows it.
    """

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="claims")
    figure = models.CharField(max_length=LONGEST_CODE)
    is_rise = models.BooleanField()
    claimed_on = models.DateField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["measure", "figure"], name="reforms_claim_once"),
        ]

    def __str__(self) -> str:
        return f"{self.measure_id}: {self.figure}"
