"""`yuandu sample`: the sample city, and a company of it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from yuandu.kernel.notices import daily
from yuandu.kernel.workspaces.models import Workspace
from yuandu.site.sample import city, company


class Command(BaseCommand):
    help = "Load the sample city and the sample company into an empty database."

    def handle(self, *args: Any, **options: Any) -> None:
        if Workspace.objects.exists():
            raise CommandError("There is data already; the sample city goes into an empty database")
        city.load()
        company.load()
        # Left to a worker: nobody waits for the forecasts of hundreds of series.
        daily.chore.enqueue("flowers.tallies")
        daily.chore.enqueue("flowers.forecasts")
        daily.chore.enqueue("flowers.bulletins")
