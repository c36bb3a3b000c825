"""Applying, objecting, listing applications; the yearly update."""

import datetime
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from yuandu.kernel.registry.models import Division
from yuandu.kernel.workspaces.forms import DayField
from yuandu.mechanisms.enterprises.forms.lists import Bar
from yuandu.mechanisms.enterprises.models import Tier
from yuandu.mechanisms.enterprises.queries import ApplicationFilters


class ApplicationForm(Bar):
    """The bar above the applications."""

    words = forms.CharField(
        label=gettext_lazy("Name or credit code"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    tier = forms.ChoiceField(label=gettext_lazy("Tier"), required=False)
    stage = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, divisions: Iterable[Division]) -> None:
        super().__init__(data, divisions=divisions)
        self.offer("tier", Tier.choices)

    def filters(self) -> ApplicationFilters:
        """Return the filters; a field with a fault does not restrict."""
        return ApplicationFilters(**self.given())


class ApplyForm(forms.Form):
    tier = forms.ChoiceField(
        label=gettext_lazy("Title applied for"),
        choices=Tier.choices,
        help_text=gettext_lazy(
            "What the rules say of your firm today is kept with the application. The title "
            "itself is given on the official platform."
        ),
    )


class ObjectForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("What speaks against it, and how you know"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class RoundForm(forms.Form):
    """Opening the window of a yearly update."""

    year = forms.IntegerField(
        label=gettext_lazy("Facts of the year"), min_value=2000, max_value=2100
    )
    to_on = DayField(label=gettext_lazy("Last day to answer"))

    def __init__(self, data: Any, *, today: datetime.date) -> None:
        super().__init__(data)
        self.initial = {
            "year": today.year - 1,
            "to_on": today + datetime.timedelta(days=30),
        }


class ConfirmForm(forms.Form):
    words = forms.CharField(
        label=pgettext_lazy("yearly update", "Remark"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("What changed this year and is not a figure: product, seat, owner."),
    )


class AnswerForm(forms.Form):
    """The bar above those who were asked."""

    division = forms.TypedChoiceField(
        label=gettext_lazy("County or zone"), required=False, coerce=int, empty_value=None
    )
    show = forms.ChoiceField(
        label=pgettext_lazy("yearly update", "Answer"),
        required=False,
        choices=[
            ("", pgettext_lazy("yearly update", "Not answered")),
            ("answered", pgettext_lazy("yearly update", "Answered")),
        ],
    )

    def __init__(self, data: Any, *, divisions: Iterable[Division]) -> None:
        super().__init__(data)
        field: Any = self.fields["division"]
        field.choices = [("", _("All")), *((str(each.pk), each.title) for each in divisions)]

    def asked(self) -> dict[str, Any]:
        """Return what is asked for; a fault is as if not asked."""
        self.is_valid()
        return {
            "answered": self.cleaned_data.get("show") == "answered",
            "division_id": self.cleaned_data.get("division"),
        }
