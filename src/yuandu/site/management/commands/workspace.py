"""`yuandu workspace create SLUG | administrator USERNAME`: a city of one's own, and who runs it."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.translation import gettext as _

from yuandu.kernel.accounts import actions as accounts
from yuandu.kernel.accounts import queries
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.registry import actions as registry
from yuandu.kernel.workspaces import commands
from yuandu.kernel.workspaces.links import inside
from yuandu.kernel.workspaces.models import Workspace
from yuandu.kernel.workspaces.refusals import Refusal


class Command(BaseCommand):
    help = "Open a workspace, and give it an administrator."

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        create = verbs.add_parser("create", help="open an empty workspace under /SLUG/")
        create.add_argument("slug", help="first part of its addresses: small letters, digits, -")
        create.add_argument("--name", required=True, help="潍坊市")
        create.add_argument("--name-en", default="", help="Weifang")
        create.add_argument("--kind", choices=["city", "company"], default="city")
        create.add_argument("--currency", default="CNY", help="ISO 4217")
        create.add_argument("--timezone", default="Asia/Shanghai")
        create.add_argument(
            "--codes",
            choices=["cn", "free"],
            default="cn",
            help="check codes by China's national standards, or take any",
        )
        person = verbs.add_parser(
            "administrator", help="make an account that runs it; prints a link to set the password"
        )
        person.add_argument("username")
        person.add_argument("--name", required=True)
        person.add_argument("--email", default="")
        commands.add_option(person)

    def handle(self, *args: Any, **options: Any) -> None:
        match options["verb"]:
            case "create":
                workspace = self._create(options)
                self.stdout.write(f"{workspace.name}: {settings.ADDRESS}/{workspace.slug}/")
            case _:
                self.stdout.write(self._administrator(options))

    @transaction.atomic
    def _create(self, options: dict[str, Any]) -> Workspace:
        workspace = Workspace(
            slug=options["slug"],
            name=options["name"],
            name_en=options["name_en"],
            kind=options["kind"],
            currency=options["currency"],
            timezone=options["timezone"],
            code_rules=options["codes"],
        )
        try:
            workspace.full_clean()
        except ValidationError as error:
            raise CommandError(
                "\n".join(
                    f"{name}: {sentence}"
                    for name, sentences in error.message_dict.items()
                    for sentence in sentences
                )
            ) from error
        workspace.save()
        audit.record(Actor.system(workspace), "workspace.create", workspace)
        return workspace

    @transaction.atomic
    def _administrator(self, options: dict[str, Any]) -> str:
        workspace = commands.chosen(options["workspace"])
        by = Actor.system(workspace)
        try:
            user = accounts.invite(
                by=by, name=options["name"], username=options["username"], email=options["email"]
            )
            registry.appoint(by=by, user=user, role="administrator", from_on=workspace.today())
        except Refusal as refusal:
            raise CommandError(str(refusal.sentence)) from refusal
        accounts.hand_out_link(by=by, user=user)
        with inside(workspace):
            link = settings.ADDRESS + queries.password_path(user)
        return _("%(name)s sets the password here: %(link)s") % {"name": user.name, "link": link}
