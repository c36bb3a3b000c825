"""Whom a review is about: candidates, who nominated them, who is in conflict, what was said."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from yuandu.kernel.registry.models import Division
from yuandu.kernel.workspaces.models import WorkspaceRow
from yuandu.mechanisms.equity.models import Holder
from yuandu.mechanisms.partnership import rules
from yuandu.mechanisms.partnership.models.groups import ShareholderGroup
from yuandu.mechanisms.partnership.models.reviews import Review, StepDate
from yuandu.mechanisms.workforce.models import Worker


class Nomination(WorkspaceRow):
    """A worker's proposal that a colleague become a partner, with the reason.

    Attributes:
        section: where the one who nominates worked on that day.
    """

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="nominations")
    nominee = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    nominator = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    section = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)
    on = models.DateField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "nominee", "nominator"], name="partnership_nomination_once"
            ),
            models.CheckConstraint(
                name="partnership_nobody_nominates_themself",
                condition=~Q(nominee=F("nominator")),
            ),
            models.CheckConstraint(
                name="partnership_nomination_has_a_reason", condition=~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nominator_id} → {self.nominee_id}"


class Candidate(WorkspaceRow):
    """Somebody the review decides on: a present partner, or somebody new.

    Attributes:
        holder: of a present partner, the line in the register of shareholders.
        group, division: where the candidate is discussed.
        shares: granted with the decision; of a present partner in addition, usually none.
        apart: why the meeting votes on this one apart, not in the bloc of the group.
        ended_at: the step that said no to somebody new.
        carried_on: the day on which the register was brought in line with the decision.
    """

    class Kind(models.TextChoices):
        KEEP = rules.KEEP, pgettext_lazy("review of partners", "Present partner")
        ADMIT = rules.ADMIT, pgettext_lazy("review of partners", "Proposed as partner")

    class State(models.TextChoices):
        STANDING = rules.STANDING, pgettext_lazy("candidate", "Under review")
        ENDED = rules.ENDED, pgettext_lazy("candidate", "Not taken further")
        KEPT = rules.KEPT, pgettext_lazy("candidate", "Confirmed as partner")
        ADMITTED = rules.ADMITTED, pgettext_lazy("candidate", "Admitted as partner")
        LEAVING = rules.LEAVING, pgettext_lazy("candidate", "Not confirmed as partner")
        REFUSED = rules.REFUSED, pgettext_lazy("candidate", "Not admitted")

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="candidates")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    holder = models.ForeignKey(
        Holder, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField(max_length=5, choices=Kind.choices)
    group = models.ForeignKey(
        ShareholderGroup, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    division = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    shares = models.PositiveBigIntegerField(default=0)
    apart = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.STANDING)
    ended_at = models.CharField(max_length=12, blank=True)
    entered_on = models.DateField()
    carried_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["worker__number"]
        constraints = [
            models.UniqueConstraint(fields=["review", "worker"], name="partnership_candidate_once"),
            models.CheckConstraint(
                name="partnership_candidate_is_what_its_kind_says",
                condition=Q(
                    kind="keep",
                    holder__isnull=False,
                    state__in=["standing", "kept", "leaving"],
                )
                | Q(kind="admit", state__in=["standing", "ended", "admitted", "refused"]),
            ),
            models.CheckConstraint(
                name="partnership_candidate_ends_somewhere",
                condition=Q(state="ended") ^ Q(ended_at=""),
            ),
            models.CheckConstraint(
                name="partnership_candidate_carried_once_decided",
                condition=Q(carried_on=None) | ~Q(state="standing"),
            ),
        ]
        indexes = [models.Index(fields=["review", "state"], name="partnership_candidate_state")]

    def __str__(self) -> str:
        return self.worker.name

    @property
    def title(self) -> str:
        return self.worker.name

    def get_absolute_url(self) -> str:
        return reverse("partnership:candidate", args=[self.pk])


class Conflict(WorkspaceRow):
    """That somebody does not vote on a candidate; one's own candidacy needs no such line."""

    class Kind(models.TextChoices):
        RELATIVE = "relative", pgettext_lazy("conflict of interest", "Relative")
        INTEREST = "interest", pgettext_lazy("conflict of interest", "Shared business interest")
        OTHER = "other", pgettext_lazy("conflict of interest", "Another reason")

    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="conflicts")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    reason = models.CharField(max_length=200)
    on = models.DateField()
    by_label = models.CharField(max_length=150)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["candidate", "worker"], name="partnership_conflict_once"
            ),
            models.CheckConstraint(
                name="partnership_conflict_has_a_reason", condition=~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.worker_id}: {self.kind}"


class Opinion(WorkspaceRow):
    """What somebody who votes in a step says of a candidate; the candidate reads it without a name.

    Attributes:
        author: known so that one person says it once; shown to nobody.
        key: of no meaning, so that an order by it tells neither the time nor the author.
    """

    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="opinions")
    step = models.CharField(max_length=12, choices=StepDate.Step.choices)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=500)
    key = models.UUIDField(default=uuid.uuid4, editable=False)

    class Meta:
        ordering = ["key"]
        constraints = [
            models.UniqueConstraint(
                fields=["candidate", "step", "author"], name="partnership_opinion_once"
            ),
            models.CheckConstraint(
                name="partnership_opinion_says_something", condition=~Q(words="")
            ),
        ]

    def __str__(self) -> str:
        return self.words
