"""What lists of firms and platforms are asked to show."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from yuandu.kernel.registry.models import Division
from yuandu.mechanisms.enterprises.models import PlatformKind, PlatformLevel, Tier
from yuandu.mechanisms.enterprises.queries import NO_TIER, Filters, PlatformFilters

MONTHS = (3, 6, 12, 24)
_WITHIN = ngettext_lazy("within %(months)d month", "within %(months)d months", "months")


def within() -> list[tuple[str, str]]:
    return [(str(months), str(_WITHIN % {"months": months})) for months in MONTHS]


class Bar(forms.Form):
    """A bar above a list; what makes no sense is left out, and said."""

    words = forms.CharField(
        required=False, max_length=100, widget=forms.TextInput(attrs={"type": "search"})
    )
    division = forms.TypedChoiceField(
        label=gettext_lazy("County or zone"), required=False, coerce=int, empty_value=None
    )

    def __init__(self, data: Any, *, divisions: Iterable[Division]) -> None:
        super().__init__(data)
        self.offer("division", [(str(each.pk), each.title) for each in divisions])

    def offer(self, name: str, choices: Iterable[tuple[str, Any]]) -> None:
        field: Any = self.fields[name]
        field.choices = [("", _("All")), *choices]

    def given(self) -> dict[str, Any]:
        self.is_valid()
        given = {
            name: value for name, value in self.cleaned_data.items() if value not in {None, ""}
        }
        if "division" in given:
            given["division_id"] = given.pop("division")
        return given


class FirmBar(Bar):
    """A bar above a list of firms."""

    words = forms.CharField(
        label=gettext_lazy("Name or credit code"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )


class FirmForm(FirmBar):
    """The bar above the firms."""

    tier = forms.ChoiceField(label=gettext_lazy("Tier"), required=False)
    months = forms.TypedChoiceField(
        label=gettext_lazy("Title runs out"), required=False, coerce=int, empty_value=None
    )

    def __init__(self, data: Any, **options: Any) -> None:
        super().__init__(data, **options)
        self.offer("tier", [*Tier.choices, (NO_TIER, _("No title"))])
        self.offer("months", within())

    def filters(self) -> Filters:
        """Return the filters; a field with a fault does not restrict."""
        return Filters(**self.given())


class ExpiryForm(forms.Form):
    """The bar above the calendar of titles that run out."""

    months = forms.TypedChoiceField(
        label=gettext_lazy("Title runs out"), required=False, coerce=int, empty_value=None
    )
    tier = forms.ChoiceField(label=gettext_lazy("Tier"), required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        fields: dict[str, Any] = self.fields
        fields["months"].choices = [("", _("within a year")), *within()]
        fields["tier"].choices = [("", _("All")), *Tier.choices]

    def asked(self) -> dict[str, Any]:
        """Return how many months ahead, and of which tier; a fault is as if not asked."""
        self.is_valid()
        return {
            "months": self.cleaned_data.get("months") or 12,
            "tier": self.cleaned_data.get("tier") or "",
        }


class PlatformForm(Bar):
    """The bar above the platforms."""

    words = forms.CharField(
        label=gettext_lazy("Name or host"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    level = forms.ChoiceField(label=gettext_lazy("Level"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), required=False)

    def __init__(self, data: Any, **options: Any) -> None:
        super().__init__(data, **options)
        self.offer("level", PlatformLevel.choices)
        self.offer("kind", PlatformKind.choices)

    def filters(self) -> PlatformFilters:
        """Return the filters; a field with a fault does not restrict."""
        return PlatformFilters(**self.given())


class ContactForm(forms.Form):
    """What a firm or its officers keep up to date beside the registry."""

    leading_product = forms.CharField(
        label=gettext_lazy("Leading product"), max_length=200, required=False
    )
    contact = forms.CharField(label=gettext_lazy("Contact"), max_length=60, required=False)
    phone = forms.CharField(label=gettext_lazy("Telephone"), max_length=30, required=False)
