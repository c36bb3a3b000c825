"""`python -m bench [NAME [OPTION …]]`: one measurement, or all, each in a process of its own."""

import subprocess
import sys
from importlib import import_module
from pathlib import Path

from bench import measure

HERE = Path(__file__).parent


def names() -> list[str]:
    """Return the measurements: the modules here that have a `main`."""
    modules = sorted(HERE.glob("[!_]*.py"))
    return [path.stem for path in modules if "\ndef main(" in path.read_text("utf-8")]


def main(asked: list[str]) -> int:
    """Run the measurement that is named, or all of them; return how many failed.

    One fails that raises, returns anything but nothing or 0, or misses a goal of its own.
    """
    if not asked:
        commands = ([sys.executable, "-m", "bench", name] for name in names())
        return sum(subprocess.run(command, check=False).returncode != 0 for command in commands)  # noqa: S603
    name, *options = asked
    if name not in names():
        print(f"There is no measurement {name!r}; there are: {', '.join(names())}")
        return 2
    measurement = import_module(f"bench.{name}")
    print(f"\n== {name}\n{measurement.__doc__.strip()}\n", flush=True)
    sys.argv = [f"python -m bench {name}", *options]
    return int(bool(measurement.main()) or bool(measure.missed))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
