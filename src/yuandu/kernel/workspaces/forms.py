"""Fields that every room's forms have."""

from typing import Any

from django import forms

KEY_DIGITS = 15  # of a row’s key, at most


class DayField(forms.DateField):
    """A day, chosen in the browser's own calendar, which wants and sends it as ISO 8601."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class Chosen(forms.TypedMultipleChoiceField):
    """Rows chosen by checkboxes, as their keys; which rows these are the action finds out."""

    def __init__(self, **options: Any) -> None:
        super().__init__(coerce=int, widget=forms.MultipleHiddenInput, **options)

    def valid_value(self, value: Any) -> bool:
        return str(value).isdecimal() and len(str(value)) <= KEY_DIGITS
