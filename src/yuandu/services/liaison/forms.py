"""What people type in one-to-one service; what may be sent twice carries its key."""

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.accounts.models import User
from yuandu.kernel.lifecycle import cycles
from yuandu.kernel.lifecycle.queries import people
from yuandu.kernel.registry import queries as registry
from yuandu.kernel.registry.models import Division
from yuandu.services.liaison import rules
from yuandu.services.liaison.actions import NewIssue, NewPromise
from yuandu.services.liaison.models import Issue, Severity, Subject
from yuandu.services.liaison.queries import FirmFilters, IssueFilters

PROMISES = 3  # lines of a visit's form
LONGEST_TEXT = 2000
DAY = {"type": "date"}


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class FirmBar(forms.Form):
    """The bar above the firms."""

    words = forms.CharField(
        label=gettext_lazy("Name or credit code"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    division = forms.TypedChoiceField(
        label=gettext_lazy("County or zone"), required=False, coerce=int, empty_value=None
    )
    without_officer = forms.BooleanField(label=gettext_lazy("Without an officer"), required=False)
    mine = forms.BooleanField(required=False, widget=forms.HiddenInput())

    def __init__(self, data: Any, *, divisions: Iterable[Division]) -> None:
        super().__init__(data)
        offered: Any = self.fields["division"]
        offered.choices = [("", _("All")), *((str(each.pk), each.title) for each in divisions)]

    def filters(self) -> FirmFilters:
        """Return the filters; a field with a fault does not restrict."""
        given = _given(self)
        if "division" in given:
            given["division_id"] = given.pop("division")
        return FirmFilters(**given)


class IssueBar(forms.Form):
    """The bar above the issues."""

    words = forms.CharField(
        label=gettext_lazy("Words, firm or topic"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    subject = forms.ChoiceField(label=pgettext_lazy("issue", "Class"), required=False)
    severity = forms.ChoiceField(label=gettext_lazy("Severity"), required=False)
    stage = forms.ChoiceField(label=gettext_lazy("Stage"), required=False)
    show = forms.CharField(required=False, widget=forms.HiddenInput(), max_length=10)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        cycle = cycles.get(rules.CYCLE)
        for name, choices in (
            ("subject", Subject.choices),
            ("severity", Severity.choices),
            ("stage", [(stage.code, stage.title) for stage in cycle.stages]),
        ):
            field: Any = self.fields[name]
            field.choices = [("", _("All")), *choices]

    def filters(self, show: str) -> IssueFilters:
        """Return the filters; a field with a fault does not restrict."""
        return IssueFilters(**_given(self) | {"show": show})


def _given(form: forms.Form) -> dict[str, Any]:
    form.is_valid()
    return {name: value for name, value in form.cleaned_data.items() if value not in {None, ""}}


class CardBar(forms.Form):
    """The bar above the cards."""

    words = forms.CharField(
        label=gettext_lazy("Words of question, solution, office or rule"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    subject = forms.ChoiceField(label=pgettext_lazy("issue", "Class"), required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        field: Any = self.fields["subject"]
        field.choices = [("", _("All")), *Subject.choices]

    def chosen(self) -> dict[str, Any]:
        """Return what was asked; a field with a fault does not restrict."""
        return _given(self)


class Keyed(forms.Form):
    """A form whose key makes it arrive once, however often it is sent."""

    key = forms.UUIDField(widget=forms.HiddenInput())

    def __init__(self, data: Any, **options: Any) -> None:
        super().__init__(data, **options)
        self.initial.setdefault("key", uuid.uuid4())


class VisitForm(Keyed):
    """A visit, typed on a phone at the firm: the day, what was heard, what was promised."""

    on = forms.DateField(
        label=gettext_lazy("Day of the visit"), widget=forms.DateInput(DAY, format="%Y-%m-%d")
    )
    met = forms.CharField(
        label=gettext_lazy("Whom you met"),
        help_text=gettext_lazy("As they wish to be named: a post is enough."),
        max_length=100,
        required=False,
    )
    heard = forms.CharField(
        label=gettext_lazy("What you heard"), max_length=LONGEST_TEXT, widget=_area(5)
    )

    def __init__(self, data: Any, *, actor: Actor) -> None:
        super().__init__(data, initial={"on": actor.workspace.today()})
        fields: dict[str, Any] = self.fields
        fields["on"].widget.attrs["max"] = actor.workspace.today().isoformat()
        for number in range(1, PROMISES + 1):
            fields[f"promise_{number}"] = forms.CharField(
                label=_("Promise %(number)d") % {"number": number},
                max_length=200,
                required=False,
            )
            fields[f"days_{number}"] = forms.IntegerField(
                label=_("due in working days"), min_value=1, max_value=250, required=False
            )

    def clean(self) -> dict[str, Any]:
        """Ask of each promise for its words and its day."""
        given = super().clean() or self.cleaned_data
        for number in range(1, PROMISES + 1):
            words, days = given.get(f"promise_{number}"), given.get(f"days_{number}")
            if words and days is None and f"days_{number}" not in self.errors:
                self.add_error(f"days_{number}", _("Say in how many working days."))
            if days is not None and not words:
                self.add_error(f"promise_{number}", _("Say what was promised."))
        return given

    def visit(self) -> dict[str, Any]:
        """Return what `actions.visit` takes."""
        given = self.cleaned_data
        lines = range(1, PROMISES + 1)
        return {
            **{name: given[name] for name in ("key", "on", "met", "heard")},
            "promises": [
                NewPromise(given[f"promise_{number}"], given[f"days_{number}"])
                for number in lines
                if given[f"promise_{number}"]
            ],
        }


class SortForm(forms.Form):
    """Where an issue belongs."""

    subject = forms.ChoiceField(label=pgettext_lazy("issue", "Class"), choices=Subject.choices)
    severity = forms.ChoiceField(
        label=gettext_lazy("Severity"), choices=Severity.choices, initial=Severity.NORMAL
    )
    tag = forms.CharField(
        label=gettext_lazy("Topic"),
        help_text=gettext_lazy(
            "A word, or the code of the policy it is about. The same topic from three firms "
            "within a year shows a gap in policy."
        ),
        max_length=rules.LONGEST_TAG,
        required=False,
        widget=forms.TextInput(attrs={"list": "topics", "autocomplete": "off"}),
    )

    @classmethod
    def of(cls, data: Any, issue: Issue) -> "SortForm":
        """Return the form of an issue as it stands."""
        tag = issue.topic.tag if issue.topic else ""
        initial = {"subject": issue.subject, "severity": issue.severity, "tag": tag}
        return cls(data, initial=initial)


class RaiseForm(SortForm, Keyed):
    """An issue as a firm or its officer raises it."""

    title = forms.CharField(label=gettext_lazy("In one sentence"), max_length=120)
    words = forms.CharField(
        label=gettext_lazy("What is the matter, and what would help"),
        max_length=LONGEST_TEXT,
        widget=_area(6),
    )
    field_order = ("subject", "severity", "title", "words", "tag", "key")

    def issue(self) -> NewIssue:
        """Return the issue that was typed."""
        names = ("subject", "severity", "title", "words", "tag")
        return NewIssue(**{name: self.cleaned_data[name] for name in names})


class SayForm(forms.Form):
    """What an office says; only taking up needs no words."""

    words = forms.CharField(
        label=gettext_lazy("Your answer, or why it is not yours"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=_area(5),
    )


class CloseGapForm(forms.Form):
    """How a gap was closed."""

    words = forms.CharField(
        label=gettext_lazy("What was done about it"), max_length=LONGEST_TEXT, widget=_area(4)
    )
    policy_code = forms.CharField(
        label=gettext_lazy("Code of the policy that fills it"), max_length=60, required=False
    )


class CardForm(forms.Form):
    """What a solved issue teaches."""

    question = forms.CharField(
        label=gettext_lazy("Question"),
        help_text=gettext_lazy("So that it holds for any firm; the firm is not named."),
        max_length=200,
    )
    solution = forms.CharField(
        label=gettext_lazy("What solved it"), max_length=LONGEST_TEXT, widget=_area(5)
    )
    department = forms.CharField(label=gettext_lazy("Office that solved it"), max_length=100)
    rule = forms.CharField(
        label=gettext_lazy("Provision that was applied"), max_length=300, required=False
    )


class CompetenceForm(forms.Form):
    """Which office answers what, where."""

    subject = forms.ChoiceField(label=pgettext_lazy("issue", "Class"), choices=Subject.choices)
    division = forms.ModelChoiceField(
        label=gettext_lazy("County or zone"),
        queryset=Division.objects.none(),
        required=False,
        empty_label=gettext_lazy("Everywhere else"),
    )
    department = forms.CharField(label=gettext_lazy("Office"), max_length=100)
    officer = forms.ModelChoiceField(
        label=gettext_lazy("Who answers"), queryset=User.objects.none()
    )
    superior = forms.ModelChoiceField(
        label=gettext_lazy("Who is told of long silence"),
        queryset=User.objects.none(),
        required=False,
    )

    def __init__(self, data: Any, *, actor: Actor) -> None:
        super().__init__(data)
        fields: dict[str, Any] = self.fields
        fields["division"].queryset = registry.divisions(actor)
        fields["division"].label_from_instance = lambda division: division.title
        for name in ("officer", "superior"):
            fields[name].queryset = people.people(actor)
