"""What every part of a book has: its words, where they stand, from when to when."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

from yuandu.kernel.workspaces.forms import DayField
from yuandu.services.policies.forms.measuring import Redrawn

type Group = tuple[str | Promise, list[Any]]
MOST_ROWS = 40  # of what repeats within one part

WORDS = ("title", "title_en", "clause", "source", "evidence", "to_verify")
DAYS = ("effective_from", "effective_until")
WHAT_IT_SAYS = pgettext_lazy("of a rule", "What it says")
FROM_WHEN = gettext_lazy("From when to when")


class CitedForm(Redrawn):
    """The words of a part, in both languages, and where they stand."""

    title = forms.CharField(label=pgettext_lazy("of a rule", "Title"), max_length=500)
    title_en = forms.CharField(
        label=gettext_lazy("Title in English"), max_length=500, required=False
    )
    clause = forms.CharField(label=pgettext_lazy("text", "Clause"), max_length=200, required=False)
    source = forms.CharField(label=pgettext_lazy("text", "Source"), max_length=200, required=False)
    evidence = forms.CharField(
        label=gettext_lazy("Paper that shows it"), max_length=200, required=False
    )
    to_verify = forms.BooleanField(
        label=gettext_lazy("Still to be checked against an official text"), required=False
    )
    effective_from = DayField(
        label=gettext_lazy("Asked from"),
        required=False,
        help_text=gettext_lazy("Empty: as long as the rules hold"),
    )
    effective_until = DayField(label=gettext_lazy("Asked until"), required=False)

    def cited(self) -> dict[str, Any]:
        """Return the words as a book says them."""
        return {name: self.cleaned_data[name] for name in (*WORDS, *DAYS)}


@dataclass(frozen=True, slots=True)
class Typed:
    """What was sent for a part: to be kept, or only to be looked at."""

    data: QueryDict | None = None
    looks: bool = False

    def form[F: Redrawn](self, form: type[F], **kwargs: Any) -> F:
        return form(self.data, looks=self.looks, **kwargs)

    def rows(self, prefix: str, marker: str, shown: int, *, more: str = "") -> int:
        """Return how many rows there are: those sent, or those shown first.

        Args:
            prefix: Of a row, before its number.
            marker: A field that every row sends.
            shown: Rows where nothing was sent.
            more: The name of the button that asks for more of them.
        """
        if self.data is None:
            return shown
        number = 0
        while number < MOST_ROWS and f"{prefix}{number}-{marker}" in self.data:
            number += 1
        if more and more in self.data:
            number += 2
        return min(number, MOST_ROWS)


class Editor:
    """What edits one part.

    Attributes:
        forms: All its forms; the first takes what is said of the whole.
    """

    forms: Sequence[forms.Form]

    @property
    def groups(self) -> list[Group]:
        """Fields side by side, under a heading each."""
        raise NotImplementedError

    def is_valid(self) -> bool:
        """Whether all of it is well-formed; whether it makes sense, the engine says."""
        # Each is asked, not only up to the first that is wrong: all of it is said at once.
        return sum(one.is_valid() for one in self.forms) == len(self.forms)

    def values(self) -> Any:
        """Return the part as a book says it."""
        raise NotImplementedError

    def mark(self, field: str, sentence: str) -> None:
        """Put one of the engine's sentences beside the field it is about."""
        form = self.forms[0]
        name = field.partition(".")[0]
        form.add_error(name if name in form.fields else None, sentence)

    def refuse(self, sentence: str) -> None:
        """Say what is wrong with the whole of it."""
        self.forms[0].add_error(None, sentence)

    @property
    def errors(self) -> list[str]:
        return [str(one) for one in self.forms[0].non_field_errors()]


def fields(form: forms.Form, names: Sequence[str]) -> list[Any]:
    """Return those of some fields that a form has."""
    return [form[name] for name in names if name in form.fields]


def initial(values: Mapping[str, Any], names: Sequence[str], **more: Callable[[Any], Any]) -> Any:
    """Return what fields begin with; some of them written otherwise."""
    return {name: more.get(name, lambda one: one)(values[name]) for name in names if name in values}
