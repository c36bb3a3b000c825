"""Who and where: divisions, industries, parties with their facts and consents, posts."""

from django.conf import settings
from django.db import models
from django.urls import reverse

from yuandu.kernel.files.models import Attachment
from yuandu.kernel.workspaces.languages import is_english
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
        return self.name_en if is_english() and self.name_en else self.name


class Division(Named):
    """A county, a development zone or another part of the workspace's territory."""

    code = models.CharField(max_length=20)  # GB/T 2260 where there is one
    gb_code = models.CharField(max_length=6, blank=True)  # empty for a zone, which has none
    short = models.CharField(max_length=40, blank=True)  # as tables and talk have it: 高新区
    short_en = models.CharField(max_length=60, blank=True)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT)
    level = models.PositiveSmallIntegerField(default=3)  # 1 province, 2 city, 3 county, 4 town
    kind = models.CharField(max_length=20, default="county")  # county, zone, region, …
    position = models.PositiveIntegerField(default=0)  # the usual order in tables
    longitude = models.FloatField(null=True, blank=True)  # degrees east
    latitude = models.FloatField(null=True, blank=True)  # degrees north
    geometry = models.JSONField(null=True, blank=True)  # GeoJSON geometry

    class Meta:
        ordering = ["position", "code"]
        constraints = [
            models.UniqueConstraint(fields=["workspace", "code"], name="division_code_once"),
            models.CheckConstraint(
                name="division_on_the_globe",
                condition=models.Q(longitude=None, latitude=None)
                | models.Q(longitude__range=(-180, 180), latitude__range=(-90, 90)),
            ),
        ]

    @property
    def short_title(self) -> str:
        """What tables call it, in the reader's language."""
        return (self.short_en if is_english() else self.short) or self.title


class Industry(Named):
    """A section, division, group or class of the classification in use."""

    code = models.CharField(max_length=10)  # GB/T 4754: C, C26, C261, C2614
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT)
    level = models.PositiveSmallIntegerField(default=1)  # 1 section, 2 division, 3 group, 4 class

    class Meta:
        verbose_name_plural = "industries"
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["workspace", "code"], name="industry_code_once"),
        ]


class Party(Named):
    """An organisation, a household or a person that the workspace deals with."""

    KINDS = ("organisation", "household", "person")

    kind = models.CharField(max_length=20, default="organisation")
    code = models.CharField(max_length=40, blank=True)  # GB 32100 for organisations
    division = models.ForeignKey(Division, null=True, blank=True, on_delete=models.PROTECT)
    industry = models.ForeignKey(Industry, null=True, blank=True, on_delete=models.PROTECT)

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

    def get_absolute_url(self) -> str:
        return reverse("registry:party", args=[self.pk])


class Post(WorkspaceRow):
    """Somebody holds a role, for an organisation or in a division where bound, from–to."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="posts"
    )
    role = models.CharField(max_length=30)
    organisation = models.ForeignKey(Party, null=True, blank=True, on_delete=models.PROTECT)
    division = models.ForeignKey(Division, null=True, blank=True, on_delete=models.PROTECT)
    title = models.CharField(max_length=60, blank=True)  # as printed on the door
    phone = models.CharField(max_length=30, blank=True)  # of the office, as its directory has it
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


class Fact(WorkspaceRow):
    """A value a party reported for a period, with its evidence; corrected, never rewritten."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="facts")
    kind = models.CharField(max_length=40)  # a code of `facts`
    value = models.DecimalField(max_digits=24, decimal_places=4, null=True, blank=True)
    text = models.CharField(max_length=400, blank=True)  # for kinds that are no number
    from_on = models.DateField()  # the period's first day
    to_on = models.DateField()  # its last
    evidence = models.ForeignKey(
        Attachment, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    reported_on = models.DateField()
    # The newest report of a period is the one that counts; the earlier ones are kept.
    is_current = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="fact_ends_after_it_starts",
                condition=models.Q(to_on__gte=models.F("from_on")),
            ),
            models.CheckConstraint(
                name="fact_is_a_number_or_words",
                condition=models.Q(value=None, text__gt="")
                | models.Q(value__isnull=False, text=""),
            ),
            models.UniqueConstraint(
                fields=["workspace", "party", "kind", "from_on", "to_on"],
                condition=models.Q(is_current=True),
                name="fact_counts_once_a_period",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party}: {self.kind} {self.from_on}–{self.to_on}"


class Consent(WorkspaceRow):
    """A party lets facts of its own be used for a purpose, for a time, until it says no."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="consents")
    purpose = models.CharField(max_length=40)  # a code of `purposes`
    facts = models.JSONField(default=list)  # codes of facts; "*" for all
    from_on = models.DateField()
    to_on = models.DateField()  # the last day
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    evidence = models.ForeignKey(  # the signed paper, where it was given on paper
        Attachment, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    revoked_on = models.DateField(null=True, blank=True)  # from this day it does not hold

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="consent_ends_after_it_starts",
                condition=models.Q(to_on__gte=models.F("from_on")),
            ),
        ]
        indexes = [
            models.Index(fields=["workspace", "party", "purpose"], name="consent_by_purpose"),
        ]

    def __str__(self) -> str:
        return f"{self.party}: {self.purpose}"
