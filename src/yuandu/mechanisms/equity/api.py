"""The register of shares for programs: the same queries and actions as the pages."""

import datetime
from decimal import Decimal
from typing import Annotated, Any

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from ninja import Field, Query, Router, Schema, Status

from yuandu.kernel.accounts import scopes
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.requests import Request
from yuandu.mechanisms.equity import actions, permissions, queries, rules
from yuandu.mechanisms.equity.actions import Side
from yuandu.mechanisms.equity.models import Certificate, Holding, ShareTransaction

scopes.register("equity", _("Register of shares"))
router = Router()
Number = Annotated[str, Field(min_length=1, max_length=20, description="Shareholder number")]


class SharesChoice(Schema):
    page: int = Field(1, ge=1, le=10_000)


class HeldOut(Schema):
    share_class: str = Field(description="Code of the class of shares")
    vehicle: str | None = Field(description="Number of the vehicle it is held through")
    quantity: int
    reserved: int = Field(description="Held back; still part of the quantity")


class OwnSharesOut(Schema):
    number: str | None = Field(description="Shareholder number; null: you hold none")
    holdings: list[HeldOut] = Field(description="One a class and vehicle: the whole list")
    price: Decimal | None = Field(description="Rule price of a share on exit, yuan")


class ShareholderOut(Schema):
    id: int
    number: str
    name: str
    kind: str = Field(description="worker, outside or vehicle")
    form: str = Field(description="Of a vehicle: partnership, company or plan")
    quantity: int = Field(description="Held in all, not counting what lies behind a vehicle")


class ShareholdersOut(Schema):
    total: int
    page: int
    pages: int
    holders: list[ShareholderOut]


class ShareTransactionOut(Schema):
    id: int
    number: int
    kind: str = Field(description="issue, grant, transfer, repurchase, cancel or retire")
    state: str = Field(description="pending, posted or voided")
    share_class: str
    source: str | None = Field(description="Number of who gives")
    target: str | None = Field(description="Number of who gets")
    quantity: int
    price: Decimal | None
    on: datetime.date
    reason: str
    resolution: str


class ShareTransactionsOut(Schema):
    total: int
    page: int
    pages: int
    transactions: list[ShareTransactionOut]


class ShareTransactionIn(Schema):
    kind: str = Field(max_length=12, description="As in the answer")
    key: str = Field(min_length=1, max_length=60, description="Sent again, it is done once")
    share_class: str = Field(max_length=10, description="Code of the class of shares")
    source: Number | None = None
    source_vehicle: Number | None = None
    target: Number | None = None
    target_vehicle: Number | None = None
    quantity: int = Field(ge=1, le=rules.MOST_SHARES)
    price: Decimal | None = Field(None, ge=0, max_digits=14, decimal_places=2)
    on: datetime.date
    reason: str = Field(min_length=1, max_length=200)
    resolution: str = Field("", max_length=100)
    is_pending: bool = False


class ShareCertificatesChoice(SharesChoice):
    waits: bool = Field(False, description="Those alone that nobody has signed for yet")


class ShareCertificateOut(Schema):
    id: int
    number: int
    holder: str = Field(description="Shareholder number")
    vehicle: str | None = Field(description="Number of the vehicle it is held through")
    share_class: str = Field(description="Code of the class of shares")
    quantity: int
    issued_on: datetime.date
    handed_on: datetime.date | None = Field(description="Null: nobody has signed for it yet")


class ShareCertificatesOut(Schema):
    total: int
    page: int
    pages: int
    certificates: list[ShareCertificateOut]


class ShareLimitsOut(Schema):
    registered: int
    registered_most: int | None = Field(description="Null: no legal form is entered")
    look_through: int
    look_through_most: int


@router.get("/own", response=OwnSharesOut)
def own_shares(request: Request) -> dict[str, Any]:
    """Tell what you hold."""
    found = queries.holder_of(request.actor)
    workspace = request.workspace
    price = queries.price_on(workspace, workspace.today(), rules.EXIT)
    return {
        "number": found.number if found else None,
        "holdings": [_held(each) for each in queries.holdings_of(found)] if found else [],
        "price": price.amount if price else None,
    }


@router.get("/holders", response=ShareholdersOut)
def list_shareholders(request: Request, choice: Query[SharesChoice]) -> dict[str, Any]:
    """List everybody who holds shares or may; for who reads the register."""
    _reader(request.actor)
    page = queries.holder_page(request.actor, choice.page)
    own = ("number", "name", "kind", "form")
    return _place(page) | {
        "holders": [
            {name: getattr(each, name) for name in own}
            | {"id": each.pk, "quantity": int(each.quantity or 0)}
            for each in page
        ]
    }


@router.get("/transactions", response=ShareTransactionsOut)
def list_share_transactions(request: Request, choice: Query[SharesChoice]) -> dict[str, Any]:
    """List the changes of the register that you may read, the latest first."""
    page = queries.transaction_page(request.actor, choice.page)
    return _place(page) | {"transactions": [_transaction(each) for each in page]}


@router.post("/transactions", response={201: ShareTransactionOut})
def enter_share_transaction(request: Request, given: ShareTransactionIn) -> Status[dict[str, Any]]:
    """Enter a change of the register, or hold the shares back for it."""
    actor = request.actor
    if not permissions.keeps(actor):
        raise PermissionDenied
    made = actions.enter(
        by=actor,
        kind=given.kind,
        share_class=get_object_or_404(queries.classes(actor), code=given.share_class),
        source=_side(actor, given.source, given.source_vehicle),
        target=_side(actor, given.target, given.target_vehicle),
        quantity=given.quantity,
        price=given.price,
        on=given.on,
        reason=given.reason,
        resolution=given.resolution,
        is_pending=given.is_pending,
        key=given.key,
    )
    return Status(201, _transaction(made))


@router.post("/transactions/{int:pk}/post", response=ShareTransactionOut)
def post_share_transaction(request: Request, pk: int) -> dict[str, Any]:
    """Register the shares that were held back; asked again, it stands as it is."""
    found = queries.share_transaction(request.actor, pk, to="decide")
    return _transaction(actions.post(by=request.actor, found=found))


@router.post("/transactions/{int:pk}/void", response=ShareTransactionOut)
def void_share_transaction(request: Request, pk: int) -> dict[str, Any]:
    """Release the shares that were held back; asked again, it stands as it is."""
    found = queries.share_transaction(request.actor, pk, to="decide")
    return _transaction(actions.void(by=request.actor, found=found))


@router.get("/certificates", response=ShareCertificatesOut)
def list_share_certificates(
    request: Request, choice: Query[ShareCertificatesChoice]
) -> dict[str, Any]:
    """List the certificates of shares that count today and that you may read, by number."""
    page = queries.certificate_page(request.actor, choice.page, waits=choice.waits)
    return _place(page) | {"certificates": [_certificate(each) for each in page]}


@router.post("/certificates/{int:pk}/hand-out", response=ShareCertificateOut)
def hand_out_share_certificate(request: Request, pk: int) -> dict[str, Any]:
    """Record that the holder signed for a certificate today; the first day stands."""
    found = queries.open_certificate(request.actor, pk, to="hand_out")
    actions.hand_out(by=request.actor, certificates=[found])
    return _certificate(queries.open_certificate(request.actor, pk, to="see"))


@router.get("/limits", response=ShareLimitsOut)
def share_limits(request: Request) -> dict[str, Any]:
    """Tell how many hold shares, and how many may."""
    charter = queries.charter(request.workspace)
    found = queries.standing(request.workspace, charter.form if charter else rules.LIMITED)
    return {
        "registered": found.count.registered,
        "registered_most": found.registered_most if charter else None,
        "look_through": found.count.look_through,
        "look_through_most": found.look_through_most,
    }


def _reader(actor: Actor) -> None:
    if not permissions.reads(actor):
        raise PermissionDenied


def _side(actor: Actor, number: str | None, vehicle: str | None) -> Side | None:
    if number is None:
        return None
    holders = queries.holders_visible_to(actor)
    found = get_object_or_404(holders, number=number)
    return Side(found, get_object_or_404(holders, number=vehicle) if vehicle else None)


def _place(page: Any) -> dict[str, int]:
    pages = page.paginator
    return {"total": pages.count, "page": page.number, "pages": pages.num_pages}


def _held(each: Holding) -> dict[str, Any]:
    return {
        "share_class": each.share_class.code,
        "vehicle": each.vehicle.number if each.vehicle else None,
        "quantity": int(each.account.balance),
        "reserved": int(each.account.reserved),
    }


def _certificate(each: Certificate) -> dict[str, Any]:
    own = ("number", "quantity", "issued_on", "handed_on")
    vehicle = each.holding.vehicle
    return {name: getattr(each, name) for name in own} | {
        "id": each.pk,
        "holder": each.holding.holder.number,
        "vehicle": vehicle.number if vehicle else None,
        "share_class": each.holding.share_class.code,
    }


def _transaction(each: ShareTransaction) -> dict[str, Any]:
    own = ("number", "kind", "state", "quantity", "price", "on", "reason", "resolution")
    return {name: getattr(each, name) for name in own} | {
        "id": each.pk,
        "share_class": each.share_class.code,
        "source": each.source.holder.number if each.source else None,
        "target": each.target.holder.number if each.target else None,
    }
