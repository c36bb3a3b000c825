"""Settlement slips with their lines, and the money that came before: deposits and advances."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from yuandu.kernel.registry.models import Party
from yuandu.kernel.workspaces.models import WorkspaceRow
from yuandu.mechanisms.flowers.models import Grade
from yuandu.mechanisms.orders.models import Promise
from yuandu.mechanisms.settlements.models.batches import Batch
from yuandu.mechanisms.settlements.models.claims import Dispute
from yuandu.mechanisms.settlements.rules import slips, states


class Deposit(WorkspaceRow):
    """What a buyer paid on a promise beforehand (定金); the grower has it.

    Attributes:
        key: of the form; sent twice it is paid once.
    """

    promise = models.ForeignKey(Promise, on_delete=models.PROTECT, related_name="deposits")
    key = models.UUIDField()
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    paid_on = models.DateField()
    paid_by = models.CharField(max_length=150)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["promise", "key"], name="deposit_once"),
            models.CheckConstraint(name="deposit_of_something", condition=Q(amount__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.promise_id}: {self.amount}"


class Advance(WorkspaceRow):
    """Seedlings, pots or substrate that a grower got and pays from what is delivered."""

    grower = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    key = models.UUIDField()
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    words = models.CharField(max_length=200)
    given_on = models.DateField()
    given_by = models.CharField(max_length=150)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace", "key"], name="advance_once"),
            models.CheckConstraint(
                name="advance_of_something", condition=Q(amount__gt=0) & ~Q(words="")
            ),
        ]

    def __str__(self) -> str:
        return self.words


class Settlement(WorkspaceRow):
    """A grower's settlement slip (结算单): of a batch, or of what a dispute awarded.

    Two legs lie in the books: the buyer pays `due` to the pool, the pool pays `net` to the
    grower. Each is reserved, then posted or, where a bank refuses it, voided.

    Attributes:
        gross: what was sold.
        taken: what came off, the deposit included.
        carried: what could not be taken and is owed on.
        due: what the buyer pays for it: all but the deposit.
        buyer_due_on, basis: the buyer's day to pay, and what sets it.
        pay_on: the day by which the grower gets it.
        sale_attempt, purchase_attempt: how often each leg was asked for.
        words: why a bank refused.
        reminded_on: the last day the buyer was reminded.
    """

    class Kind(models.TextChoices):
        DELIVERY = "delivery", pgettext_lazy("kind of a slip", "Delivery")
        CORRECTION = "correction", pgettext_lazy("kind of a slip", "Correction after a dispute")

    class State(models.TextChoices):
        ISSUED = states.ISSUED, pgettext_lazy("state of a slip", "Waiting for the buyer")
        REFUSED = states.REFUSED, pgettext_lazy("state of a slip", "Buyer’s payment refused")
        FUNDED = states.FUNDED, pgettext_lazy("state of a slip", "On the way to the grower")
        BOUNCED = states.BOUNCED, pgettext_lazy("state of a slip", "Grower’s bank refused")
        PAID = states.PAID, pgettext_lazy("state of a slip", "Paid")

    class Basis(models.TextChoices):
        LAW = "law", pgettext_lazy("what sets a day to pay", "the law’s 60 days")
        CONTRACT = "contract", pgettext_lazy("what sets a day to pay", "the contract’s day")
        DELIVERY = "delivery", pgettext_lazy("what sets a day to pay", "on delivery")

    kind = models.CharField(max_length=10, choices=Kind, default=Kind.DELIVERY)
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="slips")
    dispute = models.OneToOneField(
        Dispute, null=True, blank=True, on_delete=models.PROTECT, related_name="slip"
    )
    grower = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    buyer = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.ISSUED)
    quantity = models.PositiveIntegerField()  # pots that were taken
    gross = models.DecimalField(max_digits=14, decimal_places=2)
    taken = models.DecimalField(max_digits=14, decimal_places=2)
    net = models.DecimalField(max_digits=14, decimal_places=2)
    carried = models.DecimalField(max_digits=14, decimal_places=2)
    due = models.DecimalField(max_digits=14, decimal_places=2)
    delivered_on = models.DateField()
    issued_on = models.DateField()
    issued_by = models.CharField(max_length=150)
    buyer_due_on = models.DateField()
    basis = models.CharField(max_length=10, choices=Basis)
    pay_on = models.DateField()
    sale_attempt = models.PositiveSmallIntegerField(default=1)
    purchase_attempt = models.PositiveSmallIntegerField(default=1)
    funded_on = models.DateField(null=True, blank=True)
    paid_on = models.DateField(null=True, blank=True)
    words = models.CharField(max_length=200, blank=True)
    reminded_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-issued_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["batch"], condition=Q(kind="delivery"), name="slip_of_a_batch_once"
            ),
            models.CheckConstraint(
                name="slip_adds_up",
                condition=Q(gross=F("net") + F("taken"), due__lte=F("gross"), net__lte=F("due")),
            ),
            models.CheckConstraint(
                name="slip_never_negative",
                condition=Q(gross__gte=0, taken__gte=0, net__gte=0, carried__gte=0, due__gte=0),
            ),
            models.CheckConstraint(
                name="slip_state_known",
                condition=Q(state__in=states.SLIP_STATES),
            ),
            models.CheckConstraint(
                name="slip_paid_on_a_day",
                condition=Q(state=states.PAID, paid_on__isnull=False)
                | (~Q(state=states.PAID) & Q(paid_on=None)),
            ),
            models.CheckConstraint(
                name="slip_funded_on_a_day",
                condition=Q(state__in=(states.ISSUED, states.REFUSED), funded_on=None)
                | Q(
                    state__in=(states.FUNDED, states.BOUNCED, states.PAID), funded_on__isnull=False
                ),
            ),
            models.CheckConstraint(
                name="slip_corrects_for_a_dispute",
                condition=Q(kind="delivery", dispute=None)
                | Q(kind="correction", dispute__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["workspace", "state", "buyer_due_on"], name="slip_by_state"),
            models.Index(fields=["grower", "-issued_on"], name="slip_of_grower"),
            models.Index(fields=["buyer", "-issued_on"], name="slip_of_buyer"),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("settlements:slip", args=[self.pk])

    @property
    def number(self) -> str:
        return f"JS{self.issued_on:%Y}-{self.pk:06d}"


class Line(WorkspaceRow):
    """Pots of one grade on a slip, or what a dispute awarded."""

    slip = models.ForeignKey(Settlement, on_delete=models.CASCADE, related_name="lines")
    grade = models.CharField(max_length=10, choices=Grade, blank=True)  # none: an award
    quantity = models.PositiveIntegerField()
    price = models.DecimalField(max_digits=12, decimal_places=2)
    amount = models.DecimalField(max_digits=14, decimal_places=2)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="line_multiplies",
                condition=Q(grade="") | Q(amount=F("quantity") * F("price")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.slip_id} {self.grade}"


class Deduction(WorkspaceRow):
    """What comes off on a slip: what was wanted, and what could be taken."""

    class Code(models.TextChoices):
        DEPOSIT = slips.DEPOSIT, pgettext_lazy("what comes off", "Deposit paid before")
        TRANSPORT = slips.TRANSPORT, pgettext_lazy("what comes off", "Transport")
        GRADING = slips.GRADING, pgettext_lazy("what comes off", "Grading")
        MARGIN = slips.MARGIN, pgettext_lazy("what comes off", "Cooperative’s margin")
        INPUTS = slips.INPUTS, pgettext_lazy("what comes off", "Seedlings and material advanced")
        CARRIED = slips.CARRIED, pgettext_lazy("what comes off", "Carried from earlier slips")

    slip = models.ForeignKey(Settlement, on_delete=models.CASCADE, related_name="deductions")
    code = models.CharField(max_length=10, choices=Code)
    wanted = models.DecimalField(max_digits=14, decimal_places=2)
    taken = models.DecimalField(max_digits=14, decimal_places=2)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["slip", "code"], name="deduction_once"),
            models.CheckConstraint(
                name="deduction_within_what_is_wanted",
                condition=Q(wanted__gt=0, taken__gte=0, taken__lte=F("wanted")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.slip_id} {self.code}"

    @property
    def left(self) -> object:
        return self.wanted - self.taken
