"""Orders as a spreadsheet: a firm fills in many at once, told apart by its own numbers.

A row becomes a draft, or changes one; with a yes under “place” the buyer agrees to its terms
and it is placed. What is placed already is not changed by a sheet.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.models import Party
from yuandu.kernel.sheets.layouts import Finding, Layout, Outcome, Sentence
from yuandu.kernel.sheets.rules.columns import Column, Kind, Reference, Value
from yuandu.kernel.sheets.rules.problems import Severity
from yuandu.kernel.sheets.rules.tables import Row
from yuandu.mechanisms.orders import actions, permissions, queries, rules
from yuandu.mechanisms.orders.models import Order
from yuandu.mechanisms.orders.sheets import cells
from yuandu.mechanisms.orders.sheets.cells import Named
from yuandu.mechanisms.orders.writing import OrderDraft

COLUMNS = (
    Column(
        code="buyer",
        title=pgettext_lazy("of an order", "Buyer"),
        kind=Kind.ORGANISATION,
        synonyms=("采购企业", "买方"),
        required=True,
        fills_down=True,
    ),
    Column(
        code="reference",
        title=_("Your own number"),
        kind=Kind.CODE,
        synonyms=("订单编号", "采购单号"),
        required=True,
        max_length=40,
        example="PO-2027-001",
    ),
    cells.FLOWER,
    cells.grade(_("Grade at least")),
    cells.SPECIFICATION,
    cells.units("quantity", pgettext_lazy("of an order", "Quantity"), required=True),
    cells.day("from_on", _("Deliver from")),
    cells.day("until_on", _("Deliver until")),
    cells.MARKET,
    cells.DELIVERED_TO,
    cells.money("floor_price", _("Floor price, yuan a unit, delivered"), least="0.01"),
    Column(code="index_market", title=_("Market whose average counts"), max_length=200),
    Column(
        code="share_above",
        title=_("Grower’s share of what the average is above the floor (%)"),
        kind=Kind.PERCENT,
        least=Decimal(0),
        most=Decimal(1),
        places=3,
    ),
    cells.units("minimum_lot", _("Smallest lot of one grower")),
    cells.units("most_growers", _("At most so many growers")),
    Column(
        code="standing",
        title=_("I want plants that stand in the greenhouses already"),
        kind=Kind.CHOICE,
        choices=cells.ANSWERS,
    ),
    Column(
        code="place",
        title=_("Agree and place the order"),
        kind=Kind.CHOICE,
        choices=cells.ANSWERS,
    ),
    Column(
        code="stage",
        title=pgettext_lazy("of an order", "Stage"),
        max_length=40,
        note=_("Goes out only"),
    ),
    cells.units("promised", pgettext_lazy("of an order", "Promised"), least=0),
)


def _known(by: Actor, rows: Sequence[Row]) -> dict[tuple[int, str], Order]:
    references = {str(row.values.get("reference")) for row in rows}
    found = queries.orders_visible_to(by).filter(reference__in=references)
    return {(each.buyer_id, each.reference): each for each in found}


def _key(row: Row) -> tuple[int, str] | None:
    buyer = row.values.get("buyer")
    if not isinstance(buyer, Reference) or buyer.pk is None:
        return None
    return buyer.pk, str(row.values.get("reference"))


def resolve(by: Actor, rows: Sequence[Row]) -> Iterator[Finding]:
    """Yield what is wrong with rows beyond their cells; five queries."""
    known, named = _known(by, rows), cells.named(by.workspace)
    mine = set(permissions.parties(by, permissions.BUYER))
    for row in rows:
        key = _key(row)
        if key is None:
            continue
        if not permissions.docks(by) and key[0] not in mine:
            yield Finding(row=row.number, code="not-your-firm", field="buyer")
        elif key in known and known[key].stage != rules.DRAFT:
            yield Finding(row=row.number, code="placed-already", field="reference")
        for code, field in _odd(row, named):
            yield Finding(row=row.number, code=code, field=field)
        yield from _too_soon(by, row, named)


def _odd(row: Row, named: Named) -> Iterator[tuple[str, str]]:
    """Yield the code and the field of what contradicts itself in a row."""
    given = row.values
    yield from named.unknown(row, ("market", "index_market"))
    if not given.get("market") and not given.get("delivered_to"):
        yield "no-destination", "market"
    start, end = given.get("from_on"), given.get("until_on")
    if start and end and end < start:  # type: ignore[operator]  # both are days
        yield "window", "until_on"
    if given.get("share_above") and not given.get("index_market"):
        yield "no-index", "index_market"
    lot, quantity = cells.whole(given.get("minimum_lot")), cells.whole(given.get("quantity"))
    if lot and quantity and lot > quantity:
        yield "lot-above-quantity", "minimum_lot"


def _too_soon(by: Actor, row: Row, named: Named) -> Iterator[Finding]:
    """Yield that the window begins before the kind could grow, or is over."""
    flower, from_on = named.flower(row), row.values.get("from_on")
    today, until_on = by.workspace.today(), row.values.get("until_on")
    if until_on and until_on < today:  # type: ignore[operator]  # both are days
        yield Finding(row=row.number, code="window-past", field="until_on")
    elif flower and from_on and row.values.get("standing") != cells.YES:
        plan = rules.plan(from_on, flower.weeks, today)  # type: ignore[arg-type]  # a day
        if plan and plan.days_late:
            yield Finding(
                row=row.number,
                code="window-too-soon",
                field="from_on",
                severity=Severity.ERROR,
                params={
                    "kind": flower.title,
                    "weeks": str(flower.weeks),
                    "ready_on": str(plan.ready_on),
                },
            )


def existing(by: Actor, rows: Sequence[Row]) -> Mapping[int, Mapping[str, Value]]:
    """Return what the register holds of the rows; one query."""
    known = _known(by, rows)
    names = ("specification", "quantity", "from_on", "until_on", "floor_price")
    found: dict[int, Mapping[str, Value]] = {}
    for row in rows:
        order = known.get(_key(row) or (0, ""))
        if order is not None:
            line = _line(order)
            found[row.number] = {name: line[name] for name in names}
    return found


def commit(by: Actor, rows: Sequence[Row]) -> Outcome:
    """Draft, change and place orders, one action a row: a firm has hundreds at most."""
    known, named = _known(by, rows), cells.named(by.workspace)
    buyers = Party.objects.in_bulk([key[0] for row in rows if (key := _key(row))])
    created = 0
    for row in rows:
        key = _key(row)
        words = _words(row, named)
        if key is None or words is None:
            continue
        order = known.get(key)
        standing = row.values.get("standing") == cells.YES
        if order is None:
            order = actions.draft(
                by=by, buyer=buyers[key[0]], words=words, accepts_standing=standing
            )
            created += 1
        else:
            order = actions.revise(by=by, order=order, words=words, accepts_standing=standing)
        if row.values.get("place") == cells.YES:
            actions.post(by=by, order=order)
    return Outcome(created=created, updated=len(rows) - created)


def _words(row: Row, named: Named) -> OrderDraft | None:
    given: Mapping[str, Any] = row.values
    flower = named.flower(row)
    if flower is None:
        return None
    return OrderDraft(
        kind=flower,
        grade=given["grade"],
        quantity=cells.whole(given["quantity"]) or 0,
        from_on=given["from_on"],
        until_on=given["until_on"],
        floor_price=given["floor_price"],
        market=named.market(row),
        delivered_to=given.get("delivered_to") or "",
        index_market=named.market(row, "index_market"),
        share_above=given.get("share_above") or Decimal(0),
        minimum_lot=cells.whole(given.get("minimum_lot")) or 1,
        most_growers=cells.whole(given.get("most_growers")),
        specification=given.get("specification") or "",
        reference=str(given["reference"]),
    )


def export(by: Actor) -> Iterator[Mapping[str, Value]]:
    """Yield the orders that `by` may read; one query."""
    return map(_line, queries.orders_visible_to(by).order_by("pk").iterator(2000))


def _line(order: Order) -> dict[str, Value]:
    buyer = order.buyer
    return {
        "buyer": Reference(buyer.pk, buyer.name, buyer.code),
        "reference": order.reference or None,
        "kind": order.kind.name,
        "grade": order.grade,
        "specification": order.specification or None,
        "quantity": Decimal(order.quantity),
        "from_on": order.from_on,
        "until_on": order.until_on,
        "market": order.market.name if order.market else None,
        "delivered_to": order.delivered_to or None,
        "floor_price": order.floor_price,
        "index_market": order.index_market.name if order.index_market else None,
        "share_above": order.share_above or None,
        "minimum_lot": Decimal(order.minimum_lot),
        "most_growers": Decimal(order.most_growers) if order.most_growers else None,
        "standing": None,
        "place": None,
        "stage": order.stage,
        "promised": Decimal(order.promised),
    }


ORDERS = Layout(
    code="flower-orders",
    title=pgettext_lazy("sheet", "Orders of flowers"),
    columns=COLUMNS,
    key=("buyer", "reference"),
    importers=(*permissions.COORDINATORS, permissions.BUYER),
    exporters=(*permissions.READERS, permissions.BUYER),
    resolve=resolve,
    existing=existing,
    commit=commit,
    export=export,
    sentences={
        **cells.SENTENCES,
        "not-your-firm": Sentence(
            what=_("You place no orders for this firm."), do=_("Name a firm of yours.")
        ),
        "placed-already": Sentence(
            what=_("The order with this number is placed and is not changed by a sheet."),
            do=_("Take the row out, or give it another number."),
        ),
        "no-index": Sentence(
            what=_("A share of what the market is above the floor needs the market."),
            do=_("Name the market whose average counts."),
        ),
        "lot-above-quantity": Sentence(
            what=_("The smallest lot is more than the whole quantity."),
            do=_("Make it smaller, or leave it empty."),
        ),
        "window-past": Sentence(
            what=_("The days of delivery are over."), do=_("Choose days from today on.")
        ),
        "window-too-soon": Sentence(
            what=_("%(kind)s grows %(weeks)s weeks: planted today it is ready on %(ready_on)s."),
            do=_("Choose later days, or say yes under plants that stand already."),
        ),
    },
    note=_(
        "Rows become drafts; with a yes under “Agree and place the order” they are placed at once."
    ),
)
