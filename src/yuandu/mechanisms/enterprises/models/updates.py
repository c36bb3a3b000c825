"""Once a year whoever holds a title confirms what is on file about the firm."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from yuandu.kernel.workspaces.models import WorkspaceRow
from yuandu.mechanisms.enterprises.models.firms import Firm


class UpdateRound(WorkspaceRow):
    """The window in which firms confirm the facts of a year; opened once a year."""

    year = models.PositiveSmallIntegerField()  # whose facts are confirmed
    from_on = models.DateField()
    to_on = models.DateField()  # the last day to answer

    class Meta:
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(fields=["workspace", "year"], name="update_round_once_a_year"),
            models.CheckConstraint(
                name="update_round_ends_after_it_opens", condition=Q(to_on__gte=F("from_on"))
            ),
        ]

    def __str__(self) -> str:
        return str(self.year)

    def get_absolute_url(self) -> str:
        return reverse("enterprises:update", args=[self.pk])


class UpdateAnswer(WorkspaceRow):
    """A firm that was asked in a round: reminded once at most, and what it answered."""

    round = models.ForeignKey(UpdateRound, on_delete=models.PROTECT, related_name="answers")
    firm = models.ForeignKey(Firm, on_delete=models.PROTECT, related_name="updates")
    reminded_on = models.DateField(null=True, blank=True)
    confirmed_on = models.DateField(null=True, blank=True)
    by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    by_label = models.CharField(max_length=150, blank=True)
    words = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "firm"], name="update_answer_once"),
        ]
        indexes = [
            models.Index(fields=["workspace", "round", "confirmed_on"], name="update_by_answer")
        ]

    def __str__(self) -> str:
        return f"{self.round_id}: {self.firm_id}"
