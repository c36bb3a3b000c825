"""What people type to keep a filter."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from yuandu.kernel.filters.queries import Office


def _name() -> forms.CharField:
    return forms.CharField(label=pgettext_lazy("saved filter", "Name"), max_length=60)


class SaveForm(forms.Form):
    """A name for what the list shows, and who sees it."""

    name = _name()
    office = forms.ChoiceField(label=gettext_lazy("Who sees it"), required=False)
    query = forms.CharField(required=False, widget=forms.HiddenInput())

    def __init__(self, data: Any, *, offices: Sequence[Office], query: str = "") -> None:
        super().__init__(data, initial={"query": query})
        self.offices = {office.code: office for office in offices}
        fields: dict[str, Any] = self.fields
        fields["office"].choices = [
            ("", _("Only I")),
            *(
                (code, _("All of %(office)s") % {"office": office.title})
                for code, office in self.offices.items()
            ),
        ]

    def chosen(self) -> Office | None:
        return self.offices.get(self.cleaned_data["office"])


class RenameForm(forms.Form):
    """Another name."""

    name = _name()
