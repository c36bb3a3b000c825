"""Lanes as a spreadsheet: what each way costs, and what a week carries."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.models import Division
from yuandu.kernel.sheets.layouts import Finding, Layout, Outcome, Sentence
from yuandu.kernel.sheets.rules.columns import Column, Kind, Reference, Value
from yuandu.kernel.sheets.rules.tables import Row
from yuandu.mechanisms.orders import actions, permissions, queries
from yuandu.mechanisms.orders.actions import LaneWords
from yuandu.mechanisms.orders.models import Lane
from yuandu.mechanisms.orders.sheets import cells
from yuandu.mechanisms.orders.sheets.cells import Named

COLUMNS = (
    Column(
        code="place",
        title=_("From the county or zone"),
        kind=Kind.DIVISION,
        required=True,
        fills_down=True,
    ),
    cells.MARKET,
    cells.DELIVERED_TO,
    cells.units("kilometres", _("Kilometres"), least=0),
    cells.money("carriage", _("Carriage, yuan a unit")),
    cells.units("capacity", _("Carries at most, units a week"), least=0),
)


def _key(row: Row, named: Named) -> tuple[Any, ...]:
    place = row.values.get("place")
    market = named.market(row)
    return (
        place.pk if isinstance(place, Reference) else None,
        market.pk if market else None,
        "" if market else str(row.values.get("delivered_to") or "").strip(),
    )


def _known(by: Actor) -> dict[tuple[Any, ...], Lane]:
    found = Lane.objects.filter(workspace=by.workspace)
    return {(each.place_id, each.market_id, each.delivered_to): each for each in found}


def resolve(by: Actor, rows: Sequence[Row]) -> Iterator[Finding]:
    """Yield what is wrong with rows beyond their cells; three queries."""
    named = cells.named(by.workspace)
    for row in rows:
        if not permissions.docks(by):
            yield Finding(row=row.number, code="not-yours", field="place")
        for code, field in named.unknown(row):
            yield Finding(row=row.number, code=code, field=field)
        if bool(row.values.get("market")) == bool(row.values.get("delivered_to")):
            yield Finding(row=row.number, code="no-destination", field="market")


def existing(by: Actor, rows: Sequence[Row]) -> Mapping[int, Mapping[str, Value]]:
    """Return the lanes that the rows name; four queries."""
    named, known = cells.named(by.workspace), _known(by)
    found: dict[int, Mapping[str, Value]] = {}
    for row in rows:
        lane = known.get(_key(row, named))
        if lane is not None:
            line = _line(lane)
            found[row.number] = {name: line[name] for name in ("carriage", "capacity")}
    return found


def commit(by: Actor, rows: Sequence[Row]) -> Outcome:
    """Enter and change lanes, one action a row: a city has hundreds at most."""
    named, known = cells.named(by.workspace), _known(by)
    places = {each.pk: each for each in Division.objects.filter(workspace=by.workspace)}
    created = 0
    for row in rows:
        given: Mapping[str, Any] = row.values
        created += _key(row, named) not in known
        words = LaneWords(
            place=places[given["place"].pk],
            market=named.market(row),
            delivered_to=given.get("delivered_to") or "",
            kilometres=cells.whole(given.get("kilometres")),
            carriage=given["carriage"],
            capacity=cells.whole(given.get("capacity")),
        )
        actions.set_lane(by=by, words=words)
    return Outcome(created=created, updated=len(rows) - created)


def export(by: Actor) -> Iterator[Mapping[str, Value]]:
    """Yield all lanes; one query."""
    for lane in queries.lanes_visible_to(by):
        place = lane.place
        yield _line(lane) | {
            "place": Reference(place.pk, place.name, place.code),
            "market": lane.market.name if lane.market else None,
            "delivered_to": lane.delivered_to or None,
        }


def _line(lane: Lane) -> dict[str, Value]:
    return {
        "kilometres": None if lane.kilometres is None else Decimal(lane.kilometres),
        "carriage": lane.carriage,
        "capacity": None if lane.capacity is None else Decimal(lane.capacity),
    }


LANES = Layout(
    code="flower-lanes",
    title=pgettext_lazy("sheet", "Lanes and carriage"),
    columns=COLUMNS,
    key=("place", "market", "delivered_to"),
    importers=permissions.COORDINATORS,
    exporters=permissions.READERS,
    resolve=resolve,
    existing=existing,
    commit=commit,
    export=export,
    sentences={
        **cells.SENTENCES,
        "not-yours": Sentence(
            what=_("Lanes are kept for the whole city, not from one county."),
            do=_("Send the sheet to the city’s coordinator."),
        ),
    },
)
