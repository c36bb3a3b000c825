"""`yuandu export STANDARD …`: what rooms have in open standards; each says what it takes."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from yuandu.mechanisms.equity import exporting as equity
from yuandu.mechanisms.projects import exporting as projects

STANDARDS = {each.NAME: each for each in (projects, equity)}


class Command(BaseCommand):
    help = "Write what there is in an open standard: OC4IDS, the Open Cap Table Format."

    def add_arguments(self, parser: CommandParser) -> None:
        standards = parser.add_subparsers(dest="standard", required=True)
        for name, room in STANDARDS.items():
            room.add_arguments(standards.add_parser(name, help=room.HELP))

    def handle(self, *args: Any, **options: Any) -> None:
        STANDARDS[options["standard"]].run(
            options, lambda piece: self.stdout.write(piece, ending="")
        )
