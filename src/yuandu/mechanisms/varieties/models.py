"""Cooperation in breeding: partnerships, varieties with their rights, germplasm, seedlings."""

import datetime

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from yuandu.kernel.registry.models import Named, Party
from yuandu.kernel.workspaces.models import WorkspaceRow
from yuandu.mechanisms.flowers.models import Kind
from yuandu.mechanisms.varieties import rules
from yuandu.services.cooperation.models import Contract


def ends_after_it_starts(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(name=name, condition=Q(to_on__gte=F("from_on")))


class Term(WorkspaceRow):
    """From a day to a last day."""

    from_on = models.DateField()
    to_on = models.DateField()  # the last day

    class Meta:
        abstract = True

    def runs(self, on: datetime.date) -> bool:
        return self.from_on <= on <= self.to_on

    def state(self, on: datetime.date) -> str:
        return rules.term_state(self.from_on, self.to_on, on)


class Partnership(Term):
    """A firm works with an institute; a contract of joint research may stand behind it."""

    firm = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    institute = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=200)
    number = models.CharField(max_length=60, blank=True)  # as printed on the agreement
    contract = models.ForeignKey(
        Contract, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-from_on", "pk"]
        constraints = [
            ends_after_it_starts("varieties_partnership_ends"),
            models.UniqueConstraint(
                fields=["firm", "institute", "from_on"], name="varieties_partnership_once"
            ),
            models.CheckConstraint(
                name="varieties_partnership_of_two", condition=~Q(firm=F("institute"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.firm} · {self.institute}"


class Variety(Named):
    """A bred variety; its right (植物新品种权) is applied for, granted, and ends.

    Attributes:
        plain_name: `name` as it is compared, so that no second variety takes it.
        holder: who has, or applies for, the right.
    """

    plain_name = models.CharField(max_length=200)
    kind = models.ForeignKey(Kind, on_delete=models.PROTECT, related_name="+")
    holder = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    breeders = models.CharField(max_length=200)
    partnership = models.ForeignKey(
        Partnership, null=True, blank=True, on_delete=models.PROTECT, related_name="varieties"
    )
    applied_on = models.DateField(null=True, blank=True)
    right_number = models.CharField(max_length=40, blank=True)
    granted_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)  # the right's last day

    class Meta:
        verbose_name_plural = "varieties"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "plain_name"], name="varieties_variety_name_once"
            ),
            models.UniqueConstraint(
                fields=["workspace", "right_number"],
                condition=~Q(right_number=""),
                name="varieties_variety_right_once",
            ),
            models.CheckConstraint(
                name="varieties_variety_right_whole",
                condition=Q(right_number="", granted_on=None, ends_on=None)
                | Q(~Q(right_number=""), granted_on__isnull=False, ends_on__gt=F("granted_on")),
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("varieties:variety", args=[self.pk])

    def has_right(self, on: datetime.date) -> bool:
        return bool(self.granted_on and self.ends_on and self.granted_on <= on <= self.ends_on)


class Accession(WorkspaceRow):
    """Germplasm in a sealed room: its owner alone knows of it, and whom the owner lets in."""

    owner = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    kind = models.ForeignKey(Kind, on_delete=models.PROTECT, related_name="+")
    origin = models.CharField(max_length=200, blank=True)
    notes = models.TextField(blank=True)
    mother = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    father = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    entered_on = models.DateField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "number"], name="varieties_accession_once"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"

    def get_absolute_url(self) -> str:
        return reverse("varieties:accession", args=[self.pk])


class Share(Term):
    """The owner lets another party look at an accession, until a last day or a withdrawal."""

    accession = models.ForeignKey(Accession, on_delete=models.CASCADE, related_name="shares")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    terms = models.CharField(max_length=300, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)  # from this day it does not hold

    class Meta:
        ordering = ["-from_on", "pk"]
        constraints = [ends_after_it_starts("varieties_share_ends")]
        indexes = [models.Index(fields=["party", "to_on"], name="varieties_share_of_party")]

    def __str__(self) -> str:
        return f"{self.accession}: {self.party}"


class SeedlingBatch(WorkspaceRow):
    """Seedlings of one kind, or of one variety of it, that a producer raised in a month."""

    producer = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    kind = models.ForeignKey(Kind, on_delete=models.PROTECT, related_name="+")
    variety = models.ForeignKey(
        Variety, null=True, blank=True, on_delete=models.PROTECT, related_name="batches"
    )
    month = models.DateField()  # its first day
    quantity = models.PositiveIntegerField()

    class Meta:
        verbose_name_plural = "seedling batches"
        ordering = ["-month", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["producer", "kind", "variety", "month"],
                nulls_distinct=False,
                name="varieties_batch_once",
            ),
            models.CheckConstraint(
                name="varieties_batch_of_a_month", condition=Q(quantity__gte=1, month__day=1)
            ),
        ]
        indexes = [models.Index(fields=["workspace", "month"], name="varieties_batch_by_month")]

    def __str__(self) -> str:
        return f"{self.producer} {self.month:%Y-%m}"


class Licence(Term):
    """The holder lets another raise seedlings of a variety, for a royalty a seedling."""

    variety = models.ForeignKey(Variety, on_delete=models.PROTECT, related_name="licences")
    licensee = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    royalty = models.DecimalField(  # yuan a seedling
        max_digits=8, decimal_places=4, validators=[MinValueValidator(0)]
    )

    class Meta:
        ordering = ["-from_on", "pk"]
        constraints = [
            ends_after_it_starts("varieties_licence_ends"),
            models.UniqueConstraint(
                fields=["variety", "licensee", "from_on"], name="varieties_licence_once"
            ),
            models.CheckConstraint(name="varieties_licence_royalty", condition=Q(royalty__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.variety}: {self.licensee}"

    def get_absolute_url(self) -> str:
        return reverse("varieties:licence", args=[self.pk])
