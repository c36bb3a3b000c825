"""What shareholders are told when shares of theirs change hands, or are held back for it."""

from collections.abc import Iterable, Iterator, Mapping

from django.utils.translation import gettext_lazy as _

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.notices import actions as notices
from yuandu.kernel.notices import kinds
from yuandu.kernel.notices.actions import Telling
from yuandu.mechanisms.equity.models import Holder, ShareTransaction

State = ShareTransaction.State


def _in_words(params: Mapping[str, object]) -> Mapping[str, object]:
    kind = ShareTransaction.Kind(str(params["kind"])).label
    return dict(params) | {"kind": str(kind), "quantity": f"{params['quantity']:,}"}


# By the state of a transaction: what who gives is told, and who takes.
GIVER: Mapping[str, str] = {
    State.PENDING: "equity.held_back",
    State.POSTED: "equity.left",
    State.VOIDED: "equity.free",
}
TAKER: Mapping[str, str] = {
    State.PENDING: "equity.coming",
    State.POSTED: "equity.came",
    State.VOIDED: "equity.not_coming",
}
kinds.declare(
    "equity.came",
    _("Shares registered for you"),
    _("%(kind)s: %(quantity)s shares are registered for you, with share transaction %(number)s."),
    _in_words,
)
kinds.declare(
    "equity.left",
    _("Shares of yours given"),
    _("%(kind)s: %(quantity)s of your shares are given, with share transaction %(number)s."),
    _in_words,
)
kinds.declare(
    "equity.held_back",
    _("Shares of yours held back"),
    _(
        "%(kind)s: %(quantity)s of your shares are held back until share transaction %(number)s is registered or released."
    ),
    _in_words,
)
kinds.declare(
    "equity.coming",
    _("Shares held back for you"),
    _(
        "%(kind)s: %(quantity)s shares are held back for you until share transaction %(number)s is registered or released."
    ),
    _in_words,
)
kinds.declare(
    "equity.free",
    _("Shares of yours free again"),
    _("%(kind)s: share transaction %(number)s is released; %(quantity)s of your shares are free."),
    _in_words,
)
kinds.declare(
    "equity.not_coming",
    _("Shares no longer held for you"),
    _(
        "%(kind)s: share transaction %(number)s is released; its %(quantity)s shares are not registered for you."
    ),
    _in_words,
)


def of_changes(by: Actor, changes: Iterable[ShareTransaction]) -> None:
    """Tell holders with an account what became of shares of theirs; one query."""
    told = list(changes)
    holders = {each.holder_id for one in told for each in (one.source, one.target) if each}
    readers: dict[int, int] = {}
    for pk, user, worker in Holder.objects.filter(pk__in=holders).values_list(
        "pk", "user_id", "worker__user_id"
    ):
        if reader := user or worker:
            readers[pk] = reader
    notices.send_many(by=by, tellings=[each for one in told for each in _tellings(one, readers)])


def _tellings(found: ShareTransaction, readers: Mapping[int, int]) -> Iterator[Telling]:
    for holding, kind in ((found.source, GIVER), (found.target, TAKER)):
        if holding and (reader := readers.get(holding.holder_id)):
            params = {"kind": found.kind, "quantity": found.quantity, "number": str(found)}
            yield Telling([reader], kind[found.state], found.get_absolute_url(), params)
