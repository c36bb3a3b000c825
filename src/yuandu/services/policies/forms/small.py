"""Searching the library, objecting, applying."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.services.policies.models import Instrument


class LibraryForm(forms.Form):
    words = forms.CharField(label=_("Title, number or code"), required=False, max_length=100)
    instrument = forms.ChoiceField(
        label=pgettext_lazy("policy", "Kind"),
        required=False,
        choices=[("", pgettext_lazy("policies", "All")), *Instrument.choices],
    )


class ObjectForm(forms.Form):
    words = forms.CharField(
        label=_("What is wrong with this row, and how you know"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ApplyForm(forms.Form):
    agrees = forms.BooleanField(
        label=_("My reported facts may be used to fill in applications for one year"),
        help_text=_("You can take this back at any time on the page of your firm or household."),
        required=False,
    )
