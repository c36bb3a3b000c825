"""The words of a paragraph, in both languages; which month to write of."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.mechanisms.circulars.models import Paragraph
from yuandu.mechanisms.reporting.models import Round

LONGEST = 4000  # characters of a paragraph
ROWS = {"rows": 7}


class DraftForm(forms.Form):
    """A locked month that has no circular yet."""

    round = forms.TypedChoiceField(label=_("Month"), coerce=int)

    def __init__(self, data: Any = None, *, rounds: Iterable[Round]) -> None:
        super().__init__(data)
        fields: dict[str, Any] = self.fields
        fields["round"].choices = [(each.pk, each.period) for each in rounds]


class ParagraphForm(forms.Form):
    """A paragraph as it is to read; empty, it is left out."""

    text_zh = forms.CharField(
        label=pgettext_lazy("circular", "Chinese text"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs=ROWS),
        help_text=_("Numbers stay bound to their figures. An empty paragraph is left out."),
    )
    text_en = forms.CharField(
        label=pgettext_lazy("circular", "English text"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs=ROWS),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=1_000_000)

    @classmethod
    def of(cls, found: Paragraph) -> "ParagraphForm":
        """Return the form as it first shows."""
        return cls(
            initial={
                "text_zh": found.text_zh,
                "text_en": found.text_en,
                "version": found.version,
            }
        )
