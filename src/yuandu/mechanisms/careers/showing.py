"""Ladders, ways and records as pages show them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.workspaces.languages import listed
from yuandu.mechanisms.careers import queries, wording
from yuandu.mechanisms.careers.deciding import Checked
from yuandu.mechanisms.careers.drawing import Drawing, draw
from yuandu.mechanisms.careers.library import LADDERS
from yuandu.mechanisms.careers.models import Application, Ladder, Position, Rung, WorkerRecord
from yuandu.mechanisms.careers.queries import Door, Ways
from yuandu.mechanisms.careers.rules import graph


@dataclass(frozen=True, slots=True)
class DoorShown:
    """A rung one may go on to, with its conditions: those that lack something first."""

    rung: Rung
    title: str
    source: str
    apply_url: str
    application: Application | None
    is_ready: bool
    is_close: bool
    met: int
    total: int
    lacking: tuple[wording.Told, ...]
    other: tuple[wording.Told, ...]


@dataclass(frozen=True, slots=True)
class TrackShown:
    title: str
    here: Position | None
    here_title: str
    equal: str
    onward: DoorShown | None
    is_top: bool


@dataclass(frozen=True, slots=True)
class WaysShown:
    tracks: tuple[TrackShown, ...]
    doors: tuple[DoorShown, ...]


def crumbs() -> list[dict[str, Any]]:
    return [{"title": _("Ready for the next rung"), "url": reverse("careers:prospects")}]


def ways(found: Ways, applications: Mapping[int, Application]) -> WaysShown:
    """Return a worker's ways, as the page shows them."""
    tracks = tuple(
        TrackShown(
            str(Ladder(one.ladder).label),
            one.here,
            wording.rung_title(one.here.rung) if one.here else "",
            listed(wording.rung_title(rung) for rung in one.equal),
            door(one.onward, applications) if one.onward else None,
            one.here is not None and one.here.rung_id == one.rungs[-1].pk,
        )
        for one in found.tracks
        if one.rungs
    )
    return WaysShown(tracks, tuple(door(one, applications) for one in found.doors))


def door(one: Door, applications: Mapping[int, Application]) -> DoorShown:
    lacking, other = conditions(one.checked)
    url = reverse("careers:apply", args=[one.target.pk])
    return DoorShown(
        one.target,
        wording.rung_title(one.target),
        wording.rung_title(one.source) if one.source else "",
        f"{url}?source={one.source.pk}" if one.source else url,
        applications.get(one.target.pk),
        one.checked.is_ready,
        len(one.checked.lacking) == 1,
        sum(told.state == "met" for told in other),
        len(lacking) + len(other),
        lacking,
        other,
    )


def conditions(checked: Checked) -> tuple[tuple[wording.Told, ...], tuple[wording.Told, ...]]:
    """Return what still lacks, and the other conditions."""
    told = wording.told(checked.answer.findings)
    lacking = tuple(one for one in told if one.state in {"unmet", "unknown"})
    return lacking, tuple(one for one in told if one not in lacking)


def drawing_of(actor: Actor, found: Ways | None = None) -> Drawing:
    """Return the company's ladders as a drawing, with where somebody stands."""
    rungs = list(queries.rungs(actor))
    ladders: list[tuple[str, list[tuple[int, str]]]] = [
        (
            str(Ladder(ladder).label),
            [(one.pk, wording.rung_title(one)) for one in rungs if one.ladder == ladder],
        )
        for ladder in LADDERS
    ]
    equal = list(queries.equivalences(actor).values_list("one_id", "other_id"))
    doors = {
        (one.source_id, one.target_id)
        for one in queries.books(actor).filter(source__isnull=False)
        if one.source_id is not None
    }
    rows = graph.rows([[key for key, _title in rungs] for _head, rungs in ladders], equal)
    here = {one.rung_id for one in found.history if one.to_on is None} if found else set()
    ready = [one.onward for one in found.tracks if one.onward] if found else []
    ready += found.doors if found else ()
    return draw(
        ladders,
        rows,
        equal=equal,
        doors=doors,
        here=here,
        open_to={one.target.pk for one in ready if one.checked.is_ready},
    )


def records(found: Iterable[WorkerRecord]) -> list[dict[str, Any]]:
    """Return records with what their kind and value are called."""
    return [
        {
            "record": one,
            "kind": wording.kind_title(one.kind),
            "value": wording.value_title(one.kind, one.value),
        }
        for one in found
    ]
