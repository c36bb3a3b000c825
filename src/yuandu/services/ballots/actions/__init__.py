"""What is done with ballots: one verb a function. See the room's docstring for the order."""

from yuandu.services.ballots.actions.closing import cancel, close
from yuandu.services.ballots.actions.drafting import add_electors, draft, exclude, open_ballot
from yuandu.services.ballots.actions.proxies import give_proxy, revoke_proxy
from yuandu.services.ballots.actions.voting import Receipt, cast, take, vote, vote_openly

__all__ = [
    "Receipt",
    "add_electors",
    "cancel",
    "cast",
    "close",
    "draft",
    "exclude",
    "give_proxy",
    "open_ballot",
    "revoke_proxy",
    "take",
    "vote",
    "vote_openly",
]
