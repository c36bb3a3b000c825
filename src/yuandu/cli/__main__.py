"""`python -m yuandu.cli` is `yuandu`."""

from yuandu.cli import main

main()
