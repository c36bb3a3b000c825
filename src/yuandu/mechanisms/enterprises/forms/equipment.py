"""What platforms report and open, what firms book."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.registry.models import Party
from yuandu.kernel.registry.rules import normal_code
from yuandu.mechanisms.enterprises.models import Equipment

MOST_YUAN = 10**13
HOURS = [(hour, f"{hour}:00") for hour in range(25)]
OPEN_DAYS = (
    (5, pgettext_lazy("open days", "Monday to Friday")),
    (6, pgettext_lazy("open days", "Monday to Saturday")),
    (7, pgettext_lazy("open days", "Every day")),
)


def _hour(label: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, choices=HOURS, coerce=int)


def _yuan(label: Any) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, min_value=0, max_value=MOST_YUAN, max_digits=18, decimal_places=2
    )


class PlatformReportForm(forms.Form):
    year = forms.IntegerField(label=_("Year"), min_value=1949, max_value=2100)
    rd_staff = forms.IntegerField(label=_("R&D staff, persons"), min_value=0, max_value=10**6)
    rd_spending = _yuan(_("R&D spending, in yuan"))
    equipment_value = _yuan(_("Equipment as bought, in yuan"))
    joint_projects = forms.IntegerField(
        label=_("Joint projects under contract"), min_value=0, max_value=10**5
    )


class EquipmentForm(forms.Form):
    name = forms.CharField(label=pgettext_lazy("equipment", "Name"), max_length=200)
    name_en = forms.CharField(label=_("Name in English"), max_length=200, required=False)
    use = forms.CharField(label=_("What it is for"), max_length=300, required=False)
    open_days = forms.TypedChoiceField(label=_("Open days"), choices=OPEN_DAYS, coerce=int)
    opens_at = _hour(_("Opens at"))
    closes_at = _hour(_("Closes at"))
    price = forms.DecimalField(
        label=_("Price an hour, in yuan"),
        min_value=0,
        max_value=10**9,
        max_digits=12,
        decimal_places=2,
    )
    is_open = forms.BooleanField(label=_("Open to firms"), required=False)

    def __init__(self, data: Any, *, equipment: Equipment | None = None) -> None:
        initial: dict[str, Any] = {"opens_at": 9, "closes_at": 17, "is_open": True}
        if equipment is not None:
            initial = {name: getattr(equipment, name) for name in self.base_fields}
        super().__init__(data, initial=initial)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        first, last = given.get("opens_at"), given.get("closes_at")
        if first is not None and last is not None and last <= first:
            self.add_error("closes_at", _now("It has to close after it opens."))
        return given


class BookingForm(forms.Form):
    firm = forms.CharField(
        label=pgettext_lazy("booking", "For the firm"),
        max_length=200,
        help_text=_("Credit code or full name"),
    )
    day = forms.DateField(
        label=_("Day"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    first = _hour(pgettext_lazy("hour", "From"))
    last = _hour(pgettext_lazy("hour", "To"))
    purpose = forms.CharField(label=pgettext_lazy("booking", "What for"), max_length=200)

    def __init__(
        self,
        data: Any,
        *,
        equipment: Equipment,
        among: QuerySet[Party],
        firm: Party | None = None,
    ) -> None:
        initial: dict[str, Any] = {"first": equipment.opens_at, "last": equipment.closes_at}
        if firm is not None:
            initial["firm"] = firm.code or firm.name
        super().__init__(data, initial=initial)
        self._among = among

    def clean_firm(self) -> Party:
        typed: str = self.cleaned_data["firm"]
        found = self._among.filter(Q(code=normal_code(typed), code__gt="") | Q(name=typed))[:2]
        if len(found) != 1:
            raise forms.ValidationError(
                _now("“%(typed)s” is not known here, or not yours. Check code and name.")
                % {"typed": typed}
            )
        return found[0]


class EquipmentBar(forms.Form):
    words = forms.CharField(
        label=_("Equipment, use or platform"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )

    def words_given(self) -> str:
        """Return what is looked for; nothing where that makes no sense."""
        self.is_valid()
        given: str = self.cleaned_data.get("words", "")
        return given
