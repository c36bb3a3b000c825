"""Opening a call."""

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yuandu.engines import rules
from yuandu.kernel.workspaces.forms import DayField
from yuandu.kernel.workspaces.languages import is_english

MOST_PLACES = 1_000_000


class CallForm(forms.Form):
    """What a call is named, by which score it ranks, how many it takes, when it closes."""

    name = forms.CharField(label=_("Name of the call"), max_length=200)
    name_en = forms.CharField(label=_("Name in English"), max_length=200, required=False)
    places = forms.IntegerField(
        label=_("Places"),
        required=False,
        min_value=1,
        max_value=MOST_PLACES,
        help_text=_("Empty: as many as the budget reaches"),
    )
    closes_on = DayField(
        label=_("Closes on"), help_text=_("Nobody is approved before the day after.")
    )

    def __init__(self, book: rules.Book, last: datetime.date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["score"] = forms.ChoiceField(
            label=_("Ranked by"),
            choices=[
                (one.id, one.title_en if is_english() and one.title_en else one.title)
                for one in book.scores
            ],
        )
        self.initial.setdefault("closes_on", last)
        self.order_fields(["name", "name_en", "score", "places", "closes_on"])
