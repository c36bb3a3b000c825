"""`yuandu sample`: the sample city, and a company of it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from yuandu.kernel.notices import daily
from yuandu.kernel.workspaces.models import Workspace
from yuandu.site.sample import city, company, people

CITY, COMPANY = "city", "company"


class Command(BaseCommand):
    help = "Load the sample city into an empty database, and the sample company beside it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("only", nargs="?", choices=[CITY, COMPANY], help="one of the two")

    def handle(self, *args: Any, only: str | None, **options: Any) -> None:
        if only != COMPANY:
            if Workspace.objects.exists():
                raise CommandError(
                    "There is data already; the sample city goes into an empty database"
                )
            city.load()
        if only != CITY:
            if Workspace.objects.filter(slug=people.COMPANY).exists():
                raise CommandError("The sample company is there already")
            # Its accounts have a password that everybody knows.
            if Workspace.objects.filter(is_sample=False).exists():
                raise CommandError("There is real data; no sample stands beside it")
            company.load()
        if only != COMPANY:
            # Left to a worker: nobody waits for the forecasts of hundreds of series.
            daily.chore.enqueue("flowers.tallies")
            daily.chore.enqueue("flowers.forecasts")
            daily.chore.enqueue("flowers.bulletins")
