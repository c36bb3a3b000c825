"""What is kept beside proposals: boards' addresses, words to search, sums, near-duplicates."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q

from yuandu.kernel.registry.models import Division
from yuandu.kernel.workspaces.models import WorkspaceRow
from yuandu.mechanisms.proposals.models.proposals import Proposal
from yuandu.mechanisms.workforce.models import Worker


class Board(WorkspaceRow):
    """A section's board (看板) with its QR code; who reads the code posts for the section.

    Attributes:
        token: in the printed address; a new one makes the old paper worthless.
    """

    section = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    token = models.CharField(max_length=32, unique=True)
    issued_on = models.DateField()
    revoked_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["section"], condition=Q(revoked_on=None), name="proposals_board_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.section}"


class Words(WorkspaceRow):
    """The words of a proposal as they are searched for; cut by `engines.retrieval`.

    Apart from the proposals, which are read by the hundred thousand without them.

    Attributes:
        shingles: each two words that follow one another; rare where the words are not.
    """

    proposal = models.OneToOneField(
        Proposal, on_delete=models.CASCADE, primary_key=True, related_name="words"
    )
    lexemes = SearchVectorField()
    shingles = SearchVectorField()

    class Meta:
        indexes = [
            # Every search reads what is still to be sorted in: 64 kB are read in no time, and
            # sorted in by the hundred they cost a quarter of what each would alone.
            GinIndex(
                fields=[field],
                name=f"proposals_words_{field}",
                fastupdate=True,
                gin_pending_list_limit=64,
            )
            for field in ("lexemes", "shingles")
        ]

    def __str__(self) -> str:
        return f"words of {self.proposal_id}"


class Contributor(WorkspaceRow):
    """Somebody who has ever posted, leavers included, with the first day; kept by a trigger."""

    worker = models.OneToOneField(Worker, on_delete=models.PROTECT, related_name="+")
    first_on = models.DateField()
    proposals = models.PositiveIntegerField()

    class Meta:
        ordering = ["-proposals", "pk"]
        indexes = [
            models.Index(fields=["workspace", "-proposals"], name="proposals_contributor_most")
        ]

    def __str__(self) -> str:
        return f"{self.worker}: {self.proposals}"


class Tally(WorkspaceRow):
    """How many proposals a section posted in a month and what came of them; kept by triggers.

    A change adds a row of plus and minus, so that two who post at once do not wait for each
    other; once a day the rows of one section and month become one.
    """

    section = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    month = models.DateField()  # its first day
    posted = models.IntegerField()  # withdrawn ones do not count
    answered = models.IntegerField()
    in_time = models.IntegerField()
    evaluated = models.IntegerField()
    implemented = models.IntegerField()

    class Meta:
        verbose_name_plural = "tallies"
        indexes = [
            models.Index(fields=["workspace", "month"], name="proposals_tally_by_month"),
        ]

    def __str__(self) -> str:
        return f"{self.section} {self.month:%Y-%m}"


class Twin(WorkspaceRow):
    """Two proposals that say nearly the same, found by the house, until somebody decides.

    Attributes:
        likeness: Jaccard index of their runs of three characters, 0 to 1.
        dismissed_on: somebody found that they are two ideas.
    """

    first = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="twins")
    likeness = models.DecimalField(max_digits=4, decimal_places=3)
    found_on = models.DateField()
    dismissed_on = models.DateField(null=True, blank=True)
    dismissed_label = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["-likeness", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="proposals_twin_once"),
            models.CheckConstraint(
                name="proposals_twin_in_order", condition=Q(first__lt=F("second"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} ≈ {self.second_id}"
