"""Thresholds of the follow-up, and the offices that figures come from."""

from dataclasses import fields
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.registry.models import Party
from yuandu.mechanisms.followup.models import Source
from yuandu.mechanisms.followup.rules import Terms

DAY = {"type": "date"}
MONTHS: dict[str, Any] = {"min_value": 1, "max_value": 24}


class TermsForm(forms.Form):
    """Thresholds that hold from a day on."""

    from_on = forms.DateField(label=_("From this day on"), widget=forms.DateInput(attrs=DAY))
    basis = forms.CharField(label=_("Document that fixes them"), max_length=200)
    stopped_months = forms.IntegerField(
        label=_("Stopped paying tax: filed months in a row without any"), **MONTHS
    )
    unlisted_months = forms.IntegerField(
        label=_("Not in above-scale statistics: whole months since production"), **MONTHS
    )
    due_day = forms.IntegerField(
        label=_("A month’s figures are due in the next month, on day"), min_value=1, max_value=28
    )

    def terms(self) -> Terms:
        return Terms(**{each.name: self.cleaned_data[each.name] for each in fields(Terms)})


class OfficeForm(forms.Form):
    """An office that is named a source."""

    office: forms.ModelChoiceField[Party] = forms.ModelChoiceField(
        Party.objects.none(), label=pgettext_lazy("of a figure", "Office")
    )
    source = forms.ChoiceField(label=_("Files"), choices=Source.choices)

    def __init__(self, data: Any, *, departments: QuerySet[Party]) -> None:
        super().__init__(data, prefix="office")
        self.fields["office"].queryset = departments  # type: ignore[attr-defined]
