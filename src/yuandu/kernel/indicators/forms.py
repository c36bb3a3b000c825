"""What people type about figures and boards."""

import json
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.indicators.models import Over
from yuandu.kernel.indicators.rules import periods
from yuandu.kernel.registry.models import Party
from yuandu.kernel.workspaces.forms import DayField

DAYS = [MinValueValidator(periods.FIRST), MaxValueValidator(periods.LAST)]


class OnForm(forms.Form):
    """The day on which a figure is looked at, and where its page of rows begins."""

    on = DayField(required=False, label=_("As of"), validators=DAYS)
    after = forms.IntegerField(required=False, min_value=0)
    division = forms.CharField(required=False, max_length=20)
    organisation = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)


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


class ReportForm(StatementForm):
    """What an office works out, with the paper that shows it."""

    evidence = forms.FileField(
        label=_("Evidence"), required=False, help_text=_("The bulletin or letter it stands in")
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
    on = DayField(
        validators=DAYS,
        label=_("Figures as of"),
        required=False,
        help_text=_("Empty: today"),
    )


class BoardForm(forms.Form):
    """A board, how it is called and whom it shows."""

    code = forms.SlugField(
        label=_("Code"), max_length=40, help_text=_("In the address: letters, digits, hyphens")
    )
    name = forms.CharField(label=_("Title"), max_length=200)
    name_en = forms.CharField(label=_("Title in English"), max_length=200, required=False)
    every = forms.ChoiceField(
        label=_("Ranked every"),
        choices=[
            ("month", pgettext_lazy("period", "month")),
            ("quarter", pgettext_lazy("period", "quarter")),
            ("year", pgettext_lazy("period", "year")),
        ],
    )
    over = forms.ChoiceField(label=pgettext_lazy("board", "Ranks"), choices=Over)
    leaders = forms.IntegerField(
        label=_("Leading places the public reads"), min_value=1, max_value=100, initial=3
    )
    improvers = forms.IntegerField(
        label=_("Improvers the public reads"), min_value=0, max_value=100, initial=3
    )
    reminded = forms.IntegerField(
        label=_("Last places that get a private reminder"), min_value=0, max_value=100, initial=3
    )


class MembersForm(forms.Form):
    """Which departments a board ranks."""

    organisations = forms.ModelMultipleChoiceField(
        label=_("Departments that take part"),
        queryset=Party.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Organisations with a department’s post; only for a board over departments"),
    )

    def __init__(self, *args: Any, among: QuerySet[Party], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["organisations"].queryset = among  # type: ignore[attr-defined]


class PublishForm(forms.Form):
    """Why a board is published once more."""

    words = forms.CharField(
        label=_("What is corrected"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class RuleForm(forms.Form):
    """A version of a board's rule."""

    terms = forms.CharField(
        label=_("Components, stars and flags"),
        widget=forms.Textarea(attrs={"rows": 18, "spellcheck": "false"}),
        help_text=_("JSON, as the version before shows"),
    )
    basis = forms.CharField(
        label=_("Basis"), max_length=200, help_text=_("The document it stands in, with its number")
    )
    effective_on = DayField(
        label=_("In force from"),
    )

    def clean_terms(self) -> Any:
        try:
            return json.loads(self.cleaned_data["terms"])
        except (ValueError, RecursionError) as error:
            raise forms.ValidationError(
                _("This is not JSON: %(fault)s"), params={"fault": error}
            ) from error


class ObjectionForm(forms.Form):
    """What is wrong with a row."""

    words = forms.CharField(
        label=_("What is wrong, and what shows it"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class AnswerForm(forms.Form):
    """The answer to an objection."""

    is_upheld = forms.TypedChoiceField(
        label=_("Outcome"),
        choices=[("yes", _("upheld, the data are corrected")), ("no", _("not upheld"))],
        coerce=lambda choice: choice == "yes",
    )
    answer = forms.CharField(
        label=_("Answer"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )
