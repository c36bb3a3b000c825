"""What people type about figures."""

from django import forms
from django.utils.translation import gettext_lazy as _


class OnForm(forms.Form):
    """The day on which a figure is looked at, and where its page of rows begins."""

    on = forms.DateField(required=False, label=_("As of"))
    after = forms.IntegerField(required=False, min_value=0)


class StatementForm(forms.Form):
    """A value somebody stands for: reported by an office or declared in a document."""

    period = forms.CharField(
        label=_("Period"),
        max_length=10,
        help_text=_("2026 for a year, 2026-Q3 for a quarter, 2026-11 for a month"),
    )
    value = forms.DecimalField(label=_("Value"), max_digits=28, decimal_places=10)
    source = forms.CharField(
        label=_("Source"),
        max_length=200,
        help_text=_("The document or office it comes from, with its number"),
    )
    words = forms.CharField(
        label=_("Why it changes"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Needed when it corrects an earlier value; the earlier one stays on file"),
    )


class DeclareForm(StatementForm):
    """A total that the figure has to meet."""

    tolerance = forms.DecimalField(
        label=_("Tolerance"),
        max_digits=28,
        decimal_places=10,
        min_value=0,
        initial=0,
        help_text=_("Half of the last printed digit, if the document rounds"),
    )


class SnapshotForm(forms.Form):
    """A period to freeze."""

    period = forms.CharField(label=_("Period"), max_length=10)
    words = forms.CharField(
        label=_("What changed since the last period was frozen"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class PressCheckForm(forms.Form):
    """A text whose numbers are to be checked."""

    text = forms.CharField(
        label=_("Text"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("Paste a paragraph or a page; line breaks inside numbers do no harm"),
    )
    on = forms.DateField(
        label=_("Figures as of"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Empty: today"),
    )
