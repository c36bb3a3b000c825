"""Putting a paper into the vault."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yuandu.mechanisms.enterprises import evidence
from yuandu.mechanisms.enterprises.models.evidence import FIRST_YEAR


class DocumentForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind of paper"))
    year = forms.IntegerField(
        label=_("Year it is about"),
        required=False,
        min_value=FIRST_YEAR,
        help_text=_("Needed for what is made every year, such as an audit report."),
    )
    upload = forms.FileField(label=_("File"))
    note = forms.CharField(label=_("Note"), required=False, max_length=200)
    again = forms.BooleanField(label=_("Keep it although the same file is here"), required=False)

    def __init__(self, *sent: Any, last_year: int, kind: str = "", year: int | None = None) -> None:
        super().__init__(*sent)
        self.initial = {"kind": kind, "year": year}
        fields: dict[str, Any] = self.fields
        fields["kind"].choices = [(code, each.title) for code, each in evidence.KINDS.items()]
        fields["year"].max_value = last_year
        fields["year"].widget.attrs["max"] = last_year
        if not self.is_bound:
            del self.fields["again"]

    def clean_year(self) -> int | None:
        """Refuse a year that has not begun."""
        year: int | None = self.cleaned_data["year"]
        latest = self.fields["year"].max_value  # type: ignore[attr-defined]
        if year is not None and year > latest:
            raise forms.ValidationError(_("The year %(year)s lies ahead."), params={"year": year})
        return year
