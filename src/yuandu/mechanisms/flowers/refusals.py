"""What this room refuses, with all it knows about why."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yuandu.kernel.sheets.layouts import Sentence
from yuandu.kernel.workspaces.refusals import Odd, Refusal
from yuandu.mechanisms.flowers.models import Unit

SHOWN = 50  # of the problems of a table
WHAT: dict[str, Sentence] = {
    "day": Sentence(
        what=gettext_lazy("“{value}” is no day."), do=gettext_lazy("Write it as 2026-11-24.")
    ),
    "future": Sentence(
        what=gettext_lazy("{value} lies in the future."), do=gettext_lazy("Correct the day.")
    ),
    "long-past": Sentence(
        what=gettext_lazy("{value} lies before 1990."), do=gettext_lazy("Correct the day.")
    ),
    "empty": Sentence(
        what=gettext_lazy("There is no value."),
        do=gettext_lazy("Fill it in, or take the row out."),
    ),
    "number": Sentence(
        what=gettext_lazy("“{value}” is no number."),
        do=gettext_lazy("Write digits only, 12.50."),
    ),
    "negative": Sentence(
        what=gettext_lazy("{value} is below zero."),
        do=gettext_lazy("Correct it, or leave it empty."),
    ),
    "zero": Sentence(
        what=gettext_lazy("A price is above zero."),
        do=gettext_lazy("Correct it, or take the row out."),
    ),
    "large": Sentence(
        what=gettext_lazy("{value} is too large to be kept."), do=gettext_lazy("Correct it.")
    ),
    "order": Sentence(
        what=gettext_lazy("Low, average and high do not rise: {value}."),
        do=gettext_lazy("Correct them."),
    ),
    "unit": Sentence(
        what=gettext_lazy("“{value}” is no unit of the source."),
        do=gettext_lazy("Name it there, or correct it."),
    ),
    "mixed": Sentence(
        what=gettext_lazy("Priced by “{value}”, while this market prices the kind by “{known}”."),
        do=gettext_lazy("Convert the price, or correct the unit."),
    ),
    "grade": Sentence(
        what=gettext_lazy("“{value}” is no grade of the source."),
        do=gettext_lazy("Name it there, or correct it."),
    ),
    "kind": Sentence(
        what=gettext_lazy("“{value}” is no kind on the list."),
        do=gettext_lazy("Correct it, or add it to a kind."),
    ),
    "near": Sentence(
        what=gettext_lazy("“{value}” is no kind on the list."), do=gettext_lazy("Is it {known}?")
    ),
    "twice": Sentence(
        what=gettext_lazy("The same market, day, kind and grade as in row {known} ({value})."),
        do=gettext_lazy("Keep one of them."),
    ),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one cell: `row` counts from the header, which is row 1."""

    row: int
    column: str
    code: str
    value: str = ""
    known: str = ""

    @property
    def told(self) -> dict[str, str]:
        """What its sentence speaks of, in the reader's language."""
        value, known = self.value, self.known
        if self.code == "mixed":
            value, known = (str(Unit(unit).label) for unit in (value, known))
        return {"value": value, "known": known}

    @property
    def sentence(self) -> str:
        parts = (WHAT[self.code].what, WHAT[self.code].do)
        said = " ".join(str(part).format(**self.told) for part in parts)
        return _("Row %(row)s, %(column)s: %(said)s") % {
            "row": self.row,
            "column": self.column,
            "said": said,
        }


class FaultyRows(Refusal):
    """Some rows cannot be kept, so none is."""

    code = "faulty-rows"
    status = 422

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(f"{len(self.problems)} problems")

    @property
    def sentence(self) -> str:
        return _("%(number)s values are wrong, so nothing was kept.") % {
            "number": len(self.problems)
        }

    @property
    def reasons(self) -> list[dict[str, str]]:
        return [{"code": one.code, "message": one.sentence} for one in self.problems[:SHOWN]]


class NotReadable(Odd):
    """The file, or what is declared of its source, cannot be read."""

    code = "not-readable"
    sentences = {
        "missing": gettext_lazy("%(name)s is not there or cannot be opened. Look at the path."),
        "kind": gettext_lazy("%(name)s is none of .csv, .csv.gz and .parquet."),
        "table": gettext_lazy("%(name)s is no table that can be read: %(detail)s"),
        "columns": gettext_lazy("%(name)s lacks the columns %(detail)s."),
        "empty": gettext_lazy("%(name)s has no rows."),
        "source": gettext_lazy("There is no source %(name)s. Known are %(detail)s."),
        "declared": gettext_lazy("What %(name)s declares cannot be used: %(detail)s"),
    }

    def __init__(self, why: str, name: str, detail: str = "") -> None:
        super().__init__(why)
        self.told = {"name": name, "detail": detail}

    @property
    def sentence(self) -> str:
        return str(self.sentences[self.why]) % self.told


class OtherCurrency(Refusal):
    """A market keeps its currency."""

    code = "other-currency"
    status = 422

    def __init__(self, market: str, kept: str, given: str) -> None:
        self.market, self.kept, self.given = market, kept, given
        super().__init__(f"{market}: {kept}, not {given}")

    @property
    def sentence(self) -> str:
        return _(
            "%(market)s quotes in %(kept)s and the source in %(given)s. Name another market in "
            "the source, or its right currency."
        ) % {"market": self.market, "kept": self.kept, "given": self.given}
