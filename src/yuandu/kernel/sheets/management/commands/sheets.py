"""`yuandu sheets import | export | template LAYOUT FILE`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.sheets import actions, layouts, preparing, queries, words
from yuandu.kernel.sheets.layouts import Layout
from yuandu.kernel.sheets.models import State, Upload
from yuandu.kernel.sheets.reading.refusals import Refused
from yuandu.kernel.sheets.rules.mapping import BadMapping, SheetMapping
from yuandu.kernel.sheets.rules.problems import Problem
from yuandu.kernel.sheets.writing import sheets as writing
from yuandu.kernel.workspaces.models import Workspace
from yuandu.kernel.workspaces.refusals import Refusal

MOST_LISTED = 200
# The last line is for scripts too, so it is the same in every language.
LAST_LINE = gettext_noop("rows read: %(read)s, good: %(good)s, refused: %(refused)s")


class Command(BaseCommand):
    help = "Bring spreadsheets in, send them out, make empty ones."

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        for verb, text in (
            ("import", "read FILE and write its rows, all of them or none"),
            ("export", "write the register's rows to FILE (.xlsx or .csv)"),
            ("template", "write an empty workbook to FILE"),
        ):
            each = verbs.add_parser(verb, help=text)
            each.add_argument("layout", help="projects, organisations, …")
            each.add_argument("file", type=Path)
            each.add_argument("--workspace", help="slug; the first workspace if not given")
            if verb == "import":
                each.add_argument("--dry-run", action="store_true", help="write nothing")
                each.add_argument("--mapping", type=Path, help="JSON: header → field, units, …")
                each.add_argument(
                    "--good-rows-only", action="store_true", help="leave out the rest"
                )

    def handle(self, *args: Any, **options: Any) -> None:
        workspace = _workspace(options["workspace"])
        layout = _layout(options["layout"])
        by = Actor.system(workspace)
        match options["verb"]:
            case "import":
                self._import(by, layout, options)
            case "export":
                rows = layout.export(by)
                count = writing.export_to(options["file"], layout, rows, by.workspace)
                self.stdout.write(_("rows written: %(count)s") % {"count": count})
            case _:
                writing.template_to(options["file"], layout, by.workspace)

    def _import(self, by: Actor, layout: Layout, options: dict[str, Any]) -> None:
        if not options["file"].is_file():
            raise CommandError(_("There is no file %(file)s.") % {"file": options["file"]})
        mapping = _mapping(options["mapping"], layout)
        only_good = options["good_rows_only"]
        if options["dry_run"]:
            problems, counts = self._look(by, layout, options["file"], mapping)
            is_written = False
        else:
            upload = _received(by, layout, options["file"], mapping)
            problems, counts = _problems(upload), upload.counts
            is_written = upload.state == State.READY and (only_good or not counts["refused"])
            if is_written:
                counts = _committed(by, upload, only_good).counts
        self._list(layout, problems)
        if is_written:
            text = _("new: %(created)s, changed: %(updated)s, as before: %(same)s")
            self.stdout.write(text % counts)
        self._sum_up(counts, is_fine=bool(counts) and (only_good or not counts["refused"]))

    def _look(
        self, by: Actor, layout: Layout, file: Path, mapping: SheetMapping
    ) -> tuple[Iterator[Problem], dict[str, int]]:
        try:
            found = preparing.prepare(
                by=by,
                layout=layout,
                path=file,
                mapping=mapping,
                recall=queries.recalling(by, layout),
            )
        except Refused as refused:
            raise CommandError(words.said(refused.code, refused.params)) from refused
        of_rows = (problem for row in found.rows for problem in row.problems)
        return iter([*found.problems, *of_rows]), dict(found.counts)

    def _list(self, layout: Layout, problems: Iterator[Problem]) -> None:
        more = 0
        for number, problem in enumerate(problems):
            if number < MOST_LISTED:
                self.stdout.write(_line(layout, problem))
            else:
                more += 1
        if more:
            self.stdout.write(_("… and %(count)s more") % {"count": more})

    def _sum_up(self, counts: dict[str, int], *, is_fine: bool) -> None:
        numbers = {name: counts.get(name, 0) for name in ("read", "good", "refused")}
        if (said := _(LAST_LINE)) != LAST_LINE:
            self.stdout.write(said % numbers)
        self.stdout.write(LAST_LINE % numbers)
        if not is_fine:
            raise SystemExit(1)


def _workspace(slug: str | None) -> Workspace:
    workspaces = Workspace.objects.order_by("pk")
    found = workspaces.filter(slug=slug).first() if slug else workspaces.first()
    if found is None:
        raise CommandError(
            _("There is no workspace %(slug)s; there are: %(known)s.")
            % {"slug": slug or "", "known": ", ".join(w.slug for w in workspaces) or "—"}
        )
    return found


def _layout(code: str) -> Layout:
    try:
        return layouts.get(code)
    except layouts.UnknownLayout:
        known = ", ".join(layout.code for layout in layouts.known())
        raise CommandError(
            _("There is no layout %(code)s; there are: %(known)s.") % {"code": code, "known": known}
        ) from None


def _mapping(path: Path | None, layout: Layout) -> SheetMapping:
    if path is None:
        return SheetMapping()
    try:
        return SheetMapping.from_json(json.loads(path.read_text("utf-8")), layout.fields)
    except OSError as error:
        raise CommandError(_("There is no file %(file)s.") % {"file": path}) from error
    except ValueError as error:
        raise CommandError(words.said("mapping-not-json", {"detail": str(error)})) from error
    except BadMapping as error:
        raise CommandError(words.said(error.code, error.params)) from error


def _received(by: Actor, layout: Layout, path: Path, mapping: SheetMapping) -> Upload:
    try:
        with path.open("rb") as content:
            file = File(content, name=path.name)
            upload = actions.receive(by=by, layout=layout, file=file, mapping=mapping)
    except Refusal as refusal:
        raise CommandError(refusal.sentence) from refusal
    actions.read(by=by, upload=upload)
    if upload.state == State.FAILED:
        raise CommandError(words.said(upload.failure["code"], upload.failure["params"]))
    return upload


def _problems(upload: Upload) -> Iterator[Problem]:
    yield from upload.sheet_problems
    yield from map(Problem.from_json, queries.problems_of(upload))


def _committed(by: Actor, upload: Upload, good_rows_only: bool) -> Upload:
    actions.accept(by=by, upload=upload, version=upload.version, good_rows_only=good_rows_only)
    return actions.commit(by=by, upload=upload)


def _line(layout: Layout, problem: Problem) -> str:
    mark = _("error") if problem.is_error else _("warning")
    place = problem.cell
    header = f" {problem.header}" if problem.header else ""
    start = f"{place}{header}: " if place or header else ""
    return f"{mark}  {start}{words.what(problem, layout)} {words.advice(problem, layout)}"
