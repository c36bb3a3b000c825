"""That a section takes over an idea of another one."""

from django.db import models
from django.urls import reverse

from yuandu.kernel.lifecycle.models import Track
from yuandu.kernel.registry.models import Division
from yuandu.kernel.workspaces.models import WorkspaceRow
from yuandu.mechanisms.proposals.models import Proposal
from yuandu.mechanisms.rewards.rules import spreading


class Adoption(WorkspaceRow):
    """One idea in one other section, from the suggestion on; its track says how far it is.

    Attributes:
        reasons: why it was suggested there, as [code, number]; empty where somebody asked.
        confirmed_on: the day the section said that it works there, too.
    """

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="adoptions")
    section = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    track = models.OneToOneField(Track, null=True, on_delete=models.PROTECT, related_name="+")
    reasons = models.JSONField(default=list)
    suggested_by = models.CharField(max_length=150)
    suggested_on = models.DateField()
    confirmed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-suggested_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "section"], name="rewards_adoption_once_a_section"
            ),
        ]
        indexes = [
            models.Index(fields=["section", "-suggested_on"], name="rewards_adoption_of_section"),
            models.Index(fields=["workspace", "confirmed_on"], name="rewards_adoption_confirmed"),
        ]

    def __str__(self) -> str:
        return f"{self.proposal.number} → {self.section}"

    @property
    def stage(self) -> str:
        """How far it is; the track is at hand."""
        return self.track.stage if self.track else spreading.SUGGESTED

    def get_absolute_url(self) -> str:
        return reverse("rewards:adoption", args=[self.pk])
