"""`yuandu audit sequence | verify | root | export | verifier`."""

import datetime
import re
import signal
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from threading import Event
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from yuandu.kernel.audit import chain, exporting, sequencing, verification, words
from yuandu.kernel.audit.verification import Fault
from yuandu.kernel.workspaces.models import Workspace

SHOWN = 10  # faults named one by one


class Command(BaseCommand):
    help = "Chain, check, print and export the log of what was done."
    requires_system_checks: list[str] = []  # `migrate` makes them, before every start

    def add_arguments(self, parser: CommandParser) -> None:
        languages = [code for code, _name in settings.LANGUAGES]
        parser.add_argument("--language", choices=languages, default=settings.LANGUAGE_CODE)
        verbs = parser.add_subparsers(dest="verb", required=True)

        verb = verbs.add_parser("sequence", help="chain what is not chained yet")
        verb.add_argument("--follow", action="store_true", help="go on until told to stop")

        verb = verbs.add_parser("verify", help="recompute the chain; exit with 1 if it is broken")
        verb.add_argument("--workspace", metavar="SLUG", help="one workspace alone")
        verb.add_argument("--root", metavar="HEX", help="a root kept outside of the database")
        verb.add_argument("--older-than", type=int, default=60, metavar="SECONDS")

        verb = verbs.add_parser("root", help="print the root of a day, to be kept elsewhere")
        verb.add_argument("--workspace", metavar="SLUG")
        verb.add_argument("--day", type=datetime.date.fromisoformat, metavar="YYYY-MM-DD")

        verb = verbs.add_parser("export", help="write a workspace's log as JSON lines")
        verb.add_argument("--workspace", metavar="SLUG")
        verb.add_argument("file", type=Path, help="where to; - for the standard output")

        verbs.add_parser("verifier", help="print the stand-alone verifier, one Python file")

    def handle(self, *args: Any, verb: str, language: str, **options: Any) -> None:
        with translation.override(language):
            getattr(self, f"_{verb}")(**options)

    def _sequence(self, *, follow: bool, **_options: Any) -> None:
        if follow:
            stop = Event()
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, lambda *_: stop.set())
            sequencing.follow(stop)
            return
        chained = sequencing.Sequencer().run()
        sequencing.close_days(timezone.now())
        self.stdout.write(_("%(count)s entries chained") % {"count": chained})

    def _verify(
        self, *, workspace: str | None, root: str | None, older_than: int, **_options: Any
    ) -> None:
        chosen = _workspaces(workspace)
        if root and len(chosen) != 1:
            raise CommandError(_("Say whose root that is: --workspace SLUG"))
        kept = _hash(root) if root else None
        broken = False
        for one in chosen:
            broken |= self._report(
                one, list(_faults(one, kept, datetime.timedelta(seconds=older_than)))
            )
        if broken:
            raise CommandError(_("The log is not what it was."), returncode=1)

    def _report(self, workspace: Workspace, faults: list[Fault]) -> bool:
        head = chain.head(workspace.pk)
        if not faults:
            self.stdout.write(
                _("%(workspace)s: %(count)s entries, unbroken, root %(root)s")
                % {"workspace": workspace.title, "count": head.length, "root": head.hash.hex()}
            )
            return False
        for fault in faults[:SHOWN]:
            self.stdout.write(f"{workspace.title}: {words.explain(fault)}")
        if len(faults) > SHOWN:
            self.stdout.write(f"{workspace.title}: {words.summary(len(faults))}")
        return True

    def _root(self, *, workspace: str | None, day: datetime.date | None, **_options: Any) -> None:
        for one in _workspaces(workspace):
            head = chain.head(one.pk)
            length, found = head.length, head.hash
            if day:
                root = chain.root_on(one.pk, day)
                if root is None:
                    raise CommandError(
                        _(
                            "%(workspace)s has no root for %(day)s yet: a day gets one when it is over"
                        )
                        % {"workspace": one.title, "day": day}
                    )
                length, found = root.count, bytes(root.hash)
            self.stdout.write(f"{one.slug} {day or '-'} {length} {found.hex()}")

    def _export(self, *, workspace: str | None, file: Path, **_options: Any) -> None:
        chosen = _workspaces(workspace)
        if len(chosen) != 1:
            raise CommandError(_("Say which workspace: --workspace SLUG"))
        if file == Path("-"):
            for line in exporting.lines(chosen[0]):
                self.stdout.write(line)
            return
        with file.open("w", encoding="utf-8", newline="\n") as target:
            target.writelines(f"{line}\n" for line in exporting.lines(chosen[0]))

    def _verifier(self, **_options: Any) -> None:
        source = resources.files("yuandu.kernel.audit").joinpath("standalone.py")
        self.stdout.write(source.read_text("utf-8"))


def _workspaces(slug: str | None) -> QuerySet[Workspace]:
    found = Workspace.objects.order_by("pk")
    if slug:
        found = found.filter(slug=slug)
        if not found:
            raise CommandError(_("There is no workspace “%(slug)s”") % {"slug": slug})
    return found


def _hash(text: str) -> bytes:
    if not re.fullmatch("[0-9a-fA-F]{64}", text):
        raise CommandError(
            _("A root is written in 64 hexadecimal digits, not as “%(text)s”") % {"text": text}
        )
    return bytes.fromhex(text)


def _faults(
    workspace: Workspace, kept: bytes | None, patience: datetime.timedelta
) -> Iterator[Fault]:
    roots = {root.count: bytes(root.hash) for root in chain.roots(workspace.pk)}
    with chain.chained(workspace.pk) as rows:
        yield from verification.faults(rows, roots=roots, kept=kept)
    yield from chain.altered_personal(workspace.pk)
    if waiting := chain.waiting(workspace.pk, older_than=patience):
        yield waiting
