"""A box of a grid as a page writes it, whatever room the grid is of."""

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms


@dataclass(frozen=True, slots=True)
class Cell:
    """One box of the grid as the page writes it."""

    name: str
    id: str
    label: str
    value: str
    errors: Sequence[str]


def cell_of(form: forms.Form, name: str) -> Cell:
    """Return the box of a field: with what was typed, or with what is kept."""
    bound = form[name]
    value = bound.value()
    if not form.is_bound:
        value = bound.field.prepare_value(value)
    return Cell(
        name=bound.html_name,
        id=bound.id_for_label or bound.html_name,
        label=str(bound.label),
        value="" if value is None else str(value),
        errors=[str(error) for error in bound.errors],
    )
