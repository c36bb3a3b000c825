"""What coordinators type about lanes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.models import Division
from yuandu.mechanisms.flowers.models import Market
from yuandu.mechanisms.orders.actions import LaneWords
from yuandu.mechanisms.orders.forms.fields import MOST, MOST_MONEY
from yuandu.mechanisms.orders.models import Lane


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
