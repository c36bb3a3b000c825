"""What people type on drives; what may be sent twice carries its key."""

import datetime
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.accounts.models import User
from yuandu.kernel.lifecycle.forms import FilesField
from yuandu.kernel.registry.models import Division
from yuandu.mechanisms.projects.models import Factor, Level, Standing
from yuandu.mechanisms.visits import queries, rules
from yuandu.mechanisms.visits.actions import NewDifficulty, NewVisit
from yuandu.mechanisms.visits.models import Difficulty, Stop, Team
from yuandu.mechanisms.visits.queries import Filters
from yuandu.services.liaison.forms import Keyed
from yuandu.services.liaison.models import Severity

LONGEST_TEXT = 2000
LONGEST_TITLE = 120


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _day(**bounds: str) -> forms.DateInput:
    return forms.DateInput({"type": "date", **bounds}, format="%Y-%m-%d")


class VisitForm(Keyed):
    """A visit, typed on a phone on the site: whom one met, what one heard, what is lacking."""

    on = forms.DateField(label=gettext_lazy("Day of the visit"))
    met = forms.CharField(
        label=gettext_lazy("Whom you met"),
        help_text=gettext_lazy("As they wish to be named: a post is enough."),
        max_length=100,
        required=False,
    )
    words = forms.CharField(
        label=gettext_lazy("What you saw and heard"), max_length=LONGEST_TEXT, widget=_area(4)
    )
    photos = FilesField(
        label=gettext_lazy("Photos"),
        help_text=gettext_lazy(
            "Not needed. Where and with what they were taken is removed before they are kept."
        ),
        required=False,
    )
    keep_place = forms.BooleanField(
        label=gettext_lazy("I agree that the place where I write this is kept with the visit"),
        help_text=gettext_lazy("Not needed; nobody is asked why there is none."),
        required=False,
        widget=forms.CheckboxInput(attrs={"data-place": ""}),
    )
    longitude = forms.FloatField(
        required=False, min_value=-180, max_value=180, widget=forms.HiddenInput()
    )
    latitude = forms.FloatField(
        required=False, min_value=-90, max_value=90, widget=forms.HiddenInput()
    )

    def __init__(self, *sent: Any, actor: Actor, team: Team) -> None:
        data, files = sent or (None, None)
        today = actor.workspace.today()
        super().__init__(data, files=files, initial={"on": today})
        fields: dict[str, Any] = self.fields
        fields["on"].widget = _day(max=today.isoformat(), min=team.drive.from_on.isoformat())
        fields["photos"].widget.attrs |= {"accept": "image/*", "multiple": True}
        for number in range(1, rules.MOST_DIFFICULTIES + 1):
            fields |= _difficulty_fields(number)

    @property
    def leading(self) -> list[forms.BoundField]:
        """The fields of the visit itself."""
        return [self[name] for name in ("on", "met", "words", "photos", "keep_place")]

    @property
    def difficulties(self) -> list[list[forms.BoundField]]:
        """The fields of each difficulty."""
        names = ("factor", "severity", "title", "details")
        return [
            [self[f"{name}_{number}"] for name in names]
            for number in range(1, rules.MOST_DIFFICULTIES + 1)
        ]

    def clean(self) -> dict[str, Any]:
        """Ask of each difficulty for its class and its sentence."""
        given = super().clean() or self.cleaned_data
        for number in range(1, rules.MOST_DIFFICULTIES + 1):
            factor, title = given.get(f"factor_{number}"), given.get(f"title_{number}")
            details = given.get(f"details_{number}")
            if (title or details) and not factor:
                self.add_error(f"factor_{number}", _("Say what is lacking."))
            if (factor or details) and not title:
                self.add_error(f"title_{number}", _("Say it in one sentence."))
        return given

    def visit(self) -> NewVisit:
        """Return the visit that was typed; the place only where its writer agreed."""
        given = self.cleaned_data
        kept = given["keep_place"]
        photos = [photo for photo in given["photos"] or () if photo]
        return NewVisit(
            key=given["key"],
            on=given["on"],
            met=given["met"],
            words=given["words"],
            longitude=given["longitude"] if kept else None,
            latitude=given["latitude"] if kept else None,
            photos=photos,
            difficulties=[
                NewDifficulty(
                    factor=given[f"factor_{number}"],
                    severity=given[f"severity_{number}"] or Severity.NORMAL,
                    title=given[f"title_{number}"],
                    words=given[f"details_{number}"],
                )
                for number in range(1, rules.MOST_DIFFICULTIES + 1)
                if given[f"title_{number}"]
            ],
        )


def _difficulty_fields(number: int) -> dict[str, forms.Field]:
    return {
        f"factor_{number}": forms.ChoiceField(
            label=_("What is lacking"),
            choices=[("", pgettext("difficulty", "Nothing")), *Factor.choices],
            required=False,
        ),
        f"severity_{number}": forms.ChoiceField(
            label=_("Severity"),
            choices=Severity.choices,
            initial=Severity.NORMAL,
            required=False,
        ),
        f"title_{number}": forms.CharField(
            label=_("In one sentence"), max_length=LONGEST_TITLE, required=False
        ),
        f"details_{number}": forms.CharField(
            label=_("What would help"), max_length=LONGEST_TEXT, required=False, widget=_area(3)
        ),
    }


class RaiseForm(Keyed):
    """One more difficulty of a visit."""

    factor = forms.ChoiceField(label=gettext_lazy("What is lacking"), choices=Factor.choices)
    severity = forms.ChoiceField(
        label=gettext_lazy("Severity"), choices=Severity.choices, initial=Severity.NORMAL
    )
    title = forms.CharField(label=gettext_lazy("In one sentence"), max_length=LONGEST_TITLE)
    words = forms.CharField(
        label=gettext_lazy("What would help"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=_area(4),
    )

    def difficulty(self) -> NewDifficulty:
        """Return what was typed."""
        names = ("factor", "severity", "title", "words")
        return NewDifficulty(**{name: self.cleaned_data[name] for name in names})


class SortForm(forms.Form):
    """Where a difficulty belongs."""

    factor = forms.ChoiceField(label=gettext_lazy("What is lacking"), choices=Factor.choices)
    severity = forms.ChoiceField(label=gettext_lazy("Severity"), choices=Severity.choices)

    @classmethod
    def of(cls, data: Any, found: Difficulty) -> "SortForm":
        """Return the form of a difficulty as it stands."""
        return cls(data, initial={"factor": found.factor, "severity": found.severity})


class SetAsideForm(forms.Form):
    """Why a visit does not count."""

    words = forms.CharField(
        label=gettext_lazy("Why it does not count"), max_length=LONGEST_TEXT, widget=_area(3)
    )


def _place_field(divisions: Iterable[Division]) -> forms.TypedChoiceField:
    field: Any = forms.TypedChoiceField(
        label=_("County or zone"), required=False, coerce=int, empty_value=None
    )
    field.choices = [("", _("All")), *((str(each.pk), each.short_title) for each in divisions)]
    return field


class Bar(forms.Form):
    """The bar above a list; a field with a fault does not restrict."""

    def given(self) -> dict[str, Any]:
        """Return what was asked."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in {None, ""}}


class DifficultyBar(Bar):
    """The bar above the difficulties."""

    words = forms.CharField(
        label=gettext_lazy("Words, project or department"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    factor = forms.ChoiceField(label=gettext_lazy("What is lacking"), required=False)
    severity = forms.ChoiceField(label=gettext_lazy("Severity"), required=False)
    department = forms.CharField(
        label=gettext_lazy("Department, in full"), required=False, max_length=100
    )
    show = forms.CharField(required=False, widget=forms.HiddenInput(), max_length=10)

    def __init__(self, data: Any, *, divisions: Iterable[Division]) -> None:
        super().__init__(data)
        fields: dict[str, Any] = self.fields
        fields["factor"].choices = [("", _("All")), *Factor.choices]
        fields["severity"].choices = [("", _("All")), *Severity.choices]
        fields["division_id"] = _place_field(divisions)

    def filters(self, show: str) -> Filters:
        """Return the filters."""
        return Filters(**self.given() | {"show": show})


class CoverageBar(Bar):
    """The bar above a drive's projects."""

    level = forms.ChoiceField(label=pgettext_lazy("of a project", "Level"), required=False)
    show = forms.CharField(required=False, widget=forms.HiddenInput(), max_length=10)

    def __init__(self, data: Any, *, levels: Iterable[str], divisions: Iterable[Division]) -> None:
        super().__init__(data)
        fields: dict[str, Any] = self.fields
        fields["division_id"] = _place_field(divisions)
        fields["level"].choices = [
            ("", _("All")),
            *((level, Level(level).label) for level in levels),
        ]


class DriveForm(forms.Form):
    """A new drive."""

    name = forms.CharField(label=gettext_lazy("Name of the drive"), max_length=100)
    name_en = forms.CharField(label=gettext_lazy("Name in English"), max_length=100, required=False)
    from_on = forms.DateField(label=gettext_lazy("First day"), widget=_day())
    to_on = forms.DateField(label=gettext_lazy("Last day"), widget=_day())
    year = forms.IntegerField(
        label=gettext_lazy("Year of the annual lists"), min_value=1990, max_value=2100
    )
    levels = forms.MultipleChoiceField(
        label=gettext_lazy("Which lists it goes through"),
        choices=Level.choices,
        widget=forms.CheckboxSelectMultiple(),
    )


class TeamForm(forms.Form):
    """A team and who belongs to it."""

    name = forms.CharField(label=gettext_lazy("Name of the team"), max_length=60)
    name_en = forms.CharField(label=gettext_lazy("Name in English"), max_length=60, required=False)
    users = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Who belongs to it"),
        queryset=User.objects.none(),
        widget=forms.CheckboxSelectMultiple(),
    )

    def __init__(self, data: Any, *, actor: Actor) -> None:
        super().__init__(data)
        users: Any = self.fields["users"]
        users.queryset = queries.who_may_join(actor)


class StaffForm(forms.Form):
    """Who belongs to a team from now on."""

    users = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Who belongs to it"),
        queryset=User.objects.none(),
        widget=forms.CheckboxSelectMultiple(),
    )

    def __init__(self, data: Any, *, actor: Actor, team: Team) -> None:
        super().__init__(data, initial={"users": queries.members_of(team.pk)})
        users: Any = self.fields["users"]
        users.queryset = queries.who_may_join(actor)


class PlanBar(Bar):
    """Which of the drive's projects are offered to a route."""

    words = forms.CharField(
        label=gettext_lazy("Project or code"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )

    def __init__(self, data: Any, *, divisions: Iterable[Division]) -> None:
        super().__init__(data)
        fields: dict[str, Any] = self.fields
        fields["division_id"] = _place_field(divisions)


class PlanForm(forms.Form):
    """A day of a route, and where it goes."""

    on = forms.DateField(label=pgettext_lazy("of a route", "Day"), required=False)
    projects = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Projects, in this order"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple(),
        error_messages={"required": gettext_lazy("Choose at least one project.")},
    )

    def __init__(
        self, data: Any, *, team: Team, waiting: Iterable[Stop], free: Iterable[Standing]
    ) -> None:
        super().__init__(data)
        fields: dict[str, Any] = self.fields
        drive = team.drive
        fields["on"].widget = _day(min=drive.from_on.isoformat(), max=drive.to_on.isoformat())
        offered = {stop.project_id: stop.project for stop in waiting}
        offered |= {each.project_id: each.project for each in free}
        fields["projects"].choices = [
            (key, f"{project.division.short_title} · {project.title}")
            for key, project in offered.items()
        ]

    def chosen(self) -> tuple[datetime.date | None, list[int]]:
        """Return the day, and the keys in the order of the list."""
        wanted = set(self.cleaned_data["projects"])
        fields: dict[str, Any] = self.fields
        return self.cleaned_data["on"], [
            key for key, _title in fields["projects"].choices if key in wanted
        ]
