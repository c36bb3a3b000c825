"""The yearly lists: level, category and status belong to a project's place on a list."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from yuandu.kernel.workspaces.models import WorkspaceRow
from yuandu.mechanisms.projects.models.projects import Kind, Project

EARLIEST_YEAR, LATEST_YEAR = 1990, 2100


class Level(models.TextChoices):
    """Whose list it is, the highest first."""

    PROVINCE = "province", pgettext_lazy("level", "Provincial")
    CITY = "city", pgettext_lazy("level", "Municipal")
    COUNTY = "county", pgettext_lazy("level", "County")


# A list sorts projects into the same four categories.
Category = Kind


class Status(models.TextChoices):
    NEW_START = "new_start", pgettext_lazy("status on a list", "New start")
    CONTINUING = "continuing", pgettext_lazy("status on a list", "Continuing")
    RESERVE = "reserve", pgettext_lazy("status on a list", "Reserve")


class AnnualList(WorkspaceRow):
    """A year's list of key projects at one level; further batches follow the first."""

    year = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(EARLIEST_YEAR), MaxValueValidator(LATEST_YEAR)]
    )
    level = models.CharField(max_length=10, choices=Level)
    batch = models.PositiveSmallIntegerField(default=1)
    published_on = models.DateField(null=True, blank=True)  # from then on the public sees it

    class Meta:
        ordering = ["-year", "level", "batch"]
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "year", "level", "batch"], name="annual_list_once"
            ),
            models.CheckConstraint(
                name="annual_list_level_known", condition=Q(level__in=list(Level.values))
            ),
            models.CheckConstraint(
                name="annual_list_year_makes_sense",
                condition=Q(year__gte=EARLIEST_YEAR, year__lte=LATEST_YEAR),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.level} {self.batch}"


class Listing(WorkspaceRow):
    """A project's place on a yearly list, from the day it was put there."""

    annual_list = models.ForeignKey(AnnualList, on_delete=models.PROTECT, related_name="listings")
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="listings")
    category = models.CharField(max_length=20, choices=Category)
    status = models.CharField(max_length=20, choices=Status)
    # Yuan to be invested within the year.
    annual_plan = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)
    entered_on = models.DateField()
    left_on = models.DateField(null=True, blank=True)  # from that day it no longer counts
    left_because = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["annual_list", "project"], name="listing_once_per_list"
            ),
            models.CheckConstraint(
                name="listing_category_known", condition=Q(category__in=list(Category.values))
            ),
            models.CheckConstraint(
                name="listing_status_known", condition=Q(status__in=list(Status.values))
            ),
            models.CheckConstraint(
                name="listing_plan_not_negative",
                condition=Q(annual_plan=None) | Q(annual_plan__gte=0),
            ),
            models.CheckConstraint(
                name="listing_leaves_after_it_enters",
                condition=Q(left_on=None) | Q(left_on__gte=F("entered_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.annual_list}: {self.project}"
