"""What this room refuses, with all it knows about why."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yuandu.kernel.workspaces.refusals import Odd, Refusal
from yuandu.mechanisms.flowers.models import Unit

SHOWN = 50  # of the problems of a table
WHAT: dict[str, str | Promise] = {
    "day": gettext_lazy("“%(value)s” is no day. Write it as 2026-11-24."),
    "future": gettext_lazy("%(value)s lies in the future. Correct the day."),
    "long-past": gettext_lazy("%(value)s lies before 1990. Correct the day."),
    "empty": gettext_lazy("There is no value. Fill it in, or take the row out."),
    "number": gettext_lazy("“%(value)s” is no number. Write digits only, 12.50."),
    "negative": gettext_lazy("%(value)s is below zero. Correct it, or leave it empty."),
    "zero": gettext_lazy("A price is above zero. Correct it, or take the row out."),
    "large": gettext_lazy("%(value)s is too large to be kept. Correct it."),
    "order": gettext_lazy("Low, average and high do not rise: %(value)s. Correct them."),
    "unit": gettext_lazy("“%(value)s” is no unit of the source. Name it there, or correct it."),
    "mixed": gettext_lazy(
        "Priced by “%(value)s”, while this market prices the kind by “%(known)s”. Convert the "
        "price, or correct the unit."
    ),
    "grade": gettext_lazy("“%(value)s” is no grade of the source. Name it there, or correct it."),
    "kind": gettext_lazy("“%(value)s” is no kind on the list. Correct it, or add it to a kind."),
    "near": gettext_lazy("“%(value)s” is no kind on the list. Is it %(known)s?"),
    "twice": gettext_lazy(
        "The same market, day, kind and grade as in row %(known)s (%(value)s). Keep one of them."
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
    def sentence(self) -> str:
        value, known = self.value, self.known
        if self.code == "mixed":
            value, known = (str(Unit(unit).label) for unit in (value, known))
        said = str(WHAT[self.code]) % {"value": value, "known": known}
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
