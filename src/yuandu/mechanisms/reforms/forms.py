"""What people type about measures."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy, pgettext_lazy

from yuandu.kernel.indicators.figures.registry import of_kind
from yuandu.kernel.registry.models import Division
from yuandu.kernel.workspaces.forms import DayField
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.mechanisms.reforms.drafts import FIELDS, Draft
from yuandu.mechanisms.reforms.models import Measure

LONGEST_CONTENT = 2000
MOST = 999  # measures on a list


def _figures() -> list[tuple[str, Any]]:
    """Return the published figures as choices, those of a room together."""
    return sorted((each.code, each.name) for each in of_kind("city"))


class MeasureForm(forms.Form):
    """A measure: what it consists of, where it holds, what it claims to move."""

    number = forms.IntegerField(
        label=gettext_lazy("Number on the list"), min_value=1, max_value=MOST
    )
    name = forms.CharField(label=gettext_lazy("Name of the measure"), max_length=200)
    name_en = forms.CharField(label=gettext_lazy("Name in English"), max_length=200, required=False)
    office = forms.CharField(label=gettext_lazy("Office in charge"), max_length=100)
    office_en = forms.CharField(
        label=gettext_lazy("Office in charge, in English"), max_length=100, required=False
    )
    content = forms.CharField(
        label=gettext_lazy("What it consists of"),
        max_length=LONGEST_CONTENT,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    source = forms.CharField(
        label=gettext_lazy("Document that lays it down"),
        max_length=300,
        help_text=gettext_lazy("Title and number"),
    )
    planned_on = DayField(label=gettext_lazy("It is to begin on"))
    activity = forms.ChoiceField(
        label=gettext_lazy("Figure that counts what is done"), required=False
    )
    rises = forms.MultipleChoiceField(
        label=gettext_lazy("Figures it should raise"),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}),
        help_text=gettext_lazy(
            "Say it before it begins: the day of each claim is kept and shown beside the result."
        ),
    )
    falls = forms.MultipleChoiceField(
        label=gettext_lazy("Figures it should lower"),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}),
    )
    divisions = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Counties and zones in which it holds"),
        queryset=Division.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("None ticked: everywhere. Then nothing is left to compare it with."),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput())

    def __init__(
        self, data: Any, *, divisions: QuerySet[Division], measure: Measure | None = None
    ) -> None:
        super().__init__(data, initial=_initial(measure))
        own: dict[str, Any] = self.fields
        choices = _figures()
        own["activity"].choices = [("", pgettext_lazy("figure", "None")), *choices]
        own["rises"].choices = own["falls"].choices = choices
        own["divisions"].queryset = divisions

    def draft(self) -> Draft:
        """Return what was typed."""
        given = self.cleaned_data
        return Draft(
            **{name: given[name] for name in FIELDS},
            rises=tuple(given["rises"]),
            falls=tuple(given["falls"]),
            divisions=tuple(given["divisions"]),
        )

    def refuse(self, refusal: Refusal) -> None:
        """Show why the action did not do it, each reason at its field."""
        for reason in refusal.reasons:
            field = reason.get("field", "")
            self.add_error(field if field in self.fields else None, reason["message"])
        if not refusal.reasons:
            self.add_error(None, refusal.sentence)


def _initial(measure: Measure | None) -> dict[str, Any]:
    if measure is None:
        return {}
    draft = Draft.of(measure)
    return draft.columns() | {
        "rises": draft.rises,
        "falls": draft.falls,
        "divisions": draft.divisions,
        "version": measure.version,
    }
