"""Fields that every room's forms have."""

from django import forms


class DayField(forms.DateField):
    """A day, chosen in the browser's own calendar, which wants and sends it as ISO 8601."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
