"""What rewards are paid from, year by year, and the rule by which they are computed."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from yuandu.kernel.ledger.models import DIGITS, Account
from yuandu.kernel.ledger.rules import FINEST
from yuandu.kernel.workspaces.models import WorkspaceRow
from yuandu.mechanisms.rewards.rules.terms import Terms, read

FIRST_YEAR, LAST_YEAR = 2000, 2100


class Rule(WorkspaceRow):
    """A version of the published reward rule; never changed, a later version takes over.

    Attributes:
        number: 1, 2, 3 …; awards name it.
        terms: see `rules.terms.stored`.
        from_on: the first day on which awards are proposed by it.
        note: what it changes, and who decided that.
    """

    MAY_CHANGE = ()  # see `audit.grants`

    number = models.PositiveSmallIntegerField()
    terms = models.JSONField()
    from_on = models.DateField()
    note = models.CharField(max_length=300, blank=True)
    published_by = models.CharField(max_length=150)
    published_on = models.DateField()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["workspace", "number"], name="rewards_rule_once"),
            models.UniqueConstraint(fields=["workspace", "from_on"], name="rewards_rule_of_day"),
        ]

    def __str__(self) -> str:
        return str(self.number)

    def read(self) -> Terms:
        return read(self.terms)


class FundYear(WorkspaceRow):
    """The reward fund of a year; its money lies in the ledger.

    Attributes:
        budget: what is left; what approved awards hold back is still part of it.
        paid: what was paid out.
        granted: all that was put in; `returned`: what went back when the year was closed.
    """

    year = models.PositiveSmallIntegerField()
    budget = models.OneToOneField(Account, on_delete=models.PROTECT, related_name="+")
    paid = models.OneToOneField(Account, on_delete=models.PROTECT, related_name="+")
    granted = models.DecimalField(max_digits=DIGITS, decimal_places=FINEST, default=0)
    returned = models.DecimalField(max_digits=DIGITS, decimal_places=FINEST, default=0)
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(fields=["workspace", "year"], name="rewards_fund_once"),
            models.CheckConstraint(
                name="rewards_fund_of_a_year",
                condition=Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR),
            ),
            models.CheckConstraint(
                name="rewards_fund_returns_no_more_than_granted",
                condition=Q(returned__gte=0, returned__lte=F("granted")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.year)

    @property
    def reserved(self) -> Decimal:
        return self.budget.reserved

    @property
    def free(self) -> Decimal:
        return self.budget.free

    @property
    def spent(self) -> Decimal:
        return self.paid.balance

    def get_absolute_url(self) -> str:
        return reverse("rewards:fund", args=[self.year])
