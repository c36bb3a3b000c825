"""What people type about classes, logbooks and badges."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.accounts.models import User
from yuandu.kernel.registry.models import Division
from yuandu.kernel.workspaces.forms import DayField
from yuandu.mechanisms.careers import queries
from yuandu.mechanisms.careers.actions.training import Asked
from yuandu.mechanisms.careers.forms import RungField
from yuandu.mechanisms.careers.models import (
    LogEntry,
    Outcome,
    Place,
    Rung,
    Trainee,
    TrainingBase,
    TrainingClass,
    TrainingUnit,
)
from yuandu.mechanisms.workforce import queries as workforce

# A unit a line: name, entries, hours, and where it is not 60 the pass mark.
UNIT = re.compile(
    r"^(?P<name>.{1,80}?)[,，;；\t]\s*(?P<entries>\d{1,4})\s*[,，;；\t]\s*"
    r"(?P<hours>\d{1,4}(?:\.\d)?)(?:\s*[,，;；\t]\s*(?P<mark>\d{1,3}))?\s*$"
)
MOST_UNITS = 40


class UnitsField(forms.CharField):
    """Units of a class, one a line."""

    widget = forms.Textarea(attrs={"rows": 6})

    def clean(self, value: Any) -> Any:
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        found = [UNIT.match(line) for line in lines[:MOST_UNITS]]
        wrong = [at for at, match in enumerate(found, start=1) if match is None]
        if wrong or len(lines) > MOST_UNITS:
            at = wrong[0] if wrong else MOST_UNITS + 1
            raise forms.ValidationError(
                _("Line %(line)s is no unit: write name, entries, hours."),
                params={"line": at},
            )
        return [
            Asked(
                match["name"].strip(),
                int(match["entries"]),
                Decimal(match["hours"]),
                pass_mark=int(match["mark"] or 60),
            )
            for match in found
            if match
        ]


class WorkerField(forms.CharField):
    """Somebody at work, by staff number."""

    def __init__(self, **fields: Any) -> None:
        super().__init__(max_length=20, **fields)
        self.actor: Actor | None = None

    def clean(self, value: Any) -> Any:
        number = super().clean(value)
        found = None
        if self.actor is not None:
            found = workforce.at_work(self.actor).filter(number=number).first()
        if found is None:
            raise forms.ValidationError(_("Nobody who works here has this staff number."))
        return found


class TeacherField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.get_full_name() or obj.username)


class BaseForm(forms.Form):
    name = forms.CharField(label=_("Name of the base"), max_length=80)
    school = forms.CharField(label=_("School"), max_length=80)
    place = forms.CharField(label=_("Where it is"), max_length=120, required=False)
    since_on = DayField(label=_("Since"))


class ClassForm(forms.Form):
    base = forms.ModelChoiceField(label=_("Training base"), queryset=TrainingBase.objects.none())
    name = forms.CharField(label=_("Name of the class"), max_length=80)
    theme = forms.CharField(label=_("Theme"), max_length=80)
    aims = forms.CharField(
        label=_("What who passes can do"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The badge says it to others"),
    )
    rung = RungField(label=_("Prepares for the rung"), queryset=Rung.objects.none(), required=False)
    from_on = DayField(label=pgettext_lazy("of a class", "First day"))
    to_on = DayField(label=pgettext_lazy("of a class", "Last day"))
    units = UnitsField(
        label=_("Units"),
        max_length=5000,
        help_text=_(
            "One a line: name, signed entries and hours before the examination; the pass mark where it is not 60"
        ),
    )

    def __init__(self, *sent: Any, actor: Actor) -> None:
        super().__init__(*sent)
        base: Any = self.fields["base"]
        base.queryset = queries.bases(actor)
        rung: Any = self.fields["rung"]
        rung.queryset = queries.rungs(actor)


class RotationForm(forms.Form):
    place = forms.ChoiceField(label=_("Where the class is"), choices=Place.choices)
    from_on = DayField(label=pgettext_lazy("of a rotation", "From"))
    to_on = DayField(label=pgettext_lazy("of a rotation", "Until"))
    words = forms.CharField(label=_("Workshop or subject"), max_length=120, required=False)


class EnrolForm(forms.Form):
    worker = WorkerField(label=_("Staff number of the trainee"))
    enterprise_mentor = WorkerField(label=_("Staff number of the enterprise mentor"))
    school_mentor = TeacherField(label=_("School mentor"), queryset=User.objects.none())
    joined_on = DayField(label=pgettext_lazy("of a trainee", "First day"))

    def __init__(self, *sent: Any, actor: Actor) -> None:
        super().__init__(*sent)
        for name in ("worker", "enterprise_mentor"):
            field: Any = self.fields[name]
            field.actor = actor
        teacher: Any = self.fields["school_mentor"]
        teacher.queryset = queries.teachers(actor)


class LogForm(forms.Form):
    unit = forms.ModelChoiceField(
        label=pgettext_lazy("of a class", "Unit"), queryset=TrainingUnit.objects.none()
    )
    on = DayField(label=pgettext_lazy("of a logbook", "Day"))
    hours = forms.DecimalField(
        label=pgettext_lazy("of a logbook", "Hours"),
        min_value=Decimal("0.5"),
        max_value=24,
        max_digits=4,
        decimal_places=1,
    )
    words = forms.CharField(
        label=_("What was done"), max_length=4000, widget=forms.Textarea(attrs={"rows": 5})
    )
    corrects = forms.ModelChoiceField(
        label=_("Corrects the entry"),
        queryset=LogEntry.objects.none(),
        required=False,
        help_text=_("The earlier entry stays; it counts no more once this one is signed"),
    )

    def __init__(self, *sent: Any, trainee: Trainee, corrects: str) -> None:
        super().__init__(*sent)
        if corrects.isascii() and corrects.isdigit():
            self.initial["corrects"] = corrects
        unit: Any = self.fields["unit"]
        unit.queryset = trainee.training.units.all()
        entry: Any = self.fields["corrects"]
        entry.queryset = trainee.entries.filter(corrected_by=None)


class ExamForm(forms.Form):
    unit = forms.ModelChoiceField(
        label=pgettext_lazy("of a class", "Unit"), queryset=TrainingUnit.objects.none()
    )
    on = DayField(label=pgettext_lazy("of an examination", "Day"))
    points = forms.IntegerField(label=_("Points out of 100"), min_value=0, max_value=100)

    def __init__(self, *sent: Any, training: TrainingClass) -> None:
        super().__init__(*sent)
        unit: Any = self.fields["unit"]
        unit.queryset = training.units.all()


class OutcomeForm(forms.Form):
    outcome = forms.ChoiceField(
        label=pgettext_lazy("of a trainee", "Outcome"), choices=Outcome.choices
    )


class PlacementForm(forms.Form):
    section = forms.ModelChoiceField(label=_("Section"), queryset=Division.objects.none())
    on = DayField(label=pgettext_lazy("of a placement", "Day"))

    def __init__(self, *sent: Any, actor: Actor) -> None:
        super().__init__(*sent)
        section: Any = self.fields["section"]
        section.queryset = workforce.sections(actor)


class ConsentForm(forms.Form):
    consents = forms.BooleanField(
        label=_("I want this badge, and agree that whoever has its link reads it")
    )


class RevokeForm(forms.Form):
    reason = forms.CharField(label=_("Why it is revoked"), max_length=200)


class NameForm(forms.Form):
    name = forms.CharField(label=_("Name to check"), max_length=60, required=False)
