"""Promises: one with its history, and the lists of what waits for whom."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse

from yuandu.engines.calendar import Calendar
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import clocks, cycles, sayings, subjects, telling
from yuandu.kernel.lifecycle.cycles import LifeCycle
from yuandu.kernel.lifecycle.days import calendar_of
from yuandu.kernel.lifecycle.models import Promise
from yuandu.kernel.lifecycle.models.promises import CLAIMED, OPEN, RUNNING
from yuandu.kernel.lifecycle.permissions import MAY_PROMISE, OVERSEERS, person
from yuandu.kernel.workspaces.counting import Sets, counted

# What each list shows; the first is the one a page opens with.
LISTS = ("mine", "to_me", "to_decide", "overdue", "silent", "running", "over")
OWN = ("mine", "to_me")
WAITING = (*OWN, "to_decide")


@dataclass(frozen=True, slots=True)
class Named:
    """A subject as a list names it; without an address where the reader may not see it."""

    title: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A promise as a list or page shows it."""

    promise: Promise
    words: str
    subject: Named
    reading: clocks.Reading
    url: str

    @property
    def silent(self) -> str:
        """The name of whose silence it is; empty if nobody is silent."""
        if self.reading.silent is None:
            return ""
        receiver = self.reading.silent == "receiver"
        return str(self.promise.receiver if receiver else self.promise.giver)


def visible_to(actor: Actor, labels: Collection[str] | None = None) -> QuerySet[Promise]:
    """Return one's own promises, those about what one sees, and all to those who oversee.

    Args:
        labels: the kinds of subject alone that are looked for, so that rights to no other
            are looked up.
    """
    promises = Promise.objects.filter(workspace=actor.workspace)
    if actor.has(*OVERSEERS):
        return promises
    me = person(actor)
    if me is None:
        return promises.none()
    own = Q(giver=me) | Q(receiver=me)
    if not actor.is_insider:
        return promises.filter(own)
    seen = subjects.about_seen(actor, labels)
    return promises if seen is None else promises.filter(own | seen)


def get(actor: Actor, pk: int, *, to: str) -> Promise:
    """Return the promise, with its parties and step, if `actor` may do `to` with it.

    Raises:
        Http404: there is none, or the actor must not learn that there is.
        PermissionDenied: the actor sees it, but may not do this.
    """
    found = get_object_or_404(
        visible_to(actor).select_related("giver", "receiver", "step__track"), pk=pk
    )
    if not MAY_PROMISE[to](actor, found):
        raise PermissionDenied
    return found


def verbs(actor: Actor, promise: Promise) -> dict[str, bool]:
    """Return what the actor may do with the promise as it stands, by verb."""
    states = {
        "say": RUNNING,
        "claim": (OPEN,),
        "confirm": RUNNING,
        "refuse": (CLAIMED,),
        "withdraw": RUNNING,
    }
    return {
        verb: promise.state in states[verb] and MAY_PROMISE[verb](actor, promise) for verb in states
    }


def _of_list(actor: Actor, which: str) -> Q:
    me, today = person(actor), actor.workspace.today()
    mine, mine_to_answer = Q(giver=me, closed_on=None), Q(receiver=me, closed_on=None)
    line = clocks.silent_since(today, calendar_of(actor.workspace))
    return {
        "mine": mine,
        "to_me": mine_to_answer,
        "to_decide": to_decide(actor) & Q(closed_on=None),
        "overdue": Q(closed_on=None, state=OPEN, due_on__lt=today),
        "silent": Q(closed_on=None, turn_on__lte=line),
        "running": Q(closed_on=None),
        "over": Q(closed_on__isnull=False),
    }[which]


def _led(actor: Actor) -> list[tuple[LifeCycle, set[str]]]:
    """Return the life cycles that a move of the actor's post leads on, and from which stages."""
    led = []
    for cycle in cycles.all():
        moves = [each for each in cycle.moves if not each.is_reversal and actor.has(*each.roles)]
        if stages := {stage for move in moves for stage in move.sources}:
            led.append((cycle, stages))
    return led


def to_decide(actor: Actor) -> Q:
    """Return the running clocks of tracks that a move of the actor's post leads on."""
    waiting = Q(pk__in=[])
    for cycle, stages in _led(actor):
        waiting |= Q(step__track__cycle=cycle.code, step__track__stage__in=stages)
    return waiting & Q(state=OPEN)


def _read(actor: Actor, which: str) -> QuerySet[Promise]:
    """Return the promises among which those of a list are looked for.

    One's own are visible to oneself, and clocks to decide are about few kinds of subject: to
    ask for the rights to all of them takes longer than to find the promises.
    """
    if which in OWN:
        own = Promise.objects.filter(workspace=actor.workspace)
        return own if person(actor) else own.none()
    labels = {cycle.subject for cycle, _stages in _led(actor)} if which == "to_decide" else None
    return visible_to(actor, labels)


def listed(actor: Actor, which: str) -> QuerySet[Promise]:
    """Return the promises of a list, the most urgent first.

    Args:
        which: one of `LISTS`.
    """
    order = {"over": ("-closed_on", "-pk"), "silent": ("turn_on", "pk")}
    return (
        _read(actor, which)
        .filter(_of_list(actor, which))
        .select_related("giver", "receiver", "step__track")
        .order_by(*order.get(which, ("due_on", "pk")))
    )


def waiting_sets(actor: Actor) -> Sets:
    """Return the running promises that the actor gave, was given, and can lead on, to be counted."""
    if person(actor) is None:
        return {}
    return {which: _read(actor, which).filter(_of_list(actor, which)) for which in WAITING}


def counts(actor: Actor) -> dict[str, int]:
    """Return how many promises `waiting_sets` names; one query."""
    return counted(waiting_sets(actor))


def firsts(actor: Actor, lists: Sequence[str], number: int) -> dict[str, list[Row]]:
    """Return the first few of several lists, each the most urgent first, as pages show them.

    One query for all, and at most two a kind of subject; none where no list is asked for.

    Args:
        lists: of those that `waiting_sets` names, with something in them.
    """
    if not lists:
        return {}
    first, *others = [listed(actor, which).values("pk")[:number] for which in lists]
    found = (
        Promise.objects.filter(pk__in=first.union(*others, all=True) if others else first)
        .annotate(
            **{
                f"is_{which}": ExpressionWrapper(_of_list(actor, which), BooleanField())
                for which in lists
            }
        )
        .select_related("giver", "receiver", "step__track")
        .order_by("due_on", "pk")
    )
    told = rows(actor, found)
    return {
        which: [row for row in told if getattr(row.promise, f"is_{which}")][:number]
        for which in lists
    }


def rows(actor: Actor, promises: Iterable[Promise]) -> list[Row]:
    """Return promises as pages show them; at most two queries a kind of subject."""
    shown = list(promises)
    named = names(actor, ((each.subject_label, each.subject_id) for each in shown))
    today, calendar = actor.workspace.today(), calendar_of(actor.workspace)
    return [
        Row(
            promise,
            words_of(promise),
            named[promise.subject_label, promise.subject_id],
            read(promise, today, calendar),
            reverse("lifecycle:promise", args=[promise.pk]),
        )
        for promise in shown
    ]


def read(promise: Promise, today: datetime.date, calendar: Calendar) -> clocks.Reading:
    """Return how the promise stands."""
    terms = clocks.Terms(promise.state, promise.opened_on, promise.due_on, promise.turn_on)
    reading = clocks.read(terms, today, calendar)
    if reading.silent == "receiver" and promise.receiver_id is None:
        return clocks.Reading("overdue", reading.on, reading.days)
    return reading


def words_of(promise: Promise) -> str:
    """Return what is promised, in the reader's language where no person wrote it."""
    if promise.saying:
        return sayings.written(promise.saying, promise.params, promise.words)
    if promise.words or promise.step is None:
        return promise.words
    return telling.clock_words(promise.step.track.cycle, promise.step.target)


def names(actor: Actor, keys: Iterable[tuple[str, int]]) -> Mapping[tuple[str, int], Named]:
    """Return the names of subjects, with addresses for those that the actor may see."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for label, key in keys:
        wanted[label].add(key)
    named: dict[tuple[str, int], Named] = {}
    for label, ids in wanted.items():
        kind = subjects.kind(label)
        if kind.visible_to is not None:
            for subject in kind.visible_to(actor).filter(pk__in=ids):
                title = str(getattr(subject, "title", "") or subject)
                named[label, subject.pk] = Named(title, kind.url(subject))
        hidden = [key for key in ids if (label, key) not in named]
        titles = subjects.titles(actor.workspace, label, hidden) if hidden else {}
        named |= {(label, key): Named(titles.get(key, str(key))) for key in hidden}
    return named
