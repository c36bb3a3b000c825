"""The workspace a command works in: `--workspace SLUG`, else the first there is."""

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _

from yuandu.kernel.workspaces.models import Workspace


def add_option(parser: CommandParser) -> None:
    """Let the command line name a workspace."""
    parser.add_argument("--workspace", help="slug; the first workspace if not given")


def chosen(slug: str | None) -> Workspace:
    """Return the workspace that was named, or the first.

    Raises:
        CommandError: there is none of that name, or none at all.
    """
    workspaces = Workspace.objects.order_by("pk")
    found = workspaces.filter(slug=slug).first() if slug else workspaces.first()
    if found is None:
        known = ", ".join(workspaces.values_list("slug", flat=True)) or "—"
        raise CommandError(
            _("There is no workspace %(slug)s; there are: %(known)s.")
            % {"slug": slug or "", "known": known}
        )
    return found
