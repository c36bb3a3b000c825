"""A docking run: read what is open, dock it, keep what was decided with its proof and reasons."""

import io
import zipfile
from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from typing import Any

import polars as pl

from yuandu.engines import allocation
from yuandu.engines.allocation import answers, tables
from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.orders import queries
from yuandu.mechanisms.orders.models import Answer, Docking, Order, Pairing
from yuandu.mechanisms.orders.models.dockings import CENTS
from yuandu.mechanisms.orders.queries import Frames
from yuandu.mechanisms.orders.refusals import StaleDocking
from yuandu.mechanisms.orders.rules import Rule

BATCH = 5000
MONEY = ("price", "carriage", "ask", "worth", "runner_up_worth")


def run(by: Actor, rule: Rule) -> Docking:
    """Dock all that is open by a rule, and keep it as a proposal.

    Raises:
        StaleDocking: there is nothing to dock.
    """
    found = queries.frames(by.workspace, rule)
    if found.orders.is_empty():
        raise StaleDocking("nothing-open")
    if found.offers.is_empty():
        raise StaleDocking("nothing-offered")
    return _kept(by, rule, found, Docking.Purpose.ROUND)


def run_for(
    by: Actor, rule: Rule, order: Order, units: int, without: Collection[int]
) -> Docking | None:
    """Dock some units of one order to households that were not asked; `None` where none offers."""
    found = queries.frames(by.workspace, rule, only=order, units=units, without=without)
    if found.orders.is_empty() or found.offers.is_empty():
        return None
    return _kept(by, rule, found, Docking.Purpose.SUBSTITUTE)


def _kept(by: Actor, rule: Rule, found: Frames, purpose: Docking.Purpose) -> Docking:
    present = set(found.offers["group"])
    floors = {group: part for group, part in rule.floors.items() if group in present}
    try:
        market = allocation.read(found.orders, found.growers, found.lanes)
        docked = allocation.dock(market, floors)
    except allocation.Overflow as error:
        raise StaleDocking("too-much") from error
    assigned = tables.assignments(docked)
    made = Docking.objects.create(
        workspace=by.workspace,
        purpose=purpose,
        rule=rule.code,
        floors=floors,
        orders=found.orders.height,
        offers=found.offers.height,
        asked=int(found.orders["quantity"].sum()),
        docked=docked.units,
        worth=docked.worth,
        objective=docked.objective,
        bound=docked.bound,
        papers=_papers(found, assigned, tables.certificate(docked)),
        docked_by=by.label,
        docked_on=by.workspace.today(),
    )
    keys = found.offers["offer"].to_list()
    Pairing.objects.bulk_create(_pairings(made, assigned, keys), batch_size=BATCH)
    of_orders, of_offers = answers.orders(docked), answers.offers(docked)
    Answer.objects.bulk_create(_told_orders(made, of_orders), batch_size=BATCH)
    Answer.objects.bulk_create(_told_offers(made, of_offers, keys), batch_size=BATCH)
    return made


def _pairings(made: Docking, assigned: pl.DataFrame, keys: list[int]) -> Iterable[Pairing]:
    for row in assigned.iter_rows(named=True):
        yield Pairing(
            workspace=made.workspace,
            docking=made,
            order_id=int(row["order"]),
            offer_id=keys[row["offer"] - 1],
            quantity=row["quantity"],
            price=_yuan(row["price"]),
            carriage=_yuan(row["carriage"]),
            worth=_yuan(row["worth"]),
            runner_up_id=int(row["runner_up"]) if row["runner_up"] else None,
            runner_up_worth=_yuan_if(row["runner_up_worth"]),
        )


def _told_orders(made: Docking, told: pl.DataFrame) -> Iterable[Answer]:
    for row in told.iter_rows(named=True):
        yield Answer(
            **_answer(made, row),
            order_id=int(row["order"]),
            nearest_grower_id=int(row["nearest"]) if row["nearest"] else None,
        )


def _told_offers(made: Docking, told: pl.DataFrame, keys: list[int]) -> Iterable[Answer]:
    for row in told.iter_rows(named=True):
        yield Answer(
            **_answer(made, row),
            offer_id=keys[row["line"] - 1],
            nearest_order_id=int(row["nearest"]) if row["nearest"] else None,
        )


def _answer(made: Docking, row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "workspace": made.workspace,
        "docking": made,
        "quantity": row["quantity"],
        "docked": row["docked"],
        "reason": row["reason"],
        "margin": _yuan_if(row["margin"]),
    }


def _yuan(cents: int) -> Decimal:
    return Decimal(cents) / CENTS


def _yuan_if(cents: int | None) -> Decimal | None:
    return None if cents is None else _yuan(cents)


def _papers(found: Frames, assigned: pl.DataFrame, certificate: pl.DataFrame) -> bytes:
    """Return what was read and what came out, as the engine's own checker takes it."""
    written = {
        "orders.csv": found.orders,
        "growers.csv": found.growers,
        "docked.csv": _in_yuan(assigned, MONEY),
        "proof.csv": _in_yuan(certificate, ("price",)),
    }
    if found.lanes is not None:
        written["lanes.csv"] = found.lanes
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, table in written.items():
            archive.writestr(name, table.write_csv())
    return packed.getvalue()


def _in_yuan(table: pl.DataFrame, money: Iterable[str]) -> pl.DataFrame:
    return table.with_columns(
        (pl.col(name).cast(pl.Decimal(38, 2)) / CENTS).cast(pl.Decimal(38, 2)) for name in money
    )
