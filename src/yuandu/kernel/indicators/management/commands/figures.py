"""`yuandu figures [press-check FILE] [--json | --check] [--workspace SLUG] [--on DATE]`."""

import datetime
import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.indicators import proofreading, telling
from yuandu.kernel.indicators.figures import published
from yuandu.kernel.indicators.figures.reconciling import Published
from yuandu.kernel.workspaces import links
from yuandu.kernel.workspaces.models import Workspace
from yuandu.kernel.workspaces.refusals import Refusal

MARKS = {"agrees": "=", "differs": "≠", "unknown": "?"}


class Command(BaseCommand):
    help = "Print the published figures, or check the sums between them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("verb", nargs="?", choices=["press-check"])
        parser.add_argument("file", nargs="?", help="a text in UTF-8; - for standard input")
        parser.add_argument("--json", action="store_true", help="every figure as an object")
        parser.add_argument("--check", action="store_true", help="fail if a sum does not hold")
        parser.add_argument("--workspace", metavar="SLUG", help="by default the first")
        parser.add_argument(
            "--on", type=datetime.date.fromisoformat, metavar="DATE", help="by default today"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        workspace = _workspace(options["workspace"])
        with links.inside(workspace):
            if options["verb"]:
                self._press_check(workspace, options)
                return
            state = published(workspace, options["on"])
            if options["check"]:
                self._check(state)
            elif options["json"]:
                told = [telling.as_object(value) for value in state.values.values()]
                self.stdout.write(json.dumps(told, ensure_ascii=False, indent=1))
            else:
                for value in state.values.values():
                    self.stdout.write(f"{value.code:40} {value.text:>16}  {value.name}")

    def _check(self, state: Published) -> None:
        for check in telling.checks(state.checks, state):
            mark = self.style.SUCCESS("=") if check.agrees else self.style.ERROR("≠")
            self.stdout.write(f"{mark} {check.title}: {check.equation}")
        if state.failing:
            raise CommandError(
                "\n".join(
                    [
                        f"{len(state.failing)} of {len(state.checks)} sums do not hold:",
                        *(
                            f"  {told.title} [{told.terms[0].code}]: {told.equation}"
                            for told in telling.checks(state.failing, state)
                        ),
                    ]
                )
            )

    def _press_check(self, workspace: Workspace, options: dict[str, Any]) -> None:
        """Mark every number of a file; fail if one differs or a sum does not hold."""
        actor = Actor.anonymous(workspace)
        try:
            found = proofreading.proof(actor, _text(options["file"]), options["on"])
        except Refusal as refusal:
            raise CommandError(refusal.sentence) from refusal
        if options["json"]:
            told = proofreading.as_object(found)
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=1))
        else:
            for line in found.lines:
                self.stdout.write(f"{MARKS[line.state]} {line.text:16} {line.note}".rstrip())
            for each in found.sums:
                self.stdout.write(f"{'=' if each.holds else '≠'} {each.equation} ({each.title})")
        if found.differing or found.failing_sums:
            raise CommandError(found.verdict)
        self.stdout.write(found.verdict)


def _text(path: str | None) -> str:
    """Return what a file or standard input holds.

    Raises:
        CommandError: it cannot be read as UTF-8.
    """
    if path is None:
        raise CommandError("Name the file to check, or - for standard input.")
    try:
        return sys.stdin.read() if path == "-" else Path(path).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{path} cannot be read: {error}") from error


def _workspace(slug: str | None) -> Workspace:
    """Return the workspace of a slug, or the first.

    Raises:
        CommandError: there is none.
    """
    workspaces = Workspace.objects.order_by("pk")
    found = workspaces.filter(slug=slug).first() if slug else workspaces.first()
    if found is None:
        known = ", ".join(workspaces.values_list("slug", flat=True)) or "none"
        raise CommandError(f"There is no workspace {slug or ''!r}; there are: {known}.")
    return found
