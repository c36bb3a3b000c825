"""What this room refuses, with all it knows about why."""

import datetime
from collections.abc import Mapping
from typing import ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yuandu.kernel.workspaces.refusals import Odd, Refusal


class OddOrder(Odd):
    """What was asked of an order makes no sense; `why` says how."""

    code = "odd-order"
    sentences: ClassVar = {
        "no-organisation": gettext_lazy("Orders are placed by organisations."),
        "window": gettext_lazy("The window ends before it begins."),
        "window-past": gettext_lazy("The window is over: choose days from today on."),
        "no-place": gettext_lazy("Say which market it goes to, or where else."),
        "share-without-index": gettext_lazy(
            "A share of what the market is above the floor needs the market whose average counts."
        ),
        "lot": gettext_lazy("The smallest lot is at least 1 and at most the whole quantity."),
        "not-a-draft": gettext_lazy(
            "The order is placed and cannot be changed any more. Cancel it and place another, or place a further one."
        ),
        "reference-taken": gettext_lazy("You have another order with this number."),
        "nothing-promised": gettext_lazy(
            "Nothing of this order is promised yet: dock it on the docking board first."
        ),
        "something-promised": gettext_lazy(
            "Growers have promised some of this order. Undo the docking first, or cancel the order."
        ),
        "unanswered": gettext_lazy(
            "Some growers have not answered yet. Wait for them, or answer for them after a call."
        ),
        "not-seeking": gettext_lazy("This order takes no more promises."),
    }


class OddOffer(Odd):
    """What was asked of an offer makes no sense; `why` says how."""

    code = "odd-offer"
    sentences: ClassVar = {
        "no-household": gettext_lazy("Offers are made by households."),
        "window": gettext_lazy("The window ends before it begins."),
        "window-past": gettext_lazy("The window is over: choose days from today on."),
        "no-place": gettext_lazy("Say where the plants are."),
        "twice": gettext_lazy(
            "There is an offer of this kind, grade, first day and place already. Change that one."
        ),
        "below-promised": gettext_lazy("More than that is promised already."),
        "closed": gettext_lazy("This offer is closed."),
    }


class OddBlanket(Odd):
    """What was asked of a blanket order makes no sense; `why` says how."""

    code = "odd-blanket-order"
    status = 409
    sentences: ClassVar = {
        "closed": gettext_lazy("This blanket order is closed: nothing more is called off."),
        "outside-season": gettext_lazy("These days lie outside the season of the blanket order."),
        "changed": gettext_lazy(
            "Something was called off since you opened the page. Look at what is left, then call off again."
        ),
    }


class OddLane(Odd):
    """What was asked of a lane makes no sense; `why` says how."""

    code = "odd-lane"
    sentences: ClassVar = {
        "ends": gettext_lazy("Say where the lane leads: to a market, or to another place."),
    }


class NotEnoughLeft(Refusal):
    """More was wanted of an order, an offer, a grower's total or a lane's week than is left."""

    code = "not-enough-left"

    def __init__(self, what: str, left: int, wanted: int) -> None:
        self.what, self.left, self.wanted = what, left, wanted
        super().__init__(f"{wanted} wanted, {left} left of the {what}")

    @property
    def sentence(self) -> str:
        given = {"left": self.left, "wanted": self.wanted}
        match self.what:
            case "order":
                return (
                    _(
                        "Only %(left)s of this order are left, not %(wanted)s: others have been faster. Take less, or look at the other orders."
                    )
                    % given
                )
            case "offer":
                return _("Only %(left)s of this offer are left, not %(wanted)s.") % given
            case "blanket":
                return (
                    _(
                        "Only %(left)s of the blanket order’s total are left, not %(wanted)s. Call off less, or place a further blanket order."
                    )
                    % given
                )
            case "lane":
                return (
                    _(
                        "The way there carries only %(left)s more in that week, not %(wanted)s. Take less, or ask the coordinator for room."
                    )
                    % given
                )
        return (
            _("You wanted to give %(left)s more in all, not %(wanted)s. Raise your total first.")
            % given
        )


class OddPromise(Odd):
    """What was asked of a promise makes no sense; `why` says how."""

    code = "odd-promise"
    status = 409
    sentences: ClassVar = {
        "ended": gettext_lazy(
            "This share is not yours any more: it was ended before you answered."
        ),
        "accepted": gettext_lazy(
            "You have accepted this share already. If you cannot deliver it, say that you drop out."
        ),
        "not-accepted": gettext_lazy("This share has not been accepted."),
        "in-delivery": gettext_lazy(
            "Delivery has begun, so nobody can drop out any more. Report what is short at the collection point: it is recorded as a shortage and settled so."
        ),
        "quantity": gettext_lazy("Take at least 1, and at most what you were asked for."),
        "lot": gettext_lazy("This order takes no lot as small as that."),
        "growers": gettext_lazy("This order is split over as many growers as its buyer allows."),
        "not-growing": gettext_lazy(
            "Nothing grows for this share: it is not accepted, or delivered."
        ),
        "lane": gettext_lazy("No lane leads from where the plants are to where the order goes."),
        "pair": gettext_lazy("Kind, grade or days of the offer do not fit the order."),
    }


class StaleDocking(Odd):
    """A docking is not what it was when the actor saw it; `why` says how."""

    code = "stale-docking"
    status = 409
    sentences: ClassVar = {
        "changed": gettext_lazy(
            "Orders or offers have changed since this docking was made. Dock again, then publish."
        ),
        "not-proposed": gettext_lazy("This docking has been published or undone already."),
        "not-published": gettext_lazy("This docking is not published."),
        "accepted": gettext_lazy(
            "A grower has accepted already, so the docking stands. Single shares can still be given to others."
        ),
        "nothing-open": gettext_lazy("There is no order that still looks for growers."),
        "nothing-offered": gettext_lazy("No grower offers anything for the orders that are open."),
        "too-much": gettext_lazy("Amounts are too large to be added up exactly."),
    }


class WindowTooSoon(Refusal):
    """What is planted today cannot be delivered when the window begins."""

    code = "window-too-soon"
    status = 422

    def __init__(self, kind: str, weeks: int, plant_by: datetime.date, ready_on: datetime.date):
        self.params: Mapping[str, object] = {
            "kind": kind,
            "weeks": weeks,
            "plant_by": plant_by,
            "ready_on": ready_on,
        }
        super().__init__(f"{kind}: plant by {plant_by}, ready on {ready_on}")

    @property
    def sentence(self) -> str:
        return (
            _(
                "%(kind)s grows %(weeks)s weeks: for this window it had to be planted by %(plant_by)s; planted today it is ready on %(ready_on)s. Only plants that stand in the greenhouses already can be delivered. Choose a later window, or confirm that you want those."
            )
            % self.params
        )
