"""How conditions combine, as an outline: a row each, moved up and down, deeper and back."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

from yuandu.engines import rules
from yuandu.services.policies import outlines, wording
from yuandu.services.policies.forms.citing import MOST_ROWS, Editor, Group, Typed
from yuandu.services.policies.forms.measuring import NONE, Redrawn, redrawing
from yuandu.services.policies.outlines import DEEPEST, Line, NoOutline

BLANK = 2
MOVE = "move"  # the button's name; its value says which row goes where: up-3, down-3
GROUPS: Mapping[str, str | Promise] = {
    "all": pgettext_lazy("joined", "All of these"),
    "any": pgettext_lazy("joined", "Any of these"),
    "of": pgettext_lazy("joined", "At least so many of these"),
    "no": pgettext_lazy("joined", "Not this"),
}
SLIPS: Mapping[str, str | Promise] = {
    "begins-deep": gettext_lazy("The first row stands on level 1."),
    "second-top": gettext_lazy(
        "Only one row stands on level 1: a condition, or the group that holds all others."
    ),
    "skips-a-level": gettext_lazy("This row stands more than one level below the row above it."),
    "under-a-condition": gettext_lazy(
        "The row above is a condition and holds no others; put this row on its level."
    ),
    "empty-group": gettext_lazy("Nothing stands in this group; put rows one level deeper below."),
    "no-takes-one": gettext_lazy(
        "“Not this” takes exactly one row; put a group there for several."
    ),
    "how-many": gettext_lazy("Say how many of them have to hold."),
    "more-than-there-are": gettext_lazy(
        "The number has to lie between 1 and the number of rows in this group."
    ),
}


class LineForm(Redrawn):
    """One row of the outline."""

    depth = forms.TypedChoiceField(
        label=pgettext_lazy("of a row", "Level"),
        choices=[(n, str(n)) for n in range(1, DEEPEST + 1)],
        coerce=int,
        initial=2,
    )
    what = forms.ChoiceField(label=gettext_lazy("Condition or group"), required=False)
    least = forms.IntegerField(label=gettext_lazy("How many"), min_value=1, required=False)

    def __init__(self, *args: Any, titles: Sequence[tuple[str, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        groups = [(code, str(words)) for code, words in GROUPS.items()]
        self.fields["what"].choices = [  # type: ignore[attr-defined]
            NONE,
            (gettext_lazy("Groups"), groups),
            (gettext_lazy("Conditions"), list(titles)),
        ]
        for name in ("depth", "what"):
            redrawing(self.fields[name])
        for field in self.fields.values():
            field.widget.attrs["aria-label"] = field.label
        self.redraw()

    @property
    def level(self) -> int:
        """How deep it is drawn."""
        given = str(self.now("depth"))
        return int(given) if given.isdigit() and int(given) <= DEEPEST else 1

    @property
    def is_counted(self) -> bool:
        return str(self.now("what")) == "of"

    @property
    def is_group(self) -> bool:
        return str(self.now("what")) in GROUPS

    @property
    def line(self) -> Line | None:
        said = self.cleaned_data
        if not said.get("what"):
            return None
        least = said.get("least") if said["what"] == "of" else None
        return Line(said["depth"], said["what"], least)


class JoinedEditor(Editor):
    """Edits joined conditions; without rows nothing is asked there."""

    def __init__(self, book: rules.Book, values: Any, typed: Typed):
        titles = [(one.id, wording.part_title(one)) for one in book.criteria]
        lines: list[dict[str, Any]] = [
            {"depth": one.depth, "what": one.what, "least": one.least}
            for one in outlines.lines_of(values)
        ]
        typed = _moved(typed)
        number = typed.rows("r", "what", len(lines) + BLANK, more="more")
        blank = {"depth": 2 if lines else 1}
        lines += [blank] * (number - len(lines))
        self.rows = [
            typed.form(LineForm, prefix=f"r{at}", initial=lines[at], titles=titles)
            for at in range(number)
        ]
        self.forms = self.rows
        self.general: list[str] = []

    @property
    def groups(self) -> list[Group]:
        return []

    def is_valid(self) -> bool:
        if not super().is_valid():
            return False
        try:
            self.values()
        except NoOutline as odd:
            for slip in odd.slips:
                name = "least" if slip.code in {"how-many", "more-than-there-are"} else "what"
                self._used[slip.line].add_error(name, str(SLIPS[slip.code]))
            return False
        return True

    @property
    def _used(self) -> list[LineForm]:
        return [one for one in self.rows if one.line is not None]

    def values(self) -> Any:
        return outlines.requirement_of([one.line for one in self.rows if one.line is not None])

    def mark(self, field: str, sentence: str) -> None:
        self.refuse(sentence)

    def refuse(self, sentence: str) -> None:
        self.general.append(sentence)

    @property
    def errors(self) -> list[str]:
        return self.general


def _moved(typed: Typed) -> Typed:
    """Return what was sent with a row in its new place, where one was asked to move."""
    if typed.data is None:
        return typed
    way, _dash, place = typed.data.get(MOVE, "").partition("-")
    if not place.isdigit() or int(place) >= MOST_ROWS:
        return typed
    at = int(place)
    other = at - 1 if way == "up" else at + 1
    if other < 0 or f"r{other}-what" not in typed.data:
        return typed
    data: QueryDict = typed.data.copy()
    for name in ("depth", "what", "least"):
        one, two = f"r{at}-{name}", f"r{other}-{name}"
        data[one], data[two] = data.get(two, ""), data.get(one, "")
    return Typed(data, looks=typed.looks)
