"""Fields that read numbers as people write them: 6.5亿, 12,000, 74.3%."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from yuandu.engines.quantities import Unreadable, parse_quantity
from yuandu.engines.quantities.units import plain, read_measure
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.projects.rules import grid

# Why a number could not be read; the rest of the engine's codes say no more than the first.
UNREADABLE = {
    "a-range": lambda: _("“%(text)s” is a range; write one number."),
    "two-numbers": lambda: _("“%(text)s” holds two numbers; write one."),
    "unknown-unit": lambda: _("The unit in “%(text)s” is not known here; write it in %(unit)s."),
    "wrong-unit": lambda: _("“%(text)s” is not counted in %(unit)s."),
    "too-many-digits": lambda: _("“%(text)s” has more digits than any amount."),
    "out-of-range": lambda: _("“%(text)s” is larger than any amount."),
}
LONGEST = 40


class QuantityField(forms.Field):
    """A number with or without its unit; it is kept in `unit` without 万 and 亿.

    A bare number counts in `written_in`, in which the field also shows what is kept.
    """

    def __init__(self, *, written_in: str, decimals: int = 2, **options: Any) -> None:
        box = forms.TextInput(attrs={"inputmode": "decimal", "maxlength": LONGEST})
        super().__init__(widget=box, **options)
        self.written_in = written_in
        self.decimals = decimals

    def prepare_value(self, value: object) -> object:
        if not isinstance(value, Decimal):
            return value
        return f"{plain(value / self._scale()):f}"

    def to_python(self, value: object) -> Decimal | None:
        text = str(value or "").strip()[: LONGEST + 1]
        if not text:
            return None
        try:
            read = parse_quantity(text, self.written_in).value
        except Unreadable as error:
            say = UNREADABLE.get(error.code, lambda: _("“%(text)s” is not a number."))
            raise ValidationError(
                say() % {"text": text, "unit": self.written_in}, code=error.code
            ) from error
        return round(read, self.decimals)

    def _scale(self) -> Decimal:
        return read_measure(self.written_in).scale


class ShareField(QuantityField):
    """A percentage, kept as a fraction from 0 to 1."""

    def __init__(self, **options: Any) -> None:
        super().__init__(written_in="%", decimals=4, **options)

    def prepare_value(self, value: object) -> object:
        return f"{plain(value * 100):f}" if isinstance(value, Decimal) else value

    def to_python(self, value: object) -> Decimal | None:
        percent = super().to_python(value)
        return None if percent is None else round(percent / 100, self.decimals)


class GridCellField(forms.CharField):
    """A cell of the map, as an address names it: level-column-row."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=30, widget=forms.HiddenInput(), **options)

    def clean(self, value: object) -> grid.GridCell | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            return grid.GridCell.read(text)
        except grid.NoCell as error:
            raise ValidationError(
                _("“%(text)s” is no cell of the map."), params={"text": text}
            ) from error


class BoxField(forms.CharField):
    """A part of the map: west,south,east,north in degrees."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=120, **options)

    def clean(self, value: object) -> grid.Box | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            return grid.Box.read(text)
        except grid.NoBox as error:
            raise ValidationError(
                _("“%(text)s” is no part of the map: west,south,east,north in degrees."),
                params={"text": text},
            ) from error


def money_unit(workspace: Workspace) -> str:
    """Return what bare amounts are counted in: 万元, or the workspace's currency."""
    return "万元" if workspace.currency == "CNY" else workspace.currency
