"""Forms of this room. A move's form is made from the table: what its gate asks for."""

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.accounts.models import User
from yuandu.kernel.lifecycle import clocks, gates, wording
from yuandu.kernel.lifecycle.cycles import Evidence, Move
from yuandu.kernel.lifecycle.gates import Given, Reason
from yuandu.kernel.lifecycle.models import Track
from yuandu.kernel.lifecycle.queries import people

RHYTHMS = {
    "usual": _("Usual: around the day it is due"),
    "follow_up": _("Follow-up: in steps since it was promised"),
    "answer": _("Answer: while a claim waits to be confirmed"),
    "escalation": _("Escalation: in steps of working days since it was asked"),
}
ANCHORS = {"due": _("the day it is due"), "opened": _("the day it was promised or claimed")}
UNITS = {"working": _("working days"), "calendar": _("calendar days")}


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self, **attrs: Any) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%d")


class FileInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=FileInput(), **kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        one = super().clean
        return [one(each, initial) for each in data] if data else one(None, initial)


class MoveForm(forms.Form):
    """What a move needs: its day, what the gate asks for, words.

    Everything that is wrong is said at once, by the gate itself.
    """

    stage = forms.CharField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)
    on = forms.CharField(label=_("Day"))

    def __init__(self, *sent: Any, move: Move, track: Track, today: datetime.date) -> None:
        super().__init__(*sent)
        self.move, self.track, self.today = move, track, today
        self.initial = {"stage": track.stage, "version": track.version, "on": today.isoformat()}
        self.fields["on"].widget = DateInput(max=today.isoformat(), min=self._earliest())
        for evidence in move.evidence:
            self.fields[evidence.code_in_forms] = _field(evidence)
        self.fields["words"] = forms.CharField(
            label=_("Words"),
            widget=forms.Textarea(attrs={"rows": 4}),
            max_length=gates.LONGEST_TEXT,
            required=move.needs_words,
            help_text=_("What should stand in the record beside the step."),
        )

    def _earliest(self) -> str:
        # A correction may go back behind the day that it mends.
        return "" if self.move.code == "correct" else self.track.entered_on.isoformat()

    def given(self) -> Given:
        """Return what the mover brought, valid or not."""
        cleaned = self.cleaned_data
        return Given(
            gates.as_day(cleaned.get("on")) or self.today,
            cleaned.get("words") or "",
            {e.code: cleaned.get(e.code_in_forms) for e in self.move.evidence},
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "on" in cleaned and gates.as_day(cleaned["on"]) is None:
            self.add_error("on", wording.sentence(Reason("not-a-day", ON)))
        return cleaned

    def add_reasons(self, reasons: tuple[Reason, ...]) -> None:
        """Put what the gate says beside the fields, unless something is said there already."""
        for reason in reasons:
            name = _field_of(reason)
            if name not in self.errors:
                self.add_error(name, wording.sentence(reason))


ON = Evidence("on", _("Day"), "date")
_FIELDS = {"day-in-future": "on", "day-before-last-step": "on"}


def _field_of(reason: Reason) -> str:
    if reason.evidence is not None:
        return reason.evidence.code_in_forms
    return _FIELDS.get(reason.code, "words")


def _field(evidence: Evidence) -> forms.Field:
    missing = {"required": wording.sentence(Reason("missing", evidence))}
    common: dict[str, Any] = {
        "label": evidence.title,
        "required": evidence.required,
        "error_messages": missing,
    }
    match evidence.kind:
        case "file":
            return FilesField(**common)
        case "date":
            return forms.CharField(widget=DateInput(), **common)
        case "amount" | "number":
            numeric = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
            return forms.CharField(widget=numeric, **common)
        case "text":
            text = forms.Textarea(attrs={"rows": 2})
            return forms.CharField(widget=text, max_length=gates.LONGEST_TEXT, **common)


class WordsForm(forms.Form):
    """Words on a promise; whether they may be missing depends on the verb."""

    words = forms.CharField(
        label=_("Words"),
        required=False,
        max_length=gates.LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class PromiseForm(forms.Form):
    words = forms.CharField(
        label=_("What is promised"),
        max_length=gates.LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    giver = forms.ModelChoiceField(label=_("Who promises"), queryset=User.objects.none())
    receiver = forms.ModelChoiceField(
        label=_("To whom"),
        queryset=User.objects.none(),
        help_text=_("Only the receiver confirms that it is kept."),
    )
    due_days = forms.IntegerField(
        label=_("Due in working days"), min_value=0, max_value=1000, required=False
    )
    due_on = forms.DateField(label=_("or on the day"), widget=DateInput(), required=False)
    rhythm = forms.ChoiceField(
        label=_("Reminders"),
        choices=[(code, RHYTHMS[code]) for code in ("usual", "follow_up")],
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in "giver", "receiver":
            self.fields[name].queryset = people.people(actor)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and (cleaned["due_days"] is None) == (cleaned["due_on"] is None):
            self.add_error("due_days", _("Say in how many working days or on which day, not both."))
        return cleaned


class AssignForm(forms.Form):
    user = forms.ModelChoiceField(
        label=pgettext_lazy("assignment", "Who"), queryset=User.objects.none()
    )
    role = forms.ChoiceField(label=_("As"), choices=list(wording.ASSIGNED_AS.items()))
    from_on = forms.DateField(label=_("From"), widget=DateInput())

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = people.people(actor)  # type: ignore[attr-defined]


class HandOverForm(forms.Form):
    to = forms.ModelChoiceField(label=_("Successor"), queryset=User.objects.none())
    on = forms.DateField(label=_("From"), widget=DateInput())
    words = forms.CharField(label=_("Words"), required=False, max_length=200)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = people.people(actor)  # type: ignore[attr-defined]


class RhythmForm(forms.Form):
    offsets = forms.CharField(
        label=_("Days"),
        help_text=_("Separated by commas, negative for before: -1, 0, 3, 7"),
    )
    anchor = forms.ChoiceField(label=_("Counted from"), choices=list(ANCHORS.items()))
    unit = forms.ChoiceField(label=_("In"), choices=list(UNITS.items()))

    def clean_offsets(self) -> tuple[int, ...]:
        try:
            days = clocks.parse_offsets(self.cleaned_data["offsets"])
            clocks.Rhythm("any", days, "due", "working")
        except clocks.OddRhythm as odd:
            raise forms.ValidationError(
                _("Up to twenty whole numbers, at most 365 days away.")
            ) from odd
        return days
