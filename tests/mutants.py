"""Tells how many changed lines of the rule engine its tests notice: `python -m tests.mutants`.

mutmut changes one thing at a time (`[tool.mutmut]` in `pyproject.toml`) and runs the tests
that pass there. What nobody tests, and what makes no difference to any test, both count
against the score; a change that never ends counts for it. Everything is tried anew, which
takes about two hours of two cores; with a pattern of names, such as `'*.budgets.*'`, only
what it fits, and the other results in `mutants/` stay.
"""

import shutil
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path

LEAST = 0.85
PACKAGE = "yuandu.engines.rules."
MUTMUT = str(Path(sys.executable).with_name("mutmut"))
NOTICED = {"killed", "timeout"}
NOT_TRIED = {"not checked", "check was interrupted by user"}


def main() -> None:
    if not sys.argv[1:]:
        shutil.rmtree("mutants", ignore_errors=True)
    subprocess.run([MUTMUT, "run", *sys.argv[1:]], check=True)
    modules = results()
    for module, statuses in sorted(modules.items()):
        print(f"{module:14}{told(statuses)}")
    every = sum(modules.values(), Counter())
    print(f"{'together':14}{told(every)}")
    if score(every) < LEAST:
        sys.exit(f"The tests should notice {LEAST:.0%} of the changes.")


def results() -> dict[str, Counter[str]]:
    """Return how many mutants of each module came to what, of those that were tried."""
    command = [MUTMUT, "results", "--all", "true"]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    modules = defaultdict(Counter)
    for line in said.splitlines():
        name, _, status = line.strip().rpartition(": ")
        if status not in NOT_TRIED:
            modules[name.removeprefix(PACKAGE).split(".")[0]][status] += 1
    return modules


def score(statuses: Counter[str]) -> float:
    noticed = sum(count for status, count in statuses.items() if status in NOTICED)
    return noticed / max(1, statuses.total())


def told(statuses: Counter[str]) -> str:
    others = {status: count for status, count in statuses.items() if status != "killed"}
    said = ", ".join(f"{count} {status}" for status, count in sorted(others.items()))
    return f"{score(statuses):7.1%} of {statuses.total():5,}   {said}"


if __name__ == "__main__":
    main()
