"""Into the pool, out of it, and what is watched."""

from collections.abc import Collection
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from yuandu.mechanisms.enterprises import watching, wording
from yuandu.mechanisms.enterprises.forms.lists import FirmBar
from yuandu.mechanisms.enterprises.models import Leaving, Tier
from yuandu.mechanisms.enterprises.queries.pool import PoolFilters

PERCENT = Decimal(100)


class _Day(forms.DateInput):
    input_type = "date"


class PoolForm(FirmBar):
    """The bar above the pool."""

    tier = forms.ChoiceField(label=gettext_lazy("Target tier"), required=False)
    near = forms.ChoiceField(label=gettext_lazy("How near"), required=False)
    signal = forms.ChoiceField(label=gettext_lazy("Signal"), required=False)

    def __init__(self, data: Any, **options: Any) -> None:
        super().__init__(data, **options)
        self.offer("tier", Tier.choices)
        self.offer("near", wording.NEARNESS.items())
        self.offer("signal", wording.SIGNALS.items())

    def filters(self, *, gone: bool = False) -> PoolFilters:
        """Return the filters; a field with a fault does not restrict."""
        return PoolFilters(**self.given(), gone=gone)


class ProposedForm(FirmBar):
    """The bar above who is proposed for the pool."""

    tier = forms.ChoiceField(label=gettext_lazy("Target tier"), required=False)

    def __init__(self, data: Any, **options: Any) -> None:
        super().__init__(data, **options)
        self.offer("tier", Tier.choices)

    def filters(self) -> PoolFilters:
        """Return the filters; a field with a fault does not restrict."""
        return PoolFilters(**self.given())


class EnterForm(forms.Form):
    """Putting one firm into the pool."""

    tier = forms.ChoiceField(label=gettext_lazy("Target tier"))
    because = forms.CharField(
        label=pgettext_lazy("pool", "Reason for entry"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *sent: Any, tiers: Collection[str], **options: Any) -> None:
        super().__init__(*sent, **options)
        field: Any = self.fields["tier"]
        field.choices = [(tier, wording.tier(tier)) for tier in tiers]


class ChosenForm(forms.Form):
    """Putting those that are ticked into the pool."""

    standing = forms.TypedMultipleChoiceField(coerce=int)
    because = forms.CharField(
        label=pgettext_lazy("pool", "Reason for entry"),
        max_length=300,
        widget=forms.TextInput,
    )

    def __init__(self, *sent: Any, rows: Collection[int]) -> None:
        super().__init__(*sent)
        field: Any = self.fields["standing"]
        field.choices = [(str(pk), str(pk)) for pk in rows]
        field.error_messages["required"] = _("Tick at least one firm.")


class LeaveForm(forms.Form):
    """Taking a firm out of the pool."""

    leaving = forms.ChoiceField(
        label=pgettext_lazy("pool", "Why it leaves"), choices=Leaving.choices
    )
    because = forms.CharField(
        label=pgettext_lazy("pool", "In words"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class BatchForm(forms.Form):
    """When a batch is filed."""

    tier = forms.ChoiceField(label=gettext_lazy("Tier"), choices=Tier.choices)
    name = forms.CharField(label=gettext_lazy("Batch"), max_length=60)
    opens_on = forms.DateField(label=gettext_lazy("Filing opens"), widget=_Day)
    closes_on = forms.DateField(label=gettext_lazy("Filing closes"), widget=_Day)
    document = forms.CharField(label=gettext_lazy("Document"), max_length=100, required=False)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        opens, closes = given.get("opens_on"), given.get("closes_on")
        if opens and closes and closes < opens:
            self.add_error("closes_on", _("It would close before it opens; correct one of them."))
        return given


class LimitsForm(forms.Form):
    """From where on something is a signal."""

    revenue_fall = forms.DecimalField(
        label=gettext_lazy("Revenue falls by more than"),
        help_text=gettext_lazy("Percent of the year before"),
        min_value=0,
        max_value=100,
        max_digits=5,
        decimal_places=2,
    )
    rd = forms.DecimalField(
        label=gettext_lazy("R&D expense below"),
        help_text=gettext_lazy("Percent of revenue"),
        min_value=0,
        max_value=100,
        max_digits=5,
        decimal_places=2,
    )
    months = forms.IntegerField(
        label=gettext_lazy("A title runs out within"),
        help_text=pgettext_lazy("unit", "Months"),
        min_value=1,
        max_value=36,
    )

    @staticmethod
    def shown(limits: watching.Limits) -> dict[str, Any]:
        """Return limits as the form shows them: in percent."""
        return {
            "revenue_fall": (limits.revenue_fall_share * PERCENT).normalize(),
            "rd": (limits.rd_share * PERCENT).normalize(),
            "months": limits.months,
        }

    def limits(self) -> dict[str, Any]:
        """Return what was given, as fractions."""
        return {
            "revenue_fall_share": self.cleaned_data["revenue_fall"] / PERCENT,
            "rd_share": self.cleaned_data["rd"] / PERCENT,
            "months": self.cleaned_data["months"],
        }
