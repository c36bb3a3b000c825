"""The bar above a list of the follow-up."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yuandu.kernel.registry.models import Division
from yuandu.mechanisms.followup.queries import SILENT, Filters

TEXT = {"type": "search"}


class FilterForm(forms.Form):
    """Which projects of a list to show; a field with a fault does not restrict."""

    show = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput())
    words = forms.CharField(
        label=_("Name, code, owner"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs=TEXT),
    )
    division = forms.TypedChoiceField(
        label=_("County or zone"), required=False, coerce=int, empty_value=None
    )
    least = forms.IntegerField(
        label=_("Months at least"), required=False, min_value=1, max_value=24
    )

    def __init__(self, data: Any, *, divisions: Iterable[Division]) -> None:
        super().__init__(data)
        offered: Any = [("", gettext("All")), *((str(one.pk), one.title) for one in divisions)]
        self.fields["division"].choices = offered  # type: ignore[attr-defined]

    def which(self) -> str:
        """Return the list asked for; whether there is such a one, nobody has looked."""
        self.is_valid()
        return self.cleaned_data.get("show") or SILENT

    def filters(self) -> Filters:
        self.is_valid()
        given = self.cleaned_data
        return Filters(
            division_id=given.get("division"),
            words=given.get("words") or "",
            least=given.get("least"),
        )
