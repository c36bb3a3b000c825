"""What households, and who looks after them, type about offers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy, pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.models import Division, Party
from yuandu.kernel.workspaces.forms import DayField
from yuandu.mechanisms.flowers.models import Grade, Kind
from yuandu.mechanisms.orders import permissions, queries
from yuandu.mechanisms.orders.actions import OfferDraft
from yuandu.mechanisms.orders.forms.fields import MOST, MOST_MONEY, PartyField
from yuandu.mechanisms.orders.models import Group, Offer


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
        households = queries.households_of(actor)
        if actor.has(*permissions.COORDINATORS):
            fields["grower"] = PartyField(households, "grower", label=fields["grower"].label)
        else:
            fields["grower"].queryset = households
            fields["grower"].initial = households.first()
            fields["grower"].label_from_instance = lambda each: each.title
            del fields["group"]
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
