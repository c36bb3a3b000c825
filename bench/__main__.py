"""`python -m bench [NAME …]`: run all measurements or the named ones, each in its own process."""

import subprocess
import sys
from importlib import import_module
from pathlib import Path

HERE = Path(__file__).parent
TOOLS = {"measure", "database", "settings"}


def names() -> list[str]:
    found = sorted(path.stem for path in HERE.glob("[!_]*.py"))
    return [name for name in found if name not in TOOLS]


def main(chosen: list[str]) -> int:
    """Run the measurements; return how many of them failed."""
    if len(chosen) == 1:
        measurement = import_module(f"bench.{chosen[0]}")
        print(f"\n== {chosen[0]}\n{measurement.__doc__.strip()}\n")
        measurement.main()
        return 0
    if unknown := set(chosen) - set(names()):
        print(f"There is no {', '.join(unknown)}; there are: {', '.join(names())}")
        return 2
    runs = (
        subprocess.run([sys.executable, "-m", "bench", name], check=False)  # noqa: S603
        for name in chosen or names()
    )
    return sum(run.returncode != 0 for run in runs)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
