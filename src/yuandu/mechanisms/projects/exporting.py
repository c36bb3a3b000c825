"""`yuandu export oc4ids [--year … --level …] [--out FILE]`: what the command takes and does."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from django.utils import translation
from django.utils.translation import gettext as _

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.workspaces import commands, links
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.mechanisms.projects import oc4ids, queries, rules
from yuandu.mechanisms.projects.models import Category, Level, Status
from yuandu.mechanisms.projects.queries import Filters

CHOICES = {
    "level": Level.values,
    "category": Category.values,
    "status": Status.values,
    "stage": rules.STAGES,
}


NAME, HELP = "oc4ids", "a package of OC4IDS 0.9.5, as JSON"


def add_arguments(each: CommandParser) -> None:
    """Let the command line say what goes into the package, and where it is written."""
    each.add_argument("--out", type=Path, help="the file; else it is printed")
    each.add_argument("--year", type=int, default=0, help="of the lists; else all projects")
    for name, values in CHOICES.items():
        each.add_argument(f"--{name}", choices=values, default="")
    each.add_argument("--division", default="", help="code, such as 370781")
    each.add_argument("--in-full", action="store_true", help="with what the public may not know")
    each.add_argument("--lang", choices=[code for code, _name in settings.LANGUAGES])
    commands.add_option(each)


def run(options: dict[str, Any], say: Callable[[str], object]) -> None:
    """Write the package, or say it piece by piece.

    Raises:
        CommandError: nothing was selected, or the file cannot be written.
    """
    workspace = commands.chosen(options["workspace"])
    in_full: bool = options["in_full"]
    # Without `--in-full` nothing is read that the public might not read itself.
    by = Actor.system(workspace) if in_full else Actor.anonymous(workspace)
    with translation.override(options["lang"] or translation.get_language()):
        filters = _filters(by, options)
        uri = _uri(by, options)
        try:
            _write(oc4ids.package(by, filters, uri=uri, in_full=in_full), options["out"], say)
        except Refusal as refusal:
            raise CommandError(refusal.sentence) from refusal


def _write(pieces: Iterator[str], out: Path | None, say: Callable[[str], object]) -> None:
    if out is None:
        for piece in pieces:
            say(piece)
        return
    try:
        oc4ids.write(out, pieces)
    except OSError as error:
        raise CommandError(
            _("%(file)s cannot be written: %(why)s.") % {"file": out, "why": error.strerror}
        ) from error


def _filters(by: Actor, options: dict[str, Any]) -> Filters:
    chosen = {name: options[name] for name in ("year", *CHOICES)}
    if (chosen["level"] or chosen["status"]) and not chosen["year"]:
        raise CommandError(_("Level and status are those of a year's list: say --year too."))
    division = None
    if code := options["division"]:
        division = queries.divisions(by).filter(code=code).first()
        if division is None:
            raise CommandError(_("The code “%(value)s” names nothing here.") % {"value": code})
    return Filters(**chosen, division_id=division.pk if division else None)


def _uri(by: Actor, options: dict[str, Any]) -> str:
    asked = {name: options[name] for name in ("year", *CHOICES) if options[name]}
    path = links.url(by.workspace, "projects:oc4ids_file")
    return f"{settings.ADDRESS.rstrip('/')}{path}?{urlencode(asked | {'year': options['year']})}"
