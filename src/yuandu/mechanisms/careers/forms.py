"""What people type about ladders, records and applications."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.workspaces.forms import DayField
from yuandu.mechanisms.careers import queries, wording
from yuandu.mechanisms.careers.library import vocabulary
from yuandu.mechanisms.careers.models import Ladder, Rung
from yuandu.mechanisms.careers.rules.facts import COMPUTED

LONGEST_BOOK = 20_000  # characters


def kind_choices() -> list[tuple[str, str]]:
    """Return the facts that may be recorded, with what they are called."""
    return [
        (kind.code, wording.kind_title(kind.code))
        for kind in vocabulary()
        if kind.code not in COMPUTED
    ]


class RungField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{Ladder(obj.ladder).label} · {wording.rung_title(obj)}"


class RecordForm(forms.Form):
    kind = forms.ChoiceField(label=pgettext_lazy("of a worker", "What is recorded"))
    title = forms.CharField(label=pgettext_lazy("of a record", "What it is called"), max_length=120)
    value = forms.CharField(
        label=pgettext_lazy("of a record", "Code"),
        max_length=60,
        required=False,
        help_text=_("Of a course or certificate its code, of education or a review the level"),
    )
    number = forms.DecimalField(
        label=pgettext_lazy("of a record", "Number or points"),
        min_value=0,
        max_digits=6,
        decimal_places=2,
        initial=1,
    )
    obtained_on = DayField(label=pgettext_lazy("of a record", "Day"))
    expires_on = DayField(label=_("Holds until"), required=False)
    evidence = forms.CharField(label=_("Paper it rests on"), max_length=200)

    def __init__(self, *sent: Any) -> None:
        super().__init__(*sent)
        kind: Any = self.fields["kind"]
        kind.choices = kind_choices()


class StrikeForm(forms.Form):
    reason = forms.CharField(label=_("Why it is struck"), max_length=200)


class PlaceForm(forms.Form):
    rung = RungField(label=pgettext_lazy("of a ladder", "Rung"), queryset=Rung.objects.none())
    from_on = DayField(label=pgettext_lazy("of a position", "From"))
    basis = forms.CharField(label=_("Document it rests on"), max_length=200)

    def __init__(self, *sent: Any, actor: Actor) -> None:
        super().__init__(*sent)
        rung: Any = self.fields["rung"]
        rung.queryset = queries.rungs(actor)


class BandForm(forms.Form):
    pay_from = forms.DecimalField(
        label=_("Pay from, yuan a month"), max_digits=12, decimal_places=2, required=False
    )
    pay_to = forms.DecimalField(
        label=_("Pay to, yuan a month"), max_digits=12, decimal_places=2, required=False
    )


class EquateForm(forms.Form):
    one = RungField(label=pgettext_lazy("of a ladder", "Rung"), queryset=Rung.objects.none())
    other = RungField(label=_("Counts as equal to"), queryset=Rung.objects.none())

    def __init__(self, *sent: Any, actor: Actor) -> None:
        super().__init__(*sent)
        for name in ("one", "other"):
            field: Any = self.fields[name]
            field.queryset = queries.rungs(actor)


class BookForm(forms.Form):
    source = RungField(
        label=_("Door from"),
        queryset=Rung.objects.none(),
        required=False,
        help_text=_("Empty: for whoever comes from the rung below"),
    )
    text = forms.CharField(
        label=_("Rule book"),
        max_length=LONGEST_BOOK,
        widget=forms.Textarea(attrs={"rows": 24, "spellcheck": "false"}),
        help_text=_("A new version has its own code, and the day from which it holds"),
    )

    def __init__(self, *sent: Any, actor: Actor, target: Rung, **known: Any) -> None:
        super().__init__(*sent, **known)
        source: Any = self.fields["source"]
        source.queryset = queries.rungs(actor).exclude(ladder=target.ladder)


class ApplyForm(forms.Form):
    statement = forms.CharField(
        label=_("What the panel should know"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class PanelForm(forms.Form):
    """Who judges: staff numbers, the chair first."""

    numbers = forms.CharField(
        label=_("Staff numbers of the panel"),
        max_length=200,
        help_text=_("Three to nine, the chair first; separated by commas or spaces"),
    )


class OpinionForm(forms.Form):
    opinion = forms.ChoiceField(
        label=pgettext_lazy("of a panel", "Opinion"),
        choices=[
            ("for", pgettext_lazy("of a panel", "In favour")),
            ("against", pgettext_lazy("of a panel", "Against")),
        ],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=pgettext_lazy("of a panel", "Reasons"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class KinshipForm(forms.Form):
    number = forms.CharField(label=_("Staff number of the relative"), max_length=20)
