"""What a list, board or total is asked to show."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Self

from django.db.models import (
    BooleanField,
    Exists,
    F,
    Func,
    OuterRef,
    Q,
    QuerySet,
    Value,
)

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.reach import reach
from yuandu.mechanisms.projects.models import SiteTally, Standing, Tally, Words
from yuandu.mechanisms.projects.models.readings import EVERY_YEAR
from yuandu.mechanisms.projects.rules import grid
from yuandu.mechanisms.projects.rules.grid import GridCell, Span

# Words in the address → columns to order by. Each has an index with the project last, so
# that rows of one size keep their order from page to page.
SORTS = {
    "-investment": ("-investment_total", "-project_id"),
    "investment": ("investment_total", "project_id"),
    "-newest": ("-project_id",),
    "newest": ("project_id",),
    "since": ("entered_on", "project_id"),  # longest in its stage first
    "-since": ("-entered_on", "-project_id"),
    "due": ("due_on", "project_id"),
    "-due": ("-due_on", "-project_id"),
}
CELL_FIELDS = ("level", "category", "status", "stage", "division_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What to show; an empty value does not restrict.

    Attributes:
        year: of the lists; 0 is the whole register.
        words: parts of names, codes, owners and sites; all have to be there.
        least, most: bounds of the total investment, in yuan, inclusive.
        overdue: only those whose next planned day has passed.
        grid_cell: only those whose site lies in that cell of the map.
    """

    year: int = EVERY_YEAR
    level: str = ""
    category: str = ""
    status: str = ""
    stage: str = ""
    division_id: int | None = None
    words: str = ""
    least: Decimal | None = None
    most: Decimal | None = None
    overdue: bool = False
    grid_cell: GridCell | None = None
    sort: str = "-investment"

    @property
    def are_cells(self) -> bool:
        """Whether the tallies alone can say how many there are."""
        return self.are_indexed and self.grid_cell is None

    @property
    def are_indexed(self) -> bool:
        """Whether an index holds all that is asked for, so that counting reads no rows."""
        return not (self.words or self.overdue or self.least is not None or self.most is not None)

    def but(self, **changes: object) -> Self:
        return replace(self, **changes)  # type: ignore[arg-type]

    def cells(self) -> dict[str, object]:
        """Return the restrictions that standings and tallies share."""
        chosen = {name: getattr(self, name) for name in CELL_FIELDS}
        return {"year": self.year} | {name: value for name, value in chosen.items() if value}


class _Says(Func):
    """`tsvector @@ tsquery`."""

    arg_joiner = " @@ "
    template = "%(expressions)s"
    output_field = BooleanField()


def saying(actor: Actor, words: str) -> QuerySet[Words]:
    """Return the search entries that contain all parts of `words`.

    The public does not search in owners and sites: what is not shown is not found.
    """
    in_full = Value(not reach(actor).is_public)
    asked = Func(Value(words), in_full, function="projects_search")
    return Words.objects.filter(_Says(F("lexemes"), asked))


def restricted(actor: Actor, filters: Filters) -> QuerySet[Standing]:
    """Return the standings that `filters` let through, of the projects `actor` works with.

    The public, and whoever has no post that concerns projects, gets those of published
    lists; a search of theirs looks into names alone.
    """
    found = Standing.objects.filter(workspace=actor.workspace, **filters.cells())
    found = found.filter(_within(actor))
    if filters.least is not None:
        found = found.filter(investment_total__gte=filters.least)
    if filters.most is not None:
        found = found.filter(investment_total__lte=filters.most)
    if filters.grid_cell is not None:
        found = found.filter(lying_in(filters.grid_cell.span))
    if filters.overdue:
        found = found.filter(due_on__lt=actor.workspace.today())
    if filters.words:
        entries = saying(actor, filters.words).filter(project=OuterRef("project"))
        found = found.filter(Exists(entries))
    return found


def lying_in(span: Span, level: int = grid.DEEPEST) -> Q:
    """Return the restriction of standings, or of tallies at a level, to cells of the map."""
    columns, rows = span.places(level)
    return Q(grid_column__range=columns, grid_row__range=rows)


def site_tallies(actor: Actor, filters: Filters, level: int) -> QuerySet[SiteTally] | None:
    """Return the cells to add up for the map at a level; `None` where they do not tell."""
    span = filters.grid_cell.span if filters.grid_cell else grid.EVERYWHERE
    plain = Filters(year=filters.year, division_id=filters.division_id, sort=filters.sort)
    if (
        filters.but(grid_cell=None) != plain
        or reach(actor).organisations
        or max(span.level, level) > grid.TALLIED
    ):
        return None
    found = SiteTally.objects.filter(workspace=actor.workspace, **filters.cells())
    return found.filter(_within(actor), lying_in(span, grid.TALLIED))


def tallies(actor: Actor, filters: Filters) -> QuerySet[Tally] | None:
    """Return the cells to add up for `filters`; `None` where cells do not tell."""
    if not filters.are_cells or reach(actor).organisations:
        return None
    return Tally.objects.filter(workspace=actor.workspace, **filters.cells()).filter(_within(actor))


def _within(actor: Actor) -> Q:
    """Return the restriction to what `actor` may see, on standings and tallies."""
    allowed = reach(actor)
    if allowed.everything:
        return Q()
    if allowed.is_public:
        return Q(is_public=True)
    own = Q(division_id__in=allowed.divisions) if allowed.divisions else Q()
    return own | Q(owner_id__in=allowed.organisations) if allowed.organisations else own
