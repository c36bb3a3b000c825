"""What growers answer and take, and by which rule coordinators dock."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yuandu.mechanisms.orders import rules, wording
from yuandu.mechanisms.orders.forms.fields import MOST
from yuandu.mechanisms.orders.models import CropStep


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


class StepForm(forms.Form):
    """A step of a crop that is done, or was not after all."""

    step = forms.ChoiceField(choices=CropStep.choices)
    undo = forms.BooleanField(required=False)
