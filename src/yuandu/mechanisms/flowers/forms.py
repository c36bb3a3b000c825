"""The bar above the kinds."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yuandu.mechanisms.flowers.models import Group
from yuandu.mechanisms.flowers.queries import KindFilters


class DayForm(forms.Form):
    """Of which day quotes are, and why they change what was sent before."""

    day = forms.DateField(
        label=gettext_lazy("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    reason = forms.CharField(
        label=gettext_lazy("Why earlier figures change"), required=False, max_length=300
    )


class KindBar(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("Chinese, Latin, English or trade name"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    group = forms.ChoiceField(label=gettext_lazy("Group of kinds"), required=False)
    only_quoted = forms.BooleanField(
        label=gettext_lazy("Only with a price of the last half year"), required=False
    )

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        field: Any = self.fields["group"]
        field.choices = [("", _("All")), *Group.choices]

    def filters(self) -> KindFilters:
        """Return what restricts the list; a field with a fault does not."""
        self.is_valid()
        return KindFilters(**{name: value for name, value in self.cleaned_data.items() if value})
