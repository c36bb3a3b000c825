"""A condition of a book: what is measured, with what it is compared, and what is said of it."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from pydantic import ValidationError

from yuandu.engines import rules
from yuandu.engines.rules.books import NUMERIC, Criterion
from yuandu.engines.rules.checks import FITTING
from yuandu.kernel.workspaces.forms import DayField
from yuandu.services.policies import describing, wording
from yuandu.services.policies.forms.citing import (
    DAYS,
    WHAT_IT_SAYS,
    WORDS,
    CitedForm,
    Editor,
    Group,
    Typed,
    fields,
)
from yuandu.services.policies.forms.measuring import (
    PERSON,
    WAYS,
    MeasureForm,
    numeral,
    unit_field,
)

YES, NO = "yes", "no"


class CriterionForm(CitedForm):
    """What is said of a condition, and with what its measure is compared."""

    operator = forms.ChoiceField(label=gettext_lazy("Comparison"))
    each_of_years = forms.IntegerField(
        label=gettext_lazy("In each of how many years"),
        min_value=1,
        max_value=5,
        initial=1,
        required=False,
        help_text=gettext_lazy("1: only in the year that is measured"),
    )
    assessed = forms.MultipleChoiceField(
        label=gettext_lazy("Asked of whom"),
        choices=list(describing.ASSESSED.items()),
        widget=forms.CheckboxSelectMultiple,
    )
    veto = forms.BooleanField(
        label=gettext_lazy("Veto: nothing else makes up for it"), required=False
    )

    def __init__(self, *args: Any, measure: MeasureForm, values: Mapping[str, Any], **kwargs: Any):
        super().__init__(*args, initial=_criterion_shown(values), **kwargs)
        self.fields["title"].required = measure.chosen == PERSON
        if measure.chosen != PERSON:
            self.fields["title"].help_text = _("Empty: written from the comparison")
        self.kind, unit = measure.kind
        threshold = _threshold_field(self.kind, measure.fact_kind, values)
        if threshold is None:
            del self.fields["operator"]
        if threshold is None or not (measure.is_yearly or "each_of_years" in values):
            del self.fields["each_of_years"]
        if threshold is not None:
            known = FITTING.get(self.kind, NUMERIC)
            self.fields["operator"].choices = [  # type: ignore[attr-defined]
                (one, wording.OPERATORS[one]) for one in known
            ]
            self.fields["threshold"] = threshold
            if self.kind not in FITTING and self.kind != "day":
                self.fields["unit"] = unit_field(self.kind, unit, values.get("unit", ""))
        self.redraw()

    def clean(self) -> None:
        said = self.cleaned_data
        is_one = self.kind == "choice" and said.get("operator") == "is"
        if is_one and len(said.get("threshold") or "") > 1:
            self.add_error("threshold", _("Choose exactly one, or compare by “one of”."))


class CriterionEditor(Editor):
    """Edits a condition."""

    def __init__(self, book: rules.Book, values: Mapping[str, Any], typed: Typed):
        self.book, self.kept = book, values
        scores = [(one.id, wording.part_title(one)) for one in book.scores]
        ways = [one for one in WAYS if one != "score" or scores]
        if values.get("operator") == PERSON:
            ways.sort(key=lambda one: one != PERSON)
        self.measure = typed.form(
            MeasureForm, prefix="m", measure=values.get("value"), ways=ways, scores=scores
        )
        self.form = typed.form(CriterionForm, measure=self.measure, values=values)
        self.forms = (self.form, self.measure)

    @property
    def groups(self) -> list[Group]:
        compared = ("operator", "threshold", "unit", "each_of_years")
        return [
            (gettext_lazy("What is compared"), [*self.measure, *fields(self.form, compared)]),
            (WHAT_IT_SAYS, fields(self.form, WORDS)),
            (gettext_lazy("Of whom and when"), fields(self.form, ("assessed", "veto", *DAYS))),
        ]

    def values(self) -> dict[str, Any]:
        said = self.form.cleaned_data
        found = dict(self.kept) | self.form.cited()
        found |= {"assessed": said["assessed"], "veto": said["veto"]}
        found |= {"value": self.measure.measure, "operator": said.get("operator", PERSON)}
        found |= {"threshold": self._threshold(), "unit": said.get("unit", "")}
        found["each_of_years"] = said.get("each_of_years") or 1
        return found if found["title"] else found | self._titles(found)

    def _threshold(self) -> Any:
        given: Any = self.form.cleaned_data.get("threshold")
        match self.form.kind:
            case "flag":
                return given == YES
            case "choice" if self.form.cleaned_data["operator"] == "is":
                return given[0]
            case "codes":
                given = [line.strip() for line in given.splitlines() if line.strip()]
        return given

    def _titles(self, found: Mapping[str, Any]) -> dict[str, str]:
        """Return what the comparison says, as the condition's title in both languages."""
        named = {"id": "c", **found, "title": "—"}
        given = {key: value for key, value in named.items() if value is not None}
        try:
            one = Criterion.model_validate(given)
        except ValidationError:
            return {}  # the engine says what is wrong
        titles = {}
        for key, language in (("title", "zh-hans"), ("title_en", "en")):
            with override(language):
                titles[key] = describing.compared(one, self.book)
        return titles

    def mark(self, field: str, sentence: str) -> None:
        head, _dot, rest = field.partition(".")
        if head == "value":
            self.measure.mark(rest.partition(".")[0], sentence)
        else:
            super().mark(field, sentence)


def _criterion_shown(values: Mapping[str, Any]) -> dict[str, Any]:
    shown = dict(values) | {"assessed": list(values.get("assessed", ("new", "recheck")))}
    match values.get("threshold"):
        case bool() as said:
            shown["threshold"] = YES if said else NO
        case Decimal() | int() as number:
            shown["threshold"] = numeral(number)
        case tuple() | list() as listed:
            shown["threshold"] = list(listed)
        case str() as code:
            shown["threshold"] = [code]
    return shown


def _threshold_field(
    kind: str, fact: rules.FactKind | None, values: Mapping[str, Any]
) -> forms.Field | None:
    """Return the field that takes what a value of some kind is compared with."""
    label = gettext_lazy("Threshold")
    match kind:
        case "":
            return None
        case "flag":
            choices = [(YES, wording.value(told=True)), (NO, wording.value(told=False))]
            return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect)
        case "choice" if fact is not None:
            return _choices_field(label, fact, values.get("threshold"))
        case "codes":
            return _CodesField(label=label, help_text=_("One code a line, such as C26"))
        case "day":
            return DayField(label=label)
    return forms.DecimalField(label=label, max_digits=20)


def _choices_field(label: Any, fact: rules.FactKind, chosen: Any) -> forms.Field:
    first = list(chosen) if isinstance(chosen, (tuple, list)) else []
    # What is chosen stands first, in the order in which the book names it.
    codes = sorted(fact.choices, key=lambda one: first.index(one) if one in first else len(first))
    choices = [(one, wording.choice(fact, one)) for one in codes]
    return forms.MultipleChoiceField(
        label=label, choices=choices, widget=forms.CheckboxSelectMultiple
    )


class _CodesField(forms.CharField):
    """Codes, one a line."""

    widget = forms.Textarea(attrs={"rows": 4})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value
