"""Appeals, and what a decision wrote into the register of shares."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from yuandu.kernel.workspaces.models import WorkspaceRow
from yuandu.mechanisms.equity.models import ShareTransaction
from yuandu.mechanisms.partnership.models.candidates import Candidate


class Appeal(WorkspaceRow):
    """A candidate's appeal, once; whoever answers it has not voted on the candidate.

    An appeal that is upheld decides nothing but that the general meeting votes again.
    """

    class Answer(models.TextChoices):
        UPHELD = "upheld", pgettext_lazy("appeal", "Upheld: the meeting votes again")
        DISMISSED = "dismissed", pgettext_lazy("appeal", "Dismissed")

    candidate = models.OneToOneField(Candidate, on_delete=models.PROTECT, related_name="appeal")
    words = models.CharField(max_length=1000)
    on = models.DateField()
    answer = models.CharField(max_length=10, choices=Answer.choices, blank=True)
    answer_words = models.CharField(max_length=1000, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_label = models.CharField(max_length=150, blank=True)
    answered_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(name="partnership_appeal_says_why", condition=~Q(words="")),
            models.CheckConstraint(
                name="partnership_appeal_answered_with_words",
                condition=Q(answer="", answered_on=None, answer_words="")
                | Q(answered_on__isnull=False) & ~Q(answer="") & ~Q(answer_words=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.candidate_id}: {self.answer or '—'}"


class OutcomeEntry(WorkspaceRow):
    """A share transaction by which a decision was carried out."""

    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="entries")
    transaction = models.OneToOneField(
        ShareTransaction, on_delete=models.PROTECT, related_name="partner_outcome"
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.candidate_id}: {self.transaction_id}"
