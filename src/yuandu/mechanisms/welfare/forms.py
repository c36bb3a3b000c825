"""What people type about facilities, bookings, entitlements, needs and aid."""

import datetime
import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.accounts.models import User
from yuandu.kernel.registry.forms import Titled
from yuandu.kernel.registry.models import Division
from yuandu.kernel.workspaces.forms import DayField
from yuandu.mechanisms.welfare import queries
from yuandu.mechanisms.welfare.models import AidCase, Facility, Kind

HOURS = [(hour, f"{hour}:00") for hour in range(25)]


class Named(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name or obj)


class FacilityForm(forms.Form):
    code = forms.CharField(label=pgettext_lazy("of a facility", "Code"), max_length=20)
    name = forms.CharField(label=pgettext_lazy("of a facility", "Name"), max_length=200)
    kind = forms.ChoiceField(label=pgettext_lazy("of a facility", "Kind"), choices=Kind.choices)
    place = forms.CharField(label=pgettext_lazy("of a facility", "Where"), max_length=200)
    phone = forms.CharField(label=_("Telephone"), max_length=30, required=False)
    hours = forms.CharField(label=_("Opening hours"), max_length=100, required=False)
    about = forms.CharField(
        label=_("What it offers"), max_length=500, required=False, widget=forms.Textarea
    )
    opened_on = DayField(label=pgettext_lazy("of a facility", "Opened on"))


class CloseForm(forms.Form):
    on = DayField(label=_("Closed from"))


class ResourceForm(forms.Form):
    name = forms.CharField(label=_("What is booked"), max_length=100)
    seats = forms.IntegerField(
        label=_("Seats"),
        min_value=1,
        max_value=1000,
        help_text=_("1: it is booked as a whole."),
    )
    open_days = forms.IntegerField(
        label=_("Days of the week from Monday"), min_value=1, max_value=7
    )
    opens_at = forms.TypedChoiceField(label=_("Opens at"), choices=HOURS[:24], coerce=int)
    closes_at = forms.TypedChoiceField(label=_("Closes at"), choices=HOURS[1:], coerce=int)
    most_hours = forms.IntegerField(
        label=_("Hours of one booking at most"), min_value=1, max_value=24
    )


class BookForm(forms.Form):
    """A day and hours of it; whether to wait where they are taken."""

    day = DayField(label=_("Day"))
    first = forms.TypedChoiceField(label=pgettext_lazy("hour", "From"), choices=(), coerce=int)
    last = forms.TypedChoiceField(label=pgettext_lazy("hour", "To"), choices=(), coerce=int)
    waits = forms.BooleanField(
        label=_("If it is taken, put me on the waiting list"), required=False
    )

    def __init__(self, *sent: Any, opens_at: int, closes_at: int, day: datetime.date) -> None:
        super().__init__(*sent)
        first: Any = self.fields["first"]
        last: Any = self.fields["last"]
        first.choices = HOURS[opens_at:closes_at]
        last.choices = HOURS[opens_at + 1 : closes_at + 1]
        self.fields["day"].initial = day


class EntitlementForm(forms.Form):
    name = forms.CharField(label=pgettext_lazy("of an entitlement", "Name"), max_length=200)
    words = forms.CharField(
        label=_("What it is"), max_length=500, required=False, widget=forms.Textarea
    )
    least_years = forms.IntegerField(
        label=_("Years of service at least"), min_value=0, max_value=50
    )
    section = Titled(
        label=_("Only for this part of the company"),
        queryset=Division.objects.none(),
        required=False,
    )
    is_for_frontline = forms.BooleanField(
        label=_("Only for people of the shop floor"), required=False
    )
    quota = forms.IntegerField(label=_("How often a year"), min_value=1, max_value=366)
    stock = forms.IntegerField(
        label=_("How many there are a year, for everybody"),
        min_value=0,
        max_value=10**7,
        required=False,
    )
    opens_on = DayField(label=_("First day to claim it"))
    closes_on = DayField(label=_("Last day to claim it"))

    def __init__(self, *sent: Any, places: Any) -> None:
        super().__init__(*sent)
        section: Any = self.fields["section"]
        section.queryset = places


class NeedForm(forms.Form):
    words = forms.CharField(
        label=_("What is missing"),
        max_length=200,
        help_text=_("Everybody in the company reads it; nobody reads who asked."),
    )


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label=pgettext_lazy("to a need", "Answer"), max_length=500, widget=forms.Textarea
    )
    facility = Titled(label=_("Served by"), queryset=Facility.objects.none(), required=False)

    def __init__(self, *sent: Any, actor: Actor) -> None:
        super().__init__(*sent)
        facility: Any = self.fields["facility"]
        facility.queryset = queries.facilities(actor)


class AidForm(forms.Form):
    """What happened, and whom one turns to."""

    words = forms.CharField(
        label=_("What happened, and what would help"), max_length=4000, widget=forms.Textarea
    )
    is_urgent = forms.BooleanField(label=_("It cannot wait until tomorrow"), required=False)
    officers = Named(
        label=_("Whom you turn to"),
        queryset=User.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only these read it: no superior, no HR, no administrator."),
    )
    upload = forms.FileField(label=_("A paper or a photo"), required=False)

    def __init__(self, *sent: Any, actor: Actor) -> None:
        super().__init__(*sent)
        officers: Any = self.fields["officers"]
        officers.queryset = queries.care_officers(actor)


class SayForm(forms.Form):
    words = forms.CharField(
        label=_("Your words"), max_length=4000, required=False, widget=forms.Textarea
    )
    upload = forms.FileField(label=_("A paper or a photo"), required=False)


class DecideForm(forms.Form):
    outcome = forms.ChoiceField(
        label=pgettext_lazy("of an aid case", "Outcome"),
        choices=[
            (AidCase.ANSWERED, pgettext_lazy("of an aid case", "First answer")),
            (AidCase.GRANTED, pgettext_lazy("of an aid case", "Grant aid")),
            (AidCase.DECLINED, pgettext_lazy("of an aid case", "Decline")),
        ],
    )
    words = forms.CharField(label=_("Your words"), max_length=4000, widget=forms.Textarea)
    amount = forms.DecimalField(
        label=_("Amount, yuan"), min_value=0, max_digits=10, decimal_places=2, required=False
    )


class LetInForm(forms.Form):
    officer = Titled(label=_("Care officer"), queryset=User.objects.none())

    def __init__(self, *sent: Any, actor: Actor) -> None:
        super().__init__(*sent)
        officer: Any = self.fields["officer"]
        officer.queryset = queries.care_officers(actor)


class FundForm(forms.Form):
    """Money for the care fund; sent twice, it is paid once, since its key comes with the page."""

    amount = forms.DecimalField(
        label=_("Amount, yuan"), min_value=1, max_digits=12, decimal_places=2
    )
    key = forms.CharField(widget=forms.HiddenInput, max_length=60)

    def __init__(self, *sent: Any) -> None:
        super().__init__(*sent)
        self.fields["key"].initial = str(uuid.uuid4())
