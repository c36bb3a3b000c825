"""Answering the one question, and letting facts be used."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from yuandu.engines import rules
from yuandu.kernel.workspaces.languages import is_english
from yuandu.services.policies import answering, wording

UNITS = {"amount": "万元", "share": "%", "score": "分"}


class AnswerForm(forms.Form):
    """The value of one column, read the way the rules read it."""

    evidence = forms.FileField(
        label=_("Paper that shows it"),
        required=False,
        help_text=_("A PDF or a picture; the office may ask for it later."),
    )

    def __init__(self, missing: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.missing = missing
        self.kind = answering.kind_of(missing)
        self.fields["said"] = self._field(wording.column_title(missing))
        self.order_fields(["said"])

    def _field(self, label: str) -> forms.Field:
        if self.kind.kind == "flag":
            choices = [("", "—"), ("1", _t("yes")), ("0", _t("no"))]
            return forms.ChoiceField(label=label, choices=choices)
        if self.kind.kind == "choice":
            return forms.ChoiceField(label=label, choices=[("", "—"), *self.kind.choices.items()])
        if self.kind.kind == "day":
            widget = forms.DateInput(attrs={"type": "date"})
            return forms.CharField(label=label, widget=widget, max_length=20)
        unit = UNITS.get(self.kind.kind, self.kind.unit)
        example = f"1200 {unit}" if self.kind.kind == "amount" else f"35 {unit}".strip()
        help_text = _t("With its unit, such as %(example)s") % {"example": example} if unit else ""
        return forms.CharField(label=label, max_length=200, help_text=help_text)

    def clean_said(self) -> dict[str, Any]:
        said = self.cleaned_data["said"]
        try:
            return answering.read(self.missing, said == "1" if self.kind.kind == "flag" else said)
        except rules.BadFacts as bad:
            language = "en" if is_english() else "zh"
            sentences = [one.say(language) for one in bad.problems]  # type: ignore[arg-type]
            raise forms.ValidationError(sentences) from bad

    def answer(self) -> dict[str, Any]:
        """Return what `actions.answer` takes."""
        return self.cleaned_data["said"] | {"evidence": self.cleaned_data["evidence"]}
