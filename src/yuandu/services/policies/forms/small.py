"""Searching the library, objecting, applying."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.engines.rules.books import Criterion
from yuandu.services.policies import wording
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


class JudgeForm(forms.Form):
    """What an officer judges of a party by one criterion."""

    criterion = forms.ChoiceField(label=pgettext_lazy("rule", "Condition"))
    holds = forms.TypedChoiceField(
        label=_("Does the party meet it?"),
        choices=[
            ("yes", pgettext_lazy("judgement", "Yes")),
            ("no", pgettext_lazy("judgement", "No")),
        ],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("On what the judgement rests"),
        help_text=_("Which papers you saw, whom you asked, when you were there."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    on = forms.DateField(
        label=_("Judged on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(
        self,
        said: Mapping[str, Any] | None,
        *,
        criteria: Iterable[Criterion],
        today: datetime.date,
        auto_id: str = "id_%s",
    ) -> None:
        super().__init__(said, initial={"on": today}, auto_id=auto_id)
        field = cast(forms.ChoiceField, self.fields["criterion"])
        field.choices = [(one.id, wording.part_title(one)) for one in criteria]
        if len(field.choices) == 1:
            field.initial = field.choices[0][0]
            field.widget = forms.HiddenInput()


class ApplyForm(forms.Form):
    agrees = forms.BooleanField(
        label=_("My reported facts may be used to fill in applications for one year"),
        help_text=_("You can take this back at any time on the page of your firm or household."),
        required=False,
    )
