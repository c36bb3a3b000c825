"""Sources of quotes, declared: which column holds what, and what their words mean here.

A source is a YAML file: one of those in `data/sources`, or one of your own. A field that has
no column is a constant of the source, or is not reported.
"""

from pathlib import Path
from typing import Literal

import yaml
from django.utils.translation import pgettext
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from yuandu.mechanisms.flowers.models import Grade, Unit
from yuandu.mechanisms.flowers.refusals import NotReadable

FOLDER = Path(__file__).parent / "data" / "sources"
# What the trade writes, wherever it comes from; a source's own words come first.
UNITS = {"盆": "pot", "盘": "tray", "枝": "stem", "支": "stem", "束": "bunch", "扎": "bunch"} | {
    "斤": "jin",
    **{unit.value: unit.value for unit in Unit},
}
GRADES = {"一级": "first", "二级": "second", "三级": "third", "统货": "ungraded"} | {
    grade.value: grade.value for grade in Grade
}


class _Declared(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Columns(_Declared):
    """The name of the column that holds a field; `None`: the file has none."""

    day: str  # not `on`, which YAML reads as true
    average: str
    market: str | None = None
    kind: str | None = None
    grade: str | None = None
    unit: str | None = None
    low: str | None = None
    high: str | None = None
    volume: str | None = None
    unsold: str | None = None
    stock: str | None = None


class Constants(_Declared):
    """What all rows share, where no column says it."""

    market: str = ""
    kind: str = ""
    grade: Grade = Grade.UNGRADED
    unit: Unit | None = None


class DeclaredMarket(_Declared):
    name: str = Field(min_length=1, max_length=200)
    name_en: str = Field(default="", max_length=200)
    place: str = Field(default="", max_length=100)


class Source(_Declared):
    """How to read the files of one source.

    Attributes:
        title: Who publishes it, for the reader of a filing.
        currency: ISO 4217; quotes stay in it.
        units, grades: The source's word → ours.
        kinds: The source's word → the code of a kind, beside the names of the kinds.
        markets: The source's word → the market.
        pools: Whether several rows of a day, market, kind and grade are lots of one quote, to
            be put together; otherwise the second is a fault.
        unknown: What to do with a kind that is not on the list: refuse the row, leave it out,
            or add it to the list of other produce.
    """

    title: str
    currency: str = Field(pattern="^[A-Z]{3}$")
    columns: Columns
    constants: Constants = Constants()
    units: dict[str, Unit] = {}
    grades: dict[str, Grade] = {}
    kinds: dict[str, str] = {}
    markets: dict[str, DeclaredMarket] = {}
    pools: bool = False
    unknown: Literal["refuse", "leave_out", "add"] = "refuse"

    @property
    def fields(self) -> dict[str, str]:
        """Field → column, of those the file has."""
        named: dict[str, str] = self.columns.model_dump(exclude_none=True)
        return {"on" if name == "day" else name: column for name, column in named.items()}


def names() -> list[str]:
    """Return the names of the sources we ship."""
    return sorted(path.stem for path in FOLDER.glob("*.yaml"))


def read(name: str) -> Source:
    """Return the source of a name, or the one that a YAML file declares.

    Raises:
        NotReadable: there is none, or what it declares makes no sense.
    """
    shipped = FOLDER / f"{name}.yaml"
    path = shipped if name in names() else Path(name)
    if path.suffix not in {".yaml", ".yml"}:
        raise NotReadable("source", name, ", ".join(names()))
    try:
        return Source.model_validate(yaml.safe_load(path.read_text("utf-8")))
    except (OSError, UnicodeDecodeError) as error:
        raise NotReadable("missing", name) from error
    except (yaml.YAMLError, ValidationError) as error:
        raise NotReadable("declared", name, str(error)) from error


_FIGURES = ("low", "average", "high", "volume", "unsold", "stock")
BY_HAND = ("on", "kind", "grade", "unit", *_FIGURES)


def by_hand(currency: str) -> Source:
    """Return the source of what market staff enter on a page or by a program."""
    own = {name: name for name in BY_HAND if name != "on"}
    return Source(
        title=str(pgettext("source of quotes", "Entered by hand")),
        currency=currency,
        columns=Columns(day="on", market="market", **own),
    )
