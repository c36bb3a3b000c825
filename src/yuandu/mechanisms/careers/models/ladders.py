"""The ladders of a company, which rungs answer to each other, and what a rung asks."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import pgettext_lazy

from yuandu.kernel.workspaces.models import WorkspaceRow


class Ladder(models.TextChoices):
    """The three ways up in a company."""

    MANAGEMENT = "management", pgettext_lazy("ladder", "Management")
    TECHNICAL = "technical", pgettext_lazy("ladder", "Technical")
    TECHNICIAN = "technician", pgettext_lazy("ladder", "Technician")


class Rung(WorkspaceRow):
    """A step of a ladder.

    Attributes:
        order: from 1, from below.
        pay_from, pay_to: the band in yuan a month, open to who stands there and to HR.
    """

    ladder = models.CharField(max_length=12, choices=Ladder)
    order = models.PositiveSmallIntegerField()
    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=40)
    name_en = models.CharField(max_length=60, blank=True)
    pay_from = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    pay_to = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)

    class Meta:
        ordering = ["ladder", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "ladder", "order"], name="careers_rung_order_once"
            ),
            models.UniqueConstraint(fields=["workspace", "code"], name="careers_rung_code_once"),
            models.CheckConstraint(
                name="careers_rung_of_a_ladder",
                condition=Q(ladder__in=Ladder.values, order__gte=1),
            ),
            models.CheckConstraint(
                name="careers_rung_pay_is_a_band",
                condition=Q(pay_from=None, pay_to=None)
                | Q(pay_from__gt=0, pay_to__gte=F("pay_from")),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Equivalence(WorkspaceRow):
    """Two rungs of different ladders that count as equal; the one with the smaller key first."""

    one = models.ForeignKey(Rung, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Rung, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="careers_equivalence_once"),
            models.CheckConstraint(
                name="careers_equivalence_in_order", condition=Q(one__lt=F("other"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} = {self.other_id}"


class RungBook(WorkspaceRow):
    """A version of what a rung asks, as the text that `engines.rules` reads; never changed.

    Attributes:
        source: the rung of another ladder that this is a door from; none: from the rung below.
        hash: `Book.hash` of the text.
    """

    target = models.ForeignKey(Rung, on_delete=models.CASCADE, related_name="books")
    source = models.ForeignKey(
        Rung, null=True, blank=True, on_delete=models.CASCADE, related_name="doors"
    )
    code = models.CharField(max_length=40)
    text = models.TextField()
    hash = models.CharField(max_length=64)
    effective_from = models.DateField()
    entered_by = models.CharField(max_length=100)
    entered_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["target", "source", "effective_from"]
        constraints = [
            models.UniqueConstraint(fields=["workspace", "code"], name="careers_book_code_once"),
            models.UniqueConstraint(
                fields=["target", "source", "effective_from"],
                nulls_distinct=False,
                name="careers_book_once_a_day",
            ),
            models.CheckConstraint(
                name="careers_book_leads_on",
                condition=Q(source=None) | ~Q(source=F("target")),
            ),
        ]

    def __str__(self) -> str:
        return self.code
