"""Tells how many changed lines of the rule engine its tests notice: `python -m tests.mutants`.

mutmut changes one thing at a time (`[tool.mutmut]` in `pyproject.toml`) and runs the tests
that pass there. What nobody tests, and what makes no difference to any test, both count
against the score; a change that never ends counts for it. Everything is tried anew, which
takes about two hours of two cores; with a pattern of names, such as `'*.budgets.*'`, only
what it fits, and the other results in `mutants/` stay.
"""

import json
import shutil
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path

LEAST = 0.85
FOLDER = Path("mutants")
# What mutmut notes of a mutant; of all others the tests could not be run.
KILLED, SURVIVED, UNTESTED, TIMEOUT = "killed", "survived", "no tests", "timeout"
STATUSES = {1: KILLED, 3: KILLED, 0: SURVIVED, 5: UNTESTED, 33: UNTESTED}
STATUSES |= dict.fromkeys((24, -24, 36, 152), TIMEOUT)
NOTICED = {KILLED, TIMEOUT}


def main() -> None:
    if not sys.argv[1:]:
        shutil.rmtree(FOLDER, ignore_errors=True)
    mutmut = Path(sys.executable).with_name("mutmut")
    subprocess.run([mutmut, "run", *sys.argv[1:]], check=True)
    modules = results()
    for module, statuses in sorted(modules.items()):
        print(f"{module:14}{told(statuses)}")
    every = sum(modules.values(), Counter())
    print(f"{'together':14}{told(every)}")
    if score(every) < LEAST:
        sys.exit(f"The tests should notice {LEAST:.0%} of the changes.")


def results() -> dict[str, Counter[str]]:
    """Return how many mutants of each module came to what, of those that were tried."""
    modules = defaultdict(Counter)
    for path in FOLDER.rglob("*.meta"):
        for code in json.loads(path.read_text("utf-8"))["exit_code_by_key"].values():
            if code is not None:
                modules[path.name.removesuffix(".py.meta")][STATUSES.get(code, "not run")] += 1
    return modules


def score(statuses: Counter[str]) -> float:
    noticed = sum(count for status, count in statuses.items() if status in NOTICED)
    return noticed / max(1, statuses.total())


def told(statuses: Counter[str]) -> str:
    others = {status: count for status, count in statuses.items() if status != KILLED}
    said = ", ".join(f"{count} {status}" for status, count in sorted(others.items()))
    return f"{score(statuses):7.1%} of {statuses.total():5,}   {said}"


if __name__ == "__main__":
    main()
