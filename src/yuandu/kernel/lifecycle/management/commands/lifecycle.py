"""`yuandu lifecycle diagram CYCLE`: a life cycle as a drawing for documents."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from yuandu.kernel.lifecycle import cycles, drawings


class Command(BaseCommand):
    help = "Print a life cycle as a Mermaid diagram; without a name, list the life cycles."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("verb", choices=["diagram"])
        parser.add_argument("cycle", nargs="?")
        parser.add_argument(
            "--language",
            choices=[code for code, _ in settings.LANGUAGES],
            default=settings.LANGUAGE_CODE,
        )

    def handle(self, *args: Any, cycle: str | None, language: str, **options: Any) -> None:
        with translation.override(language):
            if cycle is None:
                for each in cycles.all():
                    self.stdout.write(f"{each.code}: {each.title}")
                return
            try:
                self.stdout.write(drawings.mermaid(cycles.get(cycle)), ending="")
            except cycles.UnknownCycle as error:
                known = ", ".join(each.code for each in cycles.all())
                raise CommandError(f"There is no life cycle {cycle!r}; known: {known}") from error
