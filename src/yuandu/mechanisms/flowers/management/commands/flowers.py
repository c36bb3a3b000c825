"""`yuandu flowers load SOURCE FILE`, `… kinds`, `… sources`, `… drop`, `… lake`, `… tally`, `… forecast`."""

from importlib import import_module
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.workspaces import commands
from yuandu.kernel.workspaces.languages import listed
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.mechanisms.flowers import actions, dropping, lake, sources, tallying
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
        drop = verbs.add_parser("drop", help="take in each new file of a folder, once")
        drop.add_argument("folder", type=Path, help="files go to its done and refused")
        drop.add_argument("--source", required=True, help="as for load")
        commands.add_option(drop)
        lake = verbs.add_parser("lake", help="write all quotes as Parquet, a file a month")
        lake.add_argument("folder", type=Path)
        commands.add_option(lake)
        commands.add_option(verbs.add_parser("tally", help="work out index and shortages anew"))
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
        getattr(self, f"_{options['verb']}")(by, options)

    def _forecast(self, by: Actor, options: dict[str, Any]) -> None:
        # By name: its libraries take seconds to load, which the other verbs do not need.
        refreshing = import_module("yuandu.mechanisms.flowers.refreshing")
        lines = refreshing.refresh_forecasts(by=by)
        self.stdout.write(_("Forecasts: %(number)s.") % {"number": lines})

    def _tally(self, by: Actor, options: dict[str, Any]) -> None:
        tallying.refresh_tallies(by=by)

    def _drop(self, by: Actor, options: dict[str, Any]) -> None:
        folder, refused = options["folder"], 0
        if not folder.is_dir():
            raise CommandError(_("%(name)s is no folder.") % {"name": folder})
        for each in dropping.take_in(by=by, folder=folder, source=options["source"]):
            self.stdout.write(f"{each.name}: {each.report}")
            refused += not each.is_taken
        if refused:
            raise CommandError(_("Files refused: %(number)s.") % {"number": refused})

    def _lake(self, by: Actor, options: dict[str, Any]) -> None:
        for month, rows in lake.write(by.workspace, options["folder"]):
            self.stdout.write(f"{month}  {rows}")

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
            names = listed(sorted(outcome.left_out)[:SHOWN])
            self.stdout.write(
                _("Left out, since their kinds are not on the list: %(number)s rows (%(names)s).")
                % {"number": number, "names": names}
            )
        self.stdout.write(dropping.told(outcome))
