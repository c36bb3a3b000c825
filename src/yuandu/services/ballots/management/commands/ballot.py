"""`yuandu ballot verify ID`: recount a closed ballot of this house from its public data."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation
from django.utils.translation import gettext as _

from yuandu.engines.balloting import verification
from yuandu.services.ballots import queries, wording
from yuandu.services.ballots.models import Ballot

LANGUAGES = {"zh": "zh-hans", "en": "en"}


class Command(BaseCommand):
    help = "Recount a ballot from its bulletin."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        verb = verbs.add_parser("verify", help="exit with 1 if it does not hold")
        verb.add_argument("what", type=int, help="the number of a ballot")
        verb.add_argument("--digest", default="", help="the digest printed on the resolution")
        verb.add_argument("--json", action="store_true", help="print the checks' codes alone")
        verb.add_argument("--lang", choices=LANGUAGES, default="zh")

    def handle(self, *args: Any, what: int, digest: str, lang: str, **options: Any) -> None:
        with translation.override(LANGUAGES[lang]):
            ballot = Ballot.objects.filter(pk=what).select_related("workspace").first()
            if ballot is None or not ballot.is_closed:
                raise CommandError(
                    _("There is no counted ballot of this number: %(number)s.") % {"number": what},
                    returncode=2,
                )
            published = queries.bulletin(ballot)
            checks = verification.verify(published, expected=digest or queries.logged(ballot))
            for each in checks:
                where = f"{each.question}. " if each.question else ""
                said = each.code if options["json"] else str(wording.CHECKS[each.code])
                self.stdout.write(f"{'✓' if each.holds else '✗'} {where}{said}")
            if not verification.is_sound(checks):
                raise CommandError(_("The bulletin does not hold. Tell the auditor."), returncode=1)
            self.stdout.write(f"{ballot.title} · {published['digest']}")
