"""What people type on varieties, germplasm and seedlings."""

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.forms import Titled
from yuandu.kernel.registry.models import Party
from yuandu.mechanisms.flowers.models import Group, Kind
from yuandu.mechanisms.varieties import permissions, queries
from yuandu.mechanisms.varieties.models import Accession, Partnership, Variety

MOST_SEEDLINGS = 1_000_000_000


def _day(label: Any, *, required: bool = True) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )


def _party(label: Any) -> Titled:
    return Titled(label=label, queryset=Party.objects.none(), empty_label=None)


def _kind() -> Titled:
    return Titled(label=gettext_lazy("Kind of flower"), queryset=Kind.objects.none())


class Entry(forms.Form):
    """A form whose parties are those the actor enters something for."""

    own = ""  # the field with whom it is entered for

    def __init__(self, *sent: Any, actor: Actor) -> None:
        super().__init__(*sent)
        fields: dict[str, Any] = self.fields
        fields[self.own].queryset = queries.parties_for(actor)
        if "kind" in fields:
            kinds = Kind.objects.filter(workspace=actor.workspace).exclude(group=Group.PRODUCE)
            fields["kind"].queryset = kinds.order_by("name")


class PartnershipForm(Entry):
    own = "firm"
    firm = _party(gettext_lazy("Firm"))
    institute = _party(gettext_lazy("Institute"))
    subject = forms.CharField(label=gettext_lazy("Subject of the cooperation"), max_length=200)
    number = forms.CharField(
        label=gettext_lazy("Number of the agreement"), max_length=60, required=False
    )
    from_on = _day(pgettext_lazy("agreement", "Runs from"))
    to_on = _day(gettext_lazy("Last day"))

    def __init__(self, *sent: Any, actor: Actor) -> None:
        super().__init__(*sent, actor=actor)
        field: Any = self.fields["institute"]
        field.queryset = queries.known_parties(actor)


class VarietyForm(Entry):
    own = "holder"
    name = forms.CharField(label=gettext_lazy("Name of the variety"), max_length=200)
    name_en = forms.CharField(label=gettext_lazy("Name in English"), max_length=200, required=False)
    kind = _kind()
    holder = _party(gettext_lazy("Holder of the right"))
    breeders = forms.CharField(label=gettext_lazy("Breeders"), max_length=200)
    partnership = forms.ModelChoiceField(
        label=gettext_lazy("Bred with"), queryset=Partnership.objects.none(), required=False
    )
    applied_on = _day(gettext_lazy("Right applied for on"), required=False)

    def __init__(self, *sent: Any, actor: Actor) -> None:
        super().__init__(*sent, actor=actor)
        field: Any = self.fields["partnership"]
        field.queryset = queries.running_partnerships(actor)


class GrantForm(forms.Form):
    number = forms.CharField(label=gettext_lazy("Number of the right"), max_length=40)
    granted_on = _day(gettext_lazy("Right granted on"))
    ends_on = _day(gettext_lazy("Right ends on"))


class AccessionForm(Entry):
    own = "owner"
    owner = _party(pgettext_lazy("germplasm", "Owner"))
    number = forms.CharField(label=gettext_lazy("Accession number"), max_length=40)
    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    kind = _kind()
    origin = forms.CharField(
        label=gettext_lazy("Where it comes from"), max_length=200, required=False
    )
    mother = forms.ModelChoiceField(
        label=gettext_lazy("Mother"), queryset=Accession.objects.none(), required=False
    )
    father = forms.ModelChoiceField(
        label=gettext_lazy("Father"), queryset=Accession.objects.none(), required=False
    )
    notes = forms.CharField(
        label=gettext_lazy("Notes"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )

    def __init__(self, *sent: Any, actor: Actor) -> None:
        super().__init__(*sent, actor=actor)
        fields: dict[str, Any] = self.fields
        # A sealed room is opened by its owner alone: not even an office puts something in.
        fields["owner"].queryset = Party.objects.filter(pk__in=permissions.own_parties(actor))
        for name in ("mother", "father"):
            fields[name].queryset = queries.accessions_visible_to(actor)


class ShareForm(forms.Form):
    party = _party(gettext_lazy("With whom"))
    from_on = _day(gettext_lazy("From"))
    to_on = _day(gettext_lazy("Last day"))
    terms = forms.CharField(label=gettext_lazy("Terms"), max_length=300, required=False)

    def __init__(self, *sent: Any, actor: Actor) -> None:
        super().__init__(*sent)
        fields: dict[str, Any] = self.fields
        fields["party"].queryset = queries.known_parties(actor)
        fields["from_on"].initial = actor.workspace.today()


class BatchForm(Entry):
    own = "producer"
    producer = _party(gettext_lazy("Producer"))
    kind = _kind()
    variety = Titled(label=gettext_lazy("Variety"), queryset=Variety.objects.none(), required=False)
    month = forms.CharField(
        label=gettext_lazy("Month"), max_length=7, widget=forms.TextInput({"type": "month"})
    )
    quantity = forms.IntegerField(
        label=gettext_lazy("Seedlings"), min_value=1, max_value=MOST_SEEDLINGS
    )

    def __init__(self, *sent: Any, actor: Actor) -> None:
        super().__init__(*sent, actor=actor)
        fields: dict[str, Any] = self.fields
        fields["variety"].queryset = queries.varieties_visible_to(actor)
        fields["month"].initial = f"{actor.workspace.today():%Y-%m}"

    def clean_month(self) -> datetime.date:
        """Return the month’s first day.

        Raises:
            ValidationError: it is no month.
        """
        try:
            return datetime.date.fromisoformat(f"{self.cleaned_data['month']}-01")
        except ValueError as error:
            raise forms.ValidationError(_("Write the month as 2026-03.")) from error


class LicenceForm(forms.Form):
    licensee = _party(gettext_lazy("Licensee"))
    royalty = forms.DecimalField(
        label=gettext_lazy("Royalty, yuan a seedling"), min_value=0, max_digits=8, decimal_places=4
    )
    from_on = _day(pgettext_lazy("agreement", "Runs from"))
    to_on = _day(gettext_lazy("Last day"))

    def __init__(self, *sent: Any, actor: Actor) -> None:
        super().__init__(*sent)
        field: Any = self.fields["licensee"]
        field.queryset = queries.known_parties(actor)
