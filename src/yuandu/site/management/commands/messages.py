"""`yuandu messages extract | compile | check`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from yuandu.site import messages


class Command(BaseCommand):
    help = "Keep the translation catalogues: extract, compile or check them."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("verb", choices=["extract", "compile", "check"])

    def handle(self, *args: Any, verb: str, **options: Any) -> None:
        if verb == "extract":
            messages.extract_all()
        elif verb == "compile":
            messages.compile_all()
        elif faults := list(messages.faults()):
            raise CommandError("\n".join(faults))
