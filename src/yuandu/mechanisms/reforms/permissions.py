"""Who may do what with measures, meetings and pledges: `MAY_…` map a verb to a test.

Everybody reads the measures that were decided; offices read meetings and pledges, whoever was
invited or promised something there their own.
"""

from collections.abc import Callable, Mapping

from django.db.models import Exists, OuterRef, Q

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle.cycles import SEE
from yuandu.kernel.lifecycle.models.promises import OPEN, RUNNING
from yuandu.kernel.lifecycle.permissions import person
from yuandu.mechanisms.reforms import rules
from yuandu.mechanisms.reforms.models import Attendee, Measure, Meeting, Pledge

CITY = ("administrator", "city_officer")
STAFF = (*CITY, "county_officer", "department_officer", "leader", "auditor")


def keeps(actor: Actor) -> bool:
    """Whether `actor` keeps the list of measures, calls meetings and writes down pledges."""
    return actor.has(*CITY)


def is_staff(actor: Actor) -> bool:
    """Whether `actor` holds a post in an office: reads plans, and what measures did."""
    return actor.has(*STAFF)


MAY: Mapping[str, Callable[[Actor, Measure], bool]] = {
    SEE: lambda actor, measure: True,
    "edit": lambda actor, measure: keeps(actor),
}


def visible_pledges(actor: Actor) -> Q:
    """Return the condition on the pledges `actor` may read."""
    me = person(actor)
    if is_staff(actor):
        return Q()
    return Q(promise__giver=me) | Q(promise__receiver=me) if me else Q(pk=None)


def visible_meetings(actor: Actor) -> Q:
    """Return the condition on the meetings `actor` may read."""
    if is_staff(actor):
        return Q()
    me = person(actor)
    if me is None:
        return Q(pk=None)
    invited = Attendee.objects.filter(meeting=OuterRef("pk"), user=me)
    promised = Pledge.objects.filter(visible_pledges(actor), meeting=OuterRef("pk"))
    return Q(Exists(invited)) | Q(Exists(promised))


MAY_MEETING: Mapping[str, Callable[[Actor, Meeting], bool]] = {
    SEE: lambda actor, meeting: True,
    "edit": lambda actor, meeting: keeps(actor) and meeting.stage == rules.PLANNED,
    "pledge": lambda actor, meeting: keeps(actor) and meeting.stage == rules.HELD,
}
MAY_PLEDGE: Mapping[str, Callable[[Actor, Pledge], bool]] = {
    SEE: lambda actor, pledge: True,
    "fulfil": lambda actor, pledge: (
        pledge.promise.state == OPEN and pledge.promise.giver_id == person(actor)
    ),
    "pass_on": lambda actor, pledge: pledge.promise.state in RUNNING and keeps(actor),
}
