"""What people type on direct lines."""

import datetime
from typing import Any

from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.models import Party
from yuandu.mechanisms.flowers.models import Group, Kind, Market
from yuandu.mechanisms.lines import counting, queries, rules
from yuandu.mechanisms.lines.actions import NewDeparture
from yuandu.mechanisms.lines.models import (
    Booking,
    Cause,
    County,
    Line,
    Space,
    Trip,
    Weekday,
)
from yuandu.mechanisms.lines.models.lines import in_words

ROWS = 7  # departures that a form takes
MOST_PLANTS = 1_000_000
MOST_SPACE = 30_000
CARRIERS_SHOWN = 500


def _day(initial: datetime.date | None = None) -> forms.DateField:
    return forms.DateField(
        initial=initial, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )


def _money(label: Any) -> forms.DecimalField:
    return forms.DecimalField(label=label, min_value=0, max_digits=10, decimal_places=2)


class CountyField(forms.CharField):
    """A county-level unit by its code or its name; many are of one name, then the code it is."""

    def __init__(self, actor: Actor | None = None, **options: Any) -> None:
        super().__init__(max_length=200, **options)
        self.actor = actor

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text or self.actor is None:
            return None
        found = queries.counties_named(self.actor, text)
        if not found:
            raise forms.ValidationError(
                _("No county-level unit is called or coded %(text)s.") % {"text": text}
            )
        if len(found) > 1:
            which = _(", ").join(f"{each.code} {each}" for each in found)
            raise forms.ValidationError(
                _("Several are called so: %(which)s. Enter the code.") % {"which": which}
            )
        return found[0]


class LineForm(forms.Form):
    """A new line."""

    name = forms.CharField(label=gettext_lazy("Name of the line"), max_length=200)
    name_en = forms.CharField(label=gettext_lazy("Name in English"), max_length=200, required=False)
    origin = forms.CharField(label=gettext_lazy("Leaves from"), max_length=100)
    origin_en = forms.CharField(
        label=gettext_lazy("Leaves from, in English"), max_length=100, required=False
    )
    origin_county = CountyField(
        label=gettext_lazy("County it leaves from"),
        help_text=gettext_lazy("Name or code of GB/T 2260; it puts the line on the map."),
        required=False,
    )
    destination = forms.CharField(label=gettext_lazy("Goes to"), max_length=100)
    destination_en = forms.CharField(
        label=gettext_lazy("Goes to, in English"), max_length=100, required=False
    )
    destination_county = CountyField(
        label=gettext_lazy("County it goes to"),
        help_text=gettext_lazy("Name or code of GB/T 2260; it puts the line on the map."),
        required=False,
    )
    market = forms.ModelChoiceField(
        label=pgettext_lazy("flowers", "Market"), queryset=Market.objects.none(), required=False
    )
    carrier = forms.ModelChoiceField(label=gettext_lazy("Carrier"), queryset=Party.objects.none())
    unit = forms.ChoiceField(label=gettext_lazy("Space is counted in"), choices=Space.choices)
    truck = forms.IntegerField(label=gettext_lazy("Space of one truck"), min_value=1, max_value=MOST_SPACE)  # fmt: skip
    capacity = forms.IntegerField(label=gettext_lazy("Space of a departure"), min_value=1, max_value=MOST_SPACE)  # fmt: skip
    per_truck = _money(gettext_lazy("Yuan a truck"))
    per_kilometre = _money(gettext_lazy("Yuan a kilometre and truck"))
    per_stop = _money(gettext_lazy("Yuan a stop"))
    opened_on = _day()

    def __init__(self, *sent: Any, actor: Actor) -> None:
        super().__init__(*sent)
        fields: dict[str, Any] = self.fields
        fields["origin_county"].actor = fields["destination_county"].actor = actor
        fields["opened_on"].label = _("Runs from")
        fields["opened_on"].initial = actor.workspace.today()
        fields["market"].queryset = Market.objects.filter(workspace=actor.workspace)
        driven = queries.lines_visible_to(actor).order_by().values("carrier")
        parties = Party.objects.filter(workspace=actor.workspace, kind="organisation")
        chosen = sent[0].get("carrier") if sent else ""
        # Thousands of organisations make no list: the carriers of before, and one named by key.
        known = parties.filter(pk__in=driven)
        if str(chosen).isdecimal() and len(str(chosen)) < 10:  # noqa: PLR2004
            known = known | parties.filter(pk=int(str(chosen)))
        fields["carrier"].queryset = known.order_by("name")


class ReachForm(forms.Form):
    """A county that a line reaches, or other hours to it."""

    county = CountyField(
        label=gettext_lazy("County"), help_text=gettext_lazy("Name or code of GB/T 2260.")
    )
    hours = forms.IntegerField(
        label=gettext_lazy("Hours from departure"), min_value=1, max_value=rules.LONGEST_WAY
    )
    kilometres = forms.IntegerField(
        label=gettext_lazy("Kilometres"), min_value=1, max_value=rules.FURTHEST
    )

    def __init__(self, *sent: Any, actor: Actor) -> None:
        super().__init__(*sent)
        fields: dict[str, Any] = self.fields
        fields["county"].actor = actor


class ClosingForm(forms.Form):
    """From when a line does not run any more, and what takes what is booked."""

    on = _day()
    onto = forms.ModelChoiceField(
        label=gettext_lazy("Bookings go over to"),
        queryset=Line.objects.none(),
        required=False,
        empty_label=gettext_lazy("no line: all are given back"),
    )
    words = forms.CharField(
        label=gettext_lazy("Why, in words"),
        help_text=gettext_lazy("Everybody who booked reads it."),
        max_length=300,
    )

    def __init__(self, *sent: Any, line: Line, actor: Actor) -> None:
        super().__init__(*sent)
        fields: dict[str, Any] = self.fields
        fields["on"].label = _("Does not run any more from")
        fields["on"].initial = actor.workspace.today()
        fields["onto"].queryset = queries.takers(actor, line)
        fields["onto"].label_from_instance = lambda each: each.title


class CountyBar(forms.Form):
    """Which county-level units a list shows."""

    within = forms.TypedChoiceField(
        label=gettext_lazy("Delivered to within"),
        coerce=int,
        empty_value=None,
        choices=[
            ("", pgettext_lazy("reach of lines", "However long it took")),
            *((str(hours), str(hours)) for hours in rules.WITHIN),
        ],
        required=False,
    )
    state = forms.ChoiceField(
        label=gettext_lazy("County-level units"),
        choices=[
            ("", pgettext_lazy("county-level units", "All")),
            (queries.DELIVERED, pgettext_lazy("reach of lines", "Delivered to")),
            (queries.OPEN, pgettext_lazy("reach of lines", "Not delivered to")),
        ],
        required=False,
    )
    province = forms.ChoiceField(label=gettext_lazy("Province"), required=False)

    def __init__(self, sent: Any, *, actor: Actor) -> None:
        super().__init__(sent)
        fields: dict[str, Any] = self.fields
        fields["province"].choices = [
            ("", _("All provinces")),
            *((name, in_words(name, name_en)) for name, name_en in queries.provinces(actor)),
        ]

    def filters(self) -> queries.CountyFilters:
        """Return what was asked for; what makes no sense is left out."""
        self.is_valid()
        given = self.cleaned_data
        return queries.CountyFilters(
            within=given.get("within"),
            state=given.get("state", ""),
            province=given.get("province", ""),
        )


class TimetableForm(forms.Form):
    """The departures of a week; rows left empty are none."""

    def __init__(self, *sent: Any, line: Line) -> None:
        super().__init__(*sent)
        departures = list(queries.departures_of(line))
        days = [("", "—"), *((str(day.value), day.label) for day in Weekday)]
        for number in range(ROWS):
            now = departures[number] if number < len(departures) else None
            self.fields[f"weekday_{number}"] = forms.ChoiceField(
                label=_("Day of the week"),
                choices=days,
                required=False,
                initial=now.weekday if now else "",
            )
            self.fields[f"at_{number}"] = forms.TimeField(
                label=_("Leaves at"),
                required=False,
                initial=now.at if now else None,
                widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
            )
            self.fields[f"hours_{number}"] = forms.IntegerField(
                label=_("Hours to the market"),
                required=False,
                min_value=1,
                max_value=240,
                initial=now.hours if now else None,
            )

    @property
    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields of each departure, side by side."""
        names = ("weekday", "at", "hours")
        return [
            (
                _("Departure %(number)s") % {"number": at + 1},
                [self[f"{name}_{at}"] for name in names],
            )
            for at in range(ROWS)
        ]

    def clean(self) -> dict[str, Any]:
        """Ask of each row for all three."""
        given = super().clean() or self.cleaned_data
        for number in range(ROWS):
            names = [f"{name}_{number}" for name in ("weekday", "at", "hours")]
            filled = [given.get(name) not in (None, "") for name in names]
            if any(filled) and not all(filled):
                self.add_error(names[filled.index(False)], _("Fill in all three, or none."))
        return given

    def departures(self) -> list[NewDeparture]:
        given = self.cleaned_data
        return [
            NewDeparture(
                int(given[f"weekday_{number}"]), given[f"at_{number}"], given[f"hours_{number}"]
            )
            for number in range(ROWS)
            if given[f"weekday_{number}"] != ""
        ]


class KindChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.title)


class BookForm(forms.Form):
    """Space on a trip, booked on a phone."""

    shipper = KindChoice(label=gettext_lazy("Shipper"), queryset=Party.objects.none())
    kind = KindChoice(label=gettext_lazy("Kind of flower"), queryset=Kind.objects.none())
    quantity = forms.IntegerField(
        label=gettext_lazy("How many plants"), min_value=1, max_value=MOST_PLANTS
    )
    space = forms.IntegerField(label=gettext_lazy("How much space"), min_value=1, max_value=MOST_SPACE)  # fmt: skip
    county = forms.ModelChoiceField(
        label=gettext_lazy("To which county"), queryset=County.objects.none()
    )
    receiver = forms.CharField(label=gettext_lazy("Receiver"), max_length=100)
    certificate = forms.CharField(
        label=gettext_lazy("Plant-health certificate, number"),
        help_text=gettext_lazy("Can be entered later; the truck does not leave without it."),
        max_length=40,
        required=False,
    )

    def __init__(self, *sent: Any, actor: Actor, trip: Trip) -> None:
        super().__init__(*sent)
        fields: dict[str, Any] = self.fields
        shippers = queries.shippers_for(actor)
        fields["shipper"].queryset = shippers
        # Asked once: a list without an empty line is asked for again to see whether it has one.
        fields["shipper"].choices = [(each.pk, each.title) for each in shippers]
        kinds = Kind.objects.filter(workspace=actor.workspace).exclude(group=Group.PRODUCE)
        fields["kind"].queryset = kinds.order_by("name")
        fields["county"].queryset = County.objects.filter(reaches__line=trip.line_id)
        fields["space"].help_text = _("%(left)s %(unit)s are left.") % {
            "left": trip.left,
            "unit": counting.space(trip.line.unit, trip.left),
        }


class CertificateForm(forms.Form):
    certificate = forms.CharField(
        label=gettext_lazy("Plant-health certificate, number"), max_length=40
    )


class ReceiptForm(forms.Form):
    """What arrived of a booking."""

    received = forms.IntegerField(
        label=gettext_lazy("Arrived whole"), min_value=0, max_value=MOST_PLANTS
    )
    damaged = forms.IntegerField(
        label=gettext_lazy("Arrived damaged"), min_value=0, max_value=MOST_PLANTS, initial=0
    )
    hours = forms.IntegerField(
        label=gettext_lazy("Hours from departure"), min_value=1, max_value=rules.LONGEST_WAY
    )
    cause = forms.ChoiceField(
        label=gettext_lazy("Why plants were lost"),
        choices=[("", "—"), *Cause.choices],
        required=False,
    )

    def __init__(self, *sent: Any, booking: Booking) -> None:
        super().__init__(*sent)
        self.fields["received"].initial = booking.quantity


class MoveForm(forms.Form):
    """A move of a trip; some ask for words."""

    words = forms.CharField(
        max_length=300, required=False, strip=True, validators=[ProhibitNullCharactersValidator()]
    )


class DayBar(forms.Form):
    """Which day a dispatcher looks at."""

    on = forms.DateField(required=False)

    def day(self, today: datetime.date) -> datetime.date:
        """Return the day asked for; today where there is none, or no such day."""
        self.is_valid()
        return self.cleaned_data.get("on") or today
