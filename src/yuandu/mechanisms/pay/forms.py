"""What people type about pay."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.workspaces.forms import DayField
from yuandu.mechanisms.pay import rules, wording
from yuandu.mechanisms.pay.models import PeerGroup

PERCENT = Decimal(100)
QUARTER = 3  # months


class PercentField(forms.DecimalField):
    """A share that people write in per cent; clean, it is a fraction."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_digits=6, decimal_places=2, min_value=Decimal(0), **options)

    def clean(self, value: Any) -> Any:
        found = super().clean(value)
        return None if found is None else found / PERCENT


class MonthField(DayField):
    """Any day of a month; clean, it is the first."""

    def clean(self, value: Any) -> Any:
        found = super().clean(value)
        return found and found.replace(day=1)


class RuleForm(forms.Form):
    """A version of the adjustment rule."""

    name = forms.CharField(label=pgettext_lazy("of a rule", "Name"), max_length=100)
    results = PercentField(label=wording.FACTORS["results"], max_value=PERCENT)
    contribution = PercentField(label=wording.FACTORS["contribution"], max_value=PERCENT)
    differentiation = PercentField(
        label=wording.FACTORS["differentiation"],
        max_value=PERCENT,
        help_text=_("Weights in per cent; the three sum to 100."),
    )
    most_share = PercentField(
        label=_("What full points bring, in per cent of the base"), max_value=PERCENT
    )
    budget = forms.DecimalField(
        label=_("Budget, yuan a month"), min_value=1, max_digits=12, decimal_places=0
    )
    quarter = MonthField(label=_("Points of the quarter of this day"))
    words = forms.CharField(
        label=_("Reason for the change"), max_length=1000, required=False, widget=forms.Textarea
    )

    def given(self) -> dict[str, Any]:
        """Return what the action takes."""
        values = dict(self.cleaned_data)
        weights = {factor: values.pop(factor) for factor in rules.FACTORS}
        terms = rules.Terms(weights, values.pop("most_share"), values.pop("budget"))
        month = values["quarter"]
        first = month.replace(month=(month.month - 1) // QUARTER * QUARTER + 1)
        return values | {"terms": terms, "quarter": first}


class GroupForm(forms.Form):
    """Whom the company holds its pay against."""

    industry = forms.CharField(label=_("Industry"), max_length=100)
    area = forms.CharField(label=_("Area"), max_length=100)
    promised_share = PercentField(label=_("Promised above it, in per cent"), max_value=2 * PERCENT)
    counts = forms.BooleanField(label=_("The promise is held against it"), required=False)


class BenchmarkForm(forms.Form):
    """What peers paid in a month."""

    group = forms.ModelChoiceField(label=_("Local peers"), queryset=PeerGroup.objects.none())
    month = MonthField(label=_("A day of the month"))
    amount = forms.DecimalField(
        label=_("Average pay of peers, yuan"), min_value=1, max_digits=10, decimal_places=2
    )
    source = forms.CharField(label=_("Where it is printed"), max_length=200)
    issued_on = DayField(label=_("Issued on"))

    def __init__(self, *sent: Any, groups: Any) -> None:
        super().__init__(*sent)
        group: Any = self.fields["group"]
        group.queryset = groups
