"""What a sweep over everybody found, and what came of it for each."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from yuandu.kernel.registry.models import Party
from yuandu.kernel.workspaces.models import WorkspaceRow
from yuandu.services.policies.models.policies import PolicyVersion


class Sweep(WorkspaceRow):
    """A version applied to everybody it is for, on a day; never changed afterwards."""

    MAY_CHANGE = ()

    version = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="sweeps")
    on = models.DateField()
    at = models.DateTimeField(db_default=Now())
    by_label = models.CharField(max_length=150)
    parties = models.PositiveIntegerField()  # looked at
    not_asked = models.PositiveIntegerField()  # households that did not consent
    counts = models.JSONField()  # by code of state
    cost = models.DecimalField(max_digits=18, decimal_places=2)  # yuan, if all who meet it got it
    hash = models.CharField(max_length=64)  # of the answers, by party

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.version} {self.on}"

    def get_absolute_url(self) -> str:
        return reverse("policies:sweep", args=[self.pk])


class Outcome(models.TextChoices):
    """What is to be done for somebody who was, or may be, eligible and did not receive."""

    PAY = "pay", pgettext_lazy("missed benefit", "Pay without asking")
    ASK = "ask", pgettext_lazy("missed benefit", "Ask for one fact")
    EXPLAIN = "explain", pgettext_lazy("missed benefit", "Explain why not")


class SweepRow(WorkspaceRow):
    """Somebody a sweep found to be eligible, or short of a single fact."""

    sweep = models.ForeignKey(Sweep, on_delete=models.CASCADE, related_name="rows")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20)
    outcome = models.CharField(max_length=10, choices=Outcome)
    amount = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    missing = models.CharField(max_length=60, blank=True)  # a column: code, or code_year
    why = models.CharField(max_length=40, blank=True)  # a code, for what has to be explained

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["sweep", "party"], name="sweep_row_once"),
            models.CheckConstraint(
                name="sweep_outcome_known", condition=Q(outcome__in=Outcome.values)
            ),
            models.CheckConstraint(
                name="sweep_row_asks_for_something",
                condition=~Q(outcome="ask") | ~Q(missing=""),
            ),
        ]
        indexes = [models.Index(fields=["sweep", "outcome"], name="sweep_row_outcome")]

    def __str__(self) -> str:
        return f"{self.sweep_id}: {self.party_id} {self.outcome}"
