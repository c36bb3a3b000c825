"""What is said of a book as a whole, and of the policy it is the rules of."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy, pgettext_lazy

from yuandu.kernel.workspaces.forms import DayField
from yuandu.services.policies import describing
from yuandu.services.policies.forms.citing import Editor, Group, Typed, fields
from yuandu.services.policies.forms.measuring import Redrawn
from yuandu.services.policies.models import Instrument, Policy, Subject

KINDS = [
    ("recognition", pgettext_lazy("kind of rules", "Recognition")),
    ("subsidy", pgettext_lazy("kind of rules", "Subsidy")),
    ("fund", pgettext_lazy("kind of rules", "Special fund")),
    ("clause", pgettext_lazy("kind of rules", "Clause")),
]
OF_POLICY = ("instrument", "office", "aspect")


class WholeForm(Redrawn):
    """Titles, text, dates and whom it is for."""

    title = forms.CharField(label=gettext_lazy("Title of the policy"), max_length=200)
    title_en = forms.CharField(
        label=gettext_lazy("Title in English"), max_length=200, required=False
    )
    document = forms.CharField(label=gettext_lazy("Text and its number"), max_length=300)
    kind = forms.ChoiceField(label=gettext_lazy("Rules for"), choices=KINDS)
    to_whom = forms.ChoiceField(label=gettext_lazy("For whom"), choices=Subject.choices)
    effective_from = DayField(label=gettext_lazy("Takes effect on"))
    effective_until = DayField(label=gettext_lazy("Last day"), required=False)
    assessed = forms.MultipleChoiceField(
        label=gettext_lazy("Asked of whom"),
        choices=list(describing.ASSESSED.items()),
        widget=forms.CheckboxSelectMultiple,
    )
    recheck_from = DayField(
        label=gettext_lazy("Re-checks begin on"),
        required=False,
        help_text=gettext_lazy("Empty: with the rules themselves"),
    )
    recheck_until = DayField(label=gettext_lazy("Re-checks end on"), required=False)
    instrument = forms.ChoiceField(
        label=pgettext_lazy("policy", "Kind"), choices=Instrument.choices
    )
    office = forms.CharField(
        label=gettext_lazy("Office that answers for it"), max_length=100, required=False
    )
    aspect = forms.IntegerField(
        label=gettext_lazy("Aspect of the plan that it serves"),
        required=False,
        min_value=1,
        max_value=16,
        help_text=gettext_lazy("Its number in the plan register, 1 to 16; empty for none"),
    )


class WholeEditor(Editor):
    """Edits what is said of the whole.

    Args:
        policy: Of a first version, with which it changes; a later one leaves it as it is.
    """

    def __init__(self, values: Mapping[str, Any], typed: Typed, policy: Policy | None):
        shown = {"kind": "recognition", "to_whom": Subject.ORGANISATION, **values}
        shown["assessed"] = list(values.get("assessed", ("new", "recheck")))
        if policy is not None:
            shown |= {name: getattr(policy, name) for name in OF_POLICY}
        self.kept = values
        self.form = typed.form(WholeForm, initial=shown)
        if policy is None:
            for name in OF_POLICY:
                del self.form.fields[name]
        self.form.redraw()
        self.forms = (self.form,)

    @property
    def groups(self) -> list[Group]:
        words = ("title", "title_en", "document", "kind", "to_whom", *OF_POLICY)
        days = ("effective_from", "effective_until", "assessed", "recheck_from", "recheck_until")
        return [
            (gettext_lazy("The policy"), fields(self.form, words)),
            (pgettext_lazy("period", "In force"), fields(self.form, days)),
        ]

    def values(self) -> dict[str, Any]:
        said = self.form.cleaned_data
        return dict(self.kept) | {key: said[key] for key in said if key not in OF_POLICY}

    @property
    def of_policy(self) -> dict[str, Any]:
        """What is said of the policy."""
        said = self.form.cleaned_data
        return {name: said[name] for name in OF_POLICY if name in said}
