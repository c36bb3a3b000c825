"""How many projects stand where, and for how much: read from the tallies."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Count, Q, Sum, Value

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.models import Division
from yuandu.mechanisms.projects import rules
from yuandu.mechanisms.projects.queries.filters import Filters, restricted, tallies


@dataclass(frozen=True, slots=True)
class Cell:
    """A number of projects and their money, in yuan."""

    projects: int = 0
    investment_total: Decimal = Decimal(0)
    annual_plan: Decimal = Decimal(0)

    def __add__(self, other: "Cell") -> "Cell":
        return Cell(
            self.projects + other.projects,
            self.investment_total + other.investment_total,
            self.annual_plan + other.annual_plan,
        )


NOTHING = Cell()


def counted(actor: Actor, filters: Filters, *by: str) -> dict[tuple[object, ...], Cell]:
    """Return the projects that `filters` let through, counted by the fields `by`.

    One query. It reads as many rows as there are cells, not projects, unless `filters`
    ask for what cells do not hold or the actor is bound to an owner.

    Args:
        by: of level, category, status, stage, division_id.
    """
    cells = tallies(actor, filters)
    found = restricted(actor, filters) if cells is None else cells
    rows = (
        # One group where nothing is named: Django takes no names for all of them.
        found.order_by()
        .values(*by, one=Value(1))
        .annotate(
            number=Count("id") if cells is None else Sum("projects"),
            total=Sum("investment_total"),
            plan=Sum("annual_plan"),
        )
    )
    return {
        tuple(row[name] for name in by): Cell(row["number"], row["total"], row["plan"])
        for row in rows
        if row["number"]
    }


@dataclass(frozen=True, slots=True)
class Cross:
    """A table of cells with its sums; `grand` is the sum of either edge."""

    rows: tuple[object, ...]
    columns: tuple[object, ...]
    cells: dict[tuple[object, object], Cell]
    row_sums: dict[object, Cell] = field(default_factory=dict)
    column_sums: dict[object, Cell] = field(default_factory=dict)
    grand: Cell = NOTHING

    def cell(self, row: object, column: object) -> Cell:
        return self.cells.get((row, column), NOTHING)


def cross(
    actor: Actor,
    filters: Filters,
    *,
    rows: str,
    columns: str,
    order: tuple[Iterable[object], Iterable[object]],
) -> Cross:
    """Return projects counted by `rows` × `columns` with the sums of both; one query.

    Args:
        rows, columns: fields as for `counted`.
        order: the keys of either edge in the order wanted; those without projects are
            kept as rows of nothing, those unknown to it follow.
    """
    cells = counted(actor, filters, rows, columns)
    row_sums: dict[object, Cell] = {}
    column_sums: dict[object, Cell] = {}
    grand = NOTHING
    for (row, column), cell in cells.items():
        row_sums[row] = row_sums.get(row, NOTHING) + cell
        column_sums[column] = column_sums.get(column, NOTHING) + cell
        grand += cell
    return Cross(
        rows=tuple(dict.fromkeys([*order[0], *row_sums])),
        columns=tuple(dict.fromkeys([*order[1], *column_sums])),
        cells={(row, column): cell for (row, column), cell in cells.items()},
        row_sums=row_sums,
        column_sums=column_sums,
        grand=grand,
    )


@dataclass(frozen=True, slots=True)
class CountyRow:
    """A division on the county board: what it carries out and how far that is.

    Attributes:
        late: not started though the planned day has passed.
    """

    division: Division
    all: Cell = NOTHING
    started: int = 0
    finished: int = 0
    late: int = 0

    @property
    def start_share(self) -> Decimal | None:
        """Started ÷ due: those that started, and those that should have; 0 to 1."""
        due = self.started + self.late
        return Decimal(self.started) / due if due else None


def counties(actor: Actor, filters: Filters) -> list[CountyRow]:
    """Return the divisions with what they carry out, in their usual order; three queries.

    Reserve projects and those that rest do not count: nobody is late with a wish.
    """
    cells = counted(actor, filters, "division_id", "status", "stage")
    late = dict(
        restricted(actor, filters.but(overdue=True))
        .filter(~Q(status="reserve"), stage="plan")
        .order_by()
        .values_list("division_id")
        .annotate(Count("id"))
    )
    whole: dict[object, Cell] = {}
    started: dict[object, int] = {}
    finished: dict[object, int] = {}
    for (division_id, status, stage), cell in cells.items():
        if status == "reserve" or stage == "cancelled":
            continue
        whole[division_id] = whole.get(division_id, NOTHING) + cell
        if stage in rules.STARTED:
            started[division_id] = started.get(division_id, 0) + cell.projects
        if stage in rules.FINISHED:
            finished[division_id] = finished.get(division_id, 0) + cell.projects
    divisions = Division.objects.filter(workspace=actor.workspace).defer("geometry")
    return [
        CountyRow(
            division,
            whole.get(division.pk, NOTHING),
            started.get(division.pk, 0),
            finished.get(division.pk, 0),
            late.get(division.pk, 0),
        )
        for division in divisions
        if division.pk in whole or division.parent_id is None
    ]
