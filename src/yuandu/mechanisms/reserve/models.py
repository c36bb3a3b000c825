"""Ideas of projects, the formula by which they score, and how much of each field is wanted."""

from decimal import Decimal

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from yuandu.kernel.lifecycle.models import Track
from yuandu.kernel.registry.models import Division, Named
from yuandu.kernel.workspaces.models import WorkspaceRow
from yuandu.mechanisms.projects.models import Kind, Project
from yuandu.mechanisms.projects.models.lists import EARLIEST_YEAR, LATEST_YEAR
from yuandu.mechanisms.reserve import rules

LONGEST_NAME = 200
UP_TO_A_HUNDRED = [MinValueValidator(0), MaxValueValidator(rules.POINTS)]


class Field(models.TextChoices):
    """In which field ideas are looked for."""

    UPGRADE = "upgrade", pgettext_lazy("field of the reserve", "Industrial upgrading")
    INFRASTRUCTURE = "infrastructure", pgettext_lazy("field of the reserve", "Major infrastructure")
    NEW_INDUSTRY = "new_industry", pgettext_lazy("field of the reserve", "New industries")
    NEW_ENERGY = "new_energy", pgettext_lazy("field of the reserve", "New energy")
    AGRICULTURE = "agriculture", pgettext_lazy("field of the reserve", "Modern agriculture")
    LIVELIHOOD = "livelihood", pgettext_lazy("field of the reserve", "Social livelihood")
    OTHER = "other", pgettext_lazy("field of the reserve", "Other fields")


class Purpose(models.TextChoices):
    """What the city wants it for."""

    WEAKNESS = "weakness", pgettext_lazy("purpose of an idea", "Shoring up weak links")
    STRENGTH = "strength", pgettext_lazy("purpose of an idea", "Building on strengths")
    WELLBEING = "wellbeing", pgettext_lazy("purpose of an idea", "Benefiting the people")


class Formula(WorkspaceRow):
    """What ideas score by from a day on (see `rules.Terms`); the newest of a day holds."""

    from_on = models.DateField()
    need = models.PositiveSmallIntegerField(validators=UP_TO_A_HUNDRED)
    maturity = models.PositiveSmallIntegerField(validators=UP_TO_A_HUNDRED)
    funding = models.PositiveSmallIntegerField(validators=UP_TO_A_HUNDRED)
    scale = models.PositiveSmallIntegerField(validators=UP_TO_A_HUNDRED)
    intensity = models.PositiveSmallIntegerField(validators=UP_TO_A_HUNDRED)
    full_scale = models.DecimalField(max_digits=18, decimal_places=2)  # yuan
    full_intensity = models.DecimalField(max_digits=18, decimal_places=2)  # yuan a mu
    basis = models.CharField(max_length=200)  # the document that fixes it
    by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-from_on"]
        verbose_name_plural = "formulas"
        constraints = [
            models.UniqueConstraint(fields=["workspace", "from_on"], name="reserve_formula_once"),
            models.CheckConstraint(
                name="reserve_formula_of_a_hundred",
                condition=Q(
                    need=rules.POINTS - F("maturity") - F("funding") - F("scale") - F("intensity")
                ),
            ),
            models.CheckConstraint(
                name="reserve_formula_can_be_met",
                condition=Q(full_scale__gt=0, full_intensity__gt=0),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_on}: {self.basis}"


class Idea(Named):
    """A project that somebody has thought of. Classified ones are never entered.

    Attributes:
        lead: The office that looks after it.
        funding_share: Of the planned investment, what is in place.
        grade: How far it serves its purpose, 0 to 5, as the city's office judged.
        score, open_points: By the formula in force; written by `scoring` alone.
        formula: By which it scored; none: by the house's.
        project: What it became.
    """

    field = models.CharField(max_length=20, choices=Field)
    purpose = models.CharField(max_length=20, choices=Purpose)
    kind = models.CharField(max_length=20, choices=Kind)  # of the project it is to become
    division = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    lead = models.CharField(max_length=100, blank=True)
    owner_name = models.CharField(max_length=200, blank=True)
    owner_code = models.CharField(max_length=40, blank=True)
    site = models.CharField(max_length=200, blank=True)
    summary = models.TextField(blank=True)
    # Yuan, or the workspace's currency; empty while nobody knows.
    investment_total = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)
    private_share = models.DecimalField(max_digits=5, decimal_places=4, null=True, blank=True)
    funding = models.CharField(max_length=300, blank=True)  # where the money is to come from
    funding_share = models.DecimalField(max_digits=5, decimal_places=4, null=True, blank=True)
    land_area_mu = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    planned_start_on = models.DateField(null=True, blank=True)
    planned_end_on = models.DateField(null=True, blank=True)
    proposed_on = models.DateField()
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    grade = models.PositiveSmallIntegerField(null=True, blank=True)
    grade_words = models.CharField(max_length=500, blank=True)
    graded_on = models.DateField(null=True, blank=True)
    score = models.DecimalField(max_digits=5, decimal_places=2, default=Decimal(0))
    open_points = models.DecimalField(max_digits=5, decimal_places=2, default=Decimal(0))
    formula = models.ForeignKey(Formula, null=True, on_delete=models.PROTECT, related_name="+")

    track = models.OneToOneField(Track, null=True, on_delete=models.PROTECT, related_name="+")
    project = models.OneToOneField(
        Project, null=True, blank=True, on_delete=models.PROTECT, related_name="idea"
    )
    version = models.PositiveIntegerField(default=1)  # grows with every change

    class Meta:
        ordering = ["-score", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "division", "name"], name="reserve_idea_once"
            ),
            models.CheckConstraint(
                name="reserve_idea_codes_known",
                condition=Q(field__in=Field.values)
                & Q(purpose__in=Purpose.values)
                & Q(kind__in=Kind.values),
            ),
            models.CheckConstraint(
                name="reserve_idea_amounts_positive",
                condition=(Q(investment_total=None) | Q(investment_total__gt=0))
                & (Q(land_area_mu=None) | Q(land_area_mu__gte=0)),
            ),
            models.CheckConstraint(
                name="reserve_idea_shares_are_fractions",
                condition=(Q(private_share=None) | Q(private_share__range=(0, 1)))
                & (Q(funding_share=None) | Q(funding_share__range=(0, 1))),
            ),
            models.CheckConstraint(
                name="reserve_idea_ends_after_it_starts",
                condition=Q(planned_start_on=None)
                | Q(planned_end_on=None)
                | Q(planned_end_on__gte=F("planned_start_on")),
            ),
            models.CheckConstraint(
                name="reserve_idea_grade_of_five",
                condition=Q(grade=None, graded_on=None)
                | Q(grade__lte=rules.BEST_GRADE, graded_on__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["workspace", "-score", "id"], name="reserve_idea_ranked"),
            models.Index(fields=["division", "-score", "id"], name="reserve_idea_of_division"),
        ]

    @property
    def stage(self) -> str:
        """Where it stands on the ladder; the track is at hand."""
        return self.track.stage if self.track else ""

    def get_absolute_url(self) -> str:
        return reverse("reserve:idea", args=[self.pk])


class Target(WorkspaceRow):
    """How much planned investment the city wants in reserve in a field, in a year."""

    year = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(EARLIEST_YEAR), MaxValueValidator(LATEST_YEAR)]
    )
    field = models.CharField(max_length=20, choices=Field)
    investment = models.DecimalField(max_digits=18, decimal_places=2)  # yuan

    class Meta:
        ordering = ["-year", "field"]
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "year", "field"], name="reserve_target_once"
            ),
            models.CheckConstraint(
                name="reserve_target_of_something",
                condition=Q(field__in=Field.values, investment__gt=0),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.field}"
