"""Who and where: divisions, parties, the posts people hold, industries."""

from django.conf import settings
from django.db import models
from django.utils import translation

from yuandu.kernel.workspaces.models import WorkspaceRow


class Named(WorkspaceRow):
    """A row with a name in its author's language and, if need be, in English."""

    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def title(self) -> str:
        """The name in the reader's language."""
        language = translation.get_language() or ""
        return self.name_en if language.startswith("en") and self.name_en else self.name


class Division(Named):
    """A county, a development zone or another part of the workspace's territory."""

    code = models.CharField(max_length=20)  # GB/T 2260 where there is one
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT)
    kind = models.CharField(max_length=20, default="county")  # county, zone, region, …
    position = models.PositiveIntegerField(default=0)  # the usual order in tables
    longitude = models.FloatField(null=True, blank=True)  # degrees east
    latitude = models.FloatField(null=True, blank=True)  # degrees north
    geometry = models.JSONField(null=True, blank=True)  # GeoJSON geometry

    class Meta:
        ordering = ["position", "code"]
        constraints = [
            models.UniqueConstraint(fields=["workspace", "code"], name="division_code_once"),
        ]


class Party(Named):
    """An organisation, a household or a person that the workspace deals with."""

    KINDS = ("organisation", "household", "person")

    kind = models.CharField(max_length=20, default="organisation")
    code = models.CharField(max_length=40, blank=True)  # GB 32100 for organisations
    division = models.ForeignKey(Division, null=True, blank=True, on_delete=models.PROTECT)

    class Meta:
        verbose_name_plural = "parties"
        constraints = [
            models.CheckConstraint(
                name="party_kind_known",
                condition=models.Q(kind__in=["organisation", "household", "person"]),
            ),
            models.UniqueConstraint(
                fields=["workspace", "code"],
                condition=~models.Q(code=""),
                name="party_code_once",
            ),
        ]
        indexes = [models.Index(fields=["workspace", "kind", "name"], name="party_by_name")]


class Post(WorkspaceRow):
    """Somebody holds a role, for an organisation or in a division where bound, from–to."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="posts"
    )
    role = models.CharField(max_length=30)
    organisation = models.ForeignKey(Party, null=True, blank=True, on_delete=models.PROTECT)
    division = models.ForeignKey(Division, null=True, blank=True, on_delete=models.PROTECT)
    title = models.CharField(max_length=60, blank=True)  # as printed on the door
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)  # the last day

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="post_ends_after_it_starts",
                condition=models.Q(to_on=None) | models.Q(to_on__gte=models.F("from_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.role}"


class Industry(Named):
    """A section, division, group or class of the classification in use."""

    code = models.CharField(max_length=10)  # GB/T 4754: C, C26, C261, C2614
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT)

    class Meta:
        verbose_name_plural = "industries"
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["workspace", "code"], name="industry_code_once"),
        ]
