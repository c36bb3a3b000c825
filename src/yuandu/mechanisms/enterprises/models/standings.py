"""Where every firm stands by the books of the ladder, worked out anew each night."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import pgettext_lazy

from yuandu.kernel.workspaces.models import WorkspaceRow
from yuandu.mechanisms.enterprises.models.firms import Firm
from yuandu.mechanisms.enterprises.models.recognitions import Recognition, Tier
from yuandu.services.policies.models import PolicyVersion


class AssessedAs(models.TextChoices):
    """As what a firm is measured: one that asks for a title, or one that keeps it."""

    NEW = "new", pgettext_lazy("assessment", "First recognition")
    RECHECK = "recheck", pgettext_lazy("assessment", "Re-check")


class StandingSweep(WorkspaceRow):
    """A book by which firms were measured: which one, for whom, on what facts.

    Attributes:
        is_next: whether the book is not in force yet; then facts of the day are held against
            what is to come.
        book_hash: of the book's text (`rules.Book.hash`).
        hash: of all that makes the answers what they are, but for the facts.
        cut_off: the day up to which facts were known.
        counts: firms by state.
    """

    version = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="+")
    tier = models.CharField(max_length=20, choices=Tier)
    assessed = models.CharField(max_length=10, choices=AssessedAs)
    is_next = models.BooleanField(default=False)
    book_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)
    on = models.DateField()
    cut_off = models.DateField()
    swept_at = models.DateTimeField(db_default=Now())
    firms = models.PositiveIntegerField()
    counts = models.JSONField()

    class Meta:
        ordering = ["tier", "assessed", "is_next"]
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "tier", "assessed", "is_next"], name="standing_sweep_once"
            ),
            models.CheckConstraint(
                name="standing_sweep_tier_known", condition=Q(tier__in=Tier.values)
            ),
            models.CheckConstraint(
                name="standing_sweep_assessed_known", condition=Q(assessed__in=AssessedAs.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version} {self.on}"


class Standing(WorkspaceRow):
    """What a book says of one firm, and what lies between them.

    Attributes:
        unmet, unknown, person: ids of the criteria that would have to change, on the way on
            which they are fewest; of who meets the book there are none.
        lacks: how many they are.
        score_least, score_most: points, at least and at most; none where the book has no score.
        margin: part of a threshold by which the number at `hinge` lies on the right side of it;
            below zero on the wrong one, none where no known number decides.
    """

    sweep = models.ForeignKey(StandingSweep, on_delete=models.CASCADE, related_name="rows")
    firm = models.ForeignKey(Firm, on_delete=models.CASCADE, related_name="standings")
    tier = models.CharField(max_length=20, choices=Tier)
    assessed = models.CharField(max_length=10, choices=AssessedAs)
    is_next = models.BooleanField(default=False)
    state = models.CharField(max_length=20)  # a code of `rules.State`
    unmet = models.JSONField(default=list)
    unknown = models.JSONField(default=list)
    person = models.JSONField(default=list)
    lacks = models.PositiveSmallIntegerField()
    score_least = models.SmallIntegerField(null=True)
    score_most = models.SmallIntegerField(null=True)
    margin = models.DecimalField(max_digits=12, decimal_places=4, null=True)
    hinge = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["firm", "tier", "assessed", "is_next"], name="standing_once_a_book"
            ),
        ]
        indexes = [
            models.Index(
                fields=["workspace", "tier", "assessed", "is_next", "state"],
                name="standing_by_state",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.firm}: {self.tier} {self.state}"


class EarlyWarning(WorkspaceRow):
    """A title that may be lost, from the sweep that saw it first to the one that does not.

    Attributes:
        reasons: codes of `watching.RISKS`.
    """

    recognition = models.ForeignKey(Recognition, on_delete=models.CASCADE, related_name="warnings")
    reasons = models.JSONField()
    since_on = models.DateField()
    gone_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["recognition"], condition=Q(gone_on=None), name="early_warning_once"
            ),
        ]
        indexes = [
            models.Index(fields=["workspace", "gone_on"], name="early_warning_open"),
        ]

    def __str__(self) -> str:
        return f"{self.recognition}: {self.since_on}"
