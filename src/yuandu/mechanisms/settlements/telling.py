"""What growers, buyers and the desk are told; each of one thing once."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy, pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.notices import actions as notices
from yuandu.kernel.notices import kinds
from yuandu.kernel.registry.models import Party
from yuandu.kernel.workspaces.languages import is_english
from yuandu.mechanisms.flowers.models import Kind
from yuandu.mechanisms.orders import queries as orders
from yuandu.mechanisms.orders.models import Promise
from yuandu.mechanisms.settlements.models import (
    Abandonment,
    Batch,
    Dispute,
    Grading,
    Settlement,
    Shortage,
)
from yuandu.mechanisms.settlements.models.losses import LossCause
from yuandu.mechanisms.settlements.permissions import BUYER, GROWER
from yuandu.mechanisms.settlements.rules import states


def _in_words(params: Mapping[str, object]) -> Mapping[str, object]:
    """Put codes and names in the reader's language."""
    values = dict(params)
    codes = (("cause", LossCause), ("outcome", Dispute.Outcome), ("state", Settlement.State))
    for name, choices in codes:
        if values.get(name) in choices.values:
            values[name] = str(choices(str(values[name])).label)
    if is_english():
        for name in ("grower", "flower"):
            values[name] = values.get(f"{name}_en") or values.get(name, "")
    return values


def _named(**parts: Party | Kind) -> dict[str, str]:
    """Return names in both languages, for `_in_words` to choose from."""
    found = {name: part.name for name, part in parts.items()}
    return found | {f"{name}_en": part.name_en for name, part in parts.items()}


def _declare(code: str, title: object, sentence: object) -> str:
    return kinds.declare(f"settlements.{code}", title, sentence, _in_words).code


ANNOUNCED = _declare(
    "announced",
    gettext_lazy("A batch is announced"),
    gettext_lazy("%(grower)s brings %(pots)s pots of %(flower)s on %(expected_on)s."),
)
GRADED = _declare(
    "graded",
    gettext_lazy("Your batch is graded"),
    gettext_lazy(
        "%(number)s: %(accepted)s of %(received)s pots are taken. If you do not agree, say so on "
        "the page."
    ),
)
SLIP = _declare(
    "slip",
    gettext_lazy("Settlement slip"),
    gettext_lazy("%(number)s: %(net)s yuan, to be paid by %(pay_on)s."),
)
BILL = _declare(
    "bill",
    gettext_lazy("To be paid"),
    gettext_lazy("%(number)s: %(due)s yuan for %(flower)s, due on %(due_on)s."),
)
PAID = _declare(
    "paid",
    gettext_lazy("Money is on its way"),
    gettext_lazy("%(number)s: %(state)s, %(net)s yuan."),
)
REFUSED = _declare(
    "refused",
    gettext_lazy("Payment refused"),
    gettext_lazy("%(number)s is unpaid: %(words)s Look at the slip for what to do."),
)
CLOCK = _declare(
    "clock",
    gettext_lazy("Payment due"),
    gettext_lazy("%(number)s: %(due)s yuan are due on %(due_on)s and not paid yet."),
)
SHORT = _declare(
    "short",
    gettext_lazy("Pots are short"),
    gettext_lazy("%(grower)s: %(pots)s pots of %(flower)s will not come (%(cause)s)."),
)
STAND_IN = _declare(
    "stand_in",
    gettext_lazy("You are asked to stand in"),
    gettext_lazy("%(pots)s pots of %(flower)s are short. Answer by %(answer_by_on)s."),
)
GIVEN_UP = _declare(
    "given_up",
    gettext_lazy("A contract is given up"),
    gettext_lazy("%(pots)s pots of %(flower)s will not be delivered: %(words)s"),
)
DISPUTED = _declare(
    "disputed",
    gettext_lazy("A grading is disputed"),
    gettext_lazy("%(grower)s disputes %(number)s. An answer is waited for."),
)
ANSWERED = _declare(
    "answered",
    pgettext_lazy("notice", "Your dispute is answered"),
    gettext_lazy("%(number)s: %(outcome)s. Say whether you agree."),
)


def _send(by: Actor, kind: str, to: Iterable[int], url: str, **params: Any) -> None:
    notices.send(by=by, to=set(to), kind=kind, url=url, **params)


def _grower(by: Actor, promise: Promise) -> list[int]:
    return orders.accounts_of(by.workspace, promise.offer.grower_id, GROWER)


def _desk(by: Actor, promise: Promise) -> list[int]:
    return orders.desk_accounts(by.workspace, promise.offer.grower.division_id)


def of_announcement(by: Actor, batch: Batch) -> None:
    """Tell the desk what comes, and when."""
    promise = batch.promise
    _send(
        by, ANNOUNCED, _desk(by, promise), batch.get_absolute_url(),
        **_named(grower=promise.offer.grower, flower=promise.order.kind),
        pots=batch.announced, expected_on=str(batch.expected_on),
    )  # fmt: skip


def of_grading(by: Actor, batch: Batch, grading: Grading) -> None:
    """Tell the grower what was counted."""
    _send(
        by, GRADED, _grower(by, batch.promise), batch.get_absolute_url(),
        number=batch.number, accepted=grading.accepted, received=grading.received,
    )  # fmt: skip


def of_slip(by: Actor, slip: Settlement) -> None:
    """Tell the grower what is paid when, and the buyer what is due."""
    promise = slip.batch.promise
    _send(
        by, SLIP, _grower(by, promise), slip.get_absolute_url(),
        number=slip.number, net=str(slip.net), pay_on=str(slip.pay_on),
    )  # fmt: skip
    if slip.due:
        buyers = orders.accounts_of(by.workspace, slip.buyer_id, BUYER)
        _send(by, BILL, buyers, reverse("settlements:bought"), **_bill(slip))


def _bill(slip: Settlement) -> dict[str, str]:
    return {
        "number": slip.number,
        **_named(flower=slip.batch.promise.order.kind),
        "due": str(slip.due),
        "due_on": str(slip.buyer_due_on),
    }


def of_payment(by: Actor, slip: Settlement) -> None:
    """Tell the grower how far the money has come."""
    _send(
        by, PAID, _grower(by, slip.batch.promise), slip.get_absolute_url(),
        number=slip.number, state=slip.state, net=str(slip.net),
    )  # fmt: skip


def of_refusal(by: Actor, slip: Settlement) -> None:
    """Tell those who can do something that a bank refused: grower and desk, and the buyer."""
    promise = slip.batch.promise
    words = {"number": slip.number, "words": slip.words}
    _send(
        by, REFUSED, [*_grower(by, promise), *_desk(by, promise)], slip.get_absolute_url(), **words
    )
    if slip.state == states.REFUSED:
        buyers = orders.accounts_of(by.workspace, slip.buyer_id, BUYER)
        _send(by, REFUSED, buyers, reverse("settlements:bought"), **words)


def of_clock(by: Actor, slip: Settlement) -> None:
    """Remind the buyer, and the desk that looks after the grower. Nobody else learns of it."""
    bill = _bill(slip)
    buyers = orders.accounts_of(by.workspace, slip.buyer_id, BUYER)
    _send(by, CLOCK, buyers, reverse("settlements:bought"), **bill)
    _send(by, CLOCK, _desk(by, slip.batch.promise), slip.get_absolute_url(), **bill)


def of_shortage(by: Actor, shortage: Shortage) -> None:
    """Tell buyer, grower and desk what will not come."""
    promise = shortage.promise
    buyers = orders.accounts_of(by.workspace, promise.order.buyer_id, BUYER)
    _send(
        by, SHORT, [*buyers, *_grower(by, promise), *_desk(by, promise)],
        reverse("settlements:promise", args=[promise.pk]),
        **_named(grower=promise.offer.grower, flower=promise.order.kind),
        pots=shortage.quantity, cause=shortage.cause,
    )  # fmt: skip


def of_substitute(by: Actor, promise: Promise) -> None:
    """Ask the household that could stand in."""
    _send(
        by, STAND_IN, _grower(by, promise), promise.get_absolute_url(),
        **_named(flower=promise.order.kind), pots=promise.quantity,
        answer_by_on=str(promise.answer_by),
    )  # fmt: skip


def of_abandonment(by: Actor, made: Abandonment) -> None:
    """Tell both sides that a contract was given up."""
    promise = made.promise
    buyers = orders.accounts_of(by.workspace, promise.order.buyer_id, BUYER)
    _send(
        by, GIVEN_UP, [*buyers, *_grower(by, promise)], reverse("settlements:promise", args=[promise.pk]),
        **_named(flower=promise.order.kind), pots=made.quantity, words=made.words,
    )  # fmt: skip


def of_dispute(by: Actor, dispute: Dispute) -> None:
    """Tell the desk that a grower does not agree."""
    promise = dispute.batch.promise
    _send(
        by, DISPUTED, _desk(by, promise), dispute.get_absolute_url(),
        **_named(grower=promise.offer.grower), number=dispute.batch.number,
    )  # fmt: skip


def of_answer(by: Actor, dispute: Dispute) -> None:
    """Tell the grower what the desk says."""
    _send(
        by, ANSWERED, _grower(by, dispute.batch.promise), dispute.get_absolute_url(),
        number=dispute.batch.number, outcome=dispute.outcome,
    )  # fmt: skip
