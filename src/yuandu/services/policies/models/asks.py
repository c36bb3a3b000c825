"""A question to somebody: the one fact for want of which they have not received (X7)."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from yuandu.kernel.registry.models import Fact, Party
from yuandu.kernel.workspaces.models import WorkspaceRow
from yuandu.services.policies.models.cases import Case
from yuandu.services.policies.models.policies import PolicyVersion


class Ask(WorkspaceRow):
    """A version asks a party for one fact; the answer is a fact of the registry.

    Attributes:
        missing: The column asked for: a code, or code_year.
        fact: The answer, with who reported it and its evidence.
        case: What the answer led to; none where it did not suffice.
    """

    version = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="asks")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    missing = models.CharField(max_length=60)
    asked_on = models.DateField()
    asked_by = models.CharField(max_length=150)
    answered_on = models.DateField(null=True, blank=True)
    fact = models.ForeignKey(
        Fact, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    case = models.ForeignKey(
        Case, null=True, blank=True, on_delete=models.PROTECT, related_name="asks"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "party", "missing"],
                condition=Q(answered_on=None),
                name="policy_ask_open_once",
            ),
            models.CheckConstraint(
                name="policy_ask_answered_by_a_fact",
                condition=Q(answered_on=None, fact=None)
                | Q(answered_on__isnull=False, fact__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["workspace", "party"], name="policy_ask_by_party")]

    def __str__(self) -> str:
        return f"{self.party}: {self.missing}"

    def get_absolute_url(self) -> str:
        return reverse("policies:ask", args=[self.pk])
