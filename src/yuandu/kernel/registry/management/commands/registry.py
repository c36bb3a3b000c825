"""`yuandu registry divisions | industries [FILE]`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.registry import loading, registers, wording
from yuandu.kernel.registry.loading import DivisionRow, Fault, IndustryRow, Read
from yuandu.kernel.workspaces import commands

MOST_LISTED = 100


class Command(BaseCommand):
    help = "Take divisions or industries over from a file, all of it or nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        for verb, text in (
            ("divisions", "CSV (code, name, …) or GeoJSON; without FILE those of Weifang"),
            (
                "industries",
                "CSV (code, name, parent, level), gzip too; without FILE the sections and "
                "divisions of GB/T 4754-2017",
            ),
        ):
            each = verbs.add_parser(verb, help=text)
            each.add_argument("file", type=Path, nargs="?")
            commands.add_option(each)

    def handle(self, *args: Any, **options: Any) -> None:
        by = Actor.system(commands.chosen(options["workspace"]))
        try:
            if options["verb"] == "divisions":
                divisions = self._rows(options["file"], loading.read_divisions, loading.weifang)
                loaded = registers.load_divisions(by=by, rows=divisions)
            else:
                industries = self._rows(
                    options["file"], loading.read_industries, loading.industries
                )
                loaded = registers.load_industries(by=by, rows=industries)
        except loading.Unreadable as error:
            self._refuse([error.fault])
        except registers.WrongRows as error:
            self._refuse(error.faults)
        else:
            self.stdout.write(
                _("new: %(created)s, known before: %(updated)s")
                % {"created": loaded.created, "updated": loaded.updated}
            )

    def _rows[Row: (DivisionRow, IndustryRow)](
        self,
        file: Path | None,
        read: Callable[[bytes], Read[Row]],
        shipped: Callable[[], tuple[Row, ...]],
    ) -> Sequence[Row]:
        if file is None:
            return shipped()
        if not file.is_file():
            raise CommandError(_("There is no file %(file)s.") % {"file": file})
        result = read(file.read_bytes())
        if result.faults:
            self._refuse(result.faults)
        return result.rows

    def _refuse(self, faults: Sequence[Fault]) -> None:
        for fault in faults[:MOST_LISTED]:
            self.stderr.write(wording.loading_sentence(fault.code, fault.found, fault.line))
        raise CommandError(_("Nothing was taken over; faults: %(count)s.") % {"count": len(faults)})
