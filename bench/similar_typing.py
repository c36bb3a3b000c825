"""Similar ideas while somebody types, through HTTP, while 50 new proposals arrive a second.

Wants a server with the sample company (`yuandu run`), and its database for the arrivals:

    uv run python bench/similar_typing.py --base http://localhost:8000/sample-company

Typists follow ideas of the company, changed a little, stroke by stroke; each stroke that would
ask the server does. Arrivals are posted by the room's own action, with its clocks and notices.
They come from a process of their own, as they would from other phones. What is answered is checked:
a copy of an idea that has just arrived finds it.
"""

import argparse
import http.cookiejar
import multiprocessing
import os
import re
import time
import urllib.parse
import urllib.request
from itertools import count
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Event
from random import Random

import numpy as np

PASSWORD = "kite-over-weifang"  # noqa: S105 - of the sample
SEED = 4
BEGINS_WITHIN = 60  # seconds


class Typist:
    """Somebody who has signed in and types."""

    def __init__(self, base: str, account: str) -> None:
        self.base = base
        cookies = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(cookies))
        page = self.opener.open(f"{base}/accounts/login/").read().decode()
        mark = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        assert mark, "no sign-in page"
        form = {"csrfmiddlewaretoken": mark[1], "login": account, "password": PASSWORD}
        request = urllib.request.Request(  # noqa: S310 - the address is the caller's own
            f"{base}/accounts/login/",
            urllib.parse.urlencode(form).encode(),
            {"Referer": f"{base}/accounts/login/"},
        )
        self.opener.open(request).read()

    def ask(self, text: str) -> tuple[float, str]:
        """Return how long an answer took, in ms, and the answer."""
        url = f"{self.base}/ideas/similar/?" + urllib.parse.urlencode({"idea": text})
        start = time.perf_counter()
        answer = self.opener.open(url).read().decode()
        return (time.perf_counter() - start) * 1000, answer


def arrivals(rate: float, stop: Event, done: Queue[str]) -> None:
    """Post ideas at an even rate until told to stop; tell of each that was committed."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yuandu.site.settings")
    import django  # noqa: PLC0415 - after the settings are named

    django.setup()
    from yuandu.kernel.accounts.actors import Actor  # noqa: PLC0415
    from yuandu.kernel.registry.models import Division  # noqa: PLC0415
    from yuandu.kernel.workspaces.models import Workspace  # noqa: PLC0415
    from yuandu.mechanisms.proposals import actions  # noqa: PLC0415
    from yuandu.mechanisms.workforce.models import Worker  # noqa: PLC0415
    from yuandu.site.sample.company_proposals import composed  # noqa: PLC0415

    company = Workspace.objects.get(slug="sample-company")
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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", default="http://localhost:8000/sample-company")
    parser.add_argument("--rate", type=float, default=50.0)
    parser.add_argument("--ideas", type=int, default=60)
    asked = parser.parse_args()
    rng = Random(SEED)
    typist = Typist(asked.base, "worker")
    from yuandu.site.sample.company_proposals import composed  # noqa: PLC0415 - needs settings

    apart = multiprocessing.get_context("spawn")
    stop, done = apart.Event(), apart.Queue()
    writer = apart.Process(target=arrivals, args=(asked.rate, stop, done), daemon=True)
    writer.start()
    for _ in range(int(asked.rate)):  # they come by now
        last = done.get(timeout=BEGINS_WITHIN)
    texts = composed(Random(SEED + 1))
    times, arrived, begun = [], 0, time.perf_counter()
    for _ in range(asked.ideas):
        idea = "，".join(part for part in next(texts) if part)
        for text in strokes(idea, rng):
            took, answer = typist.ask(text)
            assert "<html" not in answer, "not signed in"
            times.append(took)
        while not done.empty():
            last, arrived = done.get(), arrived + 1
        assert last[:40] in typist.ask(last)[1], f"a copy does not find {last!r}"
    rate = arrived / (time.perf_counter() - begun)
    stop.set()
    done.cancel_join_thread()
    writer.join(BEGINS_WITHIN)
    p50, p95, p99 = np.percentile(times, [50, 95, 99])
    print(f"asked {len(times)} times while {rate:.0f} ideas a second arrived")
    print(f"p50 {p50:.1f} ms · p95 {p95:.1f} ms · p99 {p99:.1f} ms (budget: 50)")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yuandu.site.settings")
    import django

    django.setup()
    main()
