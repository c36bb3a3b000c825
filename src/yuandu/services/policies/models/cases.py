"""One party's way through a policy: found or applied, decided, objected to, paid."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from yuandu.kernel.ledger.models import Transfer
from yuandu.kernel.lifecycle.models import Track
from yuandu.kernel.registry.models import Consent, Party
from yuandu.kernel.workspaces.models import WorkspaceRow
from yuandu.services.policies.models.policies import Window


class Way(models.TextChoices):
    """How a case began."""

    FOUND = "found", pgettext_lazy("how a case began", "Found")
    APPLIED = "applied", pgettext_lazy("how a case began", "Applied")


class Case(WorkspaceRow):
    """A party's case in a window.

    Attributes:
        decision: The frozen answer as canonical JSON: book and its hash, day, inputs, every
            clause, amounts. Worked out again it gives the same bytes.
        decision_hash: SHA-256 of `decision`.
        rank: Where it stands in the published order, by the frozen decision and by the call
            there is: see `budgets.rank_of`. The database sorts by it, so that whose turn it
            is does not take reading everybody's decision.
    """

    window = models.ForeignKey(Window, on_delete=models.PROTECT, related_name="cases")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="policy_cases")
    way = models.CharField(max_length=10, choices=Way)
    began_on = models.DateField()
    amount = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)  # yuan
    decision = models.TextField()
    decision_hash = models.CharField(max_length=64)
    rank = ArrayField(models.BigIntegerField(), default=list)
    consent = models.ForeignKey(
        Consent, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    notice_from = models.DateField(null=True, blank=True)
    notice_until = models.DateField(null=True, blank=True)  # the last day to object
    transfer = models.OneToOneField(
        Transfer, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    paid_on = models.DateField(null=True, blank=True)
    track = models.OneToOneField(Track, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["window", "party"], name="case_once_a_window"),
            models.CheckConstraint(name="case_way_known", condition=Q(way__in=Way.values)),
            models.CheckConstraint(
                name="case_amount_not_negative", condition=Q(amount=None) | Q(amount__gte=0)
            ),
            models.CheckConstraint(
                name="case_notice_ends_after_it_starts",
                condition=Q(notice_until=None) | Q(notice_until__gte=F("notice_from")),
            ),
        ]
        indexes = [
            models.Index(fields=["workspace", "party"], name="case_by_party"),
            models.Index(fields=["window", "rank", "id"], name="case_by_rank"),
        ]

    def __str__(self) -> str:
        return f"{self.party}: {self.window.version.policy}"

    def get_absolute_url(self) -> str:
        return reverse("policies:case", args=[self.pk])


class Objection(WorkspaceRow):
    """Somebody says during a public notice that a row is wrong; it rests until answered."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="objections")
    by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    by_label = models.CharField(max_length=150)
    on = models.DateField()
    words = models.TextField()
    answered_on = models.DateField(null=True, blank=True)
    answer = models.TextField(blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(answered_on=None), name="case_objection_open_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.on}"
