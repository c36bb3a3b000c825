"""Challenges, offers, contracts."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.registry.models import Industry, Party
from yuandu.services.cooperation.forms.fields import (
    PartiesField,
    PartyField,
    called,
    day,
    words,
    yuan,
)
from yuandu.services.cooperation.models import Challenge, Contract, Field, Sharing

EARLIEST, LATEST = 1949, 2100


def _share() -> forms.DecimalField:
    return forms.DecimalField(
        label=_("The firm’s share"),
        required=False,
        min_value=0,
        max_value=1,
        max_digits=5,
        decimal_places=4,
        help_text=_("For fixed shares alone: 0.6 is sixty per cent; the rest is the institute’s."),
    )


def _sharing() -> forms.ChoiceField:
    return forms.ChoiceField(label=_("Who owns the results"), choices=Sharing.choices)


class ChallengeForm(forms.Form):
    firm = PartyField(label=pgettext_lazy("challenge", "Firm"))
    name = forms.CharField(label=_("What is to be solved"), max_length=200)
    name_en = forms.CharField(label=_("The same in English"), max_length=200, required=False)
    field = forms.ChoiceField(label=_("Field of technology"), choices=Field.choices)
    industry = forms.ModelChoiceField(
        label=_("Industry"), queryset=Industry.objects.none(), required=False
    )
    chain = forms.CharField(label=_("Industrial chain"), max_length=60, required=False)
    problem = words(_("The problem"))
    target = words(_("What has to be reached"))
    gives = words(_("What the firm gives besides money"), required=False)
    budget = yuan(_("Budget, in yuan"))
    deadline_on = day(_("Deadline for offers"))
    sharing = _sharing()
    firm_share = _share()
    is_public = forms.BooleanField(
        label=_("Show it to everybody"),
        required=False,
        help_text=_("Else the institutes named below alone see it."),
    )
    institutes = PartiesField(label=_("Institutes asked by name"), required=False)

    def __init__(
        self,
        data: Any,
        *,
        firms: QuerySet[Party],
        parties: QuerySet[Party],
        industries: QuerySet[Industry],
        challenge: Challenge | None = None,
        firm: Party | None = None,
    ) -> None:
        initial: dict[str, Any] = {"is_public": True, "firm": called(firm) if firm else ""}
        if challenge is not None:
            initial = {name: getattr(challenge, name, None) for name in self.base_fields}
            initial["firm"] = called(challenge.firm)
            named = challenge.invitations.select_related("institute")
            initial["institutes"] = "\n".join(called(each.institute) for each in named)
        super().__init__(data, initial=initial)
        fields: dict[str, Any] = self.fields
        fields["firm"].among, fields["institutes"].among = firms, parties
        fields["industry"].queryset = industries
        if challenge is not None:
            del fields["firm"]


class OfferForm(forms.Form):
    institute = PartyField(label=pgettext_lazy("offer", "Institute or platform"))
    approach = words(_("How it is to be solved"))
    amount = yuan(_("Amount asked, in yuan"))
    months = forms.IntegerField(label=_("Months it takes"), min_value=1, max_value=120)

    def __init__(
        self, data: Any, *, among: QuerySet[Party], institute: Party | None = None
    ) -> None:
        super().__init__(data, initial={"institute": called(institute) if institute else ""})
        fields: dict[str, Any] = self.fields
        fields["institute"].among = among


class ContractForm(forms.Form):
    number = forms.CharField(label=_("Number of the contract"), max_length=60, required=False)
    amount = yuan(_("Amount of the contract, in yuan"))
    sharing = _sharing()
    firm_share = _share()

    def __init__(self, data: Any, *, contract: Contract) -> None:
        super().__init__(data, initial={name: getattr(contract, name) for name in self.base_fields})


class MilestoneForm(forms.Form):
    number = forms.IntegerField(
        label=pgettext_lazy("milestone", "Number"), min_value=1, max_value=99
    )
    title = forms.CharField(label=_("What is to be delivered"), max_length=200)
    due_on = day(pgettext_lazy("milestone", "Due on"))
    amount = forms.DecimalField(
        label=_("Part of the amount, in yuan"), min_value=0, max_digits=18, decimal_places=2
    )


class OutputForm(forms.Form):
    product = forms.CharField(label=_("Product"), max_length=100)
    quantity = forms.DecimalField(
        label=_("Quantity made"), min_value=0, max_digits=18, decimal_places=4
    )
    unit = forms.CharField(label=_("Unit"), max_length=20)
    year = forms.IntegerField(label=_("Year"), min_value=EARLIEST, max_value=LATEST)
