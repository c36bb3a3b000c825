"""What boards compare: values by participant and period, declared by apps in `measures.py`.

boards.register(
    boards.FigureMeasure(code="projects.starts", figure="projects.started.count"),
    boards.MonthlyMeasure(code="projects.done", name=_("Investment made"), unit="亿元"),
)
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from yuandu.kernel.indicators.figures import registry
from yuandu.kernel.indicators.figures.declarations import Figure
from yuandu.kernel.indicators.figures.measures import Words
from yuandu.kernel.indicators.models import Over
from yuandu.kernel.workspaces.models import Workspace

MEASURES: dict[str, "Measure"] = {}


class UnknownMeasure(LookupError):
    """No app declares a measure of that code."""


def _by_key(workspace: Workspace, keys: Sequence[int]) -> Mapping[int, str]:
    """Call subjects by their keys, for want of names."""
    return {key: str(key) for key in keys}


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureMeasure:
    """A computed figure, participant by participant: the same rows, the same measure.

    Attributes:
        figure: Code of a computed figure with a `division` or an `organisation` path.
    """

    code: str
    figure: str

    @property
    def declared(self) -> Figure:
        """The figure.

        Raises:
            UnknownMeasure: it is none that can be told by participant.
        """
        found = registry.get(self.figure)
        if not isinstance(found, Figure) or not (found.division or found.organisation):
            raise UnknownMeasure(self.code)
        return found

    def path(self, over: str) -> str:
        """Return the path from a row to its participant.

        Raises:
            UnknownMeasure: rows lead to none of that kind.
        """
        declared = self.declared
        found = declared.organisation if over == Over.ORGANISATIONS else declared.division
        if not found:
            raise UnknownMeasure(self.code)
        return found

    def is_over(self, over: str) -> bool:
        """Whether it can be told by participants of that kind."""
        declared = self.declared
        return bool(declared.organisation if over == Over.ORGANISATIONS else declared.division)

    @property
    def name(self) -> Words:
        return self.declared.name

    @property
    def unit(self) -> str:
        return self.declared.unit

    @property
    def decimals(self) -> int:
        return self.declared.decimals


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthlyMeasure:
    """Values that arrive month by month, kept in `MonthlyValue`.

    Attributes:
        name: What it is called.
        unit: The unit it is printed in; values are stored in its base unit (yuan for 亿元).
        aggregate: What becomes of a division's values over the months of a period; `latest`:
            the newest up to its end holds (residents, area).
        to_date: Whether a period counts from the start of its year.
        subjects: What subjects are called, by their keys, for the page of values.
    """

    code: str
    name: Words
    unit: str
    aggregate: Literal["sum", "count", "mean", "latest"] = "sum"
    to_date: bool = False
    decimals: int = 0
    subjects: Callable[[Workspace, Sequence[int]], Mapping[int, str]] = _by_key

    def is_over(self, over: str) -> bool:
        """Whether it can be told by participants of that kind: totals are kept by division."""
        return over == Over.DIVISIONS


type Measure = FigureMeasure | MonthlyMeasure


def register(*measures: Measure) -> None:
    """Let boards compare by these measures.

    Raises:
        registry.DeclaredTwice: another measure has the code.
    """
    for measure in measures:
        if MEASURES.setdefault(measure.code, measure) is not measure:
            raise registry.DeclaredTwice(measure.code)


def get(code: str) -> Measure:
    """Return the measure of a code.

    Raises:
        UnknownMeasure: there is none.
    """
    try:
        return MEASURES[code]
    except KeyError:
        raise UnknownMeasure(code) from None
