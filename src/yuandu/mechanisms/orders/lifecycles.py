"""The way of an order: drafted, placed, docked to growers, delivered, settled."""

from django.utils.translation import pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import cycles, subjects
from yuandu.kernel.lifecycle.cycles import LifeCycle, Move, Stage
from yuandu.kernel.lifecycle.models import Track
from yuandu.mechanisms.orders import following, permissions, queries, rules
from yuandu.mechanisms.orders.models import Order

COORDINATORS = permissions.COORDINATORS
BOTH = (*COORDINATORS, permissions.BUYER)

cycles.register(
    LifeCycle(
        rules.CYCLE,
        pgettext_lazy("life cycle", "Order of flowers"),
        subject=Order._meta.label_lower,
        stages=(
            Stage(rules.DRAFT, pgettext_lazy("order of flowers", "Draft")),
            Stage(rules.OPEN, pgettext_lazy("order of flowers", "Open")),
            Stage(rules.DOCKED, pgettext_lazy("order of flowers", "Docked")),
            Stage(rules.IN_DELIVERY, pgettext_lazy("order of flowers", "In delivery")),
            Stage(rules.SETTLED, pgettext_lazy("order of flowers", "Settled"), is_final=True),
            Stage(rules.CLOSED, pgettext_lazy("order of flowers", "Closed"), is_final=True),
            Stage(rules.CANCELLED, pgettext_lazy("order of flowers", "Cancelled"), is_final=True),
        ),
        moves=(
            Move(
                "post",
                pgettext_lazy("order of flowers", "Place the order"),
                (rules.DRAFT,),
                rules.OPEN,
                BOTH,
            ),
            Move(
                "dock",
                pgettext_lazy("order of flowers", "Ask growers"),
                (rules.OPEN,),
                rules.DOCKED,
                COORDINATORS,
            ),
            Move(
                "undock",
                pgettext_lazy("order of flowers", "Take the docking back"),
                (rules.DOCKED,),
                rules.OPEN,
                COORDINATORS,
                is_reversal=True,
            ),
            Move(
                "deliver",
                pgettext_lazy("order of flowers", "Begin delivery"),
                (rules.DOCKED,),
                rules.IN_DELIVERY,
                COORDINATORS,
            ),
            Move(
                "settle",
                pgettext_lazy("order of flowers", "Settle"),
                (rules.IN_DELIVERY,),
                rules.SETTLED,
                COORDINATORS,
            ),
            Move(
                "close",
                pgettext_lazy("order of flowers", "Close without delivery"),
                (rules.OPEN, rules.DOCKED),
                rules.CLOSED,
                BOTH,
                needs_words=True,
            ),
            Move(
                "cancel",
                pgettext_lazy("order of flowers", "Cancel"),
                (rules.DRAFT, rules.OPEN, rules.DOCKED),
                rules.CANCELLED,
                BOTH,
                needs_words=True,
            ),
        ),
    )
)


def _may_move(actor: Actor, order: Order, track: Track, move: cycles.Move) -> bool:
    """Let buyers move their own orders, and coordinators of the whole city all of them."""
    return permissions.buys_for(actor, order.buyer)


subjects.register(
    Order._meta.label_lower,
    get=lambda actor, pk, to: queries.order(actor, pk, to=to),
    may=_may_move,
    url=Order.get_absolute_url,
    visible_to=queries.orders_visible_to,
    sees_all=permissions.reads_all,
    on_move=following.follow,
)
