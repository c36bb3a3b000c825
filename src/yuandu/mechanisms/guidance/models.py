"""What households declare in private, and what each was advised to plant.

Nobody but a household and its helper reads its rows; others see sums, and those only where at
least a minimum group stands behind each.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from yuandu.kernel.registry.models import Party
from yuandu.kernel.workspaces.models import WorkspaceRow
from yuandu.mechanisms.flowers.models import Kind


class Caution(models.TextChoices):
    """How much a bad year counts."""

    BOLD = "bold", pgettext_lazy("caution", "I can bear a bad year")
    EVEN = "even", pgettext_lazy("caution", "Somewhere in between")
    WARY = "wary", pgettext_lazy("caution", "A bad year would hurt")


class Reason(models.TextChoices):
    """Why so much of a kind; the codes of `engines.planning.telling`."""

    BEST = (
        "best",
        pgettext_lazy("reason", "earns most on your beds, with what everybody plants counted in"),
    )
    TO_THE_LIMIT = "to-the-limit", pgettext_lazy("reason", "earns well, up to the limit you set")
    NO_ROOM = "no-room", pgettext_lazy("reason", "you gave it no area")
    LOSS = "loss", pgettext_lazy("reason", "costs more than it earns, even at usual prices")
    CROWDED = "crowded", pgettext_lazy("reason", "too many plant it: it would no longer pay")
    RISK = (
        "risk",
        pgettext_lazy("reason", "pays on average, but a bad year would cost you too much"),
    )
    OUTDONE = "outdone", pgettext_lazy("reason", "would pay, but others pay better on your beds")


class IdleReason(models.TextChoices):
    NONE = "", ""
    NOTHING_PAYS = "nothing-pays", pgettext_lazy("reason", "nothing you can grow pays now")
    CASH = "cash", pgettext_lazy("reason", "the money for planting is spent")
    LIMITS = "limits", pgettext_lazy("reason", "everything that pays is planted up to your limits")


class Holding(WorkspaceRow):
    """A household's beds and the money it can put into them within a year."""

    household = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    area = models.PositiveIntegerField()  # m²
    cash = models.PositiveIntegerField()  # yuan
    caution = models.CharField(max_length=10, choices=Caution, default=Caution.EVEN)
    declared_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["household"], name="guidance_holding_once"),
            models.CheckConstraint(name="guidance_holding_has_beds", condition=Q(area__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.household_id}"


class Growable(WorkspaceRow):
    """A kind that a household can grow: units and yuan for a m², and at most so many m²."""

    holding = models.ForeignKey(Holding, on_delete=models.CASCADE, related_name="growables")
    kind = models.ForeignKey(Kind, on_delete=models.PROTECT, related_name="+")
    density = models.DecimalField(max_digits=7, decimal_places=1)  # units a m² and planting
    cost = models.DecimalField(max_digits=9, decimal_places=2)  # yuan a m² and planting
    most = models.PositiveIntegerField(null=True, blank=True)  # m²; empty: all beds

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["holding", "kind"], name="guidance_growable_once"),
            models.CheckConstraint(
                name="guidance_growable_numbers", condition=Q(density__gt=0, cost__gte=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.holding_id} {self.kind_id}"


class Intention(WorkspaceRow):
    """What a household means to plant, and from when."""

    household = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    kind = models.ForeignKey(Kind, on_delete=models.PROTECT, related_name="+")
    area = models.PositiveIntegerField()  # m²
    units = models.PositiveIntegerField()  # that come of it
    plant_on = models.DateField()
    sell_on = models.DateField()  # by the kind's weeks
    declared_on = models.DateField()
    is_open = models.BooleanField(default=True)

    class Meta:
        ordering = ["plant_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["household", "kind", "plant_on"],
                condition=Q(is_open=True),
                name="guidance_intention_once",
            ),
            models.CheckConstraint(name="guidance_intention_has_area", condition=Q(area__gte=1)),
        ]
        indexes = [models.Index(fields=["workspace", "sell_on"], name="guidance_intention_by_sale")]

    def __str__(self) -> str:
        return f"{self.household_id} {self.kind_id} {self.plant_on}"


class Round(WorkspaceRow):
    """One run of the planner over all households, and how it came about.

    Attributes:
        kinds_asked: how many kinds were planned with; the prices of `kinds_foretold` of them
            centre on forecasts that knew everything up to `known_to`.
    """

    made_on = models.DateField()
    households = models.PositiveIntegerField()
    seed = models.PositiveIntegerField()
    passes = models.PositiveSmallIntegerField()
    scenarios = models.PositiveIntegerField()
    first_week, last_week = models.DateField(), models.DateField()  # of the prices it read
    kinds_asked = models.PositiveIntegerField()
    kinds_foretold = models.PositiveIntegerField()
    known_to = models.DateField(null=True, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.made_on}"


class RoundKind(WorkspaceRow):
    """What a round's plans do to a kind: usual and planned supply of a year, price factor."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="kinds")
    kind = models.ForeignKey(Kind, on_delete=models.PROTECT, related_name="+")
    households = models.PositiveIntegerField()  # who are advised to plant it
    usual = models.FloatField()
    supply = models.FloatField()
    factor = models.FloatField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.round_id} {self.kind_id}"


class Plan(WorkspaceRow):
    """What a household was advised: yuan of a year, after the cost of planting."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="plans")
    household = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    planted = models.PositiveIntegerField()  # m²
    idle = models.PositiveIntegerField()  # m² that should stay empty
    idle_reason = models.CharField(max_length=20, choices=IdleReason, blank=True)
    income = models.IntegerField()
    bad_income = models.IntegerField()
    loss_chance = models.FloatField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["household", "round"], name="guidance_plan_once"),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.household_id}"


class PlanLine(WorkspaceRow):
    """One kind in a plan; incomes are yuan a m² and planting, price yuan a unit."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="lines")
    kind = models.ForeignKey(Kind, on_delete=models.PROTECT, related_name="+")
    planted = models.PositiveIntegerField()  # m²
    units = models.PositiveIntegerField()
    price = models.DecimalField(max_digits=12, decimal_places=2)
    income = models.DecimalField(max_digits=12, decimal_places=2)
    bad_income = models.DecimalField(max_digits=12, decimal_places=2)
    short = models.DecimalField(max_digits=12, decimal_places=2)
    reason = models.CharField(max_length=20, choices=Reason)
    sell_on = models.DateField()
    # What the market forecast says of the week of sale; empty: nothing was foretold so far ahead.
    foretold = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)

    class Meta:
        ordering = ["-planted", "pk"]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.kind_id}"
