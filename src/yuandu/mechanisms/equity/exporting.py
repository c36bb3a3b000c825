"""`yuandu export ocf [--workspace SLUG] --out DIR`: what the command takes and does."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.workspaces import commands
from yuandu.kernel.workspaces.models import Workspace
from yuandu.kernel.workspaces.refusals import Refusal
from yuandu.mechanisms.equity import ocf

NAME, HELP = "ocf", "the register of shares in the Open Cap Table Format 1.2.0, a folder of JSON"


def add_arguments(each: CommandParser) -> None:
    """Let the command line name the company and the folder."""
    each.add_argument("--out", type=Path, required=True, help="the folder; made if need be")
    each.add_argument("--workspace", help="slug; the only company if not given")


def run(options: dict[str, Any], say: Callable[[str], object]) -> None:
    """Write the files and say which.

    Raises:
        CommandError: there is no such company, no register, or the folder cannot be written.
    """
    by = Actor.system(_company(options["workspace"]))
    try:
        for path in ocf.write(options["out"], ocf.files(by)):
            say(f"{path}\n")
    except Refusal as refusal:
        raise CommandError(refusal.sentence) from refusal
    except OSError as error:
        raise CommandError(
            _("%(file)s cannot be written: %(why)s.")
            % {"file": options["out"], "why": error.strerror}
        ) from error


def _company(slug: str | None) -> Workspace:
    if slug:
        found = commands.chosen(slug)
        if found.kind != "company":
            raise CommandError(_("%(slug)s is no company; it has no shares.") % {"slug": slug})
        return found
    companies = Workspace.objects.filter(kind="company").order_by("slug")
    if len(companies) != 1:
        known = ", ".join(each.slug for each in companies) or "—"
        raise CommandError(
            _("Say which company: --workspace, one of %(known)s.") % {"known": known}
        )
    return companies[0]
