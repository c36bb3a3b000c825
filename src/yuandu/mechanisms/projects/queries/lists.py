"""Pages of a list, the board by stage."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import F, QuerySet

from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.projects import rules
from yuandu.mechanisms.projects.models import Standing
from yuandu.mechanisms.projects.queries.counts import NOTHING, Cell, counted
from yuandu.mechanisms.projects.queries.filters import SORTS, Filters, restricted

ROWS_A_PAGE = 50
CARDS_A_COLUMN = 6
COUNT_UP_TO = 1000  # matches of a search; more than that nobody pages through

_SHOWN = ("project__division", "project__owner")
_TOO_LONG = ("project__summary", "project__division__geometry")  # for a line of a list


class Pages(Paginator):
    """Pages of standings whose number is known; a page is one query.

    Within it the page's projects are found first, in the index where the filters allow it,
    and only of them is read what is shown. A page in the far half is found from the end, so
    that none is farther than the middle.
    """

    def __init__(
        self, found: QuerySet[Standing], *, filters: Filters, count: int, size: int = ROWS_A_PAGE
    ) -> None:
        self.found = _in_order(found, filters.sort)
        self.year, self.sort = filters.year, filters.sort
        super().__init__(self.found, size)
        self.count = count

    def page(self, number: int | str) -> Page:
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        last = min(first + self.per_page, self.count)
        keys = self.found.values_list("project_id", flat=True)
        if first <= self.count // 2:
            chosen = keys[first:last]
        else:
            chosen = keys.reverse()[self.count - last : self.count - first]
        return Page(list(_in_order(_shown(self.year, chosen), self.sort)), number, self)


def _in_order(found: QuerySet[Standing], sort: str) -> QuerySet[Standing]:
    # As PostgreSQL's indexes have it: upwards, a missing day stands last.
    return found.order_by(
        *(F(name[1:]).desc() if name.startswith("-") else F(name).asc() for name in SORTS[sort])
    )


def _shown(year: int, keys: Iterable[int]) -> QuerySet[Standing]:
    """Return the standings of projects, with project, division and owner."""
    rows = Standing.objects.filter(year=year, project__in=keys)
    return rows.select_related(*_SHOWN).defer(*_TOO_LONG)


def standings(actor: Actor, filters: Filters) -> QuerySet[Standing]:
    """Return what `filters` let through, in their order, with project, division and owner."""
    found = restricted(actor, filters).select_related(*_SHOWN).defer(*_TOO_LONG)
    return _in_order(found, filters.sort)


def countable(found: QuerySet[Standing]) -> QuerySet[Standing]:
    """Return as many of a list as are counted, to be counted with other things."""
    return Standing.objects.filter(pk__in=found.order_by().values("pk")[:COUNT_UP_TO])


@dataclass(frozen=True, slots=True)
class Found:
    """A page of a list; `is_all` is false where counting stopped at `COUNT_UP_TO`."""

    page: Page
    total: int
    is_all: bool


def page(
    actor: Actor, filters: Filters, number: int | str = 1, *, size: int = ROWS_A_PAGE
) -> Found:
    """Return a page of the list that `filters` describe; two queries."""
    found = restricted(actor, filters)
    if filters.are_cells:
        total, is_all = counted(actor, filters).get((), NOTHING).projects, True
    elif filters.are_indexed:
        total, is_all = found.count(), True
    else:
        total = found[: COUNT_UP_TO + 1].count()
        is_all = total <= COUNT_UP_TO
        total = min(total, COUNT_UP_TO)
    pages = Pages(found, filters=filters, count=total, size=size)
    return Found(pages.get_page(number), total, is_all)


@dataclass(frozen=True, slots=True)
class Column:
    """A stage on the board: how many stand there, and the first few."""

    stage: str
    all: Cell
    cards: tuple[Standing, ...]


def board(actor: Actor, filters: Filters) -> list[Column]:
    """Return the board's columns, each beginning with those longest in the stage.

    Three queries: counts from the tallies, the keys of all columns' cards, the cards.
    """
    cells = counted(actor, filters, "stage")
    stages = [stage for stage in rules.STAGES if (stage,) in cells]
    if not stages:
        return []
    firsts = [
        restricted(actor, filters.but(stage=stage))
        .order_by("entered_on", "project_id")
        .values_list("project_id", flat=True)[:CARDS_A_COLUMN]
        for stage in stages
    ]
    keys = list(firsts[0].union(*firsts[1:], all=True))
    cards: dict[str, list[Standing]] = {stage: [] for stage in stages}
    for card in sorted(_shown(filters.year, keys), key=_longest):
        cards[card.stage].append(card)
    return [Column(stage, cells[(stage,)], tuple(cards[stage])) for stage in stages]


def _longest(card: Standing) -> tuple[bool, object, int]:
    return (card.entered_on is None, card.entered_on, card.project_id)
