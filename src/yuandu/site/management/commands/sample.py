"""`yuandu sample [--if-empty | --show-accounts]`: the sample city."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from yuandu.kernel.workspaces.models import Workspace
from yuandu.site.sample import city, people


class Command(BaseCommand):
    help = "Load the sample city, or show its accounts."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--if-empty", action="store_true", help="only where there is nothing")
        parser.add_argument("--show-accounts", action="store_true")

    def handle(self, *args: Any, if_empty: bool, show_accounts: bool, **options: Any) -> None:
        if show_accounts:
            self._show()
        elif not Workspace.objects.exists():
            city.load()
        elif not if_empty:
            raise CommandError("There is data already; the sample city goes into an empty database")

    def _show(self) -> None:
        if not Workspace.objects.filter(slug=city.SLUG, is_sample=True).exists():
            return
        self.stdout.write("  样本账号 sample accounts, password: " + people.PASSWORD)
        for person in people.PEOPLE:
            self.stdout.write(f"    {person.username:<10} {person.title}")
