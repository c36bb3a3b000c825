"""`yuandu policies load | sweep [--workspace SLUG]`."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.workspaces import commands
from yuandu.services.policies.actions import sweep_all
from yuandu.services.policies.loading import load_library


class Command(BaseCommand):
    help = "Enter the rule books of the folder as policies in force, or look for everybody."

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        for verb, text in (
            ("load", "Enter every book that is not there yet"),
            ("sweep", "Apply every policy with an open window to everybody it is for"),
        ):
            commands.add_option(verbs.add_parser(verb, help=text))

    def handle(self, *args: Any, **options: Any) -> None:
        by = Actor.system(commands.chosen(options["workspace"]))
        if options["verb"] == "load":
            self.stdout.write(_("versions: %(count)s") % {"count": len(load_library(by))})
            return
        for sweep in sweep_all(by=by):
            met = sweep.counts.get("met", 0)
            self.stdout.write(f"{sweep.version}: {met}/{sweep.parties}")
