"""Opening a month, the bar above the lights, their terms, an explanation."""

from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from yuandu.kernel.registry.models import Division
from yuandu.mechanisms.projects.forms.fields import ShareField
from yuandu.mechanisms.projects.models import Factor
from yuandu.mechanisms.reporting import wording
from yuandu.mechanisms.reporting.queries import UNCLASSED, LightFilters, NeedFilters
from yuandu.mechanisms.reporting.rules import Terms

DAY = {"type": "date"}
MONTHS: dict[str, Any] = {"min_value": 1, "max_value": 24}


class RoundForm(forms.Form):
    """A month that is opened for reports."""

    period = forms.CharField(
        label=_("Month"), max_length=7, widget=forms.TextInput(attrs={"type": "month"})
    )
    due_on = forms.DateField(label=_("Last day to sign"), widget=forms.DateInput(attrs=DAY))


class ExplainForm(forms.Form):
    words = forms.CharField(label=_("Explanation"), max_length=300)


class PlaceBar(forms.Form):
    """The bar above a month's rows: of which county."""

    division = forms.TypedChoiceField(
        label=_("County or zone"), required=False, coerce=int, empty_value=None
    )

    def __init__(self, data: Any, *, divisions: Iterable[Division]) -> None:
        super().__init__(data)
        offered: Any = [("", gettext("All")), *((str(one.pk), one.title) for one in divisions)]
        self.fields["division"].choices = offered  # type: ignore[attr-defined]

    def division_id(self) -> int | None:
        """Return the county asked for; a field with a fault does not restrict."""
        self.is_valid()
        return self.cleaned_data.get("division")


class NeedBar(PlaceBar):
    """The bar above what is to be coordinated: of which county, of what kind."""

    factor = forms.ChoiceField(label=_("What is lacking"), required=False)

    def __init__(self, data: Any, *, divisions: Iterable[Division]) -> None:
        super().__init__(data, divisions=divisions)
        offered: Any = [("", gettext("All")), *Factor.choices, (UNCLASSED, wording.UNCLASSED)]
        self.fields["factor"].choices = offered  # type: ignore[attr-defined]

    def filters(self) -> NeedFilters:
        """Return the filters; a field with a fault does not restrict."""
        division_id = self.division_id()
        return NeedFilters(division_id=division_id, factor=self.cleaned_data.get("factor", ""))


class LightBar(PlaceBar):
    """The bar above the lights of a month."""

    kind = forms.ChoiceField(label=pgettext_lazy("light", "Light"), required=False)
    tone = forms.ChoiceField(label=pgettext_lazy("light", "Colour"), required=False)

    def __init__(self, data: Any, *, divisions: Iterable[Division]) -> None:
        super().__init__(data, divisions=divisions)
        choices: Any = {
            "kind": [("", gettext("The project as a whole")), *wording.LIGHTS.items()],
            "tone": [("", gettext("All")), *wording.TONES.items()],
        }
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]

    def filters(self) -> LightFilters:
        """Return the filters; a field with a fault does not restrict."""
        division_id, given = self.division_id(), self.cleaned_data
        return LightFilters(
            tone=given.get("tone", ""), kind=given.get("kind", ""), division_id=division_id
        )


class TermsForm(forms.Form):
    """Thresholds of the lights from a day on."""

    from_on = forms.DateField(
        label=_("For months that end on this day or later"), widget=forms.DateInput(attrs=DAY)
    )
    basis = forms.CharField(label=_("Document that fixes them"), max_length=200)
    start_red_months = forms.IntegerField(
        label=_("Start: red in which month running without a start"), **MONTHS
    )
    progress_yellow = ShareField(label=_("Progress: yellow from how many points behind, %"))
    progress_red = ShareField(label=_("Progress: red beyond how many points behind, %"))
    listing_yellow_months = forms.IntegerField(
        label=_("Statistics entry: yellow from how many months after the start"), **MONTHS
    )
    listing_red_months = forms.IntegerField(
        label=_("Statistics entry: red beyond how many months after the start"), **MONTHS
    )

    supervision_days = forms.IntegerField(
        label=_("Working days to answer for a red light"), min_value=1, max_value=250
    )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        for name in ("progress_yellow", "progress_red"):
            if given.get(name) is not None and not 0 <= given[name] <= 1:
                self.add_error(name, gettext("Between 0 and 100 %."))
        return given

    def terms(self) -> Terms:
        return Terms(**{each.name: self.cleaned_data[each.name] for each in fields(Terms)})
