"""Similar ideas while somebody types, through HTTP, while 50 new proposals arrive a second.

    python -m bench similar_typing [--rate N] [--ideas N]

A server as `yuandu run` starts it, with the sample company and its half million proposals. A typist
follows ideas of the company stroke by stroke; each stroke at which the page would ask the server does.
Arrivals are posted by the room's own action, with its clocks and notices, from a process of their
own, as they would from other phones. What is answered is checked: a copy of an idea that has just
arrived finds it, and has to come first. Then, without a server between: how many of the likest of all
are found.
"""

import argparse
import http.cookiejar
import multiprocessing
import os
import re
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Event
from pathlib import Path
from random import Random

import numpy as np

from bench import likest, measure
from bench.faulting.machine import Machine
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry.models import Division
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.proposals import actions
from yuandu.mechanisms.workforce.models import Worker
from yuandu.site.sample import people
from yuandu.site.sample.company_proposals import composed

FOLDER = Path(".yuandu/bench-typing")
SEED = 4
TYPED = 150  # texts whose likest are looked for among all
BEGINS_WITHIN, LOADED_WITHIN = 60, 900  # seconds
GOAL_MS, GOAL_RATE = 50.0, 0.95  # p99; the share of the asked rate that has to arrive


class Typist:
    """Somebody who has signed in and types."""

    def __init__(self, base: str, account: str) -> None:
        self.base = base
        cookies = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(cookies))
        door = f"{base}/accounts/login/"
        mark = re.search(
            r'name="csrfmiddlewaretoken" value="([^"]+)"', self.opener.open(door).read().decode()
        )
        assert mark, "no sign-in page"
        form = {"csrfmiddlewaretoken": mark[1], "login": account, "password": people.PASSWORD}
        request = urllib.request.Request(  # noqa: S310 - our own server
            door, urllib.parse.urlencode(form).encode(), {"Referer": door}
        )
        self.opener.open(request).read()

    def ask(self, text: str) -> tuple[float, str]:
        """Return how long an answer took, in ms, and the answer."""
        url = f"{self.base}/ideas/similar/?" + urllib.parse.urlencode({"idea": text})
        start = time.perf_counter()
        answer = self.opener.open(url).read().decode()
        return (time.perf_counter() - start) * 1000, answer


def arrivals(rate: float, stop: Event, done: "Queue[str]") -> None:
    """Post ideas at an even rate until told to stop; tell of each that was committed."""
    company = Workspace.objects.get(slug=people.COMPANY)
    by = Actor.system(company)
    sections = list(Division.objects.filter(workspace=company, kind="section"))
    staff = list(Worker.objects.filter(workspace=company)[:5000])
    rng, texts, begun = Random(SEED), composed(Random(SEED)), time.perf_counter()
    for number in count():
        if stop.is_set():
            return
        idea = "，".join(part for part in next(texts) if part)
        new = actions.NewProposal(idea=f"{idea}{number}", authors=[rng.choice(staff)])
        actions.post(by=by, section=rng.choice(sections), new=new)
        done.put(new.idea)
        time.sleep(max(0.0, begun + (number + 1) / rate - time.perf_counter()))


def strokes(idea: str, rng: Random) -> list[str]:
    """Return what of an idea stands there each time the page asks: every third character or so."""
    places, at = [], 4
    while at < len(idea):
        places.append(at)
        at += rng.randint(2, 4)
    return [idea[:place] for place in places] + [idea]


@contextmanager
def served() -> Iterator[str]:
    """Start a server of its own with the sample company; yield where the company stands."""
    machine = Machine(FOLDER.resolve(), YUANDU_WEB_THREADS="32")
    machine.clear()
    machine.start()
    try:
        machine.wait_ready()
        begun = time.perf_counter()
        (loaded,) = machine.run_all(["sample", "company"], within=LOADED_WITHIN)
        assert loaded.returncode == 0, loaded.stdout
        print(f"the sample company was loaded in {time.perf_counter() - begun:.0f} s")
        # Those who post reach the same database, each from a process that has not begun yet.
        os.environ |= {"YUANDU_DATA_DIR": str(machine.folder)}
        yield f"http://localhost:{machine.port}/{people.COMPANY}"
    finally:
        machine.stop()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rate", type=float, default=50.0)
    parser.add_argument("--ideas", type=int, default=60)
    asked = parser.parse_args()
    measure.surroundings()
    with served() as base:
        measured(base, asked.rate, asked.ideas)
        apart = multiprocessing.get_context("spawn").Process(target=likest.found, args=(typed(),))
        apart.start()
        apart.join()
        assert apart.exitcode == 0


def typed() -> list[str]:
    """Return texts as they stand there while somebody types."""
    rng, texts = Random(SEED), composed(Random(SEED + 2))
    ideas = ("，".join(part for part in next(texts) if part) for _ in range(TYPED))
    return [rng.choice(strokes(idea, rng)) for idea in ideas]


def measured(base: str, rate: float, ideas: int) -> None:
    rng, typist = Random(SEED), Typist(base, "worker")
    apart = multiprocessing.get_context("spawn")
    stop, done = apart.Event(), apart.Queue()
    writer = apart.Process(target=arrivals, args=(rate, stop, done), daemon=True)
    writer.start()
    for _ in range(int(rate)):  # they come by now
        last = done.get(timeout=BEGINS_WITHIN)
    texts = composed(Random(SEED + 1))
    times, arrived, begun = [], 0, time.perf_counter()
    for _ in range(ideas):
        idea = "，".join(part for part in next(texts) if part)
        for text in strokes(idea, rng):
            took, answer = typist.ask(text)
            assert "<html" not in answer, "not signed in"
            times.append(took)
        while not done.empty():
            last, arrived = done.get(), arrived + 1
        answer = typist.ask(last)[1]
        first = answer.partition("</li>")[0]
        assert last[:40] in first, f"a copy does not find {last!r} first"
    came = arrived / (time.perf_counter() - begun)
    stop.set()
    done.cancel_join_thread()
    writer.join(BEGINS_WITHIN)
    p50, p95, p99 = np.percentile(times, [50, 95, 99])
    print(f"asked {len(times):,} times while {came:.1f} ideas a second arrived")
    print(f"p50 {p50:.1f} ms, p95 {p95:.1f} ms, p99 {p99:.1f} ms, at most {max(times):.1f} ms")
    measure.claim(f"p99 ≤ {GOAL_MS:.0f} ms", bool(p99 <= GOAL_MS))
    measure.claim(f"{rate:.0f} ideas a second arrive", came >= GOAL_RATE * rate)
