"""Policy instruments: what serves a plan, by kind and by the aspects it serves."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from yuandu.kernel.registry.models import Named
from yuandu.kernel.workspaces.models import WorkspaceRow
from yuandu.services.plans.models.plans import Aspect


class Kind(models.TextChoices):
    """规划引领、服务保障、要素支撑."""

    PLAN = "plan", pgettext_lazy("kind of instrument", "Guidance by plans")
    SERVICE = "service", pgettext_lazy("kind of instrument", "Services")
    FACTOR = "factor", pgettext_lazy("kind of instrument", "Support by factors")


class Instrument(Named):
    """One policy, service or measure; higher rooms register theirs under a code."""

    code = models.SlugField(max_length=60)
    kind = models.CharField(max_length=10, choices=Kind)
    aspects = models.ManyToManyField(Aspect, through="Serving", related_name="instruments")
    owner = models.CharField(max_length=200)  # the unit that runs it
    budget = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)  # yuan
    from_on = models.DateField(null=True, blank=True)
    to_on = models.DateField(null=True, blank=True)  # the last day
    # A path of the room that registered it; empty for one that is kept here.
    url = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["kind", "code"]
        constraints = [
            models.UniqueConstraint(fields=["workspace", "code"], name="plan_instrument_once"),
            models.CheckConstraint(
                name="plan_instrument_kind_known", condition=Q(kind__in=list(Kind.values))
            ),
            models.CheckConstraint(
                name="plan_instrument_ends_after_it_starts",
                condition=Q(from_on=None) | Q(to_on=None) | Q(to_on__gte=F("from_on")),
            ),
            models.CheckConstraint(
                name="plan_instrument_budget_not_negative",
                condition=Q(budget=None) | Q(budget__gte=0),
            ),
        ]

    def get_absolute_url(self) -> str:
        return self.url or reverse("plans:instrument", args=[self.pk])


class Serving(WorkspaceRow):
    """An instrument serves an aspect of a plan."""

    instrument = models.ForeignKey(Instrument, on_delete=models.CASCADE, related_name="servings")
    aspect = models.ForeignKey(Aspect, on_delete=models.CASCADE, related_name="servings")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "instrument", "aspect"], name="plan_serving_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.instrument} → {self.aspect}"
