"""What the work lists and the pool are asked to show."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from yuandu.mechanisms.enterprises import wording
from yuandu.mechanisms.enterprises.forms.lists import FirmBar, within
from yuandu.mechanisms.enterprises.models import Tier
from yuandu.mechanisms.enterprises.queries.worklists import ELIGIBLE, WorkFilters
from yuandu.services.policies import wording as policies


class EligibleForm(FirmBar):
    """The bar above the firms that are eligible and hold no title."""

    tier = forms.ChoiceField(label=gettext_lazy("Tier"), required=False)
    state = forms.ChoiceField(label=gettext_lazy("By the book"), required=False)

    def __init__(self, data: Any, **options: Any) -> None:
        super().__init__(data, **options)
        self.offer("tier", Tier.choices)
        self.offer("state", [(code, policies.STATES[code]) for code in ELIGIBLE])

    def filters(self) -> WorkFilters:
        """Return the filters; a field with a fault does not restrict."""
        return WorkFilters(**self.given())


class AtRiskForm(FirmBar):
    """The bar above the titles that may be lost."""

    tier = forms.ChoiceField(label=gettext_lazy("Tier"), required=False)
    reason = forms.ChoiceField(label=gettext_lazy("Why it may be lost"), required=False)
    months = forms.TypedChoiceField(
        label=gettext_lazy("Title runs out"), required=False, coerce=int, empty_value=None
    )

    def __init__(self, data: Any, **options: Any) -> None:
        super().__init__(data, **options)
        self.offer("tier", Tier.choices)
        self.offer("reason", wording.RISKS.items())
        self.offer("months", within())

    def filters(self) -> WorkFilters:
        """Return the filters; a field with a fault does not restrict."""
        return WorkFilters(**self.given())
