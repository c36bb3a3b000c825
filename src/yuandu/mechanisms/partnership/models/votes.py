"""The ballots of a review's steps, and what came of them for each candidate."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from yuandu.engines.balloting.counting import Outcome
from yuandu.kernel.registry.models import Division
from yuandu.kernel.workspaces.models import WorkspaceRow
from yuandu.mechanisms.partnership import rules
from yuandu.mechanisms.partnership.models.candidates import Candidate
from yuandu.mechanisms.partnership.models.groups import ShareholderGroup
from yuandu.mechanisms.partnership.models.reviews import Review
from yuandu.services.ballots.models import Ballot


class StepBallot(WorkspaceRow):
    """A ballot of a step: of the whole company, of a group or a division, or of an appeal.

    Attributes:
        round: from 1; one more where a ballot had no quorum and was repeated.
        recorded: whether its results stand with the candidates.
    """

    class Step(models.TextChoices):
        GROUP = rules.GROUP, pgettext_lazy("review of partners", "Shareholder groups")
        DIVISION = rules.DIVISION, pgettext_lazy("review of partners", "Divisions")
        BOARD = rules.BOARD, pgettext_lazy("review of partners", "Board")
        MEETING = rules.MEETING, pgettext_lazy("review of partners", "General meeting")
        APPEAL = rules.APPEAL, pgettext_lazy("review of partners", "General meeting on an appeal")

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="ballots")
    step = models.CharField(max_length=12, choices=Step.choices)
    group = models.ForeignKey(
        ShareholderGroup, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    division = models.ForeignKey(
        Division, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    appellant = models.ForeignKey(
        Candidate, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    round = models.PositiveSmallIntegerField(default=1)
    ballot = models.OneToOneField(Ballot, on_delete=models.PROTECT, related_name="partner_step")
    recorded = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "step", "group", "division", "appellant", "round"],
                nulls_distinct=False,
                name="partnership_stepballot_once",
            ),
            models.CheckConstraint(
                name="partnership_stepballot_is_of_its_step",
                condition=Q(step="group", group__isnull=False, division=None, appellant=None)
                | Q(step="division", group=None, division__isnull=False, appellant=None)
                | Q(step__in=["board", "meeting"], group=None, division=None, appellant=None)
                | Q(step="appeal", group=None, division=None, appellant__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.review_id}: {self.step}"

    @property
    def place(self) -> ShareholderGroup | Division | Candidate | None:
        """Where it is held, or for whom; the whole company has none."""
        return self.group or self.division or self.appellant


class StepResult(WorkspaceRow):
    """A candidate's question in a ballot of a step, and what came of it.

    Attributes:
        question: its number on the ballot; those of a bloc share one.
        counts, outcome: of the question, as the ballot published them; none before the close.
    """

    MAY_CHANGE = ("result", "counts", "outcome", "decided_on")

    class Result(models.TextChoices):
        CARRIED = "carried", pgettext_lazy("vote", "Carried")
        FAILED = "failed", pgettext_lazy("vote", "Not carried")
        NO_QUORUM = "no_quorum", pgettext_lazy("vote", "No quorum")

    step_ballot = models.ForeignKey(StepBallot, on_delete=models.PROTECT, related_name="results")
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="results")
    question = models.PositiveSmallIntegerField()
    is_bloc = models.BooleanField(default=False)
    result = models.CharField(max_length=10, choices=Result.choices, blank=True)
    counts = models.JSONField(null=True, blank=True)
    outcome = models.JSONField(null=True, blank=True)
    decided_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["step_ballot", "question", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["step_ballot", "candidate"], name="partnership_result_once"
            ),
            models.CheckConstraint(
                name="partnership_result_with_its_counts",
                condition=Q(result="", counts__isnull=True, outcome__isnull=True, decided_on=None)
                | Q(counts__isnull=False, outcome__isnull=False, decided_on__isnull=False)
                & ~Q(result=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.candidate_id}: {self.result or '—'}"

    @property
    def decided(self) -> Outcome | None:
        found: Any = self.outcome
        return None if found is None else Outcome.model_validate(found)
