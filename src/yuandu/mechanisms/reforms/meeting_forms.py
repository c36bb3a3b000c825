"""What people type about meetings and what is promised there."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy, pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.accounts.models import User
from yuandu.kernel.lifecycle.gates import LONGEST_TEXT
from yuandu.kernel.lifecycle.queries import people
from yuandu.kernel.workspaces.forms import DayField
from yuandu.mechanisms.projects import queries as projects
from yuandu.mechanisms.projects.models import Project
from yuandu.mechanisms.reforms import queries
from yuandu.mechanisms.reforms.actions.meetings import NewMeeting
from yuandu.mechanisms.reforms.actions.pledges import NewPledge
from yuandu.mechanisms.reforms.models import Meeting, MeetingKind
from yuandu.mechanisms.reforms.refusals import OddMeeting

LONGEST_AGENDA = 4000
LONGEST_ORGANISATION = 100
MOST_ORGANISATIONS = 200
CHOOSE = pgettext_lazy("in a form", "Choose")
FIELDS = ("name", "name_en", "kind", "on", "from_time", "to_time", "place", "office", "agenda")


def _time(label: object) -> forms.TimeField:
    return forms.TimeField(
        label=label,  # type: ignore[arg-type]  # lazily translated
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )


class MeetingForm(forms.Form):
    """A meeting: when and where, what is on the agenda, who is invited."""

    name = forms.CharField(label=gettext_lazy("Name of the meeting"), max_length=200)
    name_en = forms.CharField(label=gettext_lazy("Name in English"), max_length=200, required=False)
    kind = forms.ChoiceField(
        label=pgettext_lazy("meeting", "Kind"), choices=[("", CHOOSE), *MeetingKind.choices]
    )
    on = DayField(label=pgettext_lazy("meeting", "Day"))
    from_time = _time(pgettext_lazy("meeting", "From"))
    to_time = _time(pgettext_lazy("meeting", "To"))
    place = forms.CharField(label=pgettext_lazy("meeting", "Place"), max_length=200)
    office = forms.CharField(label=gettext_lazy("Called by"), max_length=100)
    agenda = forms.CharField(
        label=gettext_lazy("Agenda"),
        max_length=LONGEST_AGENDA,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("An item a line"),
    )
    people = forms.ModelMultipleChoiceField(
        label=gettext_lazy("People invited"),
        queryset=User.objects.none(),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}),
    )
    organisations = forms.CharField(
        label=gettext_lazy("Organisations invited"),
        max_length=LONGEST_ORGANISATION * MOST_ORGANISATIONS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("One a line"),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput())

    def __init__(self, data: Any, *, actor: Actor, meeting: Meeting | None = None) -> None:
        super().__init__(data, initial=_initial(meeting))
        own: dict[str, Any] = self.fields
        own["people"].queryset = people.people(actor)

    def clean_organisations(self) -> tuple[str, ...]:
        """Return the names, one a line."""
        lines = (line.strip() for line in self.cleaned_data["organisations"].splitlines())
        return tuple(line[:LONGEST_ORGANISATION] for line in lines if line)

    def given(self) -> dict[str, Any]:
        """Return what the action takes."""
        return {
            "new": NewMeeting(**{name: self.cleaned_data[name] for name in FIELDS}),
            "people": tuple(self.cleaned_data["people"]),
            "organisations": self.cleaned_data["organisations"],
        }


def _initial(meeting: Meeting | None) -> dict[str, Any]:
    if meeting is None:
        return {}
    invited = list(meeting.attendees.all())
    return {name: getattr(meeting, name) for name in FIELDS} | {
        "people": [each.user_id for each in invited if each.user_id],
        "organisations": "\n".join(each.organisation for each in invited if each.organisation),
        "version": meeting.version,
    }


class PledgeForm(forms.Form):
    """Who promises whom what by when, and about what."""

    words = forms.CharField(
        label=gettext_lazy("What is promised"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    giver = forms.ModelChoiceField(label=gettext_lazy("Who promises"), queryset=User.objects.none())
    receiver = forms.ModelChoiceField(
        label=gettext_lazy("To whom"),
        queryset=User.objects.none(),
        help_text=gettext_lazy("Only the receiver confirms that it is kept."),
    )
    due_on = DayField(label=gettext_lazy("Due on"))
    project = forms.CharField(
        label=gettext_lazy("Project code"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("If it is about a project: whoever takes over stands by it too."),
    )
    about = forms.CharField(
        label=gettext_lazy("Find a difficulty"),
        max_length=100,
        required=False,
        help_text=gettext_lazy(
            "If it is about one that a visit found: words of it or of its project, then “Find”"
        ),
    )
    difficulty = forms.TypedChoiceField(
        label=pgettext_lazy("of projects", "Difficulty"),
        coerce=int,
        empty_value=None,
        required=False,
    )

    def __init__(self, data: Any, *, actor: Actor, begun: Mapping[str, Any] | None = None) -> None:
        """Make a form of what was sent, or one that begins with what was typed so far."""
        super().__init__(data, initial={"receiver": actor.user_id} | dict(begun or {}))
        self.actor = actor
        own: dict[str, Any] = self.fields
        for name in ("giver", "receiver"):
            own[name].queryset = people.people(actor)
        words = str((data or begun or {}).get("about", "")).strip()
        words = "" if "\0" in words else words  # the field says what is wrong with it
        found = queries.difficulties_of(actor, words) if words else []
        self.difficulties = {each.pk: each for each in found}
        if not words:
            del own["difficulty"]
            return
        own["difficulty"].choices = [
            ("", pgettext_lazy("figure", "None")),
            *(
                (pk, f"{each.visit.project.title}: {each.title}")
                for pk, each in self.difficulties.items()
            ),
        ]

    def clean(self) -> dict[str, Any]:
        """Take the one difficulty of the words that were typed, or ask which of several."""
        given: dict[str, Any] = super().clean() or {}
        if "difficulty" in self.fields and not given.get("difficulty"):
            if len(self.difficulties) == 1:
                (given["difficulty"],) = self.difficulties
            elif "difficulty" not in self.errors:
                odd = "which-difficulty" if self.difficulties else "no-difficulty"
                self.add_error("about", OddMeeting(odd).sentence)
        return given

    def clean_project(self) -> Project | None:
        """Return the project of the code, among those the actor may see."""
        code = self.cleaned_data["project"].strip()
        if not code:
            return None
        found = projects.visible_to(self.actor).filter(code=code).first()
        if found is None:
            self.add_error("project", OddMeeting("unknown-project").sentence)
        return found

    def new(self) -> NewPledge:
        """Return what was typed."""
        given = self.cleaned_data
        return NewPledge(
            words=given["words"],
            giver=given["giver"],
            receiver=given["receiver"],
            due_on=given["due_on"],
            project=given["project"],
            difficulty=self.difficulties.get(given.get("difficulty") or 0),
        )


class FulfilForm(forms.Form):
    """What was done, and what shows it."""

    words = forms.CharField(
        label=gettext_lazy("What was done, and where it can be seen"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    evidence = forms.FileField(label=gettext_lazy("Evidence"), required=False)


class PassOnForm(forms.Form):
    """Who keeps a pledge from now on, and why."""

    to = forms.ModelChoiceField(label=gettext_lazy("Successor"), queryset=User.objects.none())
    words = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, data: Any, *, actor: Actor) -> None:
        super().__init__(data)
        own: dict[str, Any] = self.fields
        own["to"].queryset = people.people(actor)
