"""The workbench: what waits for me, what I promised, what changed, what is late."""

import datetime
from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse
from django.utils import timezone

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import queries as audit
from yuandu.kernel.audit.models import Entry
from yuandu.kernel.lifecycle import wording
from yuandu.kernel.lifecycle.queries import promises
from yuandu.kernel.notices import queries as notices
from yuandu.kernel.workspaces.counting import counted
from yuandu.mechanisms.followup import queries as followup
from yuandu.mechanisms.projects import queries as projects
from yuandu.mechanisms.projects import rules
from yuandu.mechanisms.projects.models import Project, Standing
from yuandu.mechanisms.projects.queries import Filters, watching
from yuandu.mechanisms.reforms import queries as reforms
from yuandu.mechanisms.reporting import queries as reporting
from yuandu.mechanisms.reserve import queries as reserve
from yuandu.mechanisms.visits import queries as visits

RECENT = datetime.timedelta(days=30)
SHOWN = 6  # rows of each list; the heading leads to all of them


def desk(actor: Actor) -> dict[str, Any]:
    """Return the lists for `actor`; nine queries, however much there is.

    One counts everything, and only what there is is read. A kind of thing that promises or
    changes are about takes a further one for its names.
    """
    year = actor.workspace.today().year
    late = projects.standings(actor, Filters(year=year, overdue=True, sort="due"))
    drives, ideas = visits.waiting_sets(actor), reserve.waiting_sets(actor)
    watched = watching.waiting_sets(actor)
    counts = counted(
        {
            **promises.waiting_sets(actor),
            **drives,
            **ideas,
            **followup.waiting_sets(actor),
            **watched,
            **reforms.waiting_sets(actor),
            "late": projects.countable(late),
            "unread": notices.unread_set(actor),
        }
    )
    lists = [which for which in ("to_me", "to_decide", "mine") if counts.get(which)]
    unread = notices.unread_set(actor)[:SHOWN] if counts["unread"] else ()
    return (
        {
            "reports": reporting.waiting_for(actor),
            "unanswered": reporting.unanswered(actor),
            "visits": visits.waiting_for(actor, counts),
            "ideas": reserve.Waiting(**{name: counts[name] for name in ideas}),
            "watched": {which: counts[which] for which in watched},
            "counts": counts,
            "unread": [notices.item(notice) for notice in unread],
            "late": _late(late[:SHOWN] if counts["late"] else ()),
            "late_total": counts["late"],
            "late_url": f"{reverse('projects:list')}?year={year}&overdue=on",
            "changed": [_change(row) for row in audit.rows(_recent(actor))],
        }
        | dict.fromkeys(("to_me", "to_decide", "mine"), ())
        | promises.firsts(actor, lists, SHOWN)
    )


def _late(standings: Iterable[Standing]) -> list[dict[str, Any]]:
    return [
        {
            "title": standing.project.title,
            "url": reverse("projects:project", args=[standing.project_id]),
            "division": standing.project.division.short_title,
            "due_on": standing.due_on,
        }
        for standing in standings
    ]


def _change(row: audit.Row) -> dict[str, Any]:
    """Return a change as the desk tells it; of a move, where it led."""
    details = row.entry.details
    led = ""
    if row.entry.action == "track.move":
        cycle, target = str(details["cycle"]), str(details["target"])
        track = f"{wording.cycle_title(cycle)} " if cycle in rules.PARALLEL else ""
        led = f"{track}→ {wording.stage_title(cycle, target)}"
    return {
        "title": row.thing or row.action,
        "url": reverse("projects:project", args=[row.entry.subject_id]) if row.thing else "",
        "what": led or row.action,
        "who": row.entry.who,
        "at": row.entry.at,
    }


def _recent(actor: Actor) -> Sequence[Entry]:
    """Return what others did lately to the projects that the actor may see."""
    since = timezone.now() - RECENT
    among = {Project._meta.label_lower: projects.visible_to(actor)}
    return list(audit.recent(actor, since=since, among=among)[:SHOWN])
