"""`yuandu workforce similar TEXT`: which of a company's proposals say nearly the same."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.proposals import queries

MOST = 50


class Command(BaseCommand):
    help = "Tell which of a company's improvement proposals resemble a text, the likest first."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("verb", choices=["similar"])
        parser.add_argument("text")
        parser.add_argument("--company", help="its address; not needed where there is one")
        parser.add_argument(
            "--limit", type=int, default=10, choices=range(1, MOST + 1), metavar=f"1…{MOST}"
        )
        parser.add_argument("--json", action="store_true", help="print one JSON object a line")

    def handle(
        self, *args: Any, text: str, company: str | None, limit: int, **options: Any
    ) -> None:
        by = Actor.system(_company(company))
        found = queries.similar(by, text.replace("\x00", ""), limit=limit)
        if not found:
            self.stderr.write(_("No proposal of the company resembles this text."))
        for each in found:
            one = each.proposal
            if options["json"]:
                told = {
                    "number": one.number,
                    "score": round(each.score, 4),
                    "section": one.section.code,
                    "stage": one.stage,
                    "idea": one.idea,
                }
                self.stdout.write(json.dumps(told, ensure_ascii=False))
            else:
                self.stdout.write(f"{one.number}  {each.score:4.0%}  {one.idea}")


def _company(slug: str | None) -> Workspace:
    found = Workspace.objects.filter(kind="company")
    if slug:
        found = found.filter(slug=slug)
    companies = list(found[:2])
    if len(companies) != 1:
        known = ", ".join(Workspace.objects.filter(kind="company").values_list("slug", flat=True))
        raise CommandError(f"Name one company with --company; there are: {known or 'none'}")
    return companies[0]
