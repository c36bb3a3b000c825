"""The editor: a policy's head, its conditions, its benefit, its budget, its examples."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from yuandu.engines import rules
from yuandu.kernel.workspaces.forms import DayField
from yuandu.kernel.workspaces.languages import is_english
from yuandu.services.policies import reading, wording
from yuandu.services.policies.actions import Draft
from yuandu.services.policies.forms import sentences, showing
from yuandu.services.policies.forms.examples import ExampleForm
from yuandu.services.policies.library import vocabulary
from yuandu.services.policies.models import Instrument, PolicyVersion, Subject
from yuandu.services.policies.vocabulary import title_of

ROWS = 1  # blank rows for conditions; a button adds more
MOST_ROWS = 40
EXAMPLE_ROWS = 2
MONEY = [("万元", "万元"), ("元", "元"), ("亿元", "亿元")]
# Of sums: 1e99999999 would be written out with all its noughts.
SUM: Mapping[str, Any] = {"min_value": 0, "max_digits": 15, "decimal_places": 2}
type Choices = list[tuple[str, Any]]


def _facts() -> Choices:
    return [("", "—"), *((kind.code, title_of(kind)) for kind in vocabulary())]


def _numbers() -> Choices:
    return [
        ("", "—"),
        *((kind.code, title_of(kind)) for kind in vocabulary() if kind.is_number),
    ]


def _amounts() -> Choices:
    return [
        ("", "—"),
        *((kind.code, title_of(kind)) for kind in vocabulary() if kind.kind == "amount"),
    ]


class DraftForm(forms.Form):
    """Everything of a policy but its conditions."""

    title = forms.CharField(label=gettext_lazy("Title of the policy"), max_length=200)
    title_en = forms.CharField(
        label=gettext_lazy("Title in English"), max_length=200, required=False
    )
    code = forms.CharField(
        label=pgettext_lazy("policy", "Code"),
        max_length=40,
        help_text=gettext_lazy("Letters, digits and hyphens, such as rd-2026; it never changes"),
    )
    document = forms.CharField(label=gettext_lazy("Text and its number"), max_length=300)
    office = forms.CharField(
        label=gettext_lazy("Office that answers for it"), max_length=100, required=False
    )
    instrument = forms.ChoiceField(
        label=pgettext_lazy("policy", "Kind"), choices=Instrument.choices, initial="factor"
    )
    aspect = forms.IntegerField(
        label=gettext_lazy("Aspect of the plan that it serves"),
        required=False,
        min_value=1,
        max_value=16,
        help_text=gettext_lazy("Its number in the plan register, 1 to 16; empty for none"),
    )
    to_whom = forms.ChoiceField(label=gettext_lazy("For whom"), choices=Subject.choices)
    effective_from = DayField(label=gettext_lazy("Takes effect on"))
    effective_until = DayField(label=gettext_lazy("Last day"), required=False)
    amount = forms.DecimalField(label=gettext_lazy("Fixed amount"), required=False, **SUM)
    rate = forms.DecimalField(
        label=gettext_lazy("Or a share of it (%)"),
        required=False,
        min_value=0,
        max_value=100,
        max_digits=7,
        decimal_places=4,
    )
    base = forms.ChoiceField(label=gettext_lazy("of"), required=False, choices=lazy(_amounts, list))
    cap = forms.DecimalField(label=gettext_lazy("At most"), required=False, **SUM)
    unit = forms.ChoiceField(label=gettext_lazy("Amounts are in"), choices=MONEY)
    budget = forms.DecimalField(label=gettext_lazy("Budget of the year"), required=False, **SUM)
    budget_unit = forms.ChoiceField(label=gettext_lazy("Budget is in"), choices=MONEY)
    order_fact = forms.ChoiceField(
        label=gettext_lazy("Who is paid first"),
        required=False,
        choices=lazy(_numbers, list),
        help_text=gettext_lazy("Empty: whoever was found or applied first"),
    )
    order_first = forms.ChoiceField(
        label=gettext_lazy("beginning with"),
        choices=[
            ("highest", pgettext_lazy("order", "the highest")),
            ("lowest", pgettext_lazy("order", "the lowest")),
        ],
    )
    edition = forms.IntegerField(required=False, widget=forms.HiddenInput())

    GROUPS = (
        (
            gettext_lazy("The policy"),
            (
                *("title", "title_en", "code", "document", "office", "instrument", "aspect"),
                "to_whom",
            ),
        ),
        (pgettext_lazy("period", "In force"), ("effective_from", "effective_until")),
        (gettext_lazy("What it brings"), ("amount", "rate", "base", "cap", "unit")),
        (gettext_lazy("Money"), ("budget", "budget_unit", "order_fact", "order_first")),
    )
    # Where in a book a field stands, for what the engine says is wrong.
    PLACES: Mapping[str, str] = {
        "title": "title",
        "document": "document",
        "code": "code",
        "effective_from": "effective_from",
        "effective_until": "effective_until",
        "benefits.0.amount": "amount",
        "benefits.0.rate": "rate",
        "benefits.0.base": "base",
        "benefits.0.cap": "cap",
        "benefits.0.unit": "unit",
        "benefits.0": "amount",
        "budget.amount": "budget",
        "budget.unit": "budget_unit",
        "budget.order": "order_fact",
        "budget": "budget",
    }

    @property
    def head(self) -> list[tuple[Any, list[Any]]]:
        """The groups that stand before the conditions."""
        return self._grouped(self.GROUPS[:2])

    @property
    def tail(self) -> list[tuple[Any, list[Any]]]:
        """The groups that stand behind them."""
        return self._grouped(self.GROUPS[2:])

    def _grouped(self, groups: Sequence[tuple[Any, Sequence[str]]]) -> list[tuple[Any, list[Any]]]:
        return [(legend, [self[name] for name in names]) for legend, names in groups]


class ConditionForm(forms.Form):
    """One condition, as a sentence."""

    fact = forms.ChoiceField(
        label=pgettext_lazy("condition", "Fact"), required=False, choices=lazy(_facts, list)
    )
    operator = forms.ChoiceField(
        label=gettext_lazy("Comparison"), required=False, choices=list(wording.OPERATORS.items())
    )
    threshold = forms.CharField(label=gettext_lazy("Threshold"), required=False, max_length=200)
    unit = forms.CharField(
        label=pgettext_lazy("threshold", "Unit"),
        required=False,
        max_length=10,
        help_text=gettext_lazy("Empty: 万元 for amounts, percent for shares"),
    )
    clause = forms.CharField(label=pgettext_lazy("text", "Clause"), required=False, max_length=100)
    words = forms.CharField(
        label=gettext_lazy("In words"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Empty: written from the rest; what somebody judges needs it"),
    )

    @property
    def is_blank(self) -> bool:
        said = self.cleaned_data
        return not (said.get("fact") or said.get("threshold") or said.get("words"))

    def criterion(self, number: int) -> dict[str, Any]:
        """Return the condition as a book says it."""
        said = self.cleaned_data
        code, operator = said["fact"], said["operator"] or "at_least"
        found: dict[str, Any] = {"id": f"c{number}", "clause": said["clause"]}
        if operator == "person" or not code:
            return found | {"title": said["words"] or _("Somebody judges"), "operator": "person"}
        kind = vocabulary()[code]
        value = sentences.threshold_of(code, operator, said["threshold"])
        unit = (said["unit"] or sentences.default_unit(code)) if kind.is_number else ""
        zh, en = sentences.titles(code, operator, value, unit)
        found |= {"title": said["words"] or zh, "title_en": "" if said["words"] else en}
        found |= {"value": {"fact": code}, "operator": operator, "threshold": value}
        return found | ({"unit": unit} if unit else {})


class Drafting:
    """The whole editor: the head's form, a form for each condition and each example."""

    def __init__(self, data: QueryDict | None = None, *, version: PolicyVersion | None = None):
        self.version = version
        self.is_bound = data is not None
        said = showing.said(version) if version else {}
        self.form = DraftForm(data, initial=said.get("form", {}))
        if version is not None:
            self.form.fields["code"].disabled = True
            self.form.fields["code"].initial = version.policy.code
        conditions, examples = said.get("conditions", []), said.get("examples", [])
        rows, cases = _counts(data, len(conditions) + ROWS, len(examples) + EXAMPLE_ROWS)
        self.conditions = [
            ConditionForm(data, prefix=f"c{i}", initial=_at(conditions, i)) for i in range(rows)
        ]
        self.examples = [
            ExampleForm(data, prefix=f"e{i}", initial=_at(examples, i)) for i in range(cases)
        ]

    @property
    def forms(self) -> list[forms.Form]:
        return [self.form, *self.conditions, *self.examples]

    def is_valid(self) -> bool:
        """Whether everything is well-formed; whether it makes sense, the engine says."""
        # Each is asked, not only up to the first that is wrong: all of it is said at once.
        return sum(one.is_valid() for one in self.forms) == len(self.forms)

    @property
    def asked(self) -> list[ConditionForm]:
        """The conditions that are filled in."""
        return [one for one in self.conditions if not one.is_blank]

    def book(self) -> dict[str, Any]:
        """Return the book as it is drafted."""
        said = self.form.cleaned_data
        criteria = [one.criterion(number) for number, one in enumerate(self.asked, start=1)]
        code = said["code"]
        whole = {
            "code": code,
            "series": _series(code),
            "title": said["title"],
            "title_en": said["title_en"],
            "kind": "subsidy",
            "to_whom": said["to_whom"],
            "document": said["document"],
            "effective_from": said["effective_from"],
            "criteria": criteria,
            "requires": {"all": [one["id"] for one in criteria]},
        }
        if self.version is not None:
            # What the form does not ask for stays as it is.
            book = self.version.book
            whole |= {"series": book.series, "kind": book.kind, "is_sample": book.is_sample}
        if said["effective_until"]:
            whole["effective_until"] = said["effective_until"]
        return whole | _money(said)

    def draft(self) -> Draft:
        """Return what the action takes."""
        said = self.form.cleaned_data
        kept = [one.kept for one in self.examples]
        return Draft(
            self.book(),
            said["instrument"],
            said["office"],
            tuple(one for one in kept if one is not None),
            said["aspect"],
        )

    def refuse(self, problems: Sequence[rules.Problem]) -> None:
        """Put each of the engine's sentences beside the field it is about."""
        language = "en" if is_english() else "zh"
        for one in problems:
            self._mark(one.field, one.say(language))  # type: ignore[arg-type]

    def _mark(self, field: str, sentence: str) -> None:
        parts = field.split(".")
        asked = self.asked
        if parts[0] == "criteria" and len(parts) > 1 and parts[1].isdigit():
            row = asked[int(parts[1])]
            name = parts[2] if len(parts) > 2 else ""  # noqa: PLR2004 - criteria, number, field
            name = {"value": "fact", "title": "words"}.get(name, name)
            row.add_error(name if name in row.fields else None, sentence)
            return
        while field and field not in DraftForm.PLACES:
            field = field.rpartition(".")[0]
        if not asked and not field:
            sentence = _("Write at least one condition. ") + sentence
        self.form.add_error(DraftForm.PLACES.get(field), sentence)


def is_simple(version: PolicyVersion) -> bool:
    """Whether the editor shows a version whole: kept as it is shown, nothing of it changes."""
    shown = Drafting(version=version)
    again = Drafting(showing.sent(shown.forms), version=version)
    if not again.is_valid():
        return False
    try:
        book = reading.book_of(reading.text_of(again.book()), "")
    except rules.BadBook:
        return False
    kept = [(title, json.loads(facts), state) for title, facts, state in again.draft().examples]
    standing = [(one.title, json.loads(one.facts), one.state) for one in version.examples.all()]
    return book.hash == version.book.hash and kept == standing


def _at(rows: Sequence[Mapping[str, Any]], number: int) -> dict[str, Any]:
    return dict(rows[number]) if number < len(rows) else {}


def _counts(data: QueryDict | None, rows: int, cases: int) -> tuple[int, int]:
    """Return how many rows were sent, or how many are shown first."""
    if data is None:
        return rows, cases

    def sent(letter: str, field: str) -> int:
        numbers = [
            int(name[1:].partition("-")[0])
            for name in data
            if name.startswith(letter)
            and name.endswith(f"-{field}")
            and name[1:].partition("-")[0].isdigit()
        ]
        return min(max(numbers, default=-1) + 1, MOST_ROWS)

    more = ROWS if "more" in data else 0
    return min(sent("c", "operator") + more, MOST_ROWS), sent("e", "state")


def _series(code: str) -> str:
    plain = "".join(one if one.isascii() and one.isalnum() else "_" for one in code.lower())
    return plain if plain[:1].isalpha() else f"p_{plain}"


def _money(said: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if said["amount"] is not None or said["rate"] is not None:
        benefit = {"id": "b1", "title": said["title"], "unit": said["unit"]}
        given = {name: said[name] for name in ("amount", "rate", "cap") if said[name] is not None}
        if said["base"]:
            given["base"] = {"fact": said["base"]}
        found["benefits"] = [benefit | given]
    if said["budget"] is not None:
        found["budget"] = {"amount": said["budget"], "unit": said["budget_unit"]}
        if said["order_fact"]:
            order = {"fact": said["order_fact"], "first": said["order_first"]}
            found["budget"]["order"] = [order, {"first": "earliest"}]
    return found
