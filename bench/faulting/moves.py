"""Projects on their way through the life cycle, with papers, permits and the land they take."""

import random
import threading
from dataclasses import dataclass, field
from typing import Any

from bench.faulting.city import TODAY
from bench.faulting.http import Answer, Api, Lost

LAND = "project_land"
FILES = {"works_start": "site_photo", "production_start": "acceptance", "grant": "paper"}
# What a mover chooses from, of what the API offers.
CHOSEN = {
    *("works_start", "build", "suspend", "resume", "cancel", "revive"),
    *("back_to_plan", "back_to_works_start", "apply", "grant", "refuse", "revoke"),
}


@dataclass(slots=True)
class Move:
    """A move that was asked for."""

    track: int
    project: int
    code: str
    version: int  # of the track, before
    step: int | None = None  # as the server acknowledged it
    is_refused: bool = False


@dataclass(slots=True)
class Moved:
    """What was asked for and what came back."""

    moves: list[Move] = field(default_factory=list)


class Mover(threading.Thread):
    """Moves projects of its own, one move after the other."""

    def __init__(self, api: Api, projects: list[dict[str, int]], moved: Moved, seed: float) -> None:
        super().__init__(daemon=True)
        self.api, self.projects, self.moved = api, projects, moved
        self.rng = random.Random(seed)
        self.doing, self.done, self.faults = "idle", 0, list[str]()
        self.stop = threading.Event()

    def run(self) -> None:
        try:
            while not self.stop.is_set():
                self._one(self.rng.choice(self.projects)["project"])
                self.done += 1
        except Lost:
            pass  # the server is gone; what it did meanwhile is looked at afterwards
        except Exception as fault:  # noqa: BLE001 - told by the main thread
            self.faults.append(repr(fault))

    def _one(self, project: int) -> None:
        self.doing = "looking at tracks"
        address = f"lifecycle/tracks/?subject=projects.project&subject_id={project}"
        offers = [
            (track, move)
            for track in self.api.get(address).body
            for move in track["possible_moves"]
            if move["code"] in CHOSEN and track["cycle"] in {LAND, "project_productive"}
        ]
        if not offers:
            return
        track, offer = self.rng.choice(offers)
        evidence: dict[str, Any] = {"number": f"鲁自然资{self.rng.randrange(10**6)}号"}
        if code := FILES.get(offer["code"]):
            self.doing = "sending a paper"
            content = f"现场照片说明，编号{self.rng.random()}。".encode()
            sent = self.api.send(f"lifecycle/tracks/{track['id']}/papers/", "photo.txt", content)
            evidence[code] = sent.body["id"]
        self._move(project, track, offer, evidence)

    def _move(
        self, project: int, track: dict[str, Any], offer: dict[str, Any], evidence: dict[str, Any]
    ) -> None:
        code = offer["code"]
        asked = {each["code"] for each in offer["evidence"]}
        move = Move(track["id"], project, code, track["version"])
        self.moved.moves.append(move)
        self.doing = f"moving: {_told(code)}"
        answer: Answer = self.api.post(
            f"lifecycle/tracks/{track['id']}/moves/{code}/",
            on=TODAY.isoformat(),
            expected_stage=track["stage"],
            expected_version=track["version"],
            words="试验中的一步" if offer["needs_words"] else "",
            evidence={name: value for name, value in evidence.items() if name in asked},
        )
        if answer.is_done:
            move.step = answer.body["id"]
        else:
            move.is_refused = True


def _told(code: str) -> str:
    """Return what a move does to the land quota, for the summary."""
    return {
        "works_start": "land reserved",
        "revive": "land reserved",
        "grant": "land used",
        "revoke": "land returned",
        "cancel": "land released",
        "back_to_plan": "land released",
    }.get(code, "no land")
