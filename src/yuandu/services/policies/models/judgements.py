"""What officers said of criteria that only a person can judge."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from yuandu.kernel.registry.models import Party
from yuandu.kernel.workspaces.models import WorkspaceRow
from yuandu.services.policies.models.policies import PolicyVersion


class Judgement(WorkspaceRow):
    """One judgement; the newest by day counts, the earlier ones are kept.

    It is of one wording: what a new version asks is judged anew.

    Attributes:
        criterion: Its id in the version's book.
        words: On what it rests.
    """

    version = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="judgements")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    criterion = models.CharField(max_length=60)
    holds = models.BooleanField()
    words = models.TextField()
    judged_on = models.DateField()
    by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    by_label = models.CharField(max_length=150)

    class Meta:
        ordering = ["judged_on", "pk"]
        constraints = [
            models.CheckConstraint(name="judgement_says_why", condition=Q(words__gt="")),
        ]
        indexes = [
            models.Index(fields=["workspace", "party", "version"], name="judgement_by_party"),
        ]

    def __str__(self) -> str:
        return f"{self.party_id}: {self.criterion} {self.judged_on}"
