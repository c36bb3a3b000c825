"""Titles of stages, reasons and rules, in the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise as Words
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.lifecycle import wording as lifecycle
from yuandu.mechanisms.orders import proposing, rules
from yuandu.mechanisms.orders.models import State

STAGE_TONES = {
    rules.DRAFT: "calm",
    rules.OPEN: "warn",
    rules.DOCKED: "work",
    rules.IN_DELIVERY: "work",
    rules.SETTLED: "good",
    rules.CLOSED: "calm",
    rules.CANCELLED: "bad",
}
STATE_TONES = {
    State.PROPOSED: "warn",
    State.ACCEPTED: "good",
    State.IN_DELIVERY: "work",
    State.DELIVERED: "good",
    State.SETTLED: "good",
    State.DECLINED: "bad",
    State.WITHDRAWN: "bad",
    State.REPLACED: "calm",
}
# Of what is left of an order or an offer; the codes of docs/docking.md.
REASONS_OF_ORDERS: Mapping[str, Words] = {
    "full": pgettext_lazy("why an order", "All of it is docked"),
    "no-such-kind": pgettext_lazy("why an order", "Nobody offers this kind"),
    "grade": pgettext_lazy("why an order", "Nobody offers a grade as good"),
    "weeks": pgettext_lazy("why an order", "Nobody can deliver in its window"),
    "lane": pgettext_lazy("why an order", "No lane leads there"),
    "price": pgettext_lazy("why an order", "All growers ask for more than its floor price"),
    "partly": pgettext_lazy("why an order", "The other growers do better with other orders"),
    "outbid": pgettext_lazy("why an order", "All growers do better with other orders"),
    "limit": pgettext_lazy("why an order", "Its smallest lot, its most growers or a full lane"),
    "rule": pgettext_lazy("why an order", "Others come first by the rule"),
}
REASONS_OF_OFFERS: Mapping[str, Words] = {
    "full": pgettext_lazy("why an offer", "All of it is docked"),
    "no-such-kind": pgettext_lazy("why an offer", "No order asks for this kind"),
    "grade": pgettext_lazy("why an offer", "All orders ask for a better grade"),
    "weeks": pgettext_lazy("why an offer", "No order has days in common with it"),
    "lane": pgettext_lazy("why an offer", "No lane leads to where it is wanted"),
    "price": pgettext_lazy("why an offer", "It asks for more than any order pays"),
    "total": pgettext_lazy("why an offer", "The grower’s total is used up"),
    "partly": pgettext_lazy("why an offer", "The other orders do better with other offers"),
    "outbid": pgettext_lazy("why an offer", "All orders do better with other offers"),
    "limit": pgettext_lazy("why an offer", "The orders’ lots and most growers, or a full lane"),
    "rule": pgettext_lazy("why an offer", "Others come first by the rule"),
}
WHY: Mapping[str, Words] = {
    proposing.BEST: _("Of all ways to serve all orders, the one worth most has you here."),
    proposing.SUBSTITUTE: _("Another grower gave this share back; of all who can, you come next."),
    proposing.CLAIMED: _("You took it from what was left."),
}
RULES: Mapping[str, Words] = {
    "fair-2026": _("Fair: priorities first, small growers and newcomers keep a share"),
    "worth-2026": _("Priorities first, then the greatest worth"),
    "worth-alone-2026": _("The greatest worth alone"),
}


@dataclass(frozen=True, slots=True)
class Badge:
    label: str
    tone: str


def stage(code: str) -> Badge:
    return Badge(lifecycle.stage_title(rules.CYCLE, code), STAGE_TONES[code])


def state(code: str) -> Badge:
    return Badge(str(State(code).label), STATE_TONES[State(code)])


def rule(code: str) -> str:
    """Return what a rule is called; one that is no longer used by its code."""
    return str(RULES.get(code, code))
