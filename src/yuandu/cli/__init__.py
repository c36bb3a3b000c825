"""The command line: `yuandu WORD …`.

The rules run on any machine with files alone, so their words load neither Django nor a
database; every other word belongs to the house.
"""

import sys
from importlib import import_module


def main() -> None:
    """Run the command that the arguments name."""
    if sys.argv[1:2] == ["rules"]:
        sys.exit(import_module("yuandu.cli.rules").main(sys.argv[2:]))
    import_module("yuandu.cli.house").main()
