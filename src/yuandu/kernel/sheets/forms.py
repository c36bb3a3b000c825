"""Forms: a file to send, and how its columns are to be understood."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yuandu.engines.quantities.reasons import Unreadable
from yuandu.engines.quantities.units import read_measure
from yuandu.kernel.sheets.layouts import Layout
from yuandu.kernel.sheets.models import Upload
from yuandu.kernel.sheets.reading.files import MOST_BYTES
from yuandu.kernel.sheets.rules.columns import Column, Kind, Place
from yuandu.kernel.sheets.rules.mapping import LAST_ROW, SheetMapping

ACCEPTED = ".xlsx,.xls,.xlsb,.ods,.csv,.txt,.gz"
MEASURED = frozenset({Kind.MONEY, Kind.NUMBER})


class SendForm(forms.Form):
    """A file for a layout."""

    file = forms.FileField(
        label=gettext_lazy("Workbook or CSV file"),
        help_text=gettext_lazy(
            "Titles, merged cells, totals and notes may stay; up to 50 MB. "
            "Nothing is written before you have seen the preview."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(
                _("The file has %(size).1f MB; %(most)d MB are allowed. Send it in parts."),
                params={"size": file.size / 1024**2, "most": MOST_BYTES // 1024**2},
            )
        return file


class DecisionForm(forms.Form):
    """What to do with a preview, and which preview it was decided on."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    good_rows_only = forms.BooleanField(required=False)


class MappingForm(forms.Form):
    """Which column is which, in which unit, and what its odd words mean."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    sheet = forms.ChoiceField(label=gettext_lazy("Sheet"), required=False)
    header_row = forms.IntegerField(
        label=gettext_lazy("Last row of the header"),
        min_value=1,
        max_value=LAST_ROW,
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        upload: Upload,
        layout: Layout,
        place: Place,
        odd_words: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        """Build the fields for an upload.

        Args:
            odd_words: Field and text of cells that name no choice or division.
        """
        super().__init__(*args, **kwargs)
        self.upload, self.layout = upload, layout
        self.headings = upload.header.get("columns", [])
        said = upload.mapping
        header = upload.header
        sheets = [header.get("sheet", ""), *header.get("others", ())]
        self.fields["sheet"].choices = [(name, name) for name in sheets]  # type: ignore[attr-defined]
        self.initial = {
            "version": upload.version,
            "sheet": header.get("sheet", ""),
            "header_row": header.get("row"),
        }
        self._add_columns()
        self._add_constants(said.get("constants", {}))
        self._add_words(said.get("values", {}), place, odd_words)

    def _add_columns(self) -> None:
        choices = [("", _("not taken"))]
        choices += [
            (column.code, f"{column.title}{' *' if column.required else ''}")
            for column in self.layout.columns
        ]
        # A column that must be there and was not found, with the header that comes closest.
        likely = {
            problem.params["guess"]: problem.field
            for problem in self.upload.sheet_problems
            if "guess" in problem.params
        }
        for heading in self.headings:
            at, label = heading["column"], heading["label"]
            self.fields[f"field_{at}"] = forms.ChoiceField(
                choices=choices,
                required=False,
                label=label,
                initial=heading["field"] or likely.get(label) or heading["guess"],
            )
            self.fields[f"unit_{at}"] = forms.CharField(
                required=False,
                max_length=20,
                label=_("Unit"),
                initial=heading["unit"],
                widget=forms.TextInput(attrs={"size": 8, "aria-label": f"{_('Unit')}: {label}"}),
            )

    def _add_constants(self, said: dict[str, str]) -> None:
        taken = {heading["field"] for heading in self.headings}
        for column in self.layout.columns:
            if column.code not in taken and (column.required or column.code in said):
                self.fields[f"constant_{column.code}"] = forms.CharField(
                    required=False,
                    max_length=column.max_length,
                    label=str(column.title),
                    initial=said.get(column.code, ""),
                    help_text=_("The same for every row, if the file has no such column."),
                )

    def _add_words(
        self, said: dict[str, dict[str, str]], place: Place, odd_words: list[tuple[str, str]]
    ) -> None:
        known = [(code, text, to) for code, words in said.items() for text, to in words.items()]
        asked = [(code, text, "") for code, text in odd_words if text not in said.get(code, {})]
        self.words: list[tuple[str, str, str]] = []
        for at, (code, text, to) in enumerate([*known, *asked]):
            column = self.layout.column(code)
            options = _options(column, place)
            if to and to not in options:
                options.append(to)
            name = f"word_{at}"
            self.words.append((name, code, text))
            self.fields[name] = forms.ChoiceField(
                choices=[("", _("leave as it is")), *((each, each) for each in options)],
                required=False,
                label=f"{column.title}: {text}",
                initial=to,
            )

    def rows(self) -> list[dict[str, Any]]:
        """Return the headings with their fields, for a table."""
        return [
            {
                **heading,
                "choice": self[f"field_{heading['column']}"],
                "unit_field": self[f"unit_{heading['column']}"],
            }
            for heading in self.headings
        ]

    def constants(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("constant_")]

    def odd(self) -> list[forms.BoundField]:
        return [self[name] for name, _code, _text in self.words]

    def clean(self) -> dict[str, Any]:
        super().clean()
        for heading in self.headings:
            self._check_unit(f"unit_{heading['column']}")
        taken: dict[str, str] = {}
        for heading in self.headings:
            name = f"field_{heading['column']}"
            code = self.cleaned_data.get(name, "")
            if code and code in taken:
                self.add_error(
                    name, _("“%(first)s” is taken for this already.") % {"first": taken[code]}
                )
            taken[code] = heading["label"]
        return self.cleaned_data

    def _check_unit(self, name: str) -> None:
        if unit := self.cleaned_data.get(name):
            try:
                read_measure(unit)
            except Unreadable:
                self.add_error(name, _("The unit is not known. Write 元, 万元, 亿元, 亩, %, …"))

    def mapping(self) -> SheetMapping:
        """Return what was said; the form is valid.

        Raises:
            BadMapping: it makes no sense after all.
        """
        data = self.cleaned_data
        columns = {h["label"]: c for h in self.headings if (c := data[f"field_{h['column']}"])}
        units = {
            data[f"field_{h['column']}"]: unit
            for h in self.headings
            if (code := data[f"field_{h['column']}"])
            and self.layout.column(code).kind in MEASURED
            and (unit := data[f"unit_{h['column']}"])
        }
        words: dict[str, dict[str, str]] = {}
        for name, code, text in self.words:
            if to := data.get(name):
                words.setdefault(code, {})[text] = to
        said = {
            "columns": columns,
            "units": units,
            "values": words,
            "constants": {
                name.removeprefix("constant_"): value
                for name, value in data.items()
                if name.startswith("constant_") and value
            },
            "dates": self.upload.mapping.get("dates", {}),
            "skip": [h["label"] for h in self.headings if not data[f"field_{h['column']}"]],
            "sheet": data["sheet"],
            "header_row": data["header_row"],
        }
        if self._moved():
            # Another sheet or row has headers of its own; what was said was of the old ones.
            said |= {"columns": {}, "skip": [], "units": {}}
        return SheetMapping.from_json(said, self.layout.fields)

    def _moved(self) -> bool:
        header = self.upload.header
        return (self.cleaned_data["sheet"] or "") != header.get("sheet", "") or self.cleaned_data[
            "header_row"
        ] not in {None, header.get("row")}


def _options(column: Column, place: Place) -> list[str]:
    if column.kind is Kind.DIVISION:
        return list(dict.fromkeys(division.name for division in place.divisions.values()))
    return [str(choice.title) for choice in column.choices]
