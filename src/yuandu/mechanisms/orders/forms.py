"""What people type about orders, offers and answers."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import cycles
from yuandu.kernel.registry.models import Division, Party
from yuandu.kernel.workspaces.forms import DayField
from yuandu.mechanisms.flowers.models import Grade, Kind, Market
from yuandu.mechanisms.orders import permissions, rules, wording
from yuandu.mechanisms.orders.actions import LaneWords, OfferDraft, OrderDraft
from yuandu.mechanisms.orders.models import Group, Lane, Offer, Order
from yuandu.mechanisms.orders.queries import Filters

MOST = 10_000_000  # units of one order or offer
MOST_MONEY = Decimal(100_000)  # yuan a unit
PERCENT = 100


class OrderBar(forms.Form):
    """The bar above the orders; a field with a fault does not restrict."""

    words = forms.CharField(
        label=gettext_lazy("Kind, buyer or the buyer’s number"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    stage = forms.ChoiceField(label=pgettext_lazy("of an order", "Stage"), required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        field: Any = self.fields["stage"]
        stages = cycles.get(rules.CYCLE).stages
        field.choices = [("", _("All")), *((each.code, each.title) for each in stages)]

    def filters(self) -> Filters:
        self.is_valid()
        return Filters(**{name: value for name, value in self.cleaned_data.items() if value})


class OrderForm(forms.Form):
    """An order; what planting comes too late for is asked once more."""

    buyer = forms.ModelChoiceField(
        label=pgettext_lazy("of an order", "Buyer"), queryset=Party.objects.none()
    )
    reference = forms.CharField(
        label=gettext_lazy("Your own number"), required=False, max_length=40
    )
    kind = forms.ModelChoiceField(
        label=gettext_lazy("Kind of flower"), queryset=Kind.objects.none()
    )
    grade = forms.ChoiceField(
        label=gettext_lazy("Grade at least"), choices=Grade.choices, initial=Grade.UNGRADED
    )
    specification = forms.CharField(
        label=gettext_lazy("Specification in words"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Pot diameter, crown width, how open, how many in a box"),
    )
    quantity = forms.IntegerField(
        label=pgettext_lazy("of an order", "Quantity"), min_value=1, max_value=MOST
    )
    from_on = DayField(label=gettext_lazy("Deliver from"))
    until_on = DayField(label=gettext_lazy("Deliver until"))
    market = forms.ModelChoiceField(
        label=gettext_lazy("To the market"), queryset=Market.objects.none(), required=False
    )
    delivered_to = forms.CharField(
        label=gettext_lazy("Or to another place"), required=False, max_length=100
    )
    floor_price = forms.DecimalField(
        label=gettext_lazy("Floor price, yuan a unit, delivered"),
        min_value=Decimal("0.01"),
        max_value=MOST_MONEY,
        decimal_places=2,
    )
    index_market = forms.ModelChoiceField(
        label=gettext_lazy("Market whose average counts"),
        queryset=Market.objects.none(),
        required=False,
    )
    share_above = forms.DecimalField(
        label=gettext_lazy("Grower’s share of what the average is above the floor (%)"),
        min_value=0,
        max_value=PERCENT,
        decimal_places=1,
        required=False,
    )
    minimum_lot = forms.IntegerField(
        label=gettext_lazy("Smallest lot of one grower"),
        min_value=1,
        max_value=MOST,
        required=False,
    )
    most_growers = forms.IntegerField(
        label=gettext_lazy("At most so many growers"), min_value=1, max_value=10_000, required=False
    )
    priority = forms.IntegerField(
        label=gettext_lazy("Priority (1 is served first)"),
        min_value=rules.FIRST,
        max_value=rules.LAST,
        initial=rules.COMMON,
    )
    accepts_standing = forms.BooleanField(
        label=gettext_lazy("I want plants that stand in the greenhouses already"), required=False
    )

    def __init__(self, *args: Any, actor: Actor, asks: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: dict[str, Any] = self.fields
        buyers = Party.objects.filter(workspace=actor.workspace, kind="organisation")
        if permissions.docks(actor):
            fields["buyer"].widget = forms.NumberInput()
            fields["buyer"].label = _("Buyer’s number in the registry")
        else:
            buyers = buyers.filter(pk__in=permissions.parties(actor, permissions.BUYER))
            fields["priority"].disabled = True
        fields["buyer"].queryset = buyers
        if len(args) == 0 and not permissions.docks(actor):
            fields["buyer"].initial = buyers.first()
        fields["kind"].queryset = Kind.objects.filter(workspace=actor.workspace).order_by("name")
        markets = Market.objects.filter(workspace=actor.workspace).order_by("pk")
        fields["market"].queryset = fields["index_market"].queryset = markets
        for name in ("kind", "market", "index_market"):
            fields[name].label_from_instance = lambda each: each.title
        if not asks:
            fields["accepts_standing"].widget = forms.HiddenInput()

    def ask_about_standing(self) -> None:
        """Bring up the tick for plants that stand already."""
        self.fields["accepts_standing"].widget = forms.CheckboxInput()

    def words(self) -> OrderDraft:
        """Return what was typed; only of a form that is valid."""
        given = {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in {"buyer", "accepts_standing"}
        }
        given["share_above"] = (given["share_above"] or Decimal(0)) / PERCENT
        given["minimum_lot"] = given["minimum_lot"] or 1
        return OrderDraft(**given)

    @staticmethod
    def initial_of(order: Order) -> dict[str, Any]:
        """Return what the form first shows of an order that is revised or repeated."""
        names = (
            *("buyer", "reference", "kind", "grade", "specification", "quantity", "from_on"),
            *("until_on", "market", "delivered_to", "floor_price", "index_market"),
            *("minimum_lot", "most_growers", "priority"),
        )
        found = {name: getattr(order, name) for name in names}
        share = order.share_above * PERCENT
        return found | {"share_above": share.normalize() if share else None}


class OfferForm(forms.Form):
    """What a household can deliver."""

    grower = forms.ModelChoiceField(
        label=pgettext_lazy("of an offer", "Household"), queryset=Party.objects.none()
    )
    kind = forms.ModelChoiceField(
        label=gettext_lazy("Kind of flower"), queryset=Kind.objects.none()
    )
    grade = forms.ChoiceField(label=gettext_lazy("Grade"), choices=Grade.choices)
    specification = forms.CharField(
        label=gettext_lazy("Specification in words"), required=False, max_length=200
    )
    quantity = forms.IntegerField(
        label=pgettext_lazy("of an offer", "Quantity"), min_value=1, max_value=MOST
    )
    ask = forms.DecimalField(
        label=gettext_lazy("Not below, yuan a unit"),
        min_value=0,
        max_value=MOST_MONEY,
        decimal_places=2,
    )
    from_on = DayField(label=gettext_lazy("Ready from"))
    until_on = DayField(label=gettext_lazy("Ready until"))
    place = forms.ModelChoiceField(
        label=gettext_lazy("County or zone"), queryset=Division.objects.none(), required=False
    )
    place_words = forms.CharField(
        label=gettext_lazy("Village or greenhouse"), required=False, max_length=100
    )
    total = forms.IntegerField(
        label=gettext_lazy("At most over all your offers"),
        min_value=1,
        max_value=MOST,
        required=False,
    )
    group = forms.ChoiceField(
        label=pgettext_lazy("of an offer", "Group"), choices=Group.choices, required=False
    )

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: dict[str, Any] = self.fields
        households = Party.objects.filter(workspace=actor.workspace, kind="household")
        if actor.has(*permissions.COORDINATORS):
            fields["grower"].widget = forms.NumberInput()
            fields["grower"].label = _("Household’s number in the registry")
        else:
            households = households.filter(pk__in=permissions.parties(actor, permissions.GROWER))
            fields["grower"].initial = households.first()
            del fields["group"]
        fields["grower"].queryset = households
        fields["kind"].queryset = Kind.objects.filter(workspace=actor.workspace).order_by("name")
        fields["place"].queryset = Division.objects.filter(workspace=actor.workspace)
        for name in ("kind", "place"):
            fields[name].label_from_instance = lambda each: each.title

    def words(self) -> OfferDraft:
        """Return what was typed; only of a form that is valid."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "grower"}
        return OfferDraft(**given)


class ChangeForm(forms.Form):
    """How much of an offer, and the least price."""

    quantity = forms.IntegerField(
        label=pgettext_lazy("of an offer", "Quantity"), min_value=1, max_value=MOST
    )
    ask = forms.DecimalField(
        label=gettext_lazy("Not below, yuan a unit"),
        min_value=0,
        max_value=MOST_MONEY,
        decimal_places=2,
    )
    total = forms.IntegerField(
        label=gettext_lazy("At most over all your offers"),
        min_value=1,
        max_value=MOST,
        required=False,
    )

    @classmethod
    def of(cls, offer: Offer) -> "ChangeForm":
        return cls(initial={"quantity": offer.quantity, "ask": offer.ask, "total": offer.total})


class AnswerForm(forms.Form):
    """A grower's answer: one of four buttons, and what stands beside two of them."""

    ANSWERS = ("accept", "part", "decline", "call", "withdraw")

    answer = forms.ChoiceField(choices=[(each, each) for each in ANSWERS])
    quantity = forms.IntegerField(min_value=1, max_value=MOST, required=False)
    words = forms.CharField(max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("answer") == "part" and not given.get("quantity"):
            self.add_error("quantity", _("Say how much you can take."))
        return given


class ClaimForm(forms.Form):
    """How much of what is left a grower takes, of which of their offers."""

    offer = forms.IntegerField(min_value=1, max_value=2**62, widget=forms.HiddenInput())
    quantity = forms.IntegerField(min_value=1, max_value=MOST)
    key = forms.RegexField(r"^[0-9a-f]{32}$", widget=forms.HiddenInput())


class DockForm(forms.Form):
    """By which rule to dock."""

    rule = forms.ChoiceField(label=gettext_lazy("Rule"))

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        field: Any = self.fields["rule"]
        field.choices = [(code, wording.rule(code)) for code in rules.RULES]


class LaneForm(forms.Form):
    """What a lane costs and carries."""

    kilometres = forms.IntegerField(
        label=gettext_lazy("Kilometres"), min_value=0, max_value=20_000, required=False
    )
    carriage = forms.DecimalField(
        label=gettext_lazy("Carriage, yuan a unit"),
        min_value=0,
        max_value=MOST_MONEY,
        decimal_places=2,
    )
    capacity = forms.IntegerField(
        label=gettext_lazy("Carries at most, units a week"),
        min_value=0,
        max_value=MOST,
        required=False,
        help_text=gettext_lazy("Empty: as many as there are. 0: nothing goes this way."),
    )

    @classmethod
    def of(cls, lane: Lane) -> "LaneForm":
        names = ("kilometres", "carriage", "capacity")
        return cls(initial={name: getattr(lane, name) for name in names})

    def words(self, lane: Lane) -> LaneWords:
        """Return what was typed of a lane that is there; only of a form that is valid."""
        return LaneWords(
            place=lane.place,
            market=lane.market,
            delivered_to=lane.delivered_to,
            **self.cleaned_data,
        )


class NewLaneForm(LaneForm):
    """A lane between two ends."""

    place = forms.ModelChoiceField(
        label=gettext_lazy("From the county or zone"), queryset=Division.objects.none()
    )
    market = forms.ModelChoiceField(
        label=gettext_lazy("To the market"), queryset=Market.objects.none(), required=False
    )
    delivered_to = forms.CharField(
        label=gettext_lazy("Or to another place"), required=False, max_length=100
    )
    field_order = ("place", "market", "delivered_to", "kilometres", "carriage", "capacity")

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: dict[str, Any] = self.fields
        fields["place"].queryset = Division.objects.filter(workspace=actor.workspace)
        fields["market"].queryset = Market.objects.filter(workspace=actor.workspace).order_by("pk")
        for name in ("place", "market"):
            fields[name].label_from_instance = lambda each: each.title

    def words(self, lane: Lane | None = None) -> LaneWords:
        """Return what was typed; only of a form that is valid."""
        return LaneWords(**self.cleaned_data)
