"""A plan: aspects, their goals, and under a goal indicators with a target and tasks."""

from decimal import Decimal

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from yuandu.kernel.files.models import Attachment
from yuandu.kernel.registry.models import Named
from yuandu.kernel.workspaces.languages import is_english
from yuandu.kernel.workspaces.models import WorkspaceRow

EARLIEST_YEAR, LATEST_YEAR = 1949, 2100
A_YEAR = [MinValueValidator(EARLIEST_YEAR), MaxValueValidator(LATEST_YEAR)]


class Level(models.TextChoices):
    """Whose plan it is."""

    PROVINCE = "province", pgettext_lazy("level of a plan", "Provincial")
    CITY = "city", pgettext_lazy("level of a plan", "Municipal")
    COUNTY = "county", pgettext_lazy("level of a plan", "County")


class Plan(Named):
    """One version of a plan; the versions of a plan share its code."""

    code = models.SlugField(max_length=40)
    version = models.PositiveSmallIntegerField(default=1)
    level = models.CharField(max_length=10, choices=Level)
    issuer = models.CharField(max_length=200)  # the issuing body, as printed
    from_year = models.PositiveSmallIntegerField(validators=A_YEAR)
    to_year = models.PositiveSmallIntegerField(validators=A_YEAR)
    # How much of the way an indicator may be behind before the alarm, 0 to 1.
    tolerance_share = models.DecimalField(max_digits=4, decimal_places=3, default=Decimal("0.05"))
    supersedes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_by"
    )
    published_on = models.DateField(null=True, blank=True)  # from then on everybody reads it

    class Meta:
        ordering = ["code", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "code", "version"], name="plan_version_once"
            ),
            models.CheckConstraint(
                name="plan_ends_after_it_starts", condition=Q(to_year__gt=F("from_year"))
            ),
            models.CheckConstraint(
                name="plan_tolerance_is_a_fraction",
                condition=Q(tolerance_share__gte=0, tolerance_share__lte=1),
            ),
            models.CheckConstraint(
                name="plan_level_known", condition=Q(level__in=list(Level.values))
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("plans:plan", args=[self.pk])


class Aspect(Named):
    """One of the aspects of a plan: industry scale, research, …."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="aspects")
    number = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "plan", "number"], name="plan_aspect_once"
            ),
        ]


class Goal(WorkspaceRow):
    """What is to be reached in an aspect, in words."""

    aspect = models.ForeignKey(Aspect, on_delete=models.CASCADE, related_name="goals")
    number = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=500)

    class Meta:
        ordering = ["aspect__number", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "aspect", "number"], name="plan_goal_once"
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Indicator(Named):
    """A number that is to go from a baseline to a target."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="indicators")
    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="indicators")
    code = models.SlugField(max_length=40)  # the same through all versions
    unit = models.CharField(max_length=20)
    baseline = models.DecimalField(max_digits=20, decimal_places=4)
    baseline_year = models.PositiveSmallIntegerField(validators=A_YEAR)
    target = models.DecimalField(max_digits=20, decimal_places=4)
    target_year = models.PositiveSmallIntegerField(validators=A_YEAR)
    responsible = models.CharField(max_length=200, blank=True)  # the unit

    class Meta:
        ordering = ["goal__aspect__number", "goal__number", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "plan", "code"], name="plan_indicator_once"
            ),
            models.CheckConstraint(
                name="plan_indicator_target_after_baseline",
                condition=Q(target_year__gt=F("baseline_year")),
            ),
            models.CheckConstraint(
                name="plan_indicator_goes_somewhere", condition=~Q(target=F("baseline"))
            ),
        ]


class Actual(WorkspaceRow):
    """What an indicator came to in a year, whatever version of the plan it is read in."""

    plan_code = models.SlugField(max_length=40)
    indicator_code = models.SlugField(max_length=40)
    year = models.PositiveSmallIntegerField(validators=A_YEAR)
    value = models.DecimalField(max_digits=20, decimal_places=4)  # in the indicator's unit
    source = models.CharField(max_length=200)
    evidence = models.ForeignKey(
        Attachment, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    reported_on = models.DateField()

    class Meta:
        ordering = ["plan_code", "indicator_code", "year"]
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "plan_code", "indicator_code", "year"],
                name="plan_actual_once_a_year",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_code} {self.year}: {self.value}"


class Task(WorkspaceRow):
    """Something to be done for a goal; promises about it are kept by the life cycle's clocks."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="tasks")
    number = models.PositiveSmallIntegerField()
    title_zh = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300, blank=True)
    responsible = models.CharField(max_length=200, blank=True)  # the unit
    due_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["goal__aspect__number", "goal__number", "number"]
        constraints = [
            models.UniqueConstraint(fields=["workspace", "goal", "number"], name="plan_task_once"),
        ]

    def __str__(self) -> str:
        return self.title_zh

    @property
    def title(self) -> str:
        """The title in the reader's language."""
        return self.title_en if is_english() and self.title_en else self.title_zh

    def get_absolute_url(self) -> str:
        return reverse("plans:task", args=[self.pk])
