"""The spreadsheet of pledges, as offices circulate it; it only goes out.

A pledge is written down at its meeting and kept by its clock: a table that came in with
another state of things would be a second truth.
"""

from collections.abc import Iterable, Iterator, Mapping

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import wording as lifecycle
from yuandu.kernel.sheets import layouts
from yuandu.kernel.sheets.rules.columns import Column, Kind, Value
from yuandu.mechanisms.reforms import permissions, queries
from yuandu.mechanisms.reforms.models import Pledge

COLUMNS = (
    Column(code="meeting", title=_("Meeting"), max_length=200),
    Column(code="held_on", title=_("Day of the meeting"), kind=Kind.DATE),
    Column(code="words", title=_("What is promised"), max_length=2000),
    Column(code="giver", title=_("Who promises"), max_length=100),
    Column(code="receiver", title=_("To whom"), max_length=100),
    Column(code="project_code", title=_("Project code"), max_length=40),
    Column(code="project", title=_("Project"), max_length=500),
    Column(code="difficulty", title=pgettext_lazy("of projects", "Difficulty"), max_length=120),
    Column(code="due_on", title=_("Due on"), kind=Kind.DATE),
    Column(code="state", title=_("State"), max_length=40),
    Column(code="closed_on", title=_("Over since"), kind=Kind.DATE),
)


def lines(pledges: Iterable[Pledge]) -> Iterator[Mapping[str, Value]]:
    """Yield pledges as rows of the sheet."""
    for each in pledges:
        promise, project = each.promise, each.project
        yield {
            "meeting": each.meeting.name,
            "held_on": each.meeting.on,
            "words": promise.words,
            "giver": str(promise.giver),
            "receiver": str(promise.receiver),
            "project_code": (project.code or None) if project else None,
            "project": project.name if project else None,
            "difficulty": each.difficulty.title if each.difficulty else None,
            "due_on": promise.due_on,
            "state": str(lifecycle.promise_state(promise.state)),
            "closed_on": promise.closed_on,
        }


def _export(by: Actor) -> Iterator[Mapping[str, Value]]:
    yield from lines(queries.tracked(by, "all").iterator(2000))


PLEDGES = layouts.going_out(
    code="meeting-pledges",
    title=pgettext_lazy("sheet", "Pledges of meetings"),
    columns=COLUMNS,
    key=("meeting", "words"),
    exporters=permissions.STAFF,
    export=_export,
)
layouts.register(PLEDGES)
