"""What people type on proposals; what may be sent twice carries its key."""

import uuid
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.accounts.models import User
from yuandu.kernel.lifecycle.forms import FilesField
from yuandu.kernel.registry.forms import Titled
from yuandu.kernel.registry.models import Division
from yuandu.kernel.workspaces.forms import DayField
from yuandu.kernel.workspaces.languages import listed
from yuandu.mechanisms.proposals import queries, rules, wording
from yuandu.mechanisms.proposals.actions import NewProposal
from yuandu.mechanisms.proposals.models import Lane, Proposal
from yuandu.mechanisms.proposals.queries import Filters
from yuandu.mechanisms.workforce import queries as workforce
from yuandu.mechanisms.workforce.models import Worker

MOST_TYPED = 100_000  # characters that a form reads; how many are too many, the rules say
NUMBERS = 400  # characters of a list of staff numbers
TAKEN = "image/*,audio/mpeg,audio/mp4,audio/amr,.m4a,.mp3,.amr"


def _area(rows: int, **attrs: str) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, **attrs})


class Staff(forms.CharField):
    """Workers by their staff numbers, with commas or blanks between them."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=NUMBERS, **kwargs)
        self.actor: Actor | None = None

    def clean(self, value: Any) -> list[Worker]:
        text: str = super().clean(value)
        for sign in ",，、;；":
            text = text.replace(sign, " ")
        numbers = list(dict.fromkeys(text.split()))
        if not numbers or self.actor is None:
            return []
        found = {
            each.number: each
            for each in workforce.at_work(self.actor).filter(
                number__in=numbers[: 2 * rules.MOST_AUTHORS]
            )
        }
        unknown = [number for number in numbers if number not in found]
        if unknown:
            raise forms.ValidationError(
                _("Nobody at work here has this staff number: %(numbers)s.")
                % {"numbers": listed(unknown)}
            )
        return [found[number] for number in numbers]


class IdeaForm(forms.Form):
    """An idea in twenty seconds: one field, and what a phone can add to it."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    idea = forms.CharField(
        label=gettext_lazy("Your idea"), max_length=MOST_TYPED, widget=_area(4, autofocus="")
    )
    uploads = FilesField(
        label=gettext_lazy("Photos, voice note"),
        help_text=gettext_lazy("Not needed. Where a photo was taken is removed."),
        required=False,
    )
    problem = forms.CharField(
        label=gettext_lazy("What is the trouble today?"),
        max_length=MOST_TYPED,
        required=False,
        widget=_area(2),
    )
    section = Titled(label=gettext_lazy("Section"), queryset=Division.objects.none())
    lane = forms.ChoiceField(
        label=gettext_lazy("Lane"),
        choices=Lane.choices,
        initial=Lane.INSTANT,
        help_text=gettext_lazy(
            "Instant: small, done already or at once. Project: has to be tried and counted."
        ),
    )
    authors = Staff(
        label=gettext_lazy("Authors, by staff number"),
        help_text=gettext_lazy("Without any it is yours alone. Several share alike."),
        required=False,
    )
    is_sealed = forms.BooleanField(
        label=gettext_lazy("A patent is intended: keep it sealed"),
        help_text=gettext_lazy(
            "Only the authors, the evaluators and the improvement office will know of it."
        ),
        required=False,
    )
    more = ("problem", "section", "lane", "authors", "is_sealed")

    def __init__(self, *sent: Any, actor: Actor, section: Division | None = None) -> None:
        data, files = sent or (None, None)
        super().__init__(data, files=files, initial={"key": uuid.uuid4(), "section": section})
        fields: dict[str, Any] = self.fields
        fields["section"].queryset = workforce.sections(actor)
        fields["authors"].actor = actor
        fields["uploads"].widget.attrs |= {"accept": TAKEN, "multiple": True}

    @property
    def beside(self) -> list[forms.BoundField]:
        """What few people need."""
        return [self[name] for name in self.more if name in self.fields]

    def proposal(self) -> NewProposal:
        """Return the idea that was typed."""
        given = self.cleaned_data
        uploads = given["uploads"]
        listed = uploads if isinstance(uploads, list) else [uploads]
        return NewProposal(
            key=given["key"],
            idea=given["idea"],
            problem=given["problem"],
            lane=given["lane"],
            is_sealed=given["is_sealed"],
            authors=given["authors"],
            uploads=[each for each in listed if each],
        )


class ProposalBar(forms.Form):
    """The bar above the proposals."""

    words = forms.CharField(
        label=gettext_lazy("Words or number"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    section = forms.ChoiceField(label=gettext_lazy("Section"), required=False)
    stage = forms.ChoiceField(label=gettext_lazy("Stage"), required=False)
    lane = forms.ChoiceField(
        label=gettext_lazy("Lane"), required=False, choices=[("", "—"), *Lane.choices]
    )
    show = forms.ChoiceField(
        required=False, choices=list(wording.SHOWS.items()), widget=forms.HiddenInput()
    )

    def __init__(self, data: Any, *, actor: Actor) -> None:
        super().__init__(data)
        fields: dict[str, Any] = self.fields
        fields["section"].choices = [
            ("", _("All sections")),
            *((each.code, each.title) for each in workforce.sections(actor)),
        ]
        fields["stage"].choices = [
            ("", pgettext_lazy("proposals", "All")),
            *((code, wording.stage(code)["label"]) for code in rules.STAGES),
        ]

    def filters(self) -> Filters:
        """Return the filters; a field with a fault does not restrict."""
        self.full_clean()
        return Filters(**{name: given or "" for name, given in self.cleaned_data.items()})


class AuthorsForm(forms.Form):
    authors = Staff(label=gettext_lazy("Authors, by staff number"))
    shares = forms.CharField(
        label=gettext_lazy("Shares in per cent, in the same order"),
        help_text=gettext_lazy("Such as 60 40. Left empty, all share alike."),
        max_length=NUMBERS,
        required=False,
    )

    def __init__(self, *sent: Any, actor: Actor) -> None:
        super().__init__(*sent)
        fields: dict[str, Any] = self.fields
        fields["authors"].actor = actor

    def clean_shares(self) -> list[Decimal]:
        """Return fractions of one.

        Raises:
            forms.ValidationError: something is no number.
        """
        text = self.cleaned_data["shares"]
        for sign in ",，、;；%％":
            text = text.replace(sign, " ")
        try:
            found = [Decimal(each) / 100 for each in text.split()]
        except ArithmeticError as error:
            raise forms.ValidationError(_("Enter numbers, such as 60 40.")) from error
        if not all(each.is_finite() for each in found):
            raise forms.ValidationError(_("Enter numbers, such as 60 40."))
        return found


class UploadForm(forms.Form):
    upload = forms.FileField(
        label=gettext_lazy("Photo or voice note"),
        widget=forms.ClearableFileInput(attrs={"accept": TAKEN}),
    )


class ReasonForm(forms.Form):
    words = forms.CharField(
        label=pgettext_lazy("of a decision", "Reason"), max_length=300, widget=_area(3)
    )


class EvaluateForm(forms.Form):
    opinion = forms.ChoiceField(
        label=gettext_lazy("Your opinion"),
        choices=list(wording.OPINIONS.items()),
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=gettext_lazy("Why; the authors read it"), max_length=rules.LONGEST, widget=_area(4)
    )


class AskForm(forms.Form):
    evaluator = Titled(label=gettext_lazy("Evaluator"), queryset=User.objects.none())

    def __init__(self, *sent: Any, actor: Actor, proposal: Proposal) -> None:
        super().__init__(*sent)
        field: Any = self.fields["evaluator"]
        field.queryset = queries.evaluators_for(actor, proposal)


class RelieveForm(AskForm):
    reason = forms.CharField(
        label=pgettext_lazy("of a decision", "Reason"), max_length=300, widget=_area(2)
    )


class ClaimForm(forms.Form):
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of benefit"), choices=list(wording.BENEFITS.items())
    )
    recurrence = forms.ChoiceField(
        label=gettext_lazy("How often"), choices=list(wording.RECURRENCES.items())
    )
    amount = forms.DecimalField(
        label=gettext_lazy("How much, once or a month"), max_digits=14, decimal_places=2
    )
    decay = forms.DecimalField(
        label=gettext_lazy("Of this is lost from month to month, per cent"),
        help_text=gettext_lazy("0 where it stays as it is."),
        min_value=0,
        max_value=99,
        decimal_places=2,
        initial=0,
    )
    words = forms.CharField(
        label=pgettext_lazy("benefit", "How it was worked out"), max_length=500, widget=_area(3)
    )

    def line(self) -> dict[str, Any]:
        """Return the line that was typed."""
        given = dict(self.cleaned_data)
        decay_share = given.pop("decay") / 100
        return given | {"decay_share": decay_share}


class MergeForm(forms.Form):
    number = forms.CharField(
        label=gettext_lazy("Number of the proposal that carries it on"), max_length=20
    )
    words = forms.CharField(
        label=pgettext_lazy("of a decision", "Reason"), max_length=300, widget=_area(2)
    )


class LookForm(ReasonForm):
    holds = forms.TypedChoiceField(
        label=gettext_lazy("Does the grade hold?"),
        choices=[
            ("yes", pgettext_lazy("a grade", "It holds")),
            ("no", pgettext_lazy("a grade", "It is taken back")),
        ],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    field_order = ("holds", "words")


class SchemeForm(forms.Form):
    """A new version of the scheme; grades one a line, as the list on the page shows them."""

    version = forms.CharField(label=gettext_lazy("Version"), max_length=20)
    from_on = DayField(label=gettext_lazy("Holds from"))
    instant_days = forms.IntegerField(
        label=gettext_lazy("Working days to an answer, instant lane"), min_value=1, max_value=60
    )
    project_days = forms.IntegerField(
        label=gettext_lazy("Working days to an answer, project lane"), min_value=1, max_value=120
    )
    finance_from = forms.DecimalField(
        label=gettext_lazy("Finance verifies from, yuan in the first year"),
        min_value=0,
        max_digits=12,
        decimal_places=2,
    )
    benefit_most = forms.DecimalField(
        label=gettext_lazy("A line of benefit is at most"),
        min_value=1,
        max_digits=14,
        decimal_places=2,
    )
    sample = forms.DecimalField(
        label=gettext_lazy("Of graded ideas are looked at again, per cent"),
        min_value=0,
        max_value=100,
        decimal_places=2,
    )
    minimum_group = forms.IntegerField(
        label=gettext_lazy("People are ranked in groups from"), min_value=2, max_value=1000
    )
    grades = forms.CharField(
        label=gettext_lazy("Grades: code, name, English name, award in yuan; one a line"),
        max_length=1000,
        widget=_area(5),
    )

    def clean_grades(self) -> list[rules.Grade]:
        """Return the grades.

        Raises:
            forms.ValidationError: a line has not four parts, or its award is no number.
        """
        grades = []
        for line in self.cleaned_data["grades"].splitlines():
            parts = [part.strip() for part in line.replace("，", ",").split(",")]
            if not any(parts):
                continue
            try:
                code, title, title_en, award = parts
                grades.append(rules.Grade(code[:10], title[:40], title_en[:40], Decimal(award)))
            except (ValueError, ArithmeticError) as error:
                raise forms.ValidationError(
                    _("“%(line)s” is not code, name, English name, award.") % {"line": line}
                ) from error
        if any(not each.award.is_finite() or each.award >= 10**8 for each in grades):
            raise forms.ValidationError(_("An award is a plain amount in yuan."))
        return grades

    def scheme(self) -> dict[str, Any]:
        """Return the scheme that was typed."""
        given = dict(self.cleaned_data)
        sample_share = given.pop("sample") / 100
        return given | {"sample_share": sample_share}
