"""How two sides are compared: in turns, warmed up, with equal answers, without wishful rounding."""

import os
import platform
import random
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import Any

SEED = 20261124
ROUNDS = 9

missed: list[str] = []  # the goals that this run did not reach


class DifferentAnswers(Exception):
    """The two sides did not do the same work, so no ratio is given."""


@dataclass(slots=True)
class Run:
    """One side's turn: how long its timed part took, and what came out of it."""

    seconds: float = 0.0
    answer: Any = None


@contextmanager
def timed() -> Iterator[Run]:
    """Time the body; it may put its answer on what it is given."""
    run = Run()
    begun = time.perf_counter()
    yield run
    run.seconds = time.perf_counter() - begun


@dataclass(frozen=True, slots=True)
class Ratio:
    """How many times the one side's median is of the other's."""

    middle: float
    low: float
    high: float
    ours: float = field(repr=False)  # median seconds
    peers: float = field(repr=False)

    @classmethod
    def of(cls, peers: Sequence[float], ours: Sequence[float], *, draws: int = 10_000) -> "Ratio":
        """Return peers' median ÷ ours, with the 95 % interval of a paired bootstrap."""
        rng = random.Random(SEED)
        pairs = list(zip(peers, ours, strict=True))
        ratios = []
        for _ in range(draws):
            drawn = rng.choices(pairs, k=len(pairs))
            ratios.append(
                statistics.median(pair[0] for pair in drawn)
                / statistics.median(pair[1] for pair in drawn)
            )
        ratios.sort()
        middle, ours_middle = statistics.median(peers), statistics.median(ours)
        return cls(
            middle / ours_middle,
            ratios[int(draws * 0.025)],
            ratios[int(draws * 0.975)],
            ours_middle,
            middle,
        )


def compare(
    title: str,
    *,
    ours: Callable[[], Run],
    peer: Callable[[], Run],
    rounds: int = ROUNDS,
    warm_up: int = 1,
) -> Ratio:
    """Run both sides in turns and print how many times as long the peer takes.

    Raises:
        DifferentAnswers: the sides' answers differ in some round.
    """
    times: tuple[list[float], list[float]] = ([], [])
    for number in range(warm_up + rounds):
        runs = peer(), ours()
        if runs[0].answer != runs[1].answer:
            raise DifferentAnswers(f"{title}: {runs[0].answer!r} is not {runs[1].answer!r}")
        if number >= warm_up:
            for run, kept in zip(runs, times, strict=True):
                kept.append(run.seconds)
    ratio = Ratio.of(*times)
    print(
        f"{title}\n  peer {ratio.peers:9.4f} s   ours {ratio.ours:9.4f} s   "
        f"peer ÷ ours {ratio.middle:.2f} [{ratio.low:.2f}, {ratio.high:.2f}]   "
        f"{rounds} rounds, equal answers"
    )
    return ratio


def rate(
    title: str, unit: str, amount: int, side: Callable[[], Run], *, rounds: int = ROUNDS
) -> float:
    """Print and return how much of `unit` a side does in a second: the median of its rounds."""
    side()
    times = [side().seconds for _ in range(rounds)]
    middle = amount / statistics.median(times)
    print(
        f"{title}\n  {middle:,.0f} {unit}/s (median; slowest {amount / max(times):,.0f}, "
        f"fastest {amount / min(times):,.0f}; {amount:,} {unit} a round, {rounds} rounds)"
    )
    return middle


def claim(what: str, holds: bool) -> None:
    """Print whether a goal was reached in this run; one that was not fails the run."""
    print(f"  {'reached' if holds else 'MISSED'}: {what}", flush=True)
    if not holds:
        missed.append(what)


def surroundings(*packages: str) -> None:
    """Print on what a measurement ran."""
    versions = ", ".join(f"{name} {version(name)}" for name in ("django", "psycopg", *packages))
    print(
        f"Python {platform.python_version()}, {versions}; {os.cpu_count()} processors, "
        f"load {os.getloadavg()[0]:.1f}; seed {SEED}"
    )
