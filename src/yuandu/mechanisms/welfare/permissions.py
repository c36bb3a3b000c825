"""Who keeps facilities and entitlements, who books, and who learns of an aid case."""

from collections.abc import Callable, Mapping

from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.welfare.models import AidCase, Booking, Entitlement, Facility, Need, Resource

OFFICERS = ("care_officer",)
FUND_KEEPERS = ("finance_officer",)


def cares(actor: Actor) -> bool:
    """Whether `actor` keeps facilities and entitlements, and answers needs."""
    return actor.has(*OFFICERS)


def keeps_fund(actor: Actor) -> bool:
    return actor.has(*FUND_KEEPERS)


def _is_own(actor: Actor, booking: Booking) -> bool:
    return actor.is_system or booking.worker.user_id == actor.user_id


def asked(actor: Actor, case: AidCase) -> bool:
    return actor.user_id is not None and case.asker_id == actor.user_id


def decides(actor: Actor, case: AidCase) -> bool:
    """Whether `actor` answers a case that it sees: a care officer of it, and not who asks."""
    return cares(actor) and not asked(actor, case)


MAY_FACILITY: Mapping[str, Callable[[Actor, Facility], bool]] = {
    "see": lambda actor, facility: True,
    "keep": lambda actor, facility: cares(actor),
}
MAY_RESOURCE: Mapping[str, Callable[[Actor, Resource], bool]] = {
    "see": lambda actor, resource: True,
    "book": lambda actor, resource: actor.is_insider,
}
MAY_BOOKING: Mapping[str, Callable[[Actor, Booking], bool]] = {
    "see": lambda actor, booking: True,
    "cancel": lambda actor, booking: _is_own(actor, booking) or cares(actor),
}
MAY_ENTITLEMENT: Mapping[str, Callable[[Actor, Entitlement], bool]] = {
    "see": lambda actor, entitlement: True,
    "claim": lambda actor, entitlement: actor.is_insider,
}
MAY_NEED: Mapping[str, Callable[[Actor, Need], bool]] = {
    "see": lambda actor, need: True,
    "support": lambda actor, need: actor.is_insider,
    "answer": lambda actor, need: cares(actor),
}
# Among those who see a case: see `queries.aid_visible_to`.
MAY_AID: Mapping[str, Callable[[Actor, AidCase], bool]] = {
    "see": lambda actor, case: True,
    "say": lambda actor, case: True,
    "decide": decides,
    "share": decides,
    "withdraw": asked,
}
