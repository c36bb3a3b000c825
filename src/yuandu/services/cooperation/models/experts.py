"""People who can be asked: what they know, whom they are bound to, when they are free."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from yuandu.kernel.registry.models import Party
from yuandu.kernel.workspaces.models import WorkspaceRow
from yuandu.services.cooperation import rules
from yuandu.services.cooperation.models.fields import Field

MOST_DAYS = 23  # working days of a month


class Level(models.TextChoices):
    """How far somebody has come in a profession, the lowest first."""

    ENGINEER = "engineer", pgettext_lazy("level of an expert", "Engineer or master craftsman")
    ASSOCIATE = "associate", pgettext_lazy("level of an expert", "Associate senior title")
    FULL = "full", pgettext_lazy("level of an expert", "Full senior title")
    LEADING = "leading", pgettext_lazy("level of an expert", "Leading talent")


class TieKind(models.TextChoices):
    EMPLOYED = rules.EMPLOYED, pgettext_lazy("tie of an expert", "Works for")
    DIRECTS = rules.DIRECTS, pgettext_lazy("tie of an expert", "Is on the board of")
    OWNS = rules.OWNS, pgettext_lazy("tie of an expert", "Owns a part of")
    ADVISES = rules.ADVISES, pgettext_lazy("tie of an expert", "Advises")
    SECONDED = rules.SECONDED, pgettext_lazy("tie of an expert", "Is seconded full time to")
    RELATIVE = rules.RELATIVE, pgettext_lazy("tie of an expert", "Is a relative of a manager of")


class Expert(WorkspaceRow):
    """A person of the registry who can be asked, found only while the person consents."""

    party = models.OneToOneField(Party, on_delete=models.PROTECT, related_name="expert")
    level = models.CharField(max_length=20, choices=Level)
    # The main one first.
    fields = ArrayField(models.CharField(max_length=20, choices=Field), size=4)
    title = models.CharField(max_length=60, blank=True)  # 职称、职务
    summary = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="expert_level_known", condition=Q(level__in=list(Level.values))
            ),
            models.CheckConstraint(name="expert_has_a_field", condition=Q(fields__len__gt=0)),
        ]

    def __str__(self) -> str:
        return str(self.party)

    def get_absolute_url(self) -> str:
        return reverse("cooperation:expert", args=[self.pk])


class Tie(WorkspaceRow):
    """What binds an expert to an organisation, and the niche that one works in."""

    expert = models.ForeignKey(Expert, on_delete=models.CASCADE, related_name="ties")
    organisation = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=TieKind)
    niche = models.CharField(max_length=60, blank=True)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)  # the last day

    class Meta:
        ordering = ["-from_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["expert", "organisation", "kind", "from_on"], name="tie_once"
            ),
            models.CheckConstraint(
                name="tie_kind_known", condition=Q(kind__in=list(TieKind.values))
            ),
            models.CheckConstraint(
                name="tie_ends_after_it_starts",
                condition=Q(to_on=None) | Q(to_on__gte=F("from_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.expert}: {self.organisation}"


class Free(WorkspaceRow):
    """Days a month that an expert can be had, over a time."""

    expert = models.ForeignKey(Expert, on_delete=models.CASCADE, related_name="free")
    from_on = models.DateField()
    to_on = models.DateField()  # the last day
    days_a_month = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["from_on", "pk"]
        verbose_name_plural = "free"
        constraints = [
            models.UniqueConstraint(fields=["expert", "from_on", "to_on"], name="free_once"),
            models.CheckConstraint(
                name="free_ends_after_it_starts", condition=Q(to_on__gte=F("from_on"))
            ),
            models.CheckConstraint(
                name="free_days_of_a_month",
                condition=Q(days_a_month__gte=1, days_a_month__lte=MOST_DAYS),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.expert}: {self.from_on}–{self.to_on}"
