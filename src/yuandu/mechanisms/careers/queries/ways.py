"""Where a worker stands, what the next rung asks, and which doors lead sideways."""

import datetime
from dataclasses import dataclass

from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.careers.deciding import Checked, check
from yuandu.mechanisms.careers.library import LADDERS, book_of, vocabulary
from yuandu.mechanisms.careers.models import Position, Rung, RungBook, WorkerRecord
from yuandu.mechanisms.careers.queries.ladders import equivalences, in_force, rungs
from yuandu.mechanisms.careers.queries.people import as_rules_read, file_of, standings
from yuandu.mechanisms.careers.rules.facts import Standing, facts_of
from yuandu.mechanisms.workforce.models import Worker


@dataclass(frozen=True, slots=True)
class Door:
    """A rung one may go on to, and what its book says.

    Attributes:
        source: the rung of another ladder that the door leads from; none: from below.
    """

    target: Rung
    source: Rung | None
    book: RungBook
    checked: Checked


@dataclass(frozen=True, slots=True)
class Lane:
    """A ladder as one worker sees it.

    Attributes:
        here: the rung on which the worker stands.
        equal: rungs of other ladders that `here` counts as equal to.
        onward: the next rung up, where a book says what it asks.
    """

    ladder: str
    rungs: tuple[Rung, ...]
    here: Position | None
    equal: tuple[Rung, ...]
    onward: Door | None


@dataclass(frozen=True, slots=True)
class Ways:
    tracks: tuple[Lane, ...]
    doors: tuple[Door, ...]  # sideways
    history: tuple[Position, ...]
    records: tuple[WorkerRecord, ...]


@dataclass(frozen=True, slots=True)
class Everything:
    """What all workers' ways are worked out from, read once."""

    rungs: tuple[Rung, ...]
    equal: dict[int, tuple[int, ...]]
    books: dict[tuple[int, int | None], RungBook]
    on: datetime.date

    def above(self, ladder: str, order: int) -> Rung | None:
        """Return the rung that follows on a ladder."""
        of_ladder = [one for one in self.rungs if one.ladder == ladder and one.order > order]
        return of_ladder[0] if of_ladder else None


def everything(actor: Actor, on: datetime.date) -> Everything:
    """Return ladders, equivalences and the books in force; three queries."""
    equal: dict[int, tuple[int, ...]] = {}
    for pair in equivalences(actor):
        equal[pair.one_id] = (*equal.get(pair.one_id, ()), pair.other_id)
        equal[pair.other_id] = (*equal.get(pair.other_id, ()), pair.one_id)
    found = tuple(rungs(actor).order_by("ladder", "order"))
    return Everything(found, equal, in_force(actor, on), on)


def ways_of(actor: Actor, worker: Worker) -> Ways:
    """Return everything of a worker's career; five queries."""
    known = everything(actor, actor.workspace.today())
    positions, records = file_of(worker)
    held = {one.ladder: one for one in positions if one.to_on is None}
    doors = onward_of(known, worker, positions, records)
    ups = {door.target.ladder: door for door in doors if door.source is None}
    by_key = {one.pk: one for one in known.rungs}
    tracks = tuple(
        Lane(
            ladder,
            tuple(one for one in known.rungs if one.ladder == ladder),
            here := held.get(ladder),
            tuple(by_key[key] for key in known.equal.get(here.rung_id, ())) if here else (),
            ups.get(ladder),
        )
        for ladder in LADDERS
    )
    sideways = tuple(door for door in doors if door.source is not None)
    return Ways(tracks, sideways, tuple(positions), tuple(records))


def door_to(actor: Actor, worker: Worker, target: Rung, source: Rung | None) -> Door | None:
    """Return one way on, up or sideways, whether or not it is the next; none without a book."""
    known = everything(actor, actor.workspace.today())
    book = known.books.get((target.pk, source.pk if source else None))
    if book is None:
        return None
    checked = check_of(known, worker, *file_of(worker), source=source, book=book)
    return Door(target, source, book, checked)


def onward_of(
    known: Everything, worker: Worker, positions: list[Position], records: list[WorkerRecord]
) -> list[Door]:
    """Return every rung that a worker might go on to, up and sideways; no query."""
    here = {one.ladder: one for one in standings(positions)}
    sideways = _sideways(known, here)
    beside = {target.ladder for _source, target, _book in sideways}
    doors = []
    for ladder in LADDERS:
        standing = here.get(ladder)
        if standing is None and ladder in beside:
            continue  # whoever comes by a door does not begin at the bottom
        target = known.above(ladder, standing.order if standing else 0)
        book = known.books.get((target.pk, None)) if target else None
        if target and book:
            doors.append(_door(known, worker, here, records, target, None, book))
    for source, target, book in sideways:
        doors.append(_door(known, worker, here, records, target, source, book))
    return doors


def check_of(
    known: Everything,
    worker: Worker,
    positions: list[Position],
    records: list[WorkerRecord],
    *,
    source: Rung | None,
    book: RungBook,
) -> Checked:
    """Return what a book says of a worker."""
    here = {one.ladder: one for one in standings(positions)}
    ladder = (source or book.target).ladder
    return _check(known.on, worker, here, records, here.get(ladder), book)


def _sideways(known: Everything, here: dict[str, Standing]) -> list[tuple[Rung, Rung, RungBook]]:
    """Return the doors from where one stands; of several to one rung the highest counts."""
    by_key = {one.pk: one for one in known.rungs}
    best: dict[int, tuple[Rung, Rung, RungBook]] = {}
    for (target_key, source_key), book in known.books.items():
        if source_key is None:
            continue
        source, target = by_key[source_key], by_key[target_key]
        stands, there = here.get(source.ladder), here.get(target.ladder)
        if stands is None or stands.order < source.order:
            continue
        if there is not None and there.order >= target.order:
            continue
        held = best.get(target.pk)
        if held is None or held[0].order < source.order:
            best[target.pk] = (source, target, book)
    return sorted(best.values(), key=lambda one: (one[1].ladder, one[1].order))


def _door(
    known: Everything,
    worker: Worker,
    here: dict[str, Standing],
    records: list[WorkerRecord],
    target: Rung,
    source: Rung | None,
    book: RungBook,
) -> Door:
    leaves = here.get((source or target).ladder)
    return Door(target, source, book, _check(known.on, worker, here, records, leaves, book))


def _check(
    on: datetime.date,
    worker: Worker,
    here: dict[str, Standing],
    records: list[WorkerRecord],
    leaves: Standing | None,
    book: RungBook,
) -> Checked:
    facts = facts_of(
        as_rules_read(records),
        here.values(),
        joined_on=worker.joined_on,
        source=leaves,
        on=on,
        vocabulary=vocabulary(),
    )
    return check(book_of(book.text, book.code), facts, on)
