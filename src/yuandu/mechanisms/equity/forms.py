"""What people type on the register of shares: shareholders by their number in it."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.forms import Titled
from yuandu.kernel.workspaces.forms import Chosen, DayField
from yuandu.mechanisms.equity import queries, rules
from yuandu.mechanisms.equity.actions import Side
from yuandu.mechanisms.equity.models import Charter, Holder, ShareClass
from yuandu.mechanisms.workforce import queries as workforce


class CharterForm(forms.Form):
    form = forms.ChoiceField(label=gettext_lazy("Legal form"), choices=Charter.Form.choices)
    legal_name = forms.CharField(label=gettext_lazy("Name of the company"), max_length=200)
    code = forms.CharField(
        label=gettext_lazy("Unified social credit code"), max_length=18, required=False
    )
    founded_on = DayField(label=gettext_lazy("Founded on"))


class ClassForm(forms.Form):
    code = forms.CharField(label=pgettext_lazy("of a class of shares", "Code"), max_length=10)
    name = forms.CharField(label=pgettext_lazy("of a class of shares", "Name"), max_length=200)
    name_en = forms.CharField(label=gettext_lazy("Name in English"), max_length=200, required=False)
    par_value = forms.DecimalField(
        label=gettext_lazy("Par value, yuan"), max_digits=14, decimal_places=4, min_value=0
    )
    votes_per_share = forms.DecimalField(
        label=gettext_lazy("Votes per share"),
        max_digits=8,
        decimal_places=2,
        min_value=0,
        initial=1,
    )
    authorised = forms.IntegerField(
        label=gettext_lazy("Authorised shares"),
        min_value=1,
        max_value=rules.MOST_SHARES,
        required=False,
        help_text=gettext_lazy("Empty where the charter names no number"),
    )


class HolderForm(forms.Form):
    number = forms.CharField(label=gettext_lazy("Shareholder number"), max_length=20)
    kind = forms.ChoiceField(label=gettext_lazy("Kind of shareholder"), choices=Holder.Kind.choices)
    worker = forms.CharField(
        label=gettext_lazy("Staff number"),
        max_length=20,
        required=False,
        help_text=gettext_lazy("Of a worker-partner; the name is the staff list’s"),
    )
    name = forms.CharField(
        label=pgettext_lazy("of a shareholder", "Name"), max_length=100, required=False
    )
    form = forms.ChoiceField(
        label=gettext_lazy("Form of the vehicle"),
        choices=[("", "—"), *Holder.Form.choices],
        required=False,
    )
    basis = forms.CharField(
        label=gettext_lazy("Document the plan rests on"), max_length=200, required=False
    )
    is_institution = forms.BooleanField(label=gettext_lazy("An institution"), required=False)
    code = forms.CharField(
        label=gettext_lazy("Unified social credit code"), max_length=18, required=False
    )

    def __init__(self, *sent: Any, actor: Actor) -> None:
        super().__init__(*sent)
        self.actor = actor

    def clean_worker(self) -> Any:
        number = self.cleaned_data["worker"].strip()
        if not number:
            return None
        found = workforce.at_work(self.actor).filter(number=number).first()
        if found is None:
            raise forms.ValidationError(
                _("Nobody on the staff list who works here has this number.")
            )
        return found


class RuleForm(forms.Form):
    admit_factor = forms.DecimalField(
        label=gettext_lazy("Factor for who is admitted"), max_digits=6, decimal_places=4
    )
    exit_factor = forms.DecimalField(
        label=gettext_lazy("Factor for who exits"), max_digits=6, decimal_places=4
    )
    floor = forms.DecimalField(
        label=gettext_lazy("Lowest price, yuan"), max_digits=14, decimal_places=2, initial=0
    )
    words = forms.CharField(
        label=gettext_lazy("The rule in words"),
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
    )
    resolution = forms.CharField(label=gettext_lazy("Resolution"), max_length=100)
    from_on = DayField(label=gettext_lazy("Holds from"))


class YearForm(forms.Form):
    year = forms.IntegerField(label=gettext_lazy("Year"), min_value=1950, max_value=2200)
    net_assets = forms.DecimalField(
        label=gettext_lazy("Net assets, yuan"), max_digits=20, decimal_places=2
    )
    shares = forms.IntegerField(
        label=gettext_lazy("Shares at the end of the year"),
        min_value=1,
        max_value=rules.MOST_SHARES,
    )
    auditor = forms.CharField(label=gettext_lazy("Audit firm"), max_length=100)
    report = forms.CharField(label=gettext_lazy("Number of the report"), max_length=100)
    signed_on = DayField(label=gettext_lazy("Signed on"))


class HandOutForm(forms.Form):
    """Which certificates were signed for."""

    certificate = Chosen(
        error_messages={"required": gettext_lazy("Choose the certificates that were signed for.")}
    )


class EnterForm(forms.Form):
    """A change of the register; which sides there are follows from its kind."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=60)
    share_class = Titled(label=gettext_lazy("Class of shares"), queryset=ShareClass.objects.none())
    source = forms.CharField(label=gettext_lazy("Number of who gives"), max_length=20)
    source_vehicle = forms.CharField(
        label=gettext_lazy("held through vehicle number"), max_length=20, required=False
    )
    target = forms.CharField(label=gettext_lazy("Number of who gets"), max_length=20)
    target_vehicle = forms.CharField(
        label=gettext_lazy("to be held through vehicle number"), max_length=20, required=False
    )
    quantity = forms.IntegerField(
        label=gettext_lazy("Number of shares"), min_value=1, max_value=rules.MOST_SHARES
    )
    at_rule = forms.ChoiceField(
        label=pgettext_lazy("of a share", "Price"),
        required=False,
        choices=[
            ("", gettext_lazy("As written below")),
            (rules.ADMIT, gettext_lazy("Rule price for who is admitted")),
            (rules.EXIT, gettext_lazy("Rule price for who exits")),
        ],
    )
    price = forms.DecimalField(
        label=gettext_lazy("Price of a share, yuan"),
        max_digits=14,
        decimal_places=2,
        min_value=0,
        required=False,
    )
    on = DayField(label=pgettext_lazy("of a share transaction", "Day"))
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=200)
    resolution = forms.CharField(label=gettext_lazy("Resolution"), max_length=100, required=False)
    is_pending = forms.BooleanField(
        label=gettext_lazy("Hold the shares back; register later, once paid"), required=False
    )

    def __init__(self, *sent: Any, actor: Actor, kind: str) -> None:
        super().__init__(*sent)
        self.actor = actor
        fields: dict[str, Any] = self.fields
        fields["key"].initial = uuid.uuid4().hex
        fields["on"].initial = actor.workspace.today()
        fields["share_class"].queryset = queries.classes(actor)
        for side, kinds in (("source", rules.GIVES), ("target", rules.TAKES)):
            if kind not in kinds:
                del fields[side], fields[f"{side}_vehicle"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for side in ("source", "target"):
            number, through = given.get(side), given.pop(f"{side}_vehicle", "")
            if number is None:
                continue
            found = self._holder(side, number)
            vehicle = self._holder(f"{side}_vehicle", through) if through else None
            given[side] = Side(found, vehicle) if found else None
        return given

    def _holder(self, field: str, number: str) -> Holder | None:
        found = queries.holders_visible_to(self.actor).filter(number=number.strip()).first()
        if found is None:
            self.add_error(
                field,
                _("The register has no shareholder number “%(number)s”.") % {"number": number},
            )
        return found
