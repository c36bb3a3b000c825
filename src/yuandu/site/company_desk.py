"""The workbench of a company: what waits for me there, what I promised, what is unread."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle.queries import promises
from yuandu.kernel.notices import queries as notices
from yuandu.kernel.workspaces.counting import counted
from yuandu.mechanisms.workforce import desks
from yuandu.services.ballots import permissions as ballots
from yuandu.services.ballots import queries as ballot_queries

SHOWN = 6  # rows of each list; the heading leads to all of them


def desk(actor: Actor) -> dict[str, Any]:
    """Return the lists for `actor`; one query counts everything."""
    lines = desks.waiting(actor)
    sets = {str(at): line.rows for at, line in enumerate(lines)}
    counts = counted({**promises.waiting_sets(actor), **sets, "unread": notices.unread_set(actor)})
    lists = [which for which in ("to_me", "to_decide", "mine") if counts.get(which)]
    unread = notices.unread_set(actor)[:SHOWN] if counts["unread"] else ()
    return (
        {
            "lines": [
                {"title": line.title, "url": line.url, "number": counts[str(at)]}
                for at, line in enumerate(lines)
                if counts[str(at)]
            ],
            "counts": counts,
            "unread": [notices.item(notice) for notice in unread],
        }
        | dict.fromkeys(("to_me", "to_decide", "mine"), ())
        | promises.firsts(actor, lists, SHOWN)
    )


def _ballots(actor: Actor) -> list[desks.Waiting]:
    """Ballots are of a floor that knows no desks: their lines are drawn here."""
    url = reverse("ballots:list")
    lines = [
        desks.Waiting(_("Ballots that wait for my vote"), url, ballot_queries.to_vote_on(actor))
    ]
    if ballots.manages(actor):
        lines.append(
            desks.Waiting(_("Ballots whose time is over"), url, ballot_queries.to_close(actor))
        )
    return lines


desks.register(_ballots)
