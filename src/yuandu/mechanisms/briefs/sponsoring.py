"""What one stands by: projects as cards, and all their briefs in one file."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import clocks
from yuandu.kernel.lifecycle.days import calendar_of
from yuandu.kernel.lifecycle.models import Assignment, Promise
from yuandu.kernel.lifecycle.queries import people, promises
from yuandu.mechanisms.projects import queries as projects
from yuandu.mechanisms.projects.models import Project
from yuandu.mechanisms.reporting import queries as reporting
from yuandu.mechanisms.reporting.models import Light
from yuandu.mechanisms.visits import queries as visits

CARDS_A_PAGE = 24  # and as many sheets in one file
LABEL = Project._meta.label_lower


@dataclass(frozen=True, slots=True)
class Charge:
    """A project, and in which role one stands by it."""

    assignment: Assignment
    subject: Project


@dataclass(frozen=True, slots=True)
class Due:
    """A promise that runs, and how its clock stands."""

    promise: Promise
    words: str
    reading: clocks.Reading


@dataclass(frozen=True, slots=True)
class Card:
    """A project one stands by: its light, the promise due next, the visits before and to come."""

    project: Project
    role: str
    light: Light | None
    promise: Due | None
    last_visit: datetime.date | None
    next_visit: datetime.date | None


def sponsored(actor: Actor, number: int | str = 1) -> tuple[Page, list[Charge]]:
    """Return a page of what `actor` stands by and may see, with the projects; two queries."""
    charges = list(people.current(actor).filter(subject_label=LABEL))
    page = Paginator(charges, CARDS_A_PAGE).get_page(number)
    wanted = {each.subject_id for each in page}
    visible = projects.visible_to(actor).select_related("division", "owner", "track")
    found = visible.defer("division__geometry").in_bulk(wanted)
    return page, [Charge(each, found[each.subject_id]) for each in page if each.subject_id in found]


def cards(actor: Actor, charges: Sequence[Charge]) -> list[Card]:
    """Return what one stands by as cards; five queries, however many."""
    keys = [each.subject.pk for each in charges]
    lights = reporting.newest_lights(keys)
    due = _promises(actor, keys)
    last, following = visits.last_visits(actor, keys), visits.next_visits(actor, keys)
    return [
        Card(
            each.subject,
            each.assignment.role,
            lights.get(each.subject.pk),
            due.get(each.subject.pk),
            last.get(each.subject.pk),
            following.get(each.subject.pk),
        )
        for each in charges
    ]


def _promises(actor: Actor, keys: Sequence[int]) -> dict[int, Due]:
    """Return the running promise that is due first, by project."""
    running = (
        promises.visible_to(actor)
        .filter(subject_label=LABEL, subject_id__in=keys, closed_on=None)
        .select_related("giver", "receiver", "step__track")
        .order_by("subject_id", "due_on", "pk")
        .distinct("subject_id")
    )
    today, calendar = actor.workspace.today(), calendar_of(actor.workspace)
    return {
        each.subject_id: Due(each, promises.words_of(each), promises.read(each, today, calendar))
        for each in running
    }
