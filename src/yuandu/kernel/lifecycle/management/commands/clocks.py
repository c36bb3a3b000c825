"""`yuandu clocks remind`: remind of promises now."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from yuandu.kernel.lifecycle import reminders
from yuandu.kernel.workspaces.models import Workspace


class Command(BaseCommand):
    help = "Remind of the promises whose day has come; repeating it the same day is harmless."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("verb", choices=["remind"])
        parser.add_argument("--workspace", metavar="SLUG", help="only here; everywhere by default")

    def handle(self, *args: Any, workspace: str | None, **options: Any) -> None:
        workspaces = Workspace.objects.order_by("pk")
        if workspace:
            workspaces = workspaces.filter(slug=workspace)
            if not workspaces:
                raise CommandError(f"There is no workspace {workspace!r}.")
        for each in workspaces:
            self.stdout.write(f"{each.slug}: {reminders.remind(each)} reminded")
