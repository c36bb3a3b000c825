"""`yuandu flowers load SOURCE FILE`, `… kinds`, `… sources`, `… forecast`."""

from importlib import import_module
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.workspaces import commands
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.mechanisms.flowers import actions, sources
from yuandu.mechanisms.flowers.refusals import SHOWN


class Command(BaseCommand):
    help = "Load market quotes of flowers from a file, or the list of kinds."

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        load = verbs.add_parser("load", help="take in a file of quotes")
        load.add_argument("source", help="a known source, or a YAML file that declares one")
        load.add_argument("file", type=Path, help=".csv, .csv.gz or .parquet")
        load.add_argument("--reason", default="", help="why quotes are corrected")
        load.add_argument("--sound-rows", action="store_true", help="keep them though others fail")
        commands.add_option(load)
        commands.add_option(verbs.add_parser("kinds", help="take in the list of kinds"))
        commands.add_option(verbs.add_parser("forecast", help="make the forecasts anew"))
        verbs.add_parser("sources", help="name the known sources")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["verb"] == "sources":
            for name in sources.names():
                self.stdout.write(f"{name:28} {sources.read(name).title}")
            return
        by = Actor.system(commands.chosen(options["workspace"]))
        if options["verb"] == "kinds":
            added = actions.load_kinds(by=by)
            self.stdout.write(_("New kinds: %(number)s.") % {"number": added})
            return
        if options["verb"] == "forecast":
            # By name: its libraries take seconds to load, which the other verbs do not need.
            refreshing = import_module("yuandu.mechanisms.flowers.refreshing")
            lines = refreshing.refresh_forecasts(by=by)
            self.stdout.write(_("Forecasts: %(number)s.") % {"number": lines})
            return
        self._load(by, options)

    def _load(self, by: Actor, options: dict[str, Any]) -> None:
        try:
            outcome = actions.file_quotes(
                by=by,
                source=options["source"],
                path=options["file"],
                reason=options["reason"],
                passes_over=options["sound_rows"],
            )
        except Refusal as refusal:
            told = [refusal.sentence, *(f"  {each['message']}" for each in refusal.reasons)]
            raise CommandError("\n".join(told)) from refusal
        for problem in outcome.problems[:SHOWN]:
            self.stdout.write(f"  {problem.sentence}")
        if outcome.left_out:
            number = sum(outcome.left_out.values())
            names = "、".join(sorted(outcome.left_out)[:SHOWN])
            self.stdout.write(
                _("Left out, since their kinds are not on the list: %(number)s rows (%(names)s).")
                % {"number": number, "names": names}
            )
        self.stdout.write(
            _(
                "New: %(new)s; changed: %(changed)s; unchanged: %(unchanged)s; "
                "kept in doubt: %(doubtful)s; rows passed over: %(passed)s."
            )
            % {
                "new": outcome.new,
                "changed": outcome.changed,
                "unchanged": outcome.unchanged,
                "doubtful": outcome.doubtful,
                "passed": len({problem.row for problem in outcome.problems}),
            }
        )
