"""Scores of a book and their lines: what is measured, and what each band or choice scores."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from yuandu.engines import rules
from yuandu.services.policies import parts, wording
from yuandu.services.policies.forms.citing import (
    DAYS,
    FROM_WHEN,
    WHAT_IT_SAYS,
    WORDS,
    CitedForm,
    Editor,
    Group,
    Typed,
    fields,
)
from yuandu.services.policies.forms.measuring import (
    WAYS,
    MeasureForm,
    Redrawn,
    numeral,
    unit_field,
)

SCALES = [one for one in WAYS if one not in {"score", "person"}]
MOST_SCALES = 4
BLANK_BANDS = 2
MORE = "more"  # the button for more rows


class BandForm(Redrawn):
    """What a stretch of values scores: a row of three cells."""

    low = forms.DecimalField(label=pgettext_lazy("band", "From"), max_digits=20, required=False)
    high = forms.DecimalField(label=pgettext_lazy("band", "To"), max_digits=20, required=False)
    points = forms.IntegerField(label=pgettext_lazy("band", "Points"), required=False)

    def __init__(self, *args: Any, label: str, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs["aria-label"] = f"{label} {field.label}"
            if name != "points":
                field.widget.attrs["placeholder"] = pgettext("band", "open")
        self.redraw()

    def clean(self) -> None:
        ends = (self.cleaned_data.get("low"), self.cleaned_data.get("high"))
        is_open = self.cleaned_data.get("points") is None and "points" not in self.errors
        if is_open and any(one is not None for one in ends):
            self.add_error("points", _("Say what it scores."))

    @property
    def band(self) -> dict[str, Any] | None:
        """The band as a book says it; `None` of a row left empty."""
        said = self.cleaned_data
        if said.get("points") is None:
            return None
        ends = {"from": said.get("low"), "to": said.get("high")}
        return {key: end for key, end in ends.items() if end is not None} | {
            "points": said["points"]
        }


class ChoicesForm(Redrawn):
    """What each choice of a fact scores: a row each."""

    def __init__(self, *args: Any, kind: rules.FactKind, points: Mapping[str, int], **kwargs: Any):
        super().__init__(*args, initial={f"of_{code}": n for code, n in points.items()}, **kwargs)
        self.codes = [*points, *(code for code in kind.choices if code not in points)]
        for code in self.codes:
            title = wording.choice(kind, code)
            field = forms.IntegerField(label=title)
            field.widget.attrs["aria-label"] = _("Points for “%(choice)s”") % {"choice": title}
            self.fields[f"of_{code}"] = field
        self.redraw()

    @property
    def choices(self) -> dict[str, int]:
        return {code: self.cleaned_data[f"of_{code}"] for code in self.codes}


class UnitForm(Redrawn):
    """The unit in which the ends of the bands stand."""

    def __init__(self, *args: Any, kind: str, unit: str, given: str, **kwargs: Any):
        super().__init__(*args, initial={"unit": given}, **kwargs)
        self.fields["unit"] = unit_field(kind, unit, given)
        self.fields["unit"].label = _("The ends of the bands are in")
        self.redraw()


class ScaleEditor:
    """Edits one way in which a line scores."""

    def __init__(self, values: Mapping[str, Any] | None, prefix: str, typed: Typed):
        self.prefix = prefix
        ways = SCALES if prefix.endswith("s0") else ["", *SCALES]
        given = values["value"] if values else None
        self.measure = typed.form(MeasureForm, prefix=prefix, measure=given, ways=ways)
        self.choices: ChoicesForm | None = None
        self.unit: UnitForm | None = None
        self.bands: list[BandForm] = []
        kind, unit = self.measure.kind
        fact = self.measure.fact_kind
        said = values or {}
        if kind == "choice" and fact is not None:
            points = {
                code: n for code, n in said.get("choices", {}).items() if code in fact.choices
            }
            self.choices = typed.form(ChoicesForm, prefix=f"{prefix}-c", kind=fact, points=points)
        elif kind:
            self._add_bands(said, typed, kind, unit)

    def _add_bands(self, said: Mapping[str, Any], typed: Typed, kind: str, unit: str) -> None:
        prefix = f"{self.prefix}-b"
        given = said.get("unit", "")
        self.unit = typed.form(UnitForm, prefix=self.prefix, kind=kind, unit=unit, given=given)
        bands = [_band_shown(one) for one in said.get("bands", ())]
        number = typed.rows(prefix, "points", len(bands) + BLANK_BANDS, more=MORE)
        number = number or BLANK_BANDS + 2  # a measure was only chosen now
        bands += [{}] * (number - len(bands))
        self.bands = [
            typed.form(
                BandForm,
                prefix=f"{prefix}{at}",
                initial=bands[at],
                label=_("Band %(n)s") % {"n": at + 1},
            )
            for at in range(number)
        ]

    @property
    def forms(self) -> Iterator[forms.Form]:
        yield self.measure
        yield from self.bands
        yield from (one for one in (self.choices, self.unit) if one is not None)

    @property
    def is_left_out(self) -> bool:
        return not self.measure.chosen

    @property
    def head(self) -> list[Any]:
        """The fields that stand before the rows."""
        return [*self.measure, *(self.unit or ())]

    @property
    def errors(self) -> list[str]:
        return [str(one) for one in self.measure.non_field_errors()]

    def values(self) -> dict[str, Any]:
        said: dict[str, Any] = {"value": self.measure.measure}
        if self.choices is not None:
            return said | {"choices": self.choices.choices}
        given = [one.band for one in self.bands]
        unit = self.unit.cleaned_data["unit"] if self.unit else ""
        return said | {"unit": unit, "bands": [one for one in given if one is not None]}

    def mark(self, field: str, sentence: str) -> None:
        head, _dot, rest = field.partition(".")
        place, _dot, cell = rest.partition(".")
        if head == "value":
            self.measure.mark(place, sentence)
        elif head == "unit" or cell == "unit":
            (self.unit or self.measure).add_error("unit" if self.unit else None, sentence)
        elif head == "bands" and place.isdigit():
            used = [one for one in self.bands if one.band is not None]
            name = {"from": "low", "to": "high"}.get(cell, cell)
            row = used[int(place)]
            row.add_error(name if name in row.fields else "low", sentence)
        else:
            self.measure.add_error(None, sentence)


class ItemForm(CitedForm):
    """What is said of a line of a score."""

    most = forms.IntegerField(label=pgettext_lazy("points", "At most"), min_value=1)


class ItemEditor(Editor):
    """Edits a line of a score; of several ways in which it scores the better counts."""

    def __init__(self, values: Mapping[str, Any], typed: Typed, prefix: str = ""):
        self.kept = values
        self.form = typed.form(ItemForm, initial=values, prefix=prefix or None)
        self.form.redraw()
        scales: Sequence[Any] = values.get("better_of", ())
        number = min(max(len(scales), 1) + 1, max(MOST_SCALES, len(scales)))
        start = f"{prefix}s" if not prefix else f"{prefix}-s"
        self.scales = [
            ScaleEditor(scales[at] if at < len(scales) else None, f"{start}{at}", typed)
            for at in range(number)
        ]

    @property
    def forms(self) -> list[forms.Form]:  # type: ignore[override]
        return [self.form, *(form for one in self.scales for form in one.forms)]

    @property
    def groups(self) -> list[Group]:
        return [
            (WHAT_IT_SAYS, fields(self.form, ("title", "title_en", "most", *WORDS[2:]))),
            (FROM_WHEN, fields(self.form, DAYS)),
        ]

    def values(self) -> dict[str, Any]:
        said = dict(self.kept) | self.form.cited() | {"most": self.form.cleaned_data["most"]}
        return said | {"better_of": [one.values() for one in self._used]}

    @property
    def _used(self) -> list[ScaleEditor]:
        return [one for one in self.scales if not one.is_left_out]

    def mark(self, field: str, sentence: str) -> None:
        head, _dot, rest = field.partition(".")
        place, _dot, below = rest.partition(".")
        if head == "better_of" and place.isdigit():
            self._used[int(place)].mark(below, sentence)
        else:
            super().mark(field, sentence)


class ScoreForm(CitedForm):
    """What is said of a score."""

    most = forms.IntegerField(label=pgettext_lazy("points", "At most"), min_value=1)
    parts = forms.MultipleChoiceField(
        label=gettext_lazy("Adds up these scores"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, above: Sequence[tuple[str, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        if above:
            self.fields["parts"].choices = above  # type: ignore[attr-defined]
        else:
            del self.fields["parts"]
        self.redraw()


class ScoreEditor(Editor):
    """Edits a score; a new one together with its first line, unless it adds scores up."""

    def __init__(self, book: rules.Book, part: parts.Part, values: Mapping[str, Any], typed: Typed):
        self.kept = values
        above = [one for one in book.scores if part.is_new or one.id != part.keys[0]]
        if not part.is_new:
            above = above[: int(part.way[-1])]
        chosen = list(values.get("parts", ()))
        above.sort(key=lambda one: chosen.index(one.id) if one.id in chosen else len(chosen))
        titles = [(one.id, wording.part_title(one)) for one in above]
        shown = dict(values) | {"parts": chosen}
        self.form = typed.form(ScoreForm, initial=shown, above=titles)
        sums = bool(self.form.now("parts")) if "parts" in self.form.fields else False
        is_first = part.is_new and not sums
        self.first = ItemEditor({}, typed, "first") if is_first else None

    @property
    def forms(self) -> list[forms.Form]:  # type: ignore[override]
        return [self.form, *(self.first.forms if self.first else ())]

    @property
    def scales(self) -> list[ScaleEditor]:
        return self.first.scales if self.first else []

    @property
    def groups(self) -> list[Group]:
        own: list[Group] = [
            (WHAT_IT_SAYS, fields(self.form, ("title", "title_en", "most", "parts", *WORDS[2:]))),
            (FROM_WHEN, fields(self.form, DAYS)),
        ]
        first: str | Promise = gettext_lazy("Its first line")
        if self.first is None:
            return own
        return [*own, (first, fields(self.first.form, ("title", "title_en", "most", "clause")))]

    def values(self) -> dict[str, Any]:
        said = self.form.cleaned_data
        found = dict(self.kept) | self.form.cited()
        found |= {"most": said["most"], "parts": said.get("parts", [])}
        if self.first is not None:
            found["items"] = [{"id": "i1"} | self.first.values()]
        return found

    def mark(self, field: str, sentence: str) -> None:
        if self.first is not None and field.startswith("items.0."):
            self.first.mark(field.removeprefix("items.0."), sentence)
        else:
            super().mark(field, sentence)


def _band_shown(band: Mapping[str, Any]) -> dict[str, Any]:
    def end(value: Decimal | None) -> Any:
        return numeral(value)

    return {
        "low": end(band.get("from")),
        "high": end(band.get("to")),
        "points": band.get("points"),
    }
