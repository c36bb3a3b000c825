"""One firm against all books with explanation, as an officer reads it in a browser.

    python -m bench rules_page [--firms N] [--keep]

`yuandu run` serves the sample city (one web process, its queue worker and sequencer beside it)
from an embedded PostgreSQL of its own. A city officer signs in and opens the policy page of
one firm after the other on one connection: first of `WARM_UP` firms, which count for nothing,
then of `--firms` others, each once, so that no page was shown before. The same is asked of
the API, of as many firms again.

What stands on every page (the state of each policy and of each clause, the amounts) and in
every answer of the API must be what a sweep of those firms by the engine says, which reads
its facts in queries of its own. The time is from the first byte sent to the last received;
beside it stands the processor time that the web process and the database took for each, which
other work on the machine lengthens less.
"""

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil

from bench.answering import reader
from bench.answering.expected import SLUG
from bench.faulting.machine import Machine
from bench.measure import SEED, DifferentAnswers, claim, surroundings
from yuandu.site.sample.people import PASSWORD

FOLDER = Path(".yuandu/page").resolve()
WARM_UP, FIRMS, OFFICER, MOST_MS = 60, 240, "city", 20
PAGE, ANSWER = "policies/check/{pk}/", "api/v1/policies/check/{pk}"

type Firm = dict[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--firms", type=int, default=FIRMS)
    parser.add_argument("--keep", action="store_true", help="leave the city for the next run")
    asked = parser.parse_args()
    surroundings("granian")
    machine = Machine(FOLDER, YUANDU_WITHOUT_SAMPLE="0", YUANDU_WEB_THREADS="32")
    if not asked.keep:
        machine.clear()
    FOLDER.mkdir(parents=True, exist_ok=True)
    machine.start()
    try:
        machine.wait_ready()
        firms = expected(machine, 2 * (WARM_UP + asked.firms))
        half = len(firms) // 2
        city = reader.Reader(machine.port, f"/{SLUG}/")
        city.sign_in(OFFICER, PASSWORD)
        p95 = measured("page", city, machine, PAGE, firms[:half], agree_page)
        measured("answer of the API", city, machine, ANSWER, firms[half:], agree_answer)
    finally:
        machine.stop()
        if not asked.keep:
            machine.clear()
    claim(f"a firm's page within {MOST_MS} ms (p95)", p95 <= MOST_MS)


def expected(machine: Machine, count: int) -> list[Firm]:
    """Return firms with what the engine says of them."""
    command = [sys.executable, "-m", "bench.answering.expected", str(count), str(SEED)]
    done = subprocess.run(  # noqa: S603
        command, env=machine.environment, stdout=subprocess.PIPE, text=True, check=True
    )
    found: list[Firm] = json.loads(done.stdout)
    return found


def measured(
    what: str,
    city: reader.Reader,
    machine: Machine,
    path: str,
    firms: list[Firm],
    agree: Callable[[Firm, str], None],
) -> float:
    """Ask about each firm once and print how long it took; return the 95th percentile in ms.

    Raises:
        DifferentAnswers: an answer is not what the engine says.
    """
    web = [each.pid for each in machine.supervised() if "granian" in " ".join(each.cmdline())]
    taken: list[tuple[float, float, float]] = []
    for firm in firms:
        database = [each.pid for each in machine.database()]
        before = processor_ms(web), processor_ms(database)
        begun = time.perf_counter()
        text = city.get(path.format(pk=firm["pk"]))
        waited = (time.perf_counter() - begun) * 1000
        after = processor_ms(web), processor_ms(database)
        taken.append((waited, after[0] - before[0], after[1] - before[1]))
        agree(firm, text)
    waits, of_web, of_database = zip(*taken[WARM_UP:], strict=True)
    p95 = statistics.quantiles(waits, n=20)[-1]
    print(
        f"a firm's {what}, {len(firms[0]['policies'])} policies, {len(text.encode()):,} bytes\n"
        f"  p50 {statistics.median(waits):.1f} ms   p95 {p95:.1f} ms   fastest {min(waits):.1f} ms"
        f"   {len(waits)} firms in turn, each once, answers equal the engine's\n"
        f"  processor time each, median: web {statistics.median(of_web):.1f} ms"
        f" (least {min(of_web):.1f}), database {statistics.median(of_database):.1f} ms"
    )
    return p95


def processor_ms(pids: list[int]) -> float:
    """Return the processor time that processes have taken so far, to the microsecond."""
    total = 0.0
    for pid in pids:
        try:
            total += time.clock_gettime(~pid << 3 | 2)  # Linux: the clock of another process
        except OSError:
            if psutil.pid_exists(pid):
                raise
    return total * 1000


def agree_page(firm: Firm, page: str) -> None:
    found = {policy: (badges, amount) for policy, badges, amount in reader.policies_on(page)}
    wanted = {pk: (said["badges"], said["amount"]) for pk, said in firm["policies"].items()}
    if found != wanted:
        raise DifferentAnswers(f"the page of {firm['pk']}: {_differing(found, wanted)}")


def agree_answer(firm: Firm, answer: str) -> None:
    found = {
        str(one["policy"]): [one["state"], *(each["state"] for each in one["criteria"])]
        for one in json.loads(answer)
    }
    wanted = {pk: said["states"] for pk, said in firm["policies"].items()}
    if found != wanted:
        raise DifferentAnswers(f"the API on {firm['pk']}: {_differing(found, wanted)}")


def _differing(found: dict[str, Any], wanted: dict[str, Any]) -> str:
    policies = (pk for pk in {**found, **wanted} if found.get(pk) != wanted.get(pk))
    return "; ".join(f"policy {pk}: {found.get(pk)}, not {wanted.get(pk)}" for pk in policies)
