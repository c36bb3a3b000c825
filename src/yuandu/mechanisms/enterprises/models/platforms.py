"""Technology-innovation platforms: laboratories, centres and stations that firms draw on."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from yuandu.kernel.registry.models import Named, Party


class PlatformLevel(models.TextChoices):
    """Who recognised a platform, the highest first."""

    NATIONAL = "national", pgettext_lazy("level of a platform", "National")
    PROVINCIAL = "provincial", pgettext_lazy("level of a platform", "Provincial")
    MUNICIPAL = "municipal", pgettext_lazy("level of a platform", "Municipal")


class PlatformKind(models.TextChoices):
    TECHNOLOGY_CENTRE = (
        "technology_centre",
        pgettext_lazy("platform", "Enterprise technology centre"),
    )
    ENGINEERING_CENTRE = (
        "engineering_centre",
        pgettext_lazy("platform", "Engineering research centre"),
    )
    LABORATORY = "laboratory", pgettext_lazy("platform", "Key laboratory")
    NEW_RND = "new_rnd", pgettext_lazy("platform", "New-type R&D institution")
    DESIGN_CENTRE = "design_centre", pgettext_lazy("platform", "Industrial design centre")
    INCUBATOR = "incubator", pgettext_lazy("platform", "Incubator")


class Platform(Named):
    """A platform at one level. Raised to the next level, it goes on as a row of its own."""

    level = models.CharField(max_length=20, choices=PlatformLevel)
    kind = models.CharField(max_length=30, choices=PlatformKind)
    field = models.CharField(max_length=100, blank=True)  # what it works on
    host = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="platforms")
    recognised_on = models.DateField()
    document = models.CharField(max_length=100, blank=True)  # the document's number, as printed
    upgraded_from = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="upgraded_to"
    )
    closed_on = models.DateField(null=True, blank=True)  # from that day it no longer counts

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "host", "name", "level"], name="platform_once_a_level"
            ),
            models.CheckConstraint(
                name="platform_level_known", condition=Q(level__in=list(PlatformLevel.values))
            ),
            models.CheckConstraint(
                name="platform_kind_known", condition=Q(kind__in=list(PlatformKind.values))
            ),
            models.CheckConstraint(
                name="platform_closes_after_it_opens",
                condition=Q(closed_on=None) | Q(closed_on__gte=F("recognised_on")),
            ),
            models.CheckConstraint(
                name="platform_not_from_itself", condition=~Q(upgraded_from=F("pk"))
            ),
        ]
        indexes = [models.Index(fields=["workspace", "level", "kind"], name="platform_by_level")]

    def get_absolute_url(self) -> str:
        return reverse("enterprises:platform", args=[self.pk])
