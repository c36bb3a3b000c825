"""`yuandu openapi --write | --check`: the API's description on disk, in review."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from yuandu.site.api import api

DESCRIPTION = Path("docs/openapi.json")


class Command(BaseCommand):
    help = "Write the API's description to docs/openapi.json, or check that it is current."

    def add_arguments(self, parser: CommandParser) -> None:
        verb = parser.add_mutually_exclusive_group(required=True)
        verb.add_argument("--write", action="store_true")
        verb.add_argument("--check", action="store_true")

    def handle(self, *args: Any, write: bool, **options: Any) -> None:
        schema = api.get_openapi_schema()
        text = json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True, default=str) + "\n"
        if write:
            DESCRIPTION.parent.mkdir(exist_ok=True)
            DESCRIPTION.write_text(text, "utf-8")
        elif not DESCRIPTION.exists() or DESCRIPTION.read_text("utf-8") != text:
            raise CommandError(f"{DESCRIPTION} is not current: run `make fix` and commit it")
