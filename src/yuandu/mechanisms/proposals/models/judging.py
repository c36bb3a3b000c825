"""What is made of a proposal: opinions, benefits, merges, and the scheme they go by."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from yuandu.kernel.workspaces.models import WorkspaceRow
from yuandu.mechanisms.proposals import rules
from yuandu.mechanisms.proposals.models.proposals import Proposal

OPINIONS = (rules.ACCEPT, rules.REJECT)


class Scheme(WorkspaceRow):
    """A version of the company's published rules for proposals; see `rules.Terms`.

    Attributes:
        grades: of the instant lane: code, title, title_en, award in yuan as text.
    """

    version = models.CharField(max_length=20)
    from_on = models.DateField()
    instant_days = models.PositiveSmallIntegerField()  # working days to an answer
    project_days = models.PositiveSmallIntegerField()
    finance_from = models.DecimalField(max_digits=12, decimal_places=2)  # yuan
    benefit_most = models.DecimalField(max_digits=14, decimal_places=2)  # yuan
    sample_share = models.DecimalField(max_digits=5, decimal_places=4)
    minimum_group = models.PositiveSmallIntegerField()
    grades = models.JSONField(default=list)
    published_by = models.CharField(max_length=100)
    published_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-from_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["workspace", "version"], name="proposals_scheme_once"),
            models.UniqueConstraint(
                fields=["workspace", "from_on"], name="proposals_scheme_one_a_day"
            ),
            models.CheckConstraint(
                name="proposals_scheme_sense",
                condition=Q(
                    instant_days__gte=1,
                    project_days__gte=1,
                    finance_from__gte=0,
                    benefit_most__gt=0,
                    sample_share__gte=0,
                    sample_share__lte=1,
                    minimum_group__gte=2,
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.version


class Evaluation(WorkspaceRow):
    """One evaluator's opinion of a proposal, asked for or given; who was relieved stays on it.

    The database refuses an evaluator who is an author, also one of an idea merged into it.
    """

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="evaluations")
    evaluator = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_on = models.DateField()
    opinion = models.CharField(max_length=10, blank=True)
    words = models.CharField(max_length=rules.LONGEST, blank=True)
    given_on = models.DateField(null=True, blank=True)
    relieved_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)  # why somebody else was asked

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "evaluator"],
                condition=Q(relieved_on=None),
                name="proposals_evaluation_once",
            ),
            models.CheckConstraint(
                name="proposals_evaluation_whole",
                condition=Q(opinion="", given_on=None)
                | Q(opinion__in=OPINIONS, given_on__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["evaluator", "asked_on"],
                condition=Q(opinion="", relieved_on=None),
                name="proposals_evaluation_open",
            )
        ]

    def __str__(self) -> str:
        return f"{self.evaluator}: {self.opinion or '—'}"


class Benefit(WorkspaceRow):
    """What a proposal brings, of one kind; it counts once a second person has verified it.

    Attributes:
        amount: once, or a month: yuan, hours, defects avoided, risks removed.
        decay_share: of what comes every month, the fraction lost from month to month.
        first_year: in the same unit; see `rules.first_year`.
    """

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="benefits")
    kind = models.CharField(max_length=10)
    recurrence = models.CharField(max_length=10)
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    decay_share = models.DecimalField(max_digits=5, decimal_places=4, default=0)
    first_year = models.DecimalField(max_digits=14, decimal_places=2)
    words = models.CharField(max_length=500)  # how it was worked out
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    claimed_on = models.DateField()
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    verified_label = models.CharField(max_length=100, blank=True)
    verified_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="proposals_benefit_known",
                condition=Q(kind__in=rules.BENEFITS, recurrence__in=(rules.ONCE, rules.MONTHLY)),
            ),
            models.CheckConstraint(
                name="proposals_benefit_sense",
                condition=Q(amount__gt=0, first_year__gt=0, decay_share__gte=0, decay_share__lt=1),
            ),
            models.CheckConstraint(
                name="proposals_benefit_by_a_second",
                condition=Q(verified_by=None)
                | Q(claimed_by=None)
                | ~Q(verified_by=F("claimed_by")),
            ),
            models.CheckConstraint(
                name="proposals_benefit_verified_whole",
                condition=Q(verified_on=None, verified_by=None, verified_label="")
                | Q(verified_on__isnull=False) & ~Q(verified_label=""),
            ),
        ]
        indexes = [
            models.Index(
                fields=["workspace", "kind", "verified_on"],
                include=["first_year"],
                condition=Q(verified_on__isnull=False),
                name="proposals_benefit_verified",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.first_year}"


class Merge(WorkspaceRow):
    """That one proposal was merged into another, and whether that was undone; never deleted."""

    kept = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="+")
    merged = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="merges")
    words = models.CharField(max_length=300)
    by_label = models.CharField(max_length=100)
    at = models.DateTimeField(auto_now_add=True)
    undone_words = models.CharField(max_length=300, blank=True)
    undone_label = models.CharField(max_length=100, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["merged"], condition=Q(undone_at=None), name="proposals_merge_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.merged} → {self.kept}"
