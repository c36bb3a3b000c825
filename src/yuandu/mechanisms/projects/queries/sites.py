"""Sites on the map, gathered into clusters by the cells of a grid."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Aggregate, Count, F, QuerySet, Sum

from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.projects.models import Project
from yuandu.mechanisms.projects.queries.filters import (
    Filters,
    lying_in,
    restricted,
    site_tallies,
)
from yuandu.mechanisms.projects.rules import grid
from yuandu.mechanisms.projects.rules.grid import Box, GridCell, Span

# What a part of a cluster adds up, of standings and of tallies, in the order of `_Part`.
COUNTED: dict[str, Aggregate] = {
    "number": Count("*"),
    "total": Sum("investment_total"),
    "sum_of_columns": Sum("grid_column"),
    "sum_of_rows": Sum("grid_row"),
    "sum_of_keys": Sum("project_id"),
}
ADDED_UP: dict[str, Aggregate] = {
    "number": Sum("projects"),
    "total": Sum("investment_total"),
    "sum_of_columns": Sum("columns"),
    "sum_of_rows": Sum("rows"),
    "sum_of_keys": Sum("keys"),
}
RIM = 0.06  # of the first view's sides, so that its edge cuts no cluster
GLOBE = Box(-180.0, -90.0, 180.0, 90.0)


@dataclass(frozen=True, slots=True)
class Cluster:
    """The projects whose sites lie in one cell.

    Attributes:
        longitude, latitude: the middle of the sites, in degrees.
        division_id: where most of them are carried out.
        project: the one there is, with its name; `None` where there are more.
    """

    cell: GridCell
    projects: int
    investment_total: Decimal
    longitude: float
    latitude: float
    division_id: int
    project: Project | None


@dataclass(frozen=True, slots=True)
class Sites:
    """What a view of the map shows.

    Attributes:
        box: the view that was asked for, or one that shows all but what lies far out.
        is_whole: whether the clusters hold every site, whatever the view.
    """

    level: int
    box: Box
    clusters: list[Cluster]
    is_whole: bool

    @property
    def projects(self) -> int:
        return sum(cluster.projects for cluster in self.clusters)

    @property
    def investment_total(self) -> Decimal:
        return sum((cluster.investment_total for cluster in self.clusters), Decimal(0))


class _Part(NamedTuple):
    """What one division has in one cell; `columns` and `rows` are sums of the deepest level."""

    column: int
    row: int
    division_id: int
    projects: int
    investment_total: Decimal
    columns: int
    rows: int
    key: int  # sum of the projects’ keys: that of the one, where it is one


def sites(
    actor: Actor, filters: Filters, box: Box | None = None, level: int | None = None
) -> Sites:
    """Return the sites of the projects that `filters` let through, in clusters.

    Two queries, three where a first view turns out to be small. As long as only year and division
    are filtered and cells are large, they read tallies, however many sites there are; else an
    index alone, unless `filters` ask for what it does not hold.

    Args:
        box: the part of the map to show, of whose edge whole cells are counted; all of it.
        level: of the cells; where a row of the box would hold too many, one above.
    """
    if box is not None:
        span = grid.span_of(box, grid.level_for(box) if level is None else level)
        parts = _parts(actor, filters, span, span.level)
        return Sites(span.level, box, _gathered(parts, span.level, span.level), is_whole=False)
    counted_at = grid.TALLIED
    parts = _parts(actor, filters, grid.EVERYWHERE, counted_at)
    view = grid.extent(
        (GridCell(counted_at, part.column, part.row), part.projects) for part in parts
    )
    view = GLOBE if view is None else view.wider(RIM)
    level = grid.level_for(view)
    if level > counted_at:
        counted_at = level
        parts = _parts(actor, filters, grid.EVERYWHERE, counted_at)
    return Sites(level, view, _gathered(parts, counted_at, level), is_whole=True)


def _parts(actor: Actor, filters: Filters, span: Span, level: int) -> list[_Part]:
    tallied = site_tallies(actor, filters, level)
    if tallied is not None:
        kept_at, sums = grid.TALLIED, ADDED_UP
        found: QuerySet[Any] = tallied.filter(lying_in(span, kept_at))
    else:
        kept_at, sums = grid.DEEPEST, COUNTED
        found = restricted(actor, filters).filter(lying_in(span), grid_column__isnull=False)
    cells = found.order_by().annotate(
        column=F("grid_column").bitrightshift(kept_at - level),
        row=F("grid_row").bitrightshift(kept_at - level),
    )
    named = ("column", "row", "division_id")
    rows = cells.values(*named).annotate(**sums).values_list(*named, *sums)
    return [_Part(*row) for row in rows if row[len(named)]]


def _gathered(parts: Iterable[_Part], counted_at: int, level: int) -> list[Cluster]:
    """Return the clusters of a level, the largest first; one query for names."""
    by_cell: dict[GridCell, list[_Part]] = defaultdict(list)
    for part in parts:
        by_cell[GridCell(counted_at, part.column, part.row).within(level)].append(part)
    alone = {of[0].key for of in by_cell.values() if len(of) == 1 and of[0].projects == 1}
    named = Project.objects.only("name", "name_en").in_bulk(alone)
    clusters = [_cluster(cell, of, named) for cell, of in by_cell.items()]
    return sorted(clusters, key=lambda each: (-each.projects, each.cell))


def _cluster(cell: GridCell, parts: list[_Part], named: dict[int, Project]) -> Cluster:
    projects = sum(part.projects for part in parts)
    divisions = Counter[int]()
    for part in parts:
        divisions[part.division_id] += part.projects
    return Cluster(
        cell,
        projects,
        sum((part.investment_total for part in parts), Decimal(0)),
        grid.degrees(sum(part.columns for part in parts) / projects),
        grid.degrees(sum(part.rows for part in parts) / projects),
        divisions.most_common(1)[0][0],
        named.get(parts[0].key) if projects == 1 else None,
    )
