"""`yuandu enterprises sweep [--workspace SLUG]`."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.workspaces import commands
from yuandu.mechanisms.enterprises.actions import sweep_standings


class Command(BaseCommand):
    help = "Measure all firms by the books of the ladder."

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        sweep = verbs.add_parser(
            "sweep", help="Work out anew where every firm stands, with warnings and signals"
        )
        commands.add_option(sweep)

    def handle(self, *args: Any, **options: Any) -> None:
        by = Actor.system(commands.chosen(options["workspace"]))
        for one in sweep_standings(by=by):
            met = one.counts.get("met", 0)
            when = " (next)" if one.is_next else ""
            self.stdout.write(f"{one.version} {one.assessed}{when}: {met}/{one.firms}")
