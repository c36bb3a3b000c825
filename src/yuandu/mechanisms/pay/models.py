"""What people are paid, what the adjustment rule made of it, and what local peers pay.

Slips come from payroll and are never entered here; one is read by the worker it is of, and by
payroll. Everybody else reads sums and distributions.
"""

from django.db import models
from django.db.models import F, Q

from yuandu.kernel.registry.models import Division
from yuandu.kernel.workspaces.models import WorkspaceRow
from yuandu.mechanisms.pay import rules
from yuandu.mechanisms.workforce.models import Worker

DRAFT, SIMULATED, IN_FORCE, REPLACED = "draft", "simulated", "in_force", "replaced"


def _yuan() -> models.DecimalField:
    return models.DecimalField(max_digits=12, decimal_places=2)


class Slip(WorkspaceRow):
    """Gross pay due (应发工资) of a worker for a month, as payroll settled it.

    Attributes:
        section, is_frontline: as they were in that month.
        band: the base band that `base` is of.
        adjustment: by the rule in force; other: overtime, allowances, bonuses and deductions.
    """

    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    month = models.DateField()  # its first day
    section = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    is_frontline = models.BooleanField()
    band = models.CharField(max_length=20)
    base = _yuan()
    adjustment = _yuan()
    other = _yuan()
    gross = _yuan()

    class Meta:
        ordering = ["-month", "worker"]
        constraints = [
            models.UniqueConstraint(fields=["worker", "month"], name="pay_slip_once_a_month"),
            models.CheckConstraint(name="pay_slip_month_is_whole", condition=Q(month__day=1)),
            models.CheckConstraint(
                name="pay_slip_adds_up",
                condition=Q(gross=F("base") + F("adjustment") + F("other")),
            ),
            models.CheckConstraint(
                name="pay_slip_not_negative", condition=Q(gross__gte=0, base__gte=0)
            ),
        ]
        indexes = [models.Index(fields=["workspace", "month", "worker"], name="pay_slip_of_month")]

    def __str__(self) -> str:
        return f"{self.worker_id}: {self.month:%Y-%m}"


class MonthTotal(WorkspaceRow):
    """What a month's slips come to: kept, so that nobody adds up half a million to read it.

    Attributes:
        frontline_highest: the highest gross pay due of a single worker on the shop floor.
        told_on: when somebody was told that the promise is not kept in it.
    """

    month = models.DateField()
    people = models.PositiveIntegerField()
    gross = models.DecimalField(max_digits=16, decimal_places=2)
    frontline_people = models.PositiveIntegerField()
    frontline_highest = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    told_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["month"]
        constraints = [
            models.UniqueConstraint(fields=["workspace", "month"], name="pay_total_once_a_month"),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"


class Points(WorkspaceRow):
    """What a worker was given for a factor in a quarter, and from where it comes."""

    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    quarter = models.DateField()  # its first day
    factor = models.CharField(max_length=20)
    points = models.DecimalField(max_digits=5, decimal_places=2)
    source = models.CharField(max_length=200)

    class Meta:
        ordering = ["quarter", "worker", "factor"]
        verbose_name_plural = "points"
        constraints = [
            models.UniqueConstraint(
                fields=["worker", "quarter", "factor"], name="pay_points_given_once"
            ),
            models.CheckConstraint(
                name="pay_points_of_a_factor", condition=Q(factor__in=rules.FACTORS)
            ),
            models.CheckConstraint(
                name="pay_points_of_a_hundred", condition=Q(points__gte=0, points__lte=100)
            ),
            models.CheckConstraint(
                name="pay_points_of_a_quarter",
                condition=Q(quarter__day=1, quarter__month__in=(1, 4, 7, 10)),
            ),
        ]
        indexes = [models.Index(fields=["workspace", "quarter"], name="pay_points_of_quarter")]

    def __str__(self) -> str:
        return f"{self.worker_id}: {self.factor} {self.quarter}"


class Rule(WorkspaceRow):
    """A version of the adjustment rule; everybody in the company reads those that were in force.

    Attributes:
        quarter: whose points it takes.
        simulation: what it would cost and who would move, as it was worked out; see `telling`.
        asked: what all together ask for, once in force; scales everybody's adjustment.
    """

    number = models.PositiveIntegerField()
    name = models.CharField(max_length=100)
    words = models.CharField(max_length=1000, blank=True)
    results = models.DecimalField(max_digits=5, decimal_places=4)
    contribution = models.DecimalField(max_digits=5, decimal_places=4)
    differentiation = models.DecimalField(max_digits=5, decimal_places=4)
    most_share = models.DecimalField(max_digits=5, decimal_places=4)
    budget = models.DecimalField(max_digits=14, decimal_places=2)  # yuan a month
    quarter = models.DateField()
    state = models.CharField(max_length=20, default=DRAFT)
    simulation = models.JSONField(null=True, blank=True)
    asked = models.DecimalField(max_digits=16, decimal_places=2, null=True, blank=True)
    in_force_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)  # from this day another one holds

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["workspace", "number"], name="pay_rule_number_once"),
            models.UniqueConstraint(
                fields=["workspace"],
                condition=Q(state=IN_FORCE),
                name="pay_rule_one_in_force",
            ),
            models.CheckConstraint(
                name="pay_rule_state_known",
                condition=Q(state__in=(DRAFT, SIMULATED, IN_FORCE, REPLACED)),
            ),
            models.CheckConstraint(
                name="pay_rule_weights_sum_to_one",
                condition=Q(results=1 - F("contribution") - F("differentiation")),
            ),
            models.CheckConstraint(
                name="pay_rule_in_force_is_worked_out",
                condition=Q(state__in=(DRAFT, SIMULATED))
                | Q(asked__isnull=False, in_force_on__isnull=False, simulation__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def terms(self) -> rules.Terms:
        weights = {factor: getattr(self, factor) for factor in rules.FACTORS}
        return rules.Terms(weights, self.most_share, self.budget)


class Adjustment(WorkspaceRow):
    """What a rule in force gives a worker, with what it was worked out from; never changed."""

    rule = models.ForeignKey(Rule, on_delete=models.PROTECT, related_name="adjustments")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    base = _yuan()
    results = models.DecimalField(max_digits=5, decimal_places=2)
    contribution = models.DecimalField(max_digits=5, decimal_places=2)
    differentiation = models.DecimalField(max_digits=5, decimal_places=2)
    amount = _yuan()  # a month

    class Meta:
        ordering = ["rule", "worker"]
        constraints = [
            models.UniqueConstraint(fields=["rule", "worker"], name="pay_adjustment_once"),
            models.CheckConstraint(name="pay_adjustment_not_negative", condition=Q(amount__gte=0)),
        ]
        indexes = [models.Index(fields=["worker", "rule"], name="pay_adjustment_of_worker")]

    def __str__(self) -> str:
        return f"{self.worker_id}: {self.rule_id}"

    @property
    def facts(self) -> rules.Facts:
        points = {factor: getattr(self, factor) for factor in rules.FACTORS}
        return rules.Facts(self.worker_id, self.base, points)


class PeerGroup(WorkspaceRow):
    """Whom the company holds its pay against: an industry in an area.

    Attributes:
        promised_share: the fraction above it that was promised.
        counts: whether the promise is held against it; of one at a time.
    """

    industry = models.CharField(max_length=100)
    area = models.CharField(max_length=100)
    promised_share = models.DecimalField(max_digits=5, decimal_places=4)
    counts = models.BooleanField(default=False)

    class Meta:
        ordering = ["-counts", "industry", "area"]
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "industry", "area"], name="pay_peer_group_once"
            ),
            models.UniqueConstraint(
                fields=["workspace"], condition=Q(counts=True), name="pay_peer_group_one_counts"
            ),
            models.CheckConstraint(
                name="pay_peer_group_promise_sensible",
                condition=Q(promised_share__gte=0, promised_share__lte=2),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area} · {self.industry}"


class Benchmark(WorkspaceRow):
    """What an industry of an area paid in a month on average, with where that is printed."""

    group = models.ForeignKey(PeerGroup, on_delete=models.PROTECT, related_name="benchmarks")
    month = models.DateField()
    amount = _yuan()
    source = models.CharField(max_length=200)
    issued_on = models.DateField()

    class Meta:
        ordering = ["group", "month"]
        constraints = [
            models.UniqueConstraint(fields=["group", "month"], name="pay_benchmark_once_a_month"),
            models.CheckConstraint(name="pay_benchmark_of_a_month", condition=Q(month__day=1)),
            models.CheckConstraint(name="pay_benchmark_above_zero", condition=Q(amount__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.group_id}: {self.month:%Y-%m}"
