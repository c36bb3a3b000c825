"""The register of shares: classes, holders, what they hold, and how it came about.

Shares are counted in the ledger: each `Holding` is an account there, and a holding is nothing
but the sum of its entries. `ShareTransaction` says why an entry was made, at what price and by
which resolution; `Certificate` is the paper (出资证明书) that shows the shares of one lot.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from yuandu.kernel.ledger.models import Account, Transfer
from yuandu.kernel.registry.models import Named
from yuandu.kernel.workspaces.models import WorkspaceRow
from yuandu.mechanisms.equity import rules
from yuandu.mechanisms.workforce.models import Worker


class Charter(WorkspaceRow):
    """What kind of company it is; its row is locked by whoever changes the register.

    Attributes:
        code: its unified social credit code.
        certificates: how many were numbered so far.
        transactions: how many were numbered so far.
    """

    class Form(models.TextChoices):
        LIMITED = rules.LIMITED, pgettext_lazy("form of a company", "Limited liability company")
        JOINT_STOCK = rules.JOINT_STOCK, pgettext_lazy("form of a company", "Joint-stock company")

    form = models.CharField(max_length=20, choices=Form.choices)
    legal_name = models.CharField(max_length=200)
    code = models.CharField(max_length=18, blank=True)
    founded_on = models.DateField()
    certificates = models.PositiveIntegerField(default=0)
    transactions = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace"], name="equity_charter_once"),
            models.CheckConstraint(
                name="equity_charter_form_known", condition=Q(form__in=list(rules.REGISTERED))
            ),
        ]

    def __str__(self) -> str:
        return self.legal_name


class ShareClass(Named):
    """A class of shares.

    Attributes:
        authorised: the most shares there may be; none: the charter names no number.
    """

    code = models.CharField(max_length=10)
    par_value = models.DecimalField(max_digits=14, decimal_places=4)
    votes_per_share = models.DecimalField(max_digits=8, decimal_places=2, default=1)
    authorised = models.BigIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["workspace", "code"], name="equity_class_code_once"),
            models.CheckConstraint(
                name="equity_class_numbers_make_sense",
                condition=Q(par_value__gt=0, votes_per_share__gte=0)
                & (Q(authorised=None) | Q(authorised__gt=0)),
            ),
        ]


class Holder(WorkspaceRow):
    """Who holds shares: a worker who is a partner, somebody outside, or a holding vehicle.

    Attributes:
        number: in the register of shareholders.
        form: of a vehicle.
        basis: of a staff plan, by which document it is one in the sense of the law.
        code: of an institution or a vehicle, its unified social credit code.
    """

    class Kind(models.TextChoices):
        WORKER = "worker", pgettext_lazy("kind of shareholder", "Worker-partner")
        OUTSIDE = "outside", pgettext_lazy("kind of shareholder", "Outside holder")
        VEHICLE = "vehicle", pgettext_lazy("kind of shareholder", "Holding vehicle")

    class Form(models.TextChoices):
        PARTNERSHIP = rules.PARTNERSHIP, pgettext_lazy("holding vehicle", "Limited partnership")
        COMPANY = rules.COMPANY, pgettext_lazy("holding vehicle", "Holding company")
        PLAN = rules.PLAN, pgettext_lazy("holding vehicle", "Employee stock ownership plan")

    number = models.CharField(max_length=20)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    name = models.CharField(max_length=100)
    worker = models.ForeignKey(
        Worker, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    form = models.CharField(max_length=20, choices=Form.choices, blank=True)
    basis = models.CharField(max_length=200, blank=True)
    is_institution = models.BooleanField(default=False)
    code = models.CharField(max_length=18, blank=True)
    entered_on = models.DateField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "number"], name="equity_holder_number_once"
            ),
            models.UniqueConstraint(
                fields=["workspace", "worker"],
                condition=Q(worker__isnull=False),
                name="equity_holder_worker_once",
            ),
            models.UniqueConstraint(
                fields=["workspace", "user"],
                condition=Q(user__isnull=False),
                name="equity_holder_account_once",
            ),
            models.CheckConstraint(
                name="equity_holder_is_what_its_kind_says",
                condition=Q(kind="worker", worker__isnull=False, user=None, form="")
                | Q(kind="outside", worker=None, form="")
                | Q(kind="vehicle", worker=None, form__in=list(rules.OF_VEHICLE)),
            ),
            models.CheckConstraint(
                name="equity_plan_has_a_basis", condition=~Q(form=rules.PLAN) | ~Q(basis="")
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("equity:holder", args=[self.pk])


class Holding(WorkspaceRow):
    """A place where shares of a class lie: with a holder, directly or through a vehicle."""

    share_class = models.ForeignKey(ShareClass, on_delete=models.PROTECT, related_name="holdings")
    holder = models.ForeignKey(Holder, on_delete=models.PROTECT, related_name="holdings")
    vehicle = models.ForeignKey(
        Holder, null=True, blank=True, on_delete=models.PROTECT, related_name="behind"
    )
    account = models.OneToOneField(Account, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["holder__number", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["share_class", "holder", "vehicle"],
                nulls_distinct=False,
                name="equity_holding_once",
            ),
            models.CheckConstraint(
                name="equity_no_vehicle_holds_through_itself",
                condition=Q(vehicle=None) | ~Q(vehicle=F("holder")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.holder} · {self.share_class}"


class PriceRule(WorkspaceRow):
    """A version of the rule for the price of a share, as published; see `rules.Terms`."""

    MAY_CHANGE = ()

    version = models.PositiveSmallIntegerField()
    from_on = models.DateField()
    admit_factor = models.DecimalField(max_digits=6, decimal_places=4)
    exit_factor = models.DecimalField(max_digits=6, decimal_places=4)
    floor = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    words = models.CharField(max_length=1000)
    resolution = models.CharField(max_length=100)
    published_by = models.CharField(max_length=150)

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "version"], name="equity_rule_version_once"
            ),
            models.CheckConstraint(
                name="equity_rule_factors_above_zero",
                condition=Q(admit_factor__gt=0, exit_factor__gt=0, floor__gte=0),
            ),
        ]

    def __str__(self) -> str:
        return f"v{self.version}"


class AuditedYear(WorkspaceRow):
    """What the audited balance sheet of a year says: net assets, and the shares they stand for."""

    MAY_CHANGE = ()

    year = models.PositiveSmallIntegerField()
    net_assets = models.DecimalField(max_digits=20, decimal_places=2)
    shares = models.BigIntegerField()
    auditor = models.CharField(max_length=100)
    report = models.CharField(max_length=100)
    signed_on = models.DateField()

    class Meta:
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(fields=["workspace", "year"], name="equity_audited_year_once"),
            models.CheckConstraint(
                name="equity_audited_shares_above_zero", condition=Q(shares__gt=0)
            ),
        ]

    def __str__(self) -> str:
        return str(self.year)


class ShareTransaction(WorkspaceRow):
    """A change of the register: its entry in the ledger, and why it was made.

    Attributes:
        source, target: who gives and who takes; the company itself where it is none.
        price: of a share; none where nothing is paid.
        resolution: by which resolution (决议), in its own number.
    """

    MAY_CHANGE = ("state", "decided_on", "decided_by")

    class Kind(models.TextChoices):
        ISSUE = rules.ISSUE, pgettext_lazy("share transaction", "Issue")
        GRANT = rules.GRANT, pgettext_lazy("share transaction", "Grant of bought-back shares")
        TRANSFER = rules.TRANSFER, pgettext_lazy("share transaction", "Transfer")
        REPURCHASE = rules.REPURCHASE, pgettext_lazy("share transaction", "Repurchase")
        CANCEL = rules.CANCEL, pgettext_lazy("share transaction", "Cancellation")
        RETIRE = rules.RETIRE, pgettext_lazy("share transaction", "Retirement")

    class State(models.TextChoices):
        PENDING = "pending", pgettext_lazy("share transaction", "Held back")
        POSTED = "posted", pgettext_lazy("share transaction", "Registered")
        VOIDED = "voided", pgettext_lazy("share transaction", "Released")

    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=Kind.choices)
    state = models.CharField(max_length=10, choices=State.choices)
    share_class = models.ForeignKey(ShareClass, on_delete=models.PROTECT, related_name="+")
    source = models.ForeignKey(
        Holding, null=True, blank=True, on_delete=models.PROTECT, related_name="given"
    )
    target = models.ForeignKey(
        Holding, null=True, blank=True, on_delete=models.PROTECT, related_name="taken"
    )
    quantity = models.BigIntegerField()
    price = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    price_rule = models.ForeignKey(
        PriceRule, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    on = models.DateField()
    reason = models.CharField(max_length=200)
    resolution = models.CharField(max_length=100, blank=True)
    transfer = models.OneToOneField(Transfer, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=80)
    by_label = models.CharField(max_length=150)
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.CharField(max_length=150, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "number"], name="equity_transaction_number_once"
            ),
            models.UniqueConstraint(
                fields=["workspace", "key"], name="equity_transaction_key_once"
            ),
            models.CheckConstraint(
                name="equity_transaction_of_something", condition=Q(quantity__gt=0)
            ),
            models.CheckConstraint(
                name="equity_transaction_price_not_below_zero",
                condition=Q(price=None) | Q(price__gte=0),
            ),
            models.CheckConstraint(
                name="equity_transaction_between_whom_its_kind_says",
                condition=Q(kind__in=["issue", "grant"], source=None, target__isnull=False)
                | Q(kind="transfer", source__isnull=False, target__isnull=False)
                | Q(kind__in=["repurchase", "cancel"], source__isnull=False, target=None)
                | Q(kind="retire", source=None, target=None),
            ),
        ]
        indexes = [models.Index(fields=["workspace", "on"], name="equity_transaction_by_day")]

    def __str__(self) -> str:
        return f"{self.number:05d}"

    def get_absolute_url(self) -> str:
        return reverse("equity:transaction", args=[self.pk])

    @property
    def total(self) -> object:
        """What is paid in all."""
        return None if self.price is None else self.price * self.quantity


class Certificate(WorkspaceRow):
    """A certificate of shares; the open ones of a holding add up to what it holds.

    Attributes:
        handed_on: the day on which the holder signed for the paper.
    """

    MAY_CHANGE = ("closed_by_id", "handed_on")

    number = models.PositiveIntegerField()
    holding = models.ForeignKey(Holding, on_delete=models.PROTECT, related_name="certificates")
    quantity = models.BigIntegerField()
    made_by = models.ForeignKey(ShareTransaction, on_delete=models.PROTECT, related_name="made")
    # The certificate whose shares these were: the rest of it, or what was transferred of it.
    origin = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    closed_by = models.ForeignKey(
        ShareTransaction, null=True, blank=True, on_delete=models.PROTECT, related_name="closed"
    )
    issued_on = models.DateField()
    handed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "number"], name="equity_certificate_number_once"
            ),
            models.CheckConstraint(
                name="equity_certificate_of_something", condition=Q(quantity__gt=0)
            ),
        ]
        indexes = [
            models.Index(
                fields=["holding", "number"],
                condition=Q(closed_by=None),
                name="equity_certificate_open",
            )
        ]

    def __str__(self) -> str:
        return f"{self.issued_on.year}-{self.number:05d}"

    @property
    def is_balance(self) -> bool:
        """Whether it shows what was left of another certificate, in the same hands."""
        return self.origin is not None and self.origin.holding_id == self.holding_id
