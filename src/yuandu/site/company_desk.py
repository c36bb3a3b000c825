"""The workbench of a company: what waits for me there, what I promised, what is unread."""

from typing import Any

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle.queries import promises
from yuandu.kernel.notices import queries as notices
from yuandu.kernel.workspaces.counting import counted
from yuandu.mechanisms.workforce import desks

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
