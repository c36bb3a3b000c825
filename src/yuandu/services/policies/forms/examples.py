"""Cases that must keep coming out the same."""

import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy

from yuandu.engines import rules
from yuandu.kernel.workspaces.languages import is_english
from yuandu.services.policies import wording
from yuandu.services.policies.forms import sentences
from yuandu.services.policies.models import PolicyVersion

STATES = ("met", "unmet", "unknown", "person")
BLANK, MOST = 2, 40


class ExampleForm(forms.Form):
    """A case that must keep coming out the same."""

    name = forms.CharField(label=gettext_lazy("A case in words"), required=False, max_length=200)
    facts = forms.CharField(
        label=gettext_lazy("Its facts, one a line"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Such as 研发费用 2025: 200 万元"),
    )
    state = forms.ChoiceField(
        label=gettext_lazy("Must come out as"),
        choices=[(code, wording.STATES[code]) for code in STATES],
    )

    def clean_facts(self) -> str:
        lines = str(self.cleaned_data["facts"])
        try:
            return json.dumps(sentences.facts_of_lines(lines), ensure_ascii=False, default=str)
        except rules.BadFacts as bad:
            language = "en" if is_english() else "zh"
            raise ValidationError([one.say(language) for one in bad.problems]) from bad  # type: ignore[arg-type]

    @property
    def kept(self) -> tuple[str, str, str] | None:
        said = self.cleaned_data
        if not said.get("name"):
            return None
        return said["name"], said["facts"], said["state"]


class _HeadForm(forms.Form):
    edition = forms.IntegerField(widget=forms.HiddenInput())


class Examples:
    """The cases of a draft, a form each, and some blank ones."""

    def __init__(self, data: QueryDict | None = None, *, version: PolicyVersion):
        standing = shown(version)
        self.head = _HeadForm(data, initial={"edition": version.edition})
        number = len(standing) + BLANK if data is None else _sent(data)
        self.rows = [
            ExampleForm(data, prefix=f"e{at}", initial=standing[at] if at < len(standing) else {})
            for at in range(number)
        ]

    def is_valid(self) -> bool:
        parts = (self.head, *self.rows)
        return sum(one.is_valid() for one in parts) == len(parts)

    @property
    def edition(self) -> int:
        return int(self.head.cleaned_data["edition"])

    @property
    def kept(self) -> list[tuple[str, str, str]]:
        return [one.kept for one in self.rows if one.kept is not None]


def shown(version: PolicyVersion) -> list[dict[str, Any]]:
    """Return the examples of a version as they are written."""
    return [
        {"name": one.title, "facts": sentences.lines_of_facts(one.facts), "state": one.state}
        for one in version.examples.all()
    ]


def _sent(data: QueryDict) -> int:
    number = 0
    while number < MOST and f"e{number}-state" in data:
        number += 1
    return number
