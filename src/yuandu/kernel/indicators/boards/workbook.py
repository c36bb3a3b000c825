"""A board as a workbook: places with their arithmetic, and the rule they follow."""

import io
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from xlsxwriter import Workbook

from yuandu.kernel.indicators.boards import telling
from yuandu.kernel.indicators.boards.scoring import Standing, Standings
from yuandu.kernel.indicators.figures import amounts
from yuandu.kernel.indicators.rules import cells
from yuandu.kernel.workspaces.models import Workspace

WIDTHS = (6, 24, 10, 8, 24, 30, 18, 26, 32, 12, 12, 12)


def of_board(workspace: Workspace, found: Standings, rows: Sequence[Standing]) -> io.BytesIO:
    """Return the workbook of the rows somebody may see; a paused one tells no score."""
    content = io.BytesIO()
    with Workbook(content, {"in_memory": True, "strings_to_formulas": False}) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        _write(
            book.add_worksheet(pgettext("sheet", "Places")), bold, _places(workspace, found, rows)
        )
        if found.rule is not None:
            _write(book.add_worksheet(pgettext("sheet", "Rule")), bold, _rule(workspace, found))
    content.seek(0)
    return content


def _write(sheet: Any, bold: Any, table: Sequence[Sequence[Any]]) -> None:
    for at, row in enumerate(table):
        for column, cell in enumerate(row):
            text = cells.harmless(cell) if isinstance(cell, str) else cell
            sheet.write(at, column, text, *([bold] if not at else []))
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(1, 2)


def _places(
    workspace: Workspace, found: Standings, rows: Sequence[Standing]
) -> list[Sequence[Any]]:
    """Return one line for each component of each row."""
    table: list[Sequence[Any]] = [
        (
            pgettext("rank", "Place"),
            _("Name"),
            _("Score"),
            _("Stars"),
            _("Flags"),
            _("Component"),
            _("Value"),
            _("Divided by"),
            _("How the share comes about"),
            _("Share of the points"),
            _("Points"),
            _("Of at most"),
        )
    ]
    names = telling.flag_names(found.terms) if found.terms else {}
    for each in rows:
        if each.row is None or each.is_paused:
            state = _("objection pending") if each.is_paused else _("Not ranked, for want of data")
            table.append(("", each.participant.title, "", "", state))
            continue
        flags = pgettext("list", ", ").join(names[code] for code in each.row.flags)
        head = (each.rank, each.participant.title, float(each.row.score), each.row.stars, flags)
        table.extend(
            (
                *head,
                line.title,
                line.value,
                line.measured,
                line.how,
                line.share,
                float(line.points),
                float(line.most),
            )
            for line in telling.lines(workspace, found, each)
        )
    return table


def _rule(workspace: Workspace, found: Standings) -> list[Sequence[Any]]:
    """Return the version the board was scored by, and what was published when."""
    if found.rule is None:
        return []
    told = telling.version(workspace, found.rule)
    table: list[Sequence[Any]] = [
        (_("Component"), _("Weight"), _("How it is measured"), _("Divided by")),
        *((each["title"], each["weight"], each["how"], each["per"]) for each in told["components"]),
        (),
        (_("Period"), amounts.period_title(found.period)),
        (_("Version"), found.rule.version),
        (_("Basis"), found.rule.basis),
    ]
    table.extend((_("Stars"), each["stars"], float(each["at_least"])) for each in told["stars"])
    if found.edition:
        table.append((_("Published on"), found.edition.published_on.isoformat()))
        table.append((_("Objections until"), found.edition.appeals_until.isoformat()))
    return table
