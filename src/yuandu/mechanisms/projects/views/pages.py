"""Pages that show: lists, board, totals, one project."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from yuandu.kernel.accounts import doors
from yuandu.kernel.lifecycle import queries as lifecycle
from yuandu.kernel.lifecycle.queries import Panel
from yuandu.kernel.registry.reach import reach
from yuandu.kernel.registry.requests import Request
from yuandu.kernel.sheets import handing_out, layouts
from yuandu.kernel.sheets import queries as for_sheets
from yuandu.kernel.sheets.permissions import MAY_LAYOUT
from yuandu.mechanisms.projects import parts, permissions, queries, rules, wording
from yuandu.mechanisms.projects.forms import BoardForm, CountyForm, FilterForm, TotalsForm
from yuandu.mechanisms.projects.models import Category, Kind, Level, Project, Status
from yuandu.mechanisms.projects.queries import Filters
from yuandu.mechanisms.projects.sheets import exporting
from yuandu.mechanisms.projects.views.telling import (
    card,
    clauses_url,
    cross_table,
    facts,
    project_row,
    public_facts,
    stage_place,
    tabs,
)

# What the public is not asked about, since it is not shown either.
WITHHELD = ("overdue",)


def frame(request: Request) -> str:
    """Return the frame for the reader: the workbench for insiders, the paper for the public."""
    return "base.html" if request.actor.is_insider else "paper.html"


def asked(request: Request, form_class: type[FilterForm] = FilterForm) -> FilterForm:
    """Return the filter bar as the address fills it in; two queries."""
    actor = request.actor
    without = WITHHELD if reach(actor).is_public else ()
    return form_class(
        request.GET,
        workspace=request.workspace,
        divisions=queries.divisions(actor),
        years=queries.years(actor),
        **({"without": without} if form_class in {FilterForm, BoardForm} else {}),
    )


def bar_context(request: Request, view: str, form: FilterForm, filters: Filters) -> dict[str, Any]:
    """Return what every view of the register shows around what it found."""
    actor, sheet = request.actor, layouts.get("projects")
    return {
        "frame": frame(request),
        "today": request.workspace.today(),
        "form": form,
        "filters": filters,
        "tabs": None if actor.is_insider else tabs(request, view),
        "part": wording.lying(filters.grid_cell.box) if filters.grid_cell else "",
        "everywhere_url": with_filters(request, f"projects:{view}", grid_cell=""),
        "currency": request.workspace.currency,
        "may": {verb: MAY_LAYOUT[verb](actor, sheet) for verb in ("import", "export")}
        | {"add": permissions.may_enter_somewhere(actor)},
    }


@doors.public
@require_GET
def project_list(request: Request) -> HttpResponse:
    """List projects, a page at a time."""
    form = asked(request)
    filters = form.filters()
    found = queries.page(request.actor, filters, request.GET.get("page", 1))
    context = bar_context(request, "list", form, filters) | {
        "title": _("Projects"),
        "found": found,
        "page": found.page,
        "rows": [project_row(request.actor, standing) for standing in found.page],
        "sort": filters.sort,
        "sheets": taken_along(request),
        "oc4ids_url": with_filters(request, "projects:oc4ids"),
    }
    template = "projects/list.html"
    if request.htmx:
        template += "#found"
    return render(request, template, context)


@require_GET
def list_sheet(request: Request, kind: str) -> StreamingHttpResponse:
    """Hand the list out as its filters have it, in the layout in which the register comes in."""
    layout = for_sheets.layout_for(request.actor, "projects", to="export")
    found = queries.listed(request.actor, asked(request).filters())
    return handing_out.exported(layout, exporting.lines(found), request.workspace, kind)


def taken_along(request: Request) -> list[dict[str, str]]:
    """Return where the list goes out as a file, as its filters have it."""
    if not MAY_LAYOUT["export"](request.actor, layouts.get("projects")):
        return []
    return handing_out.taken_along(request, "projects:list_sheet")


@doors.public
@require_GET
def board(request: Request) -> HttpResponse:
    """Show how many stand at each stage, and who has stood there longest."""
    form = asked(request, BoardForm)
    filters = form.filters()
    columns = queries.board(request.actor, filters)
    today = request.workspace.today()
    context = bar_context(request, "board", form, filters) | {
        "title": _("Board by stage"),
        "total": sum(column.all.projects for column in columns),
        "columns": [
            {
                "label": wording.STAGES[column.stage],
                "place": stage_place(column.stage),
                "count": column.all.projects,
                "sum": wording.money(column.all.investment_total, request.workspace.currency),
                "url": with_filters(request, "projects:list", stage=column.stage),
                "cards": [card(request.actor, standing, today) for standing in column.cards],
            }
            for column in columns
        ],
    }
    template = "projects/board.html"
    if request.htmx:
        template += "#found"
    return render(request, template, context)


@doors.public
@require_GET
def totals(request: Request) -> HttpResponse:
    """Cross any two of division, level, category, status and stage; both edges add up."""
    form = asked(request, TotalsForm)
    filters = form.filters()
    rows, columns = form.edges()  # type: ignore[attr-defined]
    places = list(queries.divisions(request.actor))
    orders: dict[str, Mapping[Any, Any]] = {
        "division_id": {division.pk: division.short_title for division in places},
        "level": dict(Level.choices),
        "category": dict(Category.choices),
        "status": dict(Status.choices),
        "stage": dict(wording.STAGES),
    }
    if not filters.year:
        orders |= {"level": {"": _("the register")}, "status": {"": _("the register")}}
    table = queries.cross(
        request.actor, filters, rows=rows, columns=columns, order=(orders[rows], orders[columns])
    )
    context = bar_context(request, "totals", form, filters) | {
        "title": _("Totals"),
        "table": cross_table(table, orders[rows], orders[columns]),
        "row_head": TotalsForm.EDGES[rows],
        "grand": table.grand,
    }
    template = "projects/totals.html"
    if request.htmx:
        template += "#found"
    return render(request, template, context)


@doors.public
@require_GET
def counties(request: Request) -> HttpResponse:
    """Show what each division carries out, what has started and what is late."""
    form = asked(request, CountyForm)
    filters = form.filters()
    rows = queries.counties(request.actor, filters)
    largest = max((row.all.investment_total for row in rows), default=Decimal(0))
    context = bar_context(request, "counties", form, filters) | {
        "title": _("County board"),
        "rows": rows,
        "largest": largest,
        "is_public": reach(request.actor).is_public,
        "all": sum((row.all for row in rows), queries.Cell()),
        "started": sum(row.started for row in rows),
        "finished": sum(row.finished for row in rows),
        "late": sum(row.late for row in rows),
    }
    template = "projects/counties.html"
    if request.htmx:
        template += "#found"
    return render(request, template, context)


@doors.public
@require_GET
def project(request: Request, pk: int) -> HttpResponse:
    """Show one project: in full to those who work with it, masked to the public."""
    actor = request.actor
    found = queries.get(actor, pk, to="glance")
    context: dict[str, Any] = {
        "frame": frame(request),
        "today": request.workspace.today(),
        "title": found.title,
        "project": found,
        "kind": Kind(found.kind).label,
        "listings": queries.listings_of(actor, found),
        "currency": request.workspace.currency,
        "crumbs": [{"title": _("Projects"), "url": reverse("projects:list")}],
    }
    if not permissions.sees_fully(actor, found):
        context["facts"] = public_facts(found)
        context["main"] = _main(lifecycle.panels(actor, found))
        return render(request, "projects/public.html", context)
    return render(request, "projects/project.html", context | _in_full(request, found))


def _in_full(request: Request, found: Project) -> dict[str, Any]:
    panels = lifecycle.panels(request.actor, found)
    begun = {panel.standing.track.cycle for panel in panels}
    return {
        "may": queries.mays(request.actor, found),
        "facts": facts(found),
        "main": _main(panels),
        "others": [panel for panel in panels if panel.standing.track.cycle in rules.PARALLEL],
        "panels": panels,
        "not_begun": [
            {"title": wording.PARALLEL[cycle], "cycle": cycle}
            for cycle in rules.PARALLEL
            if cycle not in begun
        ],
        "overdue": found.is_overdue(request.workspace.today()) and not _rests(found),
        "label": found._meta.label_lower,
        "clauses_url": clauses_url(found, request.workspace.today()),
        "parts": list(parts.of(found)),
    }


def _main(panels: list[Panel]) -> Panel | None:
    return next(
        (panel for panel in panels if panel.standing.track.cycle not in rules.PARALLEL), None
    )


def _rests(project: Project) -> bool:
    return project.track is not None and project.track.stage in rules.RESTING


def with_filters(request: Request, view: str, **changes: str) -> str:
    """Return the address of `view` with this page's filters and `changes`, which stand last."""
    given = request.GET.copy()
    for name in ("page", "box", "grid_level", *changes):
        given.pop(name, None)
    for name, value in changes.items():
        given[name] = value
    return f"{reverse(view)}?{given.urlencode()}" if given else reverse(view)
