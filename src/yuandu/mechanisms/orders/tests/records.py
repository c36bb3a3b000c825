"""Buyers, households, orders and offers for tests, small and made up."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from tests.people import TODAY, a_division
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.models import Party
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.flowers.models import Kind
from yuandu.mechanisms.flowers.tests.records import a_kind
from yuandu.mechanisms.orders import actions
from yuandu.mechanisms.orders.actions import LaneWords, OfferDraft, OrderDraft
from yuandu.mechanisms.orders.models import BlanketOrder, Lane, Offer, Order, Promise

FROM, UNTIL = TODAY + timedelta(weeks=8), TODAY + timedelta(weeks=9)


def a_quick_kind(workspace: Workspace) -> Kind:
    """Return a kind that grows six weeks: time enough for the usual window."""
    found = Kind.objects.filter(workspace=workspace, code="petunia").first()
    return found or a_kind(
        workspace, code="petunia", name="矮牵牛", name_en="Petunia", weeks=6, other_names=""
    )


def a_buyer(workspace: Workspace, name: str = "示例花卉有限公司") -> Party:
    found, _ = Party.objects.get_or_create(workspace=workspace, kind="organisation", name=name)
    return found


def a_household(workspace: Workspace, name: str = "示例花农甲户") -> Party:
    found, _ = Party.objects.get_or_create(
        workspace=workspace,
        kind="household",
        name=name,
        defaults={"division": a_division(workspace)},
    )
    return found


def order_words(workspace: Workspace, **changes: Any) -> OrderDraft:
    given: dict[str, Any] = {
        "kind": a_quick_kind(workspace),
        "grade": "second",
        "quantity": 1000,
        "from_on": FROM,
        "until_on": UNTIL,
        "floor_price": Decimal("3.20"),
        "delivered_to": "示例仓库",
    }
    return OrderDraft(**given | changes)


def an_order(
    workspace: Workspace, *, buyer: Party | None = None, is_posted: bool = True, **changes: Any
) -> Order:
    by = Actor.system(workspace)
    made = actions.draft(
        by=by, buyer=buyer or a_buyer(workspace), words=order_words(workspace, **changes)
    )
    return actions.post(by=by, order=made) if is_posted else made


def a_blanket(workspace: Workspace, **changes: Any) -> BlanketOrder:
    """Place a blanket order over half a year from the usual window on."""
    words = order_words(workspace, until_on=FROM + timedelta(days=180), **changes)
    return actions.place_blanket(by=Actor.system(workspace), buyer=a_buyer(workspace), words=words)


def offer_words(workspace: Workspace, **changes: Any) -> OfferDraft:
    given: dict[str, Any] = {
        "kind": a_quick_kind(workspace),
        "grade": "first",
        "quantity": 600,
        "ask": Decimal("2.50"),
        "from_on": FROM,
        "until_on": UNTIL,
    }
    return OfferDraft(**given | changes)


def an_offer(workspace: Workspace, grower: str = "示例花农甲户", **changes: Any) -> Offer:
    return actions.offer(
        by=Actor.system(workspace),
        grower=a_household(workspace, grower),
        words=offer_words(workspace, **changes),
    )


def a_lane(
    workspace: Workspace, code: str = "370781", carriage: str = "0.20", **changes: Any
) -> Lane:
    """Enter a lane from a county to where the usual order goes."""
    names = {"370781": "青州市", "370724": "临朐县"}
    words: dict[str, Any] = {
        "place": a_division(workspace, code, names[code]),
        "delivered_to": "示例仓库",
        "carriage": Decimal(carriage),
    }
    return actions.set_lane(by=Actor.system(workspace), words=LaneWords(**words | changes))


def asked(workspace: Workspace) -> list[Promise]:
    """Dock what is open, publish it, and return the promises."""
    by = Actor.system(workspace)
    return actions.publish(by=by, docking=actions.dock(by=by))


def later(days: int) -> date:
    return TODAY + timedelta(days=days)
