"""What a household says of its beds: few fields, one thing a page."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.flowers.models import Kind
from yuandu.mechanisms.guidance.models import Caution, Growable, Holding

LARGEST = 10_000_000  # m² or yuan: more is a slip of the finger
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class HoldingForm(forms.Form):
    area = forms.IntegerField(label=_("Beds under cover, m²"), min_value=1, max_value=LARGEST)
    cash = forms.IntegerField(
        label=_("Money for planting in a year, yuan"), min_value=0, max_value=LARGEST
    )
    caution = forms.ChoiceField(
        label=_("How would a bad year be for you?"),
        choices=Caution.choices,
        widget=forms.RadioSelect,
        initial=Caution.EVEN,
    )


class GrowableForm(forms.Form):
    kind = forms.ModelChoiceField(label=_("Kind of flower"), queryset=Kind.objects.none())
    density = forms.DecimalField(
        label=_("Pots or plants a m²"), min_value=0, max_value=10_000, decimal_places=1
    )
    cost = forms.DecimalField(
        label=_("Cost a m² until sale, yuan"), min_value=0, max_value=100_000, decimal_places=2
    )
    most = forms.IntegerField(
        label=_("At most, m²"),
        required=False,
        min_value=0,
        max_value=LARGEST,
        help_text=_("What skill and rotation allow; empty for all beds."),
    )

    def __init__(self, data: Any, *, actor: Actor) -> None:
        super().__init__(data)
        field: Any = self.fields["kind"]
        field.queryset = Kind.objects.filter(workspace=actor.workspace, weeks__gt=0).order_by(
            "name"
        )

    def clean_density(self) -> Any:
        density = self.cleaned_data["density"]
        if not density:
            raise forms.ValidationError(_("Say how many: a number above zero."))
        return density


class IntentionForm(forms.Form):
    kind = forms.ModelChoiceField(label=_("Kind of flower"), queryset=Kind.objects.none())
    area = forms.IntegerField(label=_("How much, m²"), min_value=1, max_value=LARGEST)
    plant_on = forms.DateField(label=_("From when"), widget=DAY)

    def __init__(self, data: Any, *, holding: Holding) -> None:
        super().__init__(data)
        field: Any = self.fields["kind"]
        own = Growable.objects.filter(holding=holding)
        field.queryset = Kind.objects.filter(pk__in=own.values("kind")).order_by("name")
