"""Figures as somebody may see them, and the rows they open to."""

import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.files.models import Attachment
from yuandu.kernel.indicators import permissions
from yuandu.kernel.indicators.figures import amounts, registry
from yuandu.kernel.indicators.figures.amounts import from_stored, unit_in
from yuandu.kernel.indicators.figures.declarations import AnyFigure, Column, Figure
from yuandu.kernel.indicators.figures.measures import Part, parts
from yuandu.kernel.indicators.figures.reconciling import (
    Published,
    published,
    published_one,
)
from yuandu.kernel.indicators.figures.values import Value
from yuandu.kernel.indicators.models import Reported, Snapshot
from yuandu.kernel.registry.models import Division, Party
from yuandu.kernel.workspaces.languages import is_english

PAGE = 50


def figure(actor: Actor, code: str) -> AnyFigure:
    """Return the figure of a code.

    Raises:
        Http404: there is none that speaks of this kind of workspace.
    """
    found = registry.FIGURES.get(code)
    if found is None or found.workspace_kind != actor.workspace.kind:
        raise Http404(code)
    return found


def shown(actor: Actor, on: datetime.date | None = None) -> Published:
    """Return every figure as the actor may see it: as many queries as `published`."""
    return _for(actor, published(actor.workspace, on))


def shown_one(actor: Actor, code: str, on: datetime.date | None = None) -> Published:
    """Return one figure, with those it is checked against, as the actor may see them.

    Raises:
        Http404: there is no such figure.
    """
    return _for(actor, published_one(actor.workspace, figure(actor, code).code, on))


def _for(actor: Actor, state: Published) -> Published:
    """Withhold totals over so few rows or parties that they would tell of one of them."""
    if permissions.may(actor, "open_rows"):
        return state
    kept = {code: for_the_public(value) for code, value in state.values.items()}
    hidden = {code for code, value in kept.items() if value is not state.values[code]}
    return Published(
        values=kept, checks=tuple(each for each in state.checks if not each.codes & hidden)
    )


def for_the_public(value: Value) -> Value:
    """Return the value, or without its numbers where it covers fewer than the figure's minimum."""
    found = value.figure
    if isinstance(found, Figure) and 0 < value.parties < found.minimum_rows:
        return replace(value, value=None, rows=0, parties=0, missing=0, is_withheld=True)
    return value


# --- Rows ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Row:
    """A row as its reader may see it."""

    key: int
    cells: tuple[str, ...]
    url: str = ""


@dataclass(frozen=True, slots=True)
class Rows:
    """A page of a figure's rows.

    Attributes:
        heads: The columns, then what each row adds.
        numbers: Which of them hold numbers.
        rows: At most `PAGE`, by key.
        after: The key after which the next page begins; `None` on the last.
        visible: How many rows the reader's post opens.
        is_masked: Whether the reader reads masked cells.
    """

    heads: tuple[str, ...]
    numbers: tuple[bool, ...]
    rows: tuple[Row, ...]
    after: int | None
    visible: int
    is_masked: bool

    @property
    def columns(self) -> list[dict[str, Any]]:
        """The heads, each with whether numbers stand below it."""
        return [
            {"label": label, "is_number": is_number}
            for label, is_number in zip(self.heads, self.numbers, strict=True)
        ]

    @property
    def words(self) -> int:
        """How many columns come before those of numbers."""
        return self.numbers.count(False)


def may_open(actor: Actor, found: AnyFigure) -> bool:
    """Whether the actor reads rows of the figure, masked or not."""
    return isinstance(found, Figure) and (
        permissions.may(actor, "open_rows", found)
        or permissions.may(actor, "open_masked_rows", found)
    )


def rows_page(
    actor: Actor,
    found: Figure,
    on: datetime.date,
    *,
    after: int = 0,
    division: Division | None = None,
    organisation: Party | None = None,
) -> Rows:
    """Return the rows after the key `after`, of one place or organisation if asked: two queries."""
    reader = _Reader(actor, found, division, organisation)
    rows = reader.visible(on)
    page = [reader.row(*each) for each in reader.read(rows.filter(pk__gt=after))[: PAGE + 1]]
    return Rows(
        heads=reader.heads,
        numbers=reader.numbers,
        rows=tuple(page[:PAGE]),
        after=page[PAGE - 1].key if len(page) > PAGE else None,
        visible=rows.count(),
        is_masked=reader.is_masked,
    )


def every_row(
    actor: Actor, found: Figure, on: datetime.date
) -> tuple[tuple[str, ...], Iterator[Row]]:
    """Return the heads and all rows the actor may see, read piece by piece: one query."""
    reader = _Reader(actor, found)
    rows = reader.read(reader.visible(on))
    return reader.heads, (reader.row(*each) for each in rows.iterator(2000))


class _Reader:
    """Reads a figure's rows as one actor may see them."""

    def __init__(
        self,
        actor: Actor,
        found: Figure,
        division: Division | None = None,
        organisation: Party | None = None,
    ) -> None:
        self.actor, self.figure, self.division = actor, found, division
        self.organisation = organisation
        self.is_masked = not permissions.may(actor, "open_rows", found)
        self.unit = unit_in(actor.workspace, found.unit)
        self.parts = [
            (place, part) for place, part in enumerate(parts(found.measure)) if part.title
        ]

    @property
    def heads(self) -> tuple[str, ...]:
        labels = [str(column.label) for column in self.figure.columns]
        return (*labels, *(self._part_head(part) for _place, part in self.parts))

    @property
    def numbers(self) -> tuple[bool, ...]:
        return (*(False for _column in self.figure.columns), *(True for _part in self.parts))

    def _part_head(self, part: Part) -> str:
        unit = amounts.unit_title(part.unit or self.unit)
        return _("%(title)s (%(unit)s)") % {"title": part.title, "unit": unit}

    def visible(self, on: datetime.date) -> QuerySet[Any]:
        rows = self.figure.queryset(self.actor.workspace, on)
        if self.division:
            rows = rows.filter(**{self.figure.division: self.division.pk})
        if self.organisation:
            rows = rows.filter(**{self.figure.organisation: self.organisation.pk})
        if self.is_masked:
            return rows
        return self.figure.visible(self.actor, rows, self.figure.division)

    def read(self, rows: QuerySet[Any]) -> Any:
        """Return (key, key of its page, columns …, what it adds …) by key; each reader's language its own."""
        shown = {f"part_{place}": part.contribution() for place, part in self.parts}
        paths = [
            path
            for column in self.figure.columns
            for path in (column.attribute, column.attribute_en or column.attribute)
        ]
        return (
            rows.annotate(**shown)
            .order_by("pk")
            .values_list("pk", self.figure.link_key, *paths, *shown)
        )

    def row(self, key: int, opens: int, *found: Any) -> Row:
        columns = self.figure.columns
        english = is_english()
        cells = [
            self._cell(column, (found[2 * at + 1] if english else None) or found[2 * at])
            for at, column in enumerate(columns)
        ]
        added = [
            self._added(part, value)
            for (_place, part), value in zip(self.parts, found[2 * len(columns) :], strict=True)
        ]
        link = self.figure.link
        url = reverse(link, args=[opens]) if link and not self.is_masked else ""
        return Row(key, (*cells, *added), url)

    def _cell(self, column: Column, value: Any) -> str:
        text = "" if value is None else str(column.write(value))
        return text if column.public or not self.is_masked else column.mask(text)

    def _added(self, part: Part, value: Any) -> str:
        if value is None:
            return ""
        amount = from_stored(Decimal(value), part.unit or self.unit)
        return f"{amount.normalize():f}"


# --- What was said before ---------------------------------------------------------------


def history(actor: Actor, found: AnyFigure) -> QuerySet[Snapshot]:
    """Return the figure as it was frozen, newest period first."""
    return Snapshot.objects.filter(workspace=actor.workspace, code=found.code).order_by("-period")


@dataclass(frozen=True, slots=True)
class Report:
    """What was reported once, with the papers that show it."""

    row: Reported
    evidence: tuple[Attachment, ...]


def reports(actor: Actor, found: AnyFigure) -> list[Report]:
    """Return all that was reported for the figure, what counts first: two queries.

    Evidence is listed for officers; `guards` decides again when it is opened.
    """
    rows = list(
        Reported.objects.filter(workspace=actor.workspace, code=found.code).order_by(
            "-period_end", "-reported_on", "-id"
        )
    )
    papers: dict[int, list[Attachment]] = defaultdict(list)
    if permissions.may(actor, "open_rows", found):
        for each in Attachment.objects.filter(
            workspace=actor.workspace,
            target_label=Reported._meta.label_lower,
            target_id__in=[row.pk for row in rows],
        ).order_by("pk"):
            papers[each.target_id].append(each)
    return [Report(row, tuple(papers[row.pk])) for row in rows]


def division_of(actor: Actor, found: Figure, code: str) -> Division | None:
    """Return the division a figure's rows are narrowed to; `None` without a code.

    Raises:
        Http404: there is no such division, or the figure's rows have none.
    """
    if not code:
        return None
    if not found.division:
        raise Http404(code)
    return get_object_or_404(Division, workspace=actor.workspace, code=code)


def organisation_of(actor: Actor, found: Figure, key: int | None) -> Party | None:
    """Return the organisation a figure's rows are narrowed to; `None` without a key.

    Raises:
        Http404: there is no such organisation, or the figure's rows have none.
    """
    if key is None:
        return None
    if not found.organisation:
        raise Http404(str(key))
    return get_object_or_404(Party, workspace=actor.workspace, kind="organisation", pk=key)
