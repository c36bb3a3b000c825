"""What one can ask of the log."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.audit import events
from yuandu.kernel.audit.queries import Wanted
from yuandu.kernel.workspaces.forms import DayField


class Filters(forms.Form):
    kind = forms.ChoiceField(label=_("Kind of thing"), required=False)
    number = forms.IntegerField(
        label=_("Its number"), required=False, min_value=1, max_value=2**63 - 1
    )
    who = forms.CharField(label=pgettext_lazy("audit", "Person"), required=False, max_length=100)
    action = forms.CharField(label=_("Act (code)"), required=False, max_length=60)
    day = DayField(
        label=_("Day"),
        required=False,
    )
    before = forms.IntegerField(
        required=False, min_value=0, max_value=2**63 - 1, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("All kinds")), *events.kinds()]  # type: ignore[attr-defined]

    def wanted(self) -> Wanted:
        """Return what is asked; what makes no sense is left out, and said beside its field."""
        self.is_valid()
        asked = {name: value for name, value in self.cleaned_data.items() if name != "before"}
        return Wanted(**asked)

    def below(self) -> int | None:
        """Return the number below which the page begins."""
        self.is_valid()
        number: int | None = self.cleaned_data.get("before")
        return number
