"""What people type about deliveries and money; what may be sent twice carries its key."""

import datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.lifecycle.forms import FilesField
from yuandu.mechanisms.flowers.models import Grade, Kind
from yuandu.mechanisms.orders.models import Offer
from yuandu.mechanisms.settlements.models import Abandonment, Cause, Dispute, Terms
from yuandu.mechanisms.settlements.models.losses import LossCause
from yuandu.mechanisms.settlements.rules import losses, quarters
from yuandu.mechanisms.settlements.rules.grading import MOST, Counts
from yuandu.mechanisms.settlements.wording import quarter
from yuandu.services.liaison.forms import Keyed

MOST_YUAN = Decimal(10) ** 10


def _day(**bounds: str) -> forms.DateInput:
    return forms.DateInput({"type": "date", **bounds}, format="%Y-%m-%d")


def _pots(label: Any, **options: Any) -> forms.IntegerField:
    """Return a field for pots, with a number pad on phones."""
    widget = forms.NumberInput({"inputmode": "numeric"})
    given: dict[str, Any] = {"min_value": 0, "max_value": MOST, "widget": widget} | options
    return forms.IntegerField(label=label, **given)


def _yuan(label: Any, **options: Any) -> forms.DecimalField:
    given: dict[str, Any] = {"min_value": 0, "max_value": MOST_YUAN, "decimal_places": 2} | options
    return forms.DecimalField(label=label, **given)


def _words(label: Any, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, **{"max_length": 200} | options)


class AnnounceForm(Keyed):
    quantity = _pots(_("Pots on the truck"), min_value=1)
    expected_on = forms.DateField(label=_("Day it comes"), widget=_day())
    truck = _words(_("Truck or driver"), required=False, max_length=40)


class ReceiveForm(forms.Form):
    received = _pots(_("Pots that came off the truck"), min_value=1)
    on = forms.DateField(label=_("Day it came"), widget=_day())


class GradeForm(forms.Form):
    """Counts by grade and by cause; on a phone one number below the other."""

    received = _pots(_("Pots that came off the truck"))
    reason = _words(
        _("Why the grading is corrected"),
        required=False,
        help_text=_("Needed only where the batch was graded before."),
    )

    def __init__(self, data: Any, *, initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        fields: dict[str, Any] = {"received": self.fields["received"]}
        fields |= {grade: _pots(label, required=False) for grade, label in Grade.choices}
        fields |= {cause: _pots(label, required=False) for cause, label in Cause.choices}
        fields["reason"] = self.fields["reason"]
        self.fields = fields

    @property
    def grades(self) -> list[forms.BoundField]:
        return [self[name] for name in Grade.values]

    @property
    def causes(self) -> list[forms.BoundField]:
        return [self[name] for name in Cause.values]

    def counts(self) -> Counts:
        """Return what was counted; an empty field is none."""
        given = self.cleaned_data
        return Counts(
            given["received"],
            {grade: given[grade] or 0 for grade in Grade.values},
            {cause: given[cause] or 0 for cause in Cause.values},
        )


class WordsForm(forms.Form):
    words = _words(_("Why"))


class MissForm(forms.Form):
    cause = forms.ChoiceField(label=_("What became of the pots"), choices=LossCause.choices)
    words = _words(_("What happened"))


class WriteOffForm(MissForm):
    quantity = _pots(_("Pots that will not come"), min_value=1)
    field_order = ("quantity", "cause", "words")


class SubstituteForm(forms.Form):
    offer = forms.ChoiceField(label=_("Who is asked"))
    quantity = _pots(_("Pots"), min_value=1)

    def __init__(self, data: Any, *, offers: list[Offer], short: int) -> None:
        super().__init__(data, initial={"quantity": short})
        self.offers = {str(each.pk): each for each in offers}
        field: Any = self.fields["offer"]
        field.choices = [
            (pk, f"{each.grower.title} · {each.get_grade_display()} · {each.left}")
            for pk, each in self.offers.items()
        ]

    def chosen(self) -> Offer:
        return self.offers[self.cleaned_data["offer"]]


class AbandonForm(forms.Form):
    side = forms.ChoiceField(label=_("Who gives up"), choices=Abandonment.Side.choices)
    words = _words(_("Why"))


class DisputeForm(forms.Form):
    words = forms.CharField(
        label=_("What is wrong"), max_length=2000, widget=forms.Textarea({"rows": 4})
    )
    photos = FilesField(
        label=_("Photos"),
        help_text=_("Where and with what they were taken is removed before they are kept."),
        required=False,
    )

    def __init__(self, *sent: Any) -> None:
        super().__init__(*sent)
        self.fields["photos"].widget.attrs |= {"accept": "image/*", "multiple": True}

    def photos_given(self) -> list[Any]:
        return [photo for photo in self.cleaned_data["photos"] or () if photo]


class AnswerForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("Who is right"),
        choices=[each for each in Dispute.Outcome.choices if each[0] not in {"", "withdrawn"}],
    )
    words = forms.CharField(
        label=pgettext_lazy("of a dispute", "Answer"),
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
    )
    award = _yuan(_("Yuan that the grower gets on top"), required=False)


class TermsForm(forms.ModelForm):
    class Meta:
        model = Terms
        fields = (
            *("second_share", "third_share", "ungraded_share", "grading_fee", "margin_share"),
            *("payment_days", "grower_days", "buyer_size", "is_sold_by_firm"),
        )
        labels = {
            "second_share": _("Share of the price, one grade below"),
            "third_share": _("Share of the price, two grades below"),
            "ungraded_share": _("Share of the price, three grades below"),
            "grading_fee": _("Grading, yuan a pot"),
            "margin_share": _("Cooperative’s part of what is sold"),
            "payment_days": _("Days after delivery to pay, for the buyer"),
            "grower_days": _("Days after delivery until the grower is paid"),
            "buyer_size": _("Size of the buyer on the day of signing"),
            "is_sold_by_firm": _("The cooperative, a small firm, sells to the buyer"),
        }


class DepositForm(Keyed):
    amount = _yuan(_("Deposit, yuan"), min_value=Decimal("0.01"))


class AdvanceForm(Keyed):
    amount = _yuan(_("Worth, yuan"), min_value=Decimal("0.01"))
    words = _words(_("What was advanced"))
    on = forms.DateField(label=_("Day"), widget=_day())


class SeasonForm(forms.Form):
    starts_on = forms.TypedChoiceField(
        label=pgettext_lazy("of a year", "Quarter"), coerce=datetime.date.fromisoformat
    )
    elsewhere = _pots(
        _("Other pots ready to be sold, sold or not"),
        help_text=_("Those that came to a collection point are counted already."),
    )
    income = forms.DecimalField(
        label=_("Net income from flowers, yuan"),
        help_text=_("What was taken less what it cost. Not needed."),
        min_value=-MOST_YUAN,
        max_value=MOST_YUAN,
        decimal_places=2,
        required=False,
    )

    def __init__(self, data: Any, *, today: datetime.date) -> None:
        super().__init__(data)
        field: Any = self.fields["starts_on"]
        field.choices = [
            (each.isoformat(), quarter(each)) for each in quarters.open_quarters(today)
        ]


class LossForm(forms.Form):
    kind = forms.ModelChoiceField(label=_("Kind of flower"), queryset=Kind.objects.none())
    cause = forms.ChoiceField(
        label=_("Why"),
        choices=[each for each in LossCause.choices if each[0] != losses.REJECTED],
    )
    quantity = _pots(_("Pots"), min_value=1)
    on = forms.DateField(label=_("Day"), widget=_day())
    amount = _yuan(_("What they would have brought, yuan"), required=False)
    words = _words(pgettext_lazy("of a loss", "Words"), required=False)

    def __init__(self, data: Any, *, kinds: Any, today: datetime.date) -> None:
        super().__init__(data, initial={"on": today})
        field: Any = self.fields["kind"]
        field.queryset = kinds


class DeskBar(forms.Form):
    words = forms.CharField(
        label=_("Grower, flower, buyer or number of a batch"),
        required=False,
        max_length=60,
        widget=forms.TextInput({"type": "search"}),
    )
    show = forms.CharField(required=False, widget=forms.HiddenInput())


class HouseholdBar(forms.Form):
    words = forms.CharField(
        label=_("Name of the household"),
        required=False,
        max_length=60,
        widget=forms.TextInput({"type": "search"}),
    )


class SlipBar(forms.Form):
    """The bar above the slips."""

    words = forms.CharField(
        label=_("Grower or buyer"),
        required=False,
        max_length=60,
        widget=forms.TextInput({"type": "search"}),
    )
    year = forms.TypedChoiceField(label=_("Year"), required=False, coerce=int, empty_value=None)
    show = forms.CharField(required=False, widget=forms.HiddenInput())

    def __init__(self, data: Any, *, today: datetime.date) -> None:
        super().__init__(data)
        field: Any = self.fields["year"]
        years = range(today.year, today.year - 4, -1)
        field.choices = [("", _("All")), *((str(each), str(each)) for each in years)]

    def given(self) -> tuple[str, int | None]:
        """Return words and year; a field with a fault does not restrict."""
        self.is_valid()
        return self.cleaned_data.get("words") or "", self.cleaned_data.get("year")
