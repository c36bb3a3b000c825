"""The bulletin of a week: its figures, gathered once and kept as they stood.

What is told of them is written when somebody reads (`bulletin_telling`), in the reader's language.
"""

import datetime
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count, F, Q, Sum

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.flowers import prices, tallying
from yuandu.mechanisms.flowers.models import (
    Bulletin,
    Forecast,
    Group,
    IndexPoint,
    Kind,
    Quote,
    Standing,
    Week,
)
from yuandu.mechanisms.flowers.permissions import may_file

A_WEEK = datetime.timedelta(days=7)
FEWEST_CELLS = 3  # market and grade pairs that both weeks have; a change of fewer is chance
NAMED = 5  # kinds that rose or fell most
PLACES = 8  # markets that are short, or have too much
OUTLOOKS = 8  # kinds that sold for most
AHEAD = 4  # weeks
_SHOWN = ("average", "unit", "currency", "markets", "cells", "change")
_MATCHED = ("price", "arrivals", "usual_arrivals", "unsold", "usual_unsold")


def last_whole_week(workspace: Workspace) -> datetime.date:
    """Return the Monday of the last week that is over."""
    today = workspace.today()
    return today - datetime.timedelta(days=today.weekday() + 7)


@transaction.atomic
def make(*, by: Actor, week: datetime.date | None = None) -> Bulletin | None:
    """Make a week's bulletin, by default of the last whole week; one that is there stays.

    Return `None` where no market quoted in the week.

    Raises:
        PermissionDenied: `by` keeps no market data.
    """
    if not may_file(by):
        raise PermissionDenied
    monday = week or last_whole_week(by.workspace)
    there = Bulletin.objects.filter(workspace=by.workspace, week=monday).first()
    if there or not _of_week(by.workspace, monday).exists():
        return there
    if not IndexPoint.objects.filter(workspace=by.workspace, on=monday).exists():
        tallying.refresh_tallies(by=by)  # the morning's round has no order
    # Two rounds at once: the second finds what the first made.
    made, is_new = Bulletin.objects.get_or_create(
        workspace=by.workspace, week=monday, defaults={"facts": facts(by.workspace, monday)}
    )
    if is_new:
        audit.record(by, "flowers.bulletin", made, week=str(monday))
    return made


def _of_week(workspace: Workspace, monday: datetime.date) -> Any:
    return Week.objects.filter(workspace=workspace, on=monday).exclude(kind__group=Group.PRODUCE)


def facts(workspace: Workspace, monday: datetime.date) -> dict[str, Any]:
    """Return all figures of a week's bulletin, as JSON values; about ten queries."""
    kinds = {each.pk: each for each in Kind.objects.filter(workspace=workspace)}
    quoted = set(_of_week(workspace, monday).values_list("kind", flat=True).distinct())
    risen, fallen, thin = _movers(workspace, monday, quoted, kinds)
    return {
        "quotes": _quotes(workspace, monday),
        "kinds": len(quoted),
        "index": _index(workspace, monday),
        "risen": risen,
        "fallen": fallen,
        "thin": thin,
        "arrivals": _arrivals(workspace, monday),
        "short": _places(workspace, monday, Standing.State.SHORT),
        "glut": _places(workspace, monday, Standing.State.GLUT),
        "outlook": _outlook(workspace, monday, kinds),
        "currency": workspace.currency,
    }


def quotes_of(workspace: Workspace, monday: datetime.date) -> Any:
    """Return the quotes behind a week's figures."""
    return Quote.objects.filter(
        workspace=workspace, on__gte=monday, on__lt=monday + A_WEEK
    ).exclude(kind__group=Group.PRODUCE)


def _quotes(workspace: Workspace, monday: datetime.date) -> dict[str, int]:
    told: dict[str, int] = quotes_of(workspace, monday).aggregate(
        total=Count("pk"),
        doubtful=Count("pk", filter=~Q(doubt="")),
        markets=Count("market", distinct=True),
    )
    return told


def _index(workspace: Workspace, monday: datetime.date) -> list[dict[str, Any]]:
    """Return the index of each group with its changes; one query."""
    days = (monday, monday - A_WEEK, monday - 52 * A_WEEK)
    points = {
        (each.group, each.on): each
        for each in IndexPoint.objects.filter(workspace=workspace, on__in=days)
    }
    found = []
    for group in ("", *Group.values):
        now, before, year_ago = (points.get((group, on)) for on in days)
        if now:
            found.append(
                {
                    "group": group,
                    "value": str(now.value),
                    "cells": now.cells,
                    "change": _change(now.value, before.value if before else None),
                    "year": _change(now.value, year_ago.value if year_ago else None),
                }
            )
    return found


def _change(now: Decimal | None, then: Decimal | None) -> float | None:
    return None if now is None or not then else float(now / then) - 1


def _named(kind: Kind) -> dict[str, Any]:
    return {"kind": kind.pk, "name": kind.name, "name_en": kind.name_en}


def _movers(
    workspace: Workspace, monday: datetime.date, quoted: Iterable[int], kinds: dict[int, Kind]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]], int]:
    """Return the kinds that rose and fell most, and how many are compared too thinly."""
    last = prices.last_prices(workspace, quoted, week=monday)
    lines = [
        _named(kinds[pk])
        | {name: getattr(each, name) for name in _SHOWN}
        | {"average": f"{each.average:.2f}"}
        for pk, each in last.items()
        if each.change is not None and each.cells >= FEWEST_CELLS
    ]
    lines.sort(key=lambda line: (-line["change"], line["kind"]))
    risen = [line for line in lines[:NAMED] if line["change"] > 0]
    fallen = [line for line in reversed(lines[-NAMED:]) if line["change"] < 0]
    return risen, fallen, len(last) - len(lines)


def _arrivals(workspace: Workspace, monday: datetime.date) -> list[dict[str, Any]]:
    """Return what arrived and was left by unit, over the markets and grades that told both weeks."""
    found = []
    weeks = _of_week(workspace, monday).filter(reported=F("days"), reported_left=F("days"))
    cells = ("kind", "grade", "market", "unit")
    now = {row[:4]: row[4:] for row in weeks.values_list(*cells, "volume", "unsold")}
    before = {
        row[:4]: row[4:]
        for row in _of_week(workspace, monday - A_WEEK)
        .filter(reported=F("days"), reported_left=F("days"))
        .values_list(*cells, "volume", "unsold")
    }
    for unit in sorted({cell[3] for cell in now}):
        both = [cell for cell in now if cell[3] == unit and cell in before]
        arrived, arrived_before = (sum(sum(told[cell]) for cell in both) for told in (now, before))
        left, left_before = (sum(told[cell][1] for cell in both) for told in (now, before))
        if arrived and arrived_before:
            found.append(
                {
                    "unit": unit,
                    "cells": len(both),
                    "arrived": f"{arrived:.0f}",
                    "change": float(arrived / arrived_before) - 1,
                    "left": float(left / arrived),
                    "left_before": float(left_before / arrived_before),
                }
            )
    return found


def _places(workspace: Workspace, monday: datetime.date, state: str) -> dict[str, Any]:
    """Return the markets in a state, the furthest from usual first; two queries."""
    found = Standing.objects.filter(workspace=workspace, week=monday, state=state)
    order = "price" if state == Standing.State.GLUT else "-price"
    lines = [
        _named(each.kind)
        | {"market": each.market_id, "unit": each.unit}
        | {"market_name": each.market.name, "market_name_en": each.market.name_en}
        | {name: _number(getattr(each, name)) for name in _MATCHED}
        for each in found.select_related("kind", "market").order_by(order, "pk")[:PLACES]
    ]
    return {"total": found.count(), "lines": lines}


def _number(value: Decimal | float | None) -> float | None:
    return None if value is None else float(value)


def _outlook(
    workspace: Workspace, monday: datetime.date, kinds: dict[int, Kind]
) -> list[dict[str, Any]]:
    """Return four weeks ahead for the kinds that sold for most, each where most was sold."""
    worth = (
        _of_week(workspace, monday)
        .filter(market__currency=workspace.currency, volume__gt=0)
        .annotate(worth=F("volume") * F("average"))
    )
    most = [
        row["kind"]
        for row in worth.values("kind").annotate(total=Sum("worth")).order_by("-total")[:OUTLOOKS]
    ]
    sold: dict[int, Week] = {}
    for week in worth.filter(kind__in=most).order_by("-worth"):
        sold.setdefault(week.kind_id, week)
    told = {
        (each.kind_id, each.market_id, each.grade, each.unit): each
        for each in Forecast.objects.filter(
            kind__in=most, what=Forecast.What.PRICE, ahead=AHEAD
        ).select_related("market")
    }
    lines = []
    for pk in most:
        week = sold[pk]
        each = told.get((pk, week.market_id, week.grade, week.unit))
        if each:
            numbers = ("value", "low", "high", "seasonal_naive", "past_error", "naive_error")
            lines.append(
                _named(kinds[pk])
                | {name: _number(getattr(each, name)) for name in (*numbers, "coverage")}
                | {"market": each.market_id, "grade": each.grade, "unit": each.unit}
                | {"market_name": each.market.name, "market_name_en": each.market.name_en}
                | {"now": str(week.average), "week": str(each.week), "level": each.level}
            )
    return lines
