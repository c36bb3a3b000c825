"""What growers, buyers and the desk are told; each of one thing once."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.notices import actions as notices
from yuandu.kernel.notices import kinds
from yuandu.kernel.notices.actions import Telling
from yuandu.kernel.workspaces.languages import is_english
from yuandu.mechanisms.flowers.models import Unit
from yuandu.mechanisms.orders import queries
from yuandu.mechanisms.orders.models import CropStep, Order, Promise, WhyEnded
from yuandu.mechanisms.orders.permissions import BUYER, GROWER


def _in_words(params: Mapping[str, object]) -> Mapping[str, object]:
    """Put codes and names in the reader's language."""
    values = dict(params)
    for name, choices in (("why", WhyEnded), ("step", CropStep), ("unit", Unit)):
        if values.get(name) in choices.values:
            values[name] = str(choices(str(values[name])).label)
    for name in ("flower", "grower"):
        if is_english() and values.get(f"{name}_en"):
            values[name] = values[f"{name}_en"]
    return values


def _declare(code: str, title: object, sentence: object) -> str:
    return kinds.declare(f"orders.{code}", title, sentence, _in_words).code


ASKED = _declare(
    "asked",
    gettext_lazy("You are asked for a share"),
    gettext_lazy(
        "%(flower)s, %(units)s %(unit)s from %(from_on)s, %(money)s yuan at the least. Answer by %(answer_by_on)s."
    ),
)
STAND_IN = _declare(
    "stand_in",
    gettext_lazy("You are asked in the place of another"),
    gettext_lazy(
        "A grower gave back %(flower)s: can you take %(units)s %(unit)s from %(from_on)s, %(money)s yuan at the least? Answer by %(answer_by_on)s."
    ),
)
ENDED = _declare(
    "ended",
    gettext_lazy("A share is withdrawn"),
    gettext_lazy("%(flower)s, %(units)s %(unit)s from %(from_on)s: %(why)s. Do not deliver it."),
)
GIVEN_BACK = _declare(
    "given_back",
    gettext_lazy("A grower gave a share back"),
    gettext_lazy(
        "%(number)s, %(flower)s: %(grower)s does not deliver %(units)s %(unit)s; others are asked for %(asked)s of them."
    ),
)
CALL = _declare(
    "call",
    gettext_lazy("A grower wants to be called"),
    gettext_lazy("%(grower)s, about %(units)s %(unit)s of %(flower)s. Answer by %(answer_by_on)s."),
)
UNANSWERED = _declare(
    "unanswered",
    gettext_lazy("A share is not answered"),
    gettext_lazy(
        "%(grower)s has not answered for %(units)s %(unit)s of %(flower)s by %(answer_by_on)s. Call them."
    ),
)
STEP_LATE = _declare(
    "step_late",
    gettext_lazy("A step of a crop is late"),
    gettext_lazy("%(flower)s from %(from_on)s: “%(step)s” was to be done by %(due_on)s."),
)


def _words(promise: Promise, order: Order, **more: Any) -> dict[str, Any]:
    """Return what sentences say of a share."""
    kind = order.kind
    return {
        "flower": kind.name,
        "flower_en": kind.name_en,
        "units": promise.quantity,
        "unit": kind.unit,
        "from_on": str(order.from_on),
    } | more


def _grower(promise: Promise) -> dict[str, str]:
    grower = promise.offer.grower
    return {"grower": grower.name, "grower_en": grower.name_en}


def of_proposals(by: Actor, promises: Iterable[Promise]) -> None:
    """Tell growers that a share waits for their answer; two statements for all of them."""
    asked = list(promises)
    growers = {each.offer.grower_id for each in asked}
    accounts = queries.accounts_by_party(by.workspace, growers, GROWER)
    notices.send_many(
        by=by,
        tellings=[
            Telling(
                accounts[each.offer.grower_id],
                STAND_IN if each.replaces_id else ASKED,
                each.get_absolute_url(),
                _words(
                    each,
                    each.order,
                    money=f"{each.money:.2f}",
                    answer_by_on=str(each.answer_by),
                ),
            )
            for each in asked
            if each.offer.grower_id in accounts
        ],
    )


def of_endings(by: Actor, ended: Iterable[tuple[Promise, Order]], why: WhyEnded) -> None:
    """Tell growers that their shares were taken back, and why."""
    rows = list(ended)
    growers = {promise.offer.grower_id for promise, _ in rows}
    accounts = queries.accounts_by_party(by.workspace, growers, GROWER)
    notices.send_many(
        by=by,
        tellings=[
            Telling(
                accounts[promise.offer.grower_id],
                ENDED,
                promise.get_absolute_url(),
                _words(promise, order, why=str(why.value)),
            )
            for promise, order in rows
            if promise.offer.grower_id in accounts
        ],
    )


def of_giving_back(by: Actor, promise: Promise, units: int, asked: int) -> None:
    """Tell the buyer and the desk that a grower gave something back, and who is asked now."""
    order = promise.order
    buyers = queries.accounts_of(by.workspace, order.buyer_id, BUYER)
    desk = queries.desk_accounts(by.workspace, promise.offer.grower.division_id)
    words = _words(promise, order, number=order.number, asked=asked) | _grower(promise)
    notices.send(
        by=by,
        to=[*buyers, *desk],
        kind=GIVEN_BACK,
        url=order.get_absolute_url(),
        **words | {"units": units},
    )


def of_call(by: Actor, promise: Promise) -> None:
    """Tell the desk whom to call."""
    _tell_desk(by, promise, CALL)


def of_silence(by: Actor, promise: Promise) -> None:
    """Tell the desk that an answer is overdue."""
    _tell_desk(by, promise, UNANSWERED)


def _tell_desk(by: Actor, promise: Promise, kind: str) -> None:
    words = _words(promise, promise.order, answer_by_on=str(promise.answer_by))
    notices.send(
        by=by,
        to=queries.desk_accounts(by.workspace, promise.offer.grower.division_id),
        kind=kind,
        url=promise.get_absolute_url(),
        key=f"orders.promise:{promise.pk}",
        **words | _grower(promise),
    )


def of_late_step(by: Actor, promise: Promise, step: str, due_on: object) -> None:
    """Tell a grower that a step of a crop was to be done by yesterday."""
    grower = promise.offer.grower_id
    notices.send(
        by=by,
        to=queries.accounts_of(by.workspace, grower, GROWER),
        kind=STEP_LATE,
        url=promise.get_absolute_url(),
        key=f"orders.step:{promise.pk}:{step}",
        **_words(promise, promise.order, step=step, due_on=str(due_on)),
    )
