"""What people type on the staff list and on publishing."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.forms import Titled
from yuandu.kernel.registry.models import Division
from yuandu.kernel.workspaces.forms import DayField
from yuandu.mechanisms.workforce import queries


class WorkerForm(forms.Form):
    number = forms.CharField(label=_("Staff number"), max_length=20)
    name = forms.CharField(label=pgettext_lazy("of a person", "Name"), max_length=60)
    section = Titled(label=_("Section"), queryset=Division.objects.none())
    job = forms.CharField(label=_("Job"), max_length=60, required=False)
    is_frontline = forms.BooleanField(label=_("Works on the shop floor"), required=False)
    joined_on = DayField(label=pgettext_lazy("of work", "First day"))

    def __init__(self, *sent: Any, actor: Actor) -> None:
        super().__init__(*sent)
        section: Any = self.fields["section"]
        section.queryset = queries.sections(actor)


class StaffFilterForm(forms.Form):
    """What the staff list is asked to show."""

    words = forms.CharField(label=_("Name or staff number"), max_length=60, required=False)
    section = Titled(
        label=_("Section"),
        queryset=Division.objects.none(),
        to_field_name="code",
        empty_label=_("All sections"),
        required=False,
    )

    def __init__(self, *sent: Any, actor: Actor) -> None:
        super().__init__(*sent)
        section: Any = self.fields["section"]
        section.queryset = queries.sections(actor)


class LeaveForm(forms.Form):
    on = DayField(label=pgettext_lazy("of work", "Last day"))


class AccountForm(forms.Form):
    """Which account acts as a worker."""

    account = forms.CharField(
        label=_("User name"),
        max_length=150,
        required=False,
        help_text=_("As whom the worker signs in. Saved empty, the account is unlinked."),
    )


class AffiliateForm(forms.Form):
    slug = forms.CharField(
        label=_("The company’s address"),
        max_length=60,
        help_text=_("The first part after the slash, such as sample-company"),
    )


class PublishForm(forms.Form):
    """Which figures leave the company, and for which city."""

    city = forms.ChoiceField(label=_("City"))
    codes = forms.MultipleChoiceField(label=_("Figures"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *sent: Any, cities: list[tuple[str, str]], offered: list[tuple[str, str]]):
        super().__init__(*sent)
        city: Any = self.fields["city"]
        city.choices = cities
        codes: Any = self.fields["codes"]
        codes.choices = offered
        codes.initial = [code for code, _title in offered]
