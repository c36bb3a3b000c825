"""Made-up content for the page of patterns. No firm or person in it exists."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from yuandu.kernel.workspaces.languages import is_english

type Sample = Callable[[], list[Case]]

TODAY = datetime.date(2026, 11, 24)
NOON = datetime.datetime(2026, 11, 24, 12, 0, tzinfo=datetime.UTC)


@dataclass(frozen=True, slots=True)
class Case:
    """One state of a component."""

    title: str
    context: Mapping[str, Any] = field(default_factory=dict)
    template: str = ""  # where it is not the component of the pattern's name
    size: str = ""  # "wide": a row for each language; "small": several in a row


def say(chinese: str, english: str) -> str:
    """Return the sample text in the language that is active."""
    return english if is_english() else chinese


def days(count: int) -> datetime.date:
    return TODAY + datetime.timedelta(days=count)


def stage_names() -> list[str]:
    if is_english():
        return ["Planning", "Start", "Building", "Production", "Tax", "Statistics"]
    return ["策划", "开工", "建设", "投产", "纳税", "纳统"]


def stages(current: int, *, halted: bool = False) -> list[dict[str, Any]]:
    """Return a main track that has come as far as stage `current`."""
    track: list[dict[str, Any]] = []
    for place, label in enumerate(stage_names(), 1):
        state = "done" if place < current else "current" if place == current else "ahead"
        if halted and state == "current":
            state = "halted"
        shown: dict[str, Any] = {"label": label, "place": place, "state": state}
        shown["on" if place <= current else "due"] = days(30 * (place - current))
        track.append(shown)
    return track


def files() -> list[dict[str, Any]]:
    names = say("施工许可证.pdf|开工现场照片.jpg", "construction-permit.pdf|works-start.jpg").split(
        "|"
    )
    return [
        {
            "name": name,
            "url": "#",
            "size": 184_320 * (index + 1),
            "at": NOON,
            "by": say("王五", "W. Wu"),
        }
        for index, name in enumerate(names)
    ]
