"""Columns that several sheets of the room have, and the names in them as rows of tables."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.sheets.layouts import Sentence
from yuandu.kernel.sheets.rules.columns import Choice, Column, Kind, Value
from yuandu.kernel.sheets.rules.tables import Row
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.flowers import queries as flowers
from yuandu.mechanisms.flowers.models import Grade, Market
from yuandu.mechanisms.flowers.models import Kind as Flower
from yuandu.mechanisms.orders.forms.fields import MOST, MOST_MONEY

YES, NO = "yes", "no"
ANSWERS = (
    Choice(code=YES, title=pgettext_lazy("cell of a sheet", "Yes"), synonyms=("是", "y", "√")),
    Choice(code=NO, title=pgettext_lazy("cell of a sheet", "No"), synonyms=("否", "n")),
)
FLOWER = Column(
    code="kind",
    title=_("Kind of flower"),
    synonyms=("品种", "花卉", "品名"),
    required=True,
    max_length=200,
    note=_("Name, another name of the trade, or code"),
)
GRADES = tuple(Choice(code=each.value, title=each.label) for each in Grade)
SPECIFICATION = Column(
    code="specification", title=_("Specification in words"), synonyms=("规格",), max_length=200
)
MARKET = Column(code="market", title=_("To the market"), synonyms=("送往市场",), max_length=200)
DELIVERED_TO = Column(
    code="delivered_to", title=_("Or to another place"), synonyms=("交货地点",), max_length=100
)


def grade(title: Any) -> Column:
    return Column(
        code="grade",
        title=title,
        kind=Kind.CHOICE,
        synonyms=("等级",),
        required=True,
        choices=GRADES,
    )


def units(code: str, title: Any, *, required: bool = False, least: int = 1) -> Column:
    return Column(
        code=code,
        title=title,
        kind=Kind.NUMBER,
        required=required,
        least=Decimal(least),
        most=Decimal(MOST),
        decimals=0,
    )


def money(code: str, title: Any, *, least: str = "0") -> Column:
    return Column(
        code=code,
        title=title,
        kind=Kind.MONEY,
        required=True,
        least=Decimal(least),
        most=MOST_MONEY,
        places=2,
        decimals=2,
    )


def day(code: str, title: Any) -> Column:
    return Column(code=code, title=title, kind=Kind.DATE, required=True)


def whole(value: Value) -> int | None:
    """Return a number of units; `None` where the cell is empty."""
    return int(value) if isinstance(value, Decimal) else None


@dataclass(frozen=True, slots=True)
class Named:
    """The flowers and markets of a workspace by what a cell may call them."""

    flowers: Mapping[str, Flower]
    markets: Mapping[str, Market]

    def flower(self, row: Row) -> Flower | None:
        return self.flowers.get(_plain(row.values.get("kind")))

    def market(self, row: Row, field: str = "market") -> Market | None:
        return self.markets.get(_plain(row.values.get(field)))

    def unknown(self, row: Row, fields: Iterable[str] = ("market",)) -> list[tuple[str, str]]:
        """Return the code of a finding and its field for each name that nothing goes by."""
        found = []
        if row.values.get("kind") and self.flower(row) is None:
            found.append(("unknown-flower", "kind"))
        found += [
            ("unknown-market", field)
            for field in fields
            if row.values.get(field) and self.market(row, field) is None
        ]
        return found


def named(workspace: Workspace) -> Named:
    """Return what cells can name; three queries."""
    kinds = Flower.objects.filter(workspace=workspace).in_bulk()
    names = {name: kinds[pk] for name, pk in flowers.words(workspace).items()}
    markets = {
        _plain(name): each
        for each in Market.objects.filter(workspace=workspace)
        for name in (each.name, each.name_en)
        if name
    }
    return Named(names, markets)


def _plain(words: object) -> str:
    return str(words or "").strip().lower()


SENTENCES: Mapping[str, Sentence] = {
    "unknown-flower": Sentence(
        what=_("No kind of flower goes by this name."),
        do=_("Take a name from the list of kinds."),
    ),
    "unknown-market": Sentence(
        what=_("No market goes by this name."),
        do=_("Take a name from the list of markets, or write it under the other place."),
    ),
    "no-destination": Sentence(
        what=_("It says neither a market nor another place."), do=_("Fill in one of the two.")
    ),
    "window": Sentence(
        what=_("The last day lies before the first."), do=_("Correct one of the two days.")
    ),
}
