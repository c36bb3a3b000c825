"""The crop calendar for a telephone: what each share needs by when, and its delivery."""

import datetime
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import feeds
from yuandu.kernel.lifecycle.feeds import Entry, Feed
from yuandu.kernel.notices import mailing
from yuandu.mechanisms.flowers.wording import counted
from yuandu.mechanisms.orders import permissions, queries
from yuandu.mechanisms.orders.models import CropStep, Promise

MOST = 500  # shares; a telephone shows no more


def register() -> None:
    """Let growers, and who looks after them, subscribe to what their shares need."""
    feeds.register(Feed("crops", gettext_lazy("Crop calendar"), entries, _may))


def _may(actor: Actor) -> bool:
    return permissions.grows(actor) or actor.has(*permissions.COORDINATORS)


def entries(actor: Actor) -> Iterator[Entry]:
    """Yield the steps that wait and the first day of delivery of each share; two queries."""
    growing = queries.promises_visible_to(actor).filter(state__in=queries.GROWING)
    promises = list(growing.order_by("order__from_on", "pk")[:MOST])
    steps = queries.plans(promises)
    for promise in promises:
        for each in steps[promise.pk]:
            if each.waits:
                title = _("%(step)s: %(kind)s") % {
                    "step": CropStep(each.step).label,
                    "kind": promise.order.kind.title,
                }
                yield _entry(promise, each.step, each.due_on, title)
        delivery = _("Delivery begins: %(kind)s") % {"kind": promise.order.kind.title}
        yield _entry(promise, "deliver", promise.order.from_on, delivery)


def _entry(promise: Promise, what: str, on: datetime.date, title: str) -> Entry:
    kind = promise.order.kind
    words = (
        f"{promise.offer.grower.title} · {promise.quantity} {counted(kind.unit, promise.quantity)}"
    )
    address = mailing.inside(promise.workspace, promise.get_absolute_url())
    return Entry(
        f"crop-{promise.pk}-{what}@{promise.workspace.slug}.yuandu",
        on,
        title,
        words,
        mailing.absolute(address),
    )
