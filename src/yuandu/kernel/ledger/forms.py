"""What is filled in to grant a quota."""

import datetime
import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.ledger import quotas, rules, wording
from yuandu.kernel.registry import queries as registry
from yuandu.kernel.registry.forms import Titled
from yuandu.kernel.registry.models import Division


class GrantForm(forms.Form):
    """A quota to grant; sent twice, it is granted once, since its key comes with the page."""

    resource = forms.ChoiceField(label=pgettext_lazy("ledger", "Resource"))
    division = Titled(Division.objects.none(), label=pgettext_lazy("ledger", "Division"))
    year = forms.IntegerField(
        label=_("Year"), min_value=quotas.YEARS.start, max_value=quotas.YEARS.stop - 1
    )
    amount = forms.DecimalField(
        label=pgettext_lazy("ledger", "Amount"),
        max_digits=20,
        decimal_places=rules.FINEST,
        help_text=_("Added to what was granted before; land in mu, energy in tonnes."),
    )
    key = forms.CharField(widget=forms.HiddenInput, max_length=rules.LONGEST_KEY)

    def __init__(self, actor: Actor, today: datetime.date, data: Any = None) -> None:
        super().__init__(data, initial={"year": today.year, "key": f"grant:{uuid.uuid4()}"})
        self.fields["resource"].choices = [  # type: ignore[attr-defined]
            (code, wording.resource(code)) for code in quotas.UNITS
        ]
        self.fields["division"].queryset = registry.divisions(actor)  # type: ignore[attr-defined]
