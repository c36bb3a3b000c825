"""Proposals and their authors."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from yuandu.kernel.registry.models import Division
from yuandu.kernel.workspaces.models import WorkspaceRow
from yuandu.mechanisms.proposals import rules
from yuandu.mechanisms.workforce.models import Worker


class Lane(models.TextChoices):
    INSTANT = rules.INSTANT, pgettext_lazy("lane of a proposal", "Instant improvement")
    PROJECT = rules.PROJECT, pgettext_lazy("lane of a proposal", "Improvement project")


class Proposal(WorkspaceRow):
    """An idea of one or several workers for their company, as they wrote it.

    Attributes:
        number: by which people call it.
        stage: where its track stands; every move brings it up to date.
        is_sealed: a patent is intended: only authors, evaluators and the improvement office
            know of it.
        key: made with the form; sent again it is the same proposal.
        answerer: who owes the authors an answer, by `promised_on`.
        evaluated_on, implemented_on: of these two days is the success rate.
        grade, award: of the instant lane: its step on the scale, yuan.
        is_sampled: the office looks at the grade again.
        merged_into: the proposal that carries it on; its own words and authors stay here.
        first_year: yuan of verified money in the first year, the sum of its benefits.
    """

    number = models.CharField(max_length=20)
    section = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    lane = models.CharField(max_length=10, choices=Lane, default=Lane.INSTANT)
    stage = models.CharField(max_length=10, default=rules.COLLECT)
    problem = models.CharField(max_length=rules.LONGEST, blank=True)
    idea = models.CharField(max_length=rules.LONGEST)
    is_sealed = models.BooleanField(default=False)
    key = models.UUIDField(null=True, blank=True)
    posted_on = models.DateField()
    posted_at = models.DateTimeField(auto_now_add=True)
    posted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answerer = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    promised_on = models.DateField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    evaluated_on = models.DateField(null=True, blank=True)
    implemented_on = models.DateField(null=True, blank=True)
    grade = models.CharField(max_length=10, blank=True)
    award = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    is_sampled = models.BooleanField(default=False)
    sampled_on = models.DateField(null=True, blank=True)  # the day the office looked
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged"
    )
    first_year = models.DecimalField(max_digits=14, decimal_places=2, default=0)

    class Meta:
        ordering = ["-posted_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "number"], name="proposals_proposal_number_once"
            ),
            models.UniqueConstraint(
                fields=["workspace", "key"],
                condition=Q(key__isnull=False),
                name="proposals_proposal_once",
            ),
            models.CheckConstraint(name="proposals_proposal_says_something", condition=~Q(idea="")),
            models.CheckConstraint(
                name="proposals_proposal_stage_known", condition=Q(stage__in=rules.STAGES)
            ),
            models.CheckConstraint(
                name="proposals_proposal_lane_known", condition=Q(lane__in=rules.LANES)
            ),
            models.CheckConstraint(
                name="proposals_proposal_not_into_itself",
                condition=Q(merged_into=None) | ~Q(merged_into=F("id")),
            ),
            models.CheckConstraint(
                name="proposals_proposal_implemented_after_evaluation",
                condition=Q(implemented_on=None)
                | Q(evaluated_on__isnull=False, implemented_on__gte=F("evaluated_on")),
            ),
            models.CheckConstraint(
                name="proposals_proposal_benefit", condition=Q(first_year__gte=0)
            ),
        ]
        indexes = [
            models.Index(
                fields=["workspace", "-posted_on", "-id"], name="proposals_proposal_newest"
            ),
            models.Index(
                fields=["section", "stage", "-posted_on", "-id"], name="proposals_proposal_section"
            ),
            models.Index(
                fields=["workspace", "stage", "-posted_on", "-id"],
                name="proposals_proposal_stage",
            ),
            # How many were evaluated and came off: read from the index alone.
            models.Index(
                fields=["workspace", "evaluated_on"],
                include=["implemented_on", "id"],
                condition=Q(evaluated_on__isnull=False),
                name="proposals_proposal_success",
            ),
            models.Index(
                fields=["workspace", "promised_on"],
                include=["section", "answerer"],
                condition=Q(answered_on=None, promised_on__isnull=False),
                name="proposals_proposal_unanswered",
            ),
            models.Index(
                fields=["workspace", "id"],
                condition=Q(is_sampled=True, sampled_on=None),
                name="proposals_proposal_to_sample",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.idea[:30]}"

    def get_absolute_url(self) -> str:
        return reverse("proposals:proposal", args=[self.pk])


class Author(WorkspaceRow):
    """Whose idea a proposal is, with the share of the credit; all shares of one add up to 1.

    What was merged into another keeps its own authors: `queries.credit` adds them up.
    """

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="authors")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    share = models.DecimalField(max_digits=5, decimal_places=4)

    class Meta:
        ordering = ["-share", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "worker"], name="proposals_author_once"),
            models.CheckConstraint(
                name="proposals_author_share", condition=Q(share__gt=0, share__lte=1)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.worker}: {self.share}"
