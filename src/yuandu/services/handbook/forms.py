"""What people type about the handbook."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.services.handbook import queries, rules, wording
from yuandu.services.handbook.drafts import Draft
from yuandu.services.handbook.models import Clause, Edition, Heading

DAY = {"type": "date"}
LONGEST_TEXT = 10_000


class SearchForm(forms.Form):
    """The bar above the clauses."""

    words = forms.CharField(
        label=gettext_lazy("Words of title, text or source"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    heading = forms.ModelChoiceField(
        label=gettext_lazy("Class or aspect"), queryset=Heading.objects.none(), required=False
    )

    def __init__(self, data: Any, *, actor: Actor) -> None:
        super().__init__(data)
        fields: dict[str, Any] = self.fields
        fields["heading"].queryset = queries.headings(actor)
        fields["heading"].label_from_instance = lambda heading: heading.title
        fields["heading"].empty_label = _("All")

    def chosen(self) -> dict[str, Any]:
        """Return what was asked; a field with a fault does not restrict."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class AnswersForm(forms.Form):
    """A few questions about a project; what is not answered stays open."""

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        for question in rules.QUESTIONS:
            said = wording.ANSWERS[question.code]
            self.fields[question.code] = forms.ChoiceField(
                label=wording.QUESTIONS[question.code],
                required=False,
                choices=[
                    ("", pgettext_lazy("answer", "Not known yet")),
                    *((answer, said[answer]) for answer in question.answers),
                ],
            )

    def answers(self) -> dict[str, str]:
        """Return the answers that are ones."""
        self.is_valid()
        return rules.known_answers(self.cleaned_data)


class EditionForm(forms.Form):
    title = forms.CharField(label=gettext_lazy("Title of the edition"), max_length=200)


class ClauseForm(forms.Form):
    """A clause as it is written."""

    heading = forms.ModelChoiceField(
        label=gettext_lazy("Class or aspect"), queryset=Heading.objects.none()
    )
    number = forms.IntegerField(
        label=gettext_lazy("Number under the heading"), min_value=1, max_value=9999
    )
    title = forms.CharField(label=pgettext_lazy("clause", "Title"), max_length=200)
    text = forms.CharField(
        label=pgettext_lazy("clause", "Text"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    source_title = forms.CharField(label=gettext_lazy("Source document"), max_length=200)
    source_number = forms.CharField(
        label=gettext_lazy("Number of the document"), max_length=60, required=False
    )
    article = forms.CharField(
        label=gettext_lazy("Article of the document"), max_length=40, required=False
    )
    valid_from = forms.DateField(
        label=pgettext_lazy("clause", "Valid from"), widget=forms.DateInput(DAY, format="%Y-%m-%d")
    )
    valid_to = forms.DateField(
        label=gettext_lazy("Last day, if it is known"),
        required=False,
        widget=forms.DateInput(DAY, format="%Y-%m-%d"),
    )
    keywords = forms.CharField(label=gettext_lazy("Keywords"), max_length=200, required=False)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput())

    def __init__(self, data: Any, *, actor: Actor, edition: Edition, clause: Clause | None) -> None:
        """Take `clause` as what is changed, or as what is superseded if it is published."""
        self.clause = clause
        self.is_new = clause is None or clause.edition_id != edition.pk
        initial: dict[str, Any] = {"valid_from": actor.workspace.today()}
        if clause is not None:
            initial = {name: getattr(clause, name) for name in CLAUSE_FIELDS}
            initial |= {
                f"on_{code}": allowed
                for code, allowed in clause.condition.items()
                if code in rules.BY_CODE
            }
            if self.is_new:
                initial |= {"valid_from": actor.workspace.today(), "valid_to": None}
        super().__init__(data, initial=initial)
        fields: dict[str, Any] = self.fields
        fields["heading"].queryset = queries.headings(actor)
        fields["heading"].label_from_instance = lambda heading: heading.title
        for question in rules.QUESTIONS:
            said = wording.ANSWERS[question.code]
            fields[f"on_{question.code}"] = forms.MultipleChoiceField(
                label=wording.QUESTIONS[question.code],
                help_text=_("Applies to the answers that are ticked; none: asked of nobody."),
                required=False,
                widget=forms.CheckboxSelectMultiple(),
                choices=[(answer, said[answer]) for answer in question.answers],
            )

    def draft(self) -> Draft:
        """Return what was typed."""
        given = self.cleaned_data
        plain = {
            name: given[name] for name in CLAUSE_FIELDS if name not in {"version", "supersedes"}
        }
        supersedes = self.clause if self.is_new else self.clause and self.clause.supersedes
        condition = {
            question.code: given[f"on_{question.code}"]
            for question in rules.QUESTIONS
            if given[f"on_{question.code}"]
        }
        return Draft(**plain, supersedes=supersedes, condition=condition)


CLAUSE_FIELDS = tuple(ClauseForm.base_fields)


class HandOutForm(forms.Form):
    """To whom an edition goes."""

    owners = forms.BooleanField(
        label=gettext_lazy("Every organisation that acts here for its projects"), required=False
    )
    counties = forms.BooleanField(label=gettext_lazy("Every county’s officers"), required=False)
    codes = forms.CharField(
        label=gettext_lazy("Further organisations, by their codes"),
        help_text=gettext_lazy("One a line."),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for somebody at least."""
        given = super().clean() or self.cleaned_data
        if not any(given.get(name) for name in self.fields):
            raise forms.ValidationError(_("Say to whom it is handed out."))
        return given
