"""`yuandu daily`: do the day's chores now."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from yuandu.kernel.notices import daily


class Command(BaseCommand):
    help = "Do what is done once a day (reminders, digests) now; repeating it is harmless."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("chores", nargs="*", help="only these; all by default")

    def handle(self, *args: Any, chores: list[str], **options: Any) -> None:
        unknown = set(chores) - set(daily.codes())
        if unknown:
            known = ", ".join(daily.codes())
            raise CommandError(f"No such chores: {', '.join(sorted(unknown))}; known: {known}")
        failed = []
        for code in daily.codes():
            if not chores or code in chores:
                try:
                    daily.chore.call(code)
                except daily.ChoreFailed as error:
                    failed.append(str(error))
                else:
                    self.stdout.write(f"{code}: done")
        if failed:
            raise CommandError(f"{'; '.join(failed)}. The log says why; the others are done")
