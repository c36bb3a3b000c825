"""What is measured, chosen step by step: the way of measuring first, then what fits it."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

from yuandu.engines import rules
from yuandu.engines.rules import units
from yuandu.engines.rules.books import Measure
from yuandu.engines.rules.checks import OF_YEARS, TAKES
from yuandu.engines.rules.measures import kind_of
from yuandu.services.policies import wording
from yuandu.services.policies.library import vocabulary
from yuandu.services.policies.vocabulary import title_of

type Choices = list[tuple[str, str]]
NONE = ("", "—")
PERSON = "person"
WAYS: Mapping[str, str | Promise] = {
    "fact": pgettext_lazy("way of measuring", "a fact as it is"),
    "ratio": pgettext_lazy("way of measuring", "one fact as a share of another"),
    "growth": pgettext_lazy("way of measuring", "growth over the year before"),
    "mean_growth": pgettext_lazy("way of measuring", "mean yearly growth"),
    "compound_growth": pgettext_lazy("way of measuring", "compound yearly growth"),
    "sum": pgettext_lazy("way of measuring", "sum of several years"),
    "mean": pgettext_lazy("way of measuring", "mean of several years"),
    "full_years": pgettext_lazy("way of measuring", "full years since a day"),
    "true_flags": pgettext_lazy("way of measuring", "how many of several hold"),
    "score": pgettext_lazy("way of measuring", "a score of these rules"),
    PERSON: pgettext_lazy("way of measuring", "nothing: somebody judges"),
}
SEVERAL_YEARS = {"mean_growth", "compound_growth", "sum", "mean"}


class Redrawn(forms.Form):
    """A form that is shown again as it was filled in, with no errors before anybody saves.

    Args:
        looks: Whether `data` is only looked at.
    """

    def __init__(
        self, data: QueryDict | None = None, *, looks: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(None if looks else data, **kwargs)
        self.typed = data

    def now(self, name: str) -> Any:
        """Return what stands in a field, whether it fits or not."""
        field = self.fields[name]
        if self.typed is None:
            return self.get_initial_for_field(field, name)
        return field.widget.value_from_datadict(self.typed, {}, self.add_prefix(name))

    def redraw(self) -> None:
        """Let what was filled in stand, once all fields are known."""
        if self.typed is not None and not self.is_bound:
            self.initial = {**self.initial, **{name: self.now(name) for name in self.fields}}


def redrawing(chosen: forms.Field) -> None:
    """Let the rest of the form follow a choice, where there is script."""
    chosen.widget.attrs.update(
        {
            "hx-post": "",
            "hx-vals": '{"look": "1"}',
            "hx-target": "#part",
            "hx-select": "#part",
            "hx-swap": "outerHTML",
        }
    )


def facts_for(way: str) -> Choices:
    """Return the facts that a way of measuring takes."""
    takes = TAKES.get(way)
    return [
        (kind.code, title_of(kind))
        for kind in vocabulary()
        if (takes is None or kind.kind in takes) and (way not in OF_YEARS or kind.yearly)
    ]


def units_for(kind: str, unit: str) -> list[str]:
    """Return the units a number is written in, the usual one first."""
    known = [unit] if kind in {"years", "points"} else list(units.factors(kind, unit))
    known = [one for one in known if one != "％"]  # a second way of writing %
    usual = {"amount": "万元", "share": "%"}.get(kind, "")
    return sorted(known, key=lambda one: one != usual)


def numeral(value: Any) -> Any:
    """Return a number as it is typed: 100, not 1E+2."""
    return None if value is None else f"{value:f}" if hasattr(value, "normalize") else value


class MeasureForm(Redrawn):
    """What is measured; of its fields only those that the way of measuring needs."""

    way = forms.ChoiceField(label=gettext_lazy("What is measured"))
    fact = forms.ChoiceField(label=pgettext_lazy("condition", "Fact"))
    below = forms.ChoiceField(label=gettext_lazy("As a share of"))
    flags = forms.MultipleChoiceField(
        label=gettext_lazy("Which of them count"), widget=forms.CheckboxSelectMultiple
    )
    score = forms.ChoiceField(label=pgettext_lazy("of rules", "Score"))
    over = forms.IntegerField(
        label=gettext_lazy("Over how many years"), min_value=1, max_value=5, required=False
    )
    years_back = forms.IntegerField(
        label=gettext_lazy("Years back"),
        min_value=0,
        max_value=5,
        required=False,
        help_text=gettext_lazy("0: the last full year; 1: the year before it"),
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        measure: Mapping[str, Any] | None = None,
        ways: Iterable[str],
        scores: Choices = (),  # type: ignore[assignment]
        **kwargs: Any,
    ) -> None:
        """Show a measure as a book's values have it, or none.

        Args:
            ways: That may be chosen, the usual one first; an empty one where there need be none.
            scores: That may be measured, with their titles.
        """
        super().__init__(data, initial=_shown(measure), **kwargs)
        self.fields["way"].choices = [(one, WAYS[one]) if one else NONE for one in ways]  # type: ignore[attr-defined]
        self.fields["way"].required = "" not in ways
        redrawing(self.fields["way"])
        self.chosen = str(self.now("way") or next(iter(ways)))
        self.initial.setdefault("way", self.chosen)
        self._choose(measure or {}, list(scores))
        for name in set(self.fields) - {"way", *_needed(self.chosen)}:
            del self.fields[name]
        if "years_back" in self.fields and not (self.is_yearly or self.initial["years_back"]):
            del self.fields["years_back"]
        self.redraw()

    def _choose(self, measure: Mapping[str, Any], scores: Choices) -> None:
        facts, flags = facts_for(self.chosen), list(measure.get("true_flags") or ())
        for name in ("fact", "below"):
            self.fields[name].choices = [NONE, *facts]  # type: ignore[attr-defined]
            redrawing(self.fields[name])
        # Those that count stand first, in the order in which the book names them.
        facts.sort(key=lambda one: flags.index(one[0]) if one[0] in flags else len(flags))
        self.fields["flags"].choices = facts  # type: ignore[attr-defined]
        self.fields["score"].choices = [NONE, *scores]  # type: ignore[attr-defined]

    @property
    def measure(self) -> dict[str, Any] | None:
        """What is measured, as a book says it; `None` where somebody judges, or nothing is."""
        return _said(self.chosen, self.cleaned_data)

    @property
    def looked_at(self) -> Measure | None:
        """What is measured as far as it can be told from what stands in the fields."""
        now = {name: self.now(name) for name in self.fields}
        given = _said(self.chosen, now)
        codes = given.get(self.chosen) if given else None
        listed = [codes] if isinstance(codes, str) else list(codes or ())
        known = all(code in vocabulary() for code in listed) or self.chosen == "score"
        if not listed or not all(listed) or not known:
            return None
        return Measure.model_validate({self.chosen: codes})

    @property
    def kind(self) -> tuple[str, str]:
        """The kind of value it gives and its unit; nothing where that is not known yet."""
        found = self.looked_at
        return ("", "") if found is None else kind_of(found, vocabulary())

    @property
    def is_yearly(self) -> bool:
        """Whether it depends on the year in which it is asked."""
        found = self.looked_at
        by_day = found is not None and found.form == "full_years"
        return found is None or by_day or any(vocabulary()[one].yearly for one in found.facts)

    @property
    def fact_kind(self) -> rules.FactKind | None:
        found = self.looked_at
        return vocabulary()[found.fact] if found and found.fact else None

    def mark(self, field: str, sentence: str) -> None:
        """Put one of the engine's sentences beside the field it is about."""
        name = {"ratio": "below", "true_flags": "flags", "score": "score"}.get(field, field)
        name = "fact" if name in WAYS and name != "score" else name
        self.add_error(name if name in self.fields else "way", sentence)


def _needed(way: str) -> tuple[str, ...]:
    if way in {PERSON, ""}:
        return ()
    if way == "score":
        return ("score",)
    own = {"ratio": ("fact", "below"), "true_flags": ("flags",)}.get(way, ("fact",))
    return (*own, *(("over",) if way in SEVERAL_YEARS else ()), "years_back")


def _shown(measure: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return the fields of a measure."""
    if measure is None:
        return {"over": 2, "years_back": 0}
    shown = {"over": measure.get("over", 2), "years_back": measure.get("years_back", 0)}
    way = next((one for one in WAYS if measure.get(one) is not None), "")
    given = measure.get(way)
    match way:
        case "ratio":
            above, below = given or ("", "")
            return shown | {"way": way, "fact": above, "below": below}
        case "true_flags":
            return shown | {"way": way, "flags": list(given or ())}
        case "score":
            return shown | {"way": way, "score": given}
    return shown | {"way": way, "fact": given}


def _said(way: str, given: Mapping[str, Any]) -> dict[str, Any] | None:
    if way in {PERSON, ""}:
        return None
    if way == "score":
        return {"score": given.get("score")}
    what = {
        "ratio": [given.get("fact"), given.get("below")],
        "true_flags": given.get("flags"),
    }.get(way, given.get("fact"))
    said = {way: what, "years_back": given.get("years_back") or 0}
    return said | ({"over": given["over"]} if given.get("over") else {})


def unit_field(kind: str, unit: str, given: str = "") -> forms.ChoiceField:
    """Return a field for the unit in which a number stands.

    Args:
        given: The unit it stands in now, which may be an odd way of writing it.
    """
    names = units_for(kind, unit)
    names += [given] if given and given not in names else []
    choices = [(one, wording.unit(one)) for one in names]
    return forms.ChoiceField(label=pgettext_lazy("threshold", "Unit"), choices=choices)
