"""What buyers type about orders, blanket orders and their call-offs."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import cycles
from yuandu.kernel.registry.models import Party
from yuandu.kernel.workspaces.forms import DayField
from yuandu.mechanisms.flowers.models import Grade, Kind, Market
from yuandu.mechanisms.orders import permissions, queries, rules
from yuandu.mechanisms.orders.forms.fields import MOST, MOST_MONEY, PERCENT, PartyField
from yuandu.mechanisms.orders.models import Order
from yuandu.mechanisms.orders.queries import Filters
from yuandu.mechanisms.orders.writing import OrderDraft


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
        buyers = queries.firms_of(actor)
        if permissions.docks(actor):
            fields["buyer"] = PartyField(buyers, "buyer", label=fields["buyer"].label)
        else:
            fields["buyer"].queryset = buyers
            fields["buyer"].label_from_instance = lambda each: each.title
            fields["priority"].disabled = True
            if not args:
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


class BlanketForm(OrderForm):
    """A blanket order: the total of a season, at terms that every call-off shares."""

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, actor=actor, **options)
        fields: dict[str, Any] = self.fields
        del fields["accepts_standing"]
        fields["quantity"].label = pgettext_lazy("of a blanket order", "Total of the season")
        fields["from_on"].label = gettext_lazy("Season from")
        fields["until_on"].label = gettext_lazy("Season until")


class CallOffForm(forms.Form):
    """A part of a blanket order, for some days."""

    quantity = forms.IntegerField(
        label=pgettext_lazy("of an order", "Quantity"), min_value=1, max_value=MOST
    )
    from_on = DayField(label=gettext_lazy("Deliver from"))
    until_on = DayField(label=gettext_lazy("Deliver until"))
    reference = forms.CharField(
        label=gettext_lazy("Your own number"), required=False, max_length=40
    )
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput())
