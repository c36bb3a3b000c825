"""The command line: `yuandu WORD …`.

The engines run on any machine with files alone, so their words load neither Django nor a
database; every other word belongs to the house.
"""

import sys
from importlib import import_module

OF_FILES = ("rules", "dock", "forecast", "similar", "ballot")


def main() -> None:
    """Run the command that the arguments name."""
    if sys.argv[1:] and sys.argv[1] in OF_FILES:
        sys.exit(import_module(f"yuandu.cli.{sys.argv[1]}").main(sys.argv[2:]))
    import_module("yuandu.cli.house").main()
