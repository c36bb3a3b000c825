"""Orders, offers, shares and dockings for programs: the same queries and actions as the pages.

Cancelling and closing an order are moves, at the address of life cycles.
"""

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Annotated, Any, Literal

from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from ninja import Field, Query, Router, Schema, Status
from pydantic import StringConstraints

from yuandu.kernel.accounts import scopes
from yuandu.kernel.registry.models import Party
from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.flowers.models import Kind, Market
from yuandu.mechanisms.orders import actions, permissions, queries, rules
from yuandu.mechanisms.orders.actions import OfferDraft, OrderDraft
from yuandu.mechanisms.orders.models import Channel, Docking, Offer, Order, Promise
from yuandu.mechanisms.orders.refusals import OddPromise

scopes.register("orders", _("Orders of flowers"))
router = Router()
A_PAGE = 100
MOST = 10_000_000  # units
LARGEST_KEY = 2**63 - 1
Key = Annotated[int, Field(ge=1, le=LARGEST_KEY)]
Units = Annotated[int, Field(ge=1, le=MOST)]
Money = Annotated[Decimal, Field(ge=0, le=100_000, decimal_places=2, max_digits=8)]
Day = Annotated[datetime.date, Field(ge=datetime.date(2000, 1, 1), le=datetime.date(2199, 12, 31))]
Grade = Literal["first", "second", "third", "ungraded"]
Text = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$", max_length=100)]
LongText = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$", max_length=200)]
Reference = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$", max_length=40)]


class FlowerOrderOut(Schema):
    id: int
    number: str
    reference: str = Field(description="The buyer’s own number")
    buyer: int
    kind: str = Field(description="Code of the kind")
    grade: str = Field(description="The least that will do")
    specification: str
    quantity: int = Field(description="In the kind’s unit")
    promised: int
    from_on: datetime.date
    until_on: datetime.date
    market: str | None
    delivered_to: str
    floor_price: Decimal = Field(description="Yuan a unit, delivered")
    index_market: str | None
    share_above: Decimal = Field(description="Of what the average is above the floor, 0 to 1")
    minimum_lot: int
    most_growers: int | None
    priority: int = Field(description="1 is served first")
    stage: str


class FlowerOrdersOut(Schema):
    total: int
    page: int
    pages: int
    orders: list[FlowerOrderOut]


class FlowerOrderIn(Schema):
    buyer: Key
    kind: Text = Field(description="Code of the kind")
    grade: Grade
    quantity: Units
    from_on: Day
    until_on: Day
    floor_price: Money = Field(gt=0)
    market: Text | None = Field(None, description="Name of the market")
    delivered_to: Text = ""
    index_market: Text | None = Field(None, description="Name of the market")
    share_above: Annotated[Decimal, Field(ge=0, le=1, decimal_places=3)] = Decimal(0)
    minimum_lot: Units = 1
    most_growers: Annotated[int, Field(ge=1, le=10_000)] | None = None
    priority: Annotated[int, Field(ge=rules.FIRST, le=rules.LAST)] = rules.COMMON
    specification: LongText = ""
    reference: Reference = ""
    accepts_standing: bool = Field(
        default=False, description="Wants plants that stand already, where planting comes too late"
    )


class FlowerOfferOut(Schema):
    id: int
    grower: int
    kind: str
    grade: str
    quantity: int
    promised: int
    ask: Decimal = Field(description="Yuan a unit, below which the grower does not sell")
    from_on: datetime.date
    until_on: datetime.date
    place: int | None
    place_words: str
    total: int | None
    group: str
    is_open: bool


class FlowerOffersOut(Schema):
    total: int
    page: int
    pages: int
    offers: list[FlowerOfferOut]


class FlowerOfferIn(Schema):
    grower: Key
    kind: Text = Field(description="Code of the kind")
    grade: Grade
    quantity: Units
    ask: Money
    from_on: Day
    until_on: Day
    place_words: Text = ""
    total: Units | None = None
    specification: LongText = ""


class FlowerOfferChangeIn(Schema):
    quantity: Units
    ask: Money
    total: Units | None = None


class FlowerShareOut(Schema):
    id: int
    order: int
    offer: int
    grower: int
    quantity: int
    price: Decimal
    carriage: Decimal
    state: str
    why_ended: str
    reason: str = Field(description="Why this household: best, substitute or claimed")
    replaces: int | None
    answer_by: datetime.date
    accepted_by: str
    channel: str
    digest: str = Field(description="SHA-256 of the words that were accepted")


class FlowerSharesOut(Schema):
    total: int
    page: int
    pages: int
    shares: list[FlowerShareOut]


class ShareAnswerIn(Schema):
    answer: Literal["accept", "decline", "call", "withdraw"]
    quantity: Units | None = Field(None, description="The part that is accepted; all without it")
    words: LongText = ""


class FlowerDockingOut(Schema):
    id: int
    purpose: str
    state: str
    rule: str
    floors: dict[str, float]
    asked: int = Field(description="Units")
    docked: int
    worth: int = Field(description="分")
    objective: str
    bound: str = Field(description="Equal to the objective: nothing better exists")
    docked_on: datetime.date


class FlowerDockingsOut(Schema):
    total: int
    page: int
    pages: int
    dockings: list[FlowerDockingOut]


class DockIn(Schema):
    rule: Literal["fair-2026", "worth-2026", "worth-alone-2026"] = "fair-2026"


class FlowersPageIn(Schema):
    page: int = Field(1, ge=1, le=10_000)


def _paged[M: Model](
    found: QuerySet[M], number: int, name: str, told: Callable[[M], dict[str, Any]]
) -> dict[str, Any]:
    pages = Paginator(found, A_PAGE)
    page: Page[M] = pages.get_page(number)
    return {
        "total": pages.count,
        "page": page.number,
        "pages": pages.num_pages,
        name: [told(each) for each in page],
    }


@router.get("/", response=FlowerOrdersOut)
def list_flower_orders(request: Request, choice: Query[FlowersPageIn]) -> dict[str, Any]:
    """List the orders one may see, the newest first."""
    found = queries.orders_visible_to(request.actor).order_by("-pk")
    return _paged(found, choice.page, "orders", _order)


@router.post("/", response={201: FlowerOrderOut})
def draft_flower_order(request: Request, given: FlowerOrderIn) -> Status[Any]:
    """Write an order down; placing it is another step."""
    if not permissions.buys(request.actor):
        raise Http404
    fields = given.dict()
    buyer = get_object_or_404(Party, workspace=request.workspace, pk=fields.pop("buyer"))
    standing = fields.pop("accepts_standing")
    fields["kind"] = _kind(request, given.kind)
    for name in ("market", "index_market"):
        fields[name] = _market(request, fields[name])
    made = actions.draft(
        by=request.actor, buyer=buyer, words=OrderDraft(**fields), accepts_standing=standing
    )
    return Status(201, _order(made))


def _kind(request: Request, code: str) -> Kind:
    return get_object_or_404(Kind, workspace=request.workspace, code=code)


def _market(request: Request, name: str | None) -> Market | None:
    return get_object_or_404(Market, workspace=request.workspace, name=name) if name else None


@router.get("/offers", response=FlowerOffersOut)
def list_flower_offers(request: Request, choice: Query[FlowersPageIn]) -> dict[str, Any]:
    """List the offers one may see."""
    found = queries.offers_visible_to(request.actor).order_by("pk")
    return _paged(found, choice.page, "offers", _offer)


@router.post("/offers", response={201: FlowerOfferOut})
def put_up_offer(request: Request, given: FlowerOfferIn) -> Status[Any]:
    """Put up what a household can deliver."""
    if not permissions.offers(request.actor):
        raise Http404
    fields = given.dict()
    grower = get_object_or_404(Party, workspace=request.workspace, pk=fields.pop("grower"))
    fields["kind"] = _kind(request, given.kind)
    made = actions.offer(by=request.actor, grower=grower, words=OfferDraft(**fields))
    return Status(201, _offer(made))


@router.put("/offers/{int:pk}", response=FlowerOfferOut)
def change_flower_offer(request: Request, pk: int, given: FlowerOfferChangeIn) -> dict[str, Any]:
    """Change how much is offered, and the least price."""
    found = queries.offer(request.actor, pk, to="change")
    return _offer(actions.change_offer(by=request.actor, offer=found, **given.dict()))


@router.get("/shares", response=FlowerSharesOut)
def list_flower_shares(request: Request, choice: Query[FlowersPageIn]) -> dict[str, Any]:
    """List the shares of orders one may see."""
    found = queries.promises_visible_to(request.actor).order_by("pk")
    return _paged(found, choice.page, "shares", _share)


@router.post("/shares/{int:pk}/answer", response=FlowerShareOut)
def answer_share(request: Request, pk: int, given: ShareAnswerIn) -> dict[str, Any]:
    """Answer for a household: accept, decline, ask for a call, or drop out before delivery."""
    by = request.actor
    found = queries.promise(by, pk, to="answer")
    if given.quantity is not None and given.answer != "accept":
        raise OddPromise("quantity")
    match given.answer:
        case "accept":
            done = actions.accept(
                by=by, promise=found, quantity=given.quantity, channel=Channel.PROGRAM
            )
        case "decline":
            done = actions.decline(by=by, promise=found, words=given.words)
        case "call":
            done = actions.ask_for_call(by=by, promise=found)
        case "withdraw":
            done = actions.withdraw(by=by, promise=found, words=given.words)
    return _share(done)


@router.get("/dockings", response=FlowerDockingsOut)
def list_dockings(request: Request, choice: Query[FlowersPageIn]) -> dict[str, Any]:
    """List the dockings, the newest first."""
    if not permissions.reads_all(request.actor):
        raise Http404
    return _paged(queries.dockings_visible_to(request.actor), choice.page, "dockings", _docking)


@router.post("/dockings", response={201: FlowerDockingOut})
def dock_orders(request: Request, given: DockIn) -> Status[Any]:
    """Dock everything that is open, as a proposal."""
    if not permissions.reads_all(request.actor):
        raise Http404
    return Status(201, _docking(actions.dock(by=request.actor, rule=given.rule)))


@router.post("/dockings/{int:pk}/publish", response=FlowerDockingOut)
def publish_docking(request: Request, pk: int) -> dict[str, Any]:
    """Ask the growers of a docking."""
    found = queries.docking(request.actor, pk, to="publish")
    actions.publish(by=request.actor, docking=found)
    return _docking(found)


@router.post("/dockings/{int:pk}/undo", response=FlowerDockingOut)
def undo_docking(request: Request, pk: int) -> dict[str, Any]:
    """Take a docking back before anybody accepted."""
    found = queries.docking(request.actor, pk, to="publish")
    return _docking(actions.undo(by=request.actor, docking=found))


@router.get("/{int:pk}", response=FlowerOrderOut)
def read_flower_order(request: Request, pk: int) -> dict[str, Any]:
    """Read an order."""
    return _order(queries.order(request.actor, pk, to="see"))


@router.post("/{int:pk}/place", response=FlowerOrderOut)
def place_flower_order(request: Request, pk: int) -> dict[str, Any]:
    """Agree to an order's terms and place it."""
    found = queries.order(request.actor, pk, to="buy")
    return _order(actions.post(by=request.actor, order=found))


def _order(each: Order) -> dict[str, Any]:
    names = (
        *("number", "reference", "grade", "specification", "quantity", "promised", "from_on"),
        *("until_on", "delivered_to", "floor_price", "share_above", "minimum_lot"),
        *("most_growers", "priority", "stage"),
    )
    return {name: getattr(each, name) for name in names} | {
        "id": each.pk,
        "buyer": each.buyer_id,
        "kind": each.kind.code,
        "market": each.market.name if each.market else None,
        "index_market": each.index_market.name if each.index_market else None,
    }


def _offer(each: Offer) -> dict[str, Any]:
    names = (
        *("grade", "quantity", "promised", "ask", "from_on", "until_on", "place_words", "total"),
        *("group", "is_open"),
    )
    return {name: getattr(each, name) for name in names} | {
        "id": each.pk,
        "grower": each.grower_id,
        "kind": each.kind.code,
        "place": each.place_id,
    }


def _share(each: Promise) -> dict[str, Any]:
    names = (
        *("quantity", "price", "carriage", "state", "why_ended", "reason", "answer_by"),
        *("accepted_by", "channel", "digest"),
    )
    return {name: getattr(each, name) for name in names} | {
        "id": each.pk,
        "order": each.order_id,
        "offer": each.offer_id,
        "grower": each.offer.grower_id,
        "replaces": each.replaces_id,
    }


def _docking(each: Docking) -> dict[str, Any]:
    names = ("purpose", "state", "rule", "floors", "asked", "docked", "worth", "docked_on")
    return {name: getattr(each, name) for name in names} | {
        "id": each.pk,
        "objective": str(each.objective),
        "bound": str(each.bound),
    }
