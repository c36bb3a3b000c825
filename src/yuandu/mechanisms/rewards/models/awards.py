"""What ideas earn, whose part of it is how much, and the payrolls it is paid with."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from yuandu.kernel.ledger.models import DIGITS
from yuandu.kernel.ledger.rules import FINEST
from yuandu.kernel.registry.models import Division
from yuandu.kernel.workspaces.models import WorkspaceRow
from yuandu.mechanisms.proposals.models import Proposal
from yuandu.mechanisms.rewards.models.adoptions import Adoption
from yuandu.mechanisms.rewards.models.funds import FundYear, Rule
from yuandu.mechanisms.rewards.rules import awards
from yuandu.mechanisms.workforce.models import Worker

AT_PAYROLL, PAID, TAKEN_BACK = awards.EXPORTED, awards.PAID, "taken_back"


class Payroll(WorkspaceRow):
    """A list of awards as payroll got it: paid together, or taken back together."""

    fund = models.ForeignKey(FundYear, on_delete=models.PROTECT, related_name="payrolls")
    number = models.PositiveIntegerField()  # within the year
    state = models.CharField(max_length=10, default=AT_PAYROLL)
    total = models.DecimalField(max_digits=DIGITS, decimal_places=FINEST)
    awards_number = models.PositiveIntegerField()
    exported_on = models.DateField()
    exported_by = models.CharField(max_length=150)
    decided_on = models.DateField(null=True, blank=True)  # paid, or taken back
    decided_by = models.CharField(max_length=150, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["fund", "number"], name="rewards_payroll_once"),
            models.CheckConstraint(
                name="rewards_payroll_state_known",
                condition=Q(state=AT_PAYROLL, decided_on=None)
                | Q(state__in=[PAID, TAKEN_BACK], decided_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fund.year}-{self.number:03d}"

    def get_absolute_url(self) -> str:
        return reverse("rewards:payroll", args=[self.pk])


class Award(WorkspaceRow):
    """What one idea earned, once for itself and once for each confirmed adoption.

    Its money is held back in the ledger under `key` from the approval on, and leaves the fund
    when payroll has paid. The database keeps a second one out.

    Attributes:
        fund: the year it was approved from; none while it waits.
        rule: the version of the rule that computed it.
        lane, grade, fixed, benefit: what the rule looked at, as it was then.
        section: of the idea.
    """

    kind = models.CharField(max_length=10)
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="awards")
    adoption = models.ForeignKey(
        Adoption, null=True, blank=True, on_delete=models.PROTECT, related_name="awards"
    )
    section = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    rule = models.ForeignKey(Rule, on_delete=models.PROTECT, related_name="+")
    lane = models.CharField(max_length=10)
    grade = models.CharField(max_length=10, blank=True)
    fixed = models.DecimalField(max_digits=10, decimal_places=2, default=0)
    benefit = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    state = models.CharField(max_length=10, default=awards.PROPOSED)
    fund = models.ForeignKey(
        FundYear, null=True, blank=True, on_delete=models.PROTECT, related_name="awards"
    )
    payroll = models.ForeignKey(
        Payroll, null=True, blank=True, on_delete=models.PROTECT, related_name="awards"
    )
    proposed_on = models.DateField()
    approved_on = models.DateField(null=True, blank=True)
    approved_by = models.CharField(max_length=150, blank=True)
    paid_on = models.DateField(null=True, blank=True)
    void_on = models.DateField(null=True, blank=True)
    void_words = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-proposed_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal"],
                condition=Q(adoption=None) & ~Q(state=awards.VOID),
                name="rewards_award_once_an_idea",
            ),
            # Also when an earlier one is void: who confirms twice earns once.
            models.UniqueConstraint(
                fields=["adoption"],
                condition=Q(adoption__isnull=False),
                name="rewards_royalty_once_an_adoption",
            ),
            models.CheckConstraint(
                name="rewards_award_kind_known",
                condition=Q(kind__in=awards.LANES, adoption=None)
                | Q(kind=awards.ROYALTY, adoption__isnull=False),
            ),
            models.CheckConstraint(name="rewards_award_of_something", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="rewards_award_stands_as_its_state_says",
                condition=Q(
                    state=awards.PROPOSED, fund=None, payroll=None, paid_on=None, void_on=None
                )
                | Q(
                    state=awards.APPROVED,
                    fund__isnull=False,
                    payroll=None,
                    paid_on=None,
                    void_on=None,
                )
                | Q(
                    state=awards.EXPORTED,
                    fund__isnull=False,
                    payroll__isnull=False,
                    paid_on=None,
                    void_on=None,
                )
                | Q(
                    state=awards.PAID,
                    fund__isnull=False,
                    payroll__isnull=False,
                    paid_on__isnull=False,
                    void_on=None,
                )
                | Q(state=awards.VOID, payroll=None, paid_on=None, void_on__isnull=False),
            ),
            models.CheckConstraint(
                name="rewards_award_paid_after_approval",
                condition=Q(paid_on=None) | Q(paid_on__gte=F("approved_on")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["workspace", "proposed_on", "id"],
                condition=Q(state=awards.PROPOSED),
                name="rewards_award_queue",
            ),
            models.Index(
                fields=["workspace", "state", "-proposed_on", "-id"], name="rewards_award_by_state"
            ),
            models.Index(fields=["fund", "paid_on"], name="rewards_award_of_fund"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        return f"R{self.pk:06d}"

    @property
    def key(self) -> str:
        """Under which the ledger holds its money back."""
        return f"award:{self.pk}"

    @property
    def awaits_check(self) -> bool:
        """Whether the idea was drawn to be looked at again, and nobody has done so yet."""
        return self.proposal.is_sampled and self.proposal.sampled_on is None

    def facts(self) -> awards.Facts:
        """Return what the rule looked at."""
        return awards.Facts(self.lane, self.grade, self.fixed, self.benefit)

    def computed(self) -> awards.Computed:
        """Return the sum, done again by its version of the rule; the rule is at hand."""
        by = awards.royalty if self.kind == awards.ROYALTY else awards.award
        return by(self.rule.read(), self.facts())

    def get_absolute_url(self) -> str:
        return reverse("rewards:award", args=[self.pk])


class Part(WorkspaceRow):
    """One author's part of an award; all of one add up to it exactly."""

    award = models.ForeignKey(Award, on_delete=models.CASCADE, related_name="parts")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    share = models.DecimalField(max_digits=7, decimal_places=6)
    amount = models.DecimalField(max_digits=12, decimal_places=2)

    class Meta:
        ordering = ["-amount", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["award", "worker"], name="rewards_part_once"),
            models.CheckConstraint(name="rewards_part_of_something", condition=Q(amount__gte=0)),
        ]
        indexes = [models.Index(fields=["worker", "award"], name="rewards_part_of_worker")]

    def __str__(self) -> str:
        return f"{self.worker}: {self.amount}"
