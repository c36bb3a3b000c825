"""Packages of OC4IDS 0.9.5: projects as one JSON document, written as they are read."""

import datetime
import json
import os
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from tempfile import NamedTemporaryFile
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.indicators.figures.measures import Words
from yuandu.kernel.lifecycle import cycles
from yuandu.kernel.workspaces import links
from yuandu.mechanisms.projects import queries, wording
from yuandu.mechanisms.projects.models import Kind, Level, Status
from yuandu.mechanisms.projects.queries import Filters
from yuandu.mechanisms.projects.refusals import NothingSelected
from yuandu.mechanisms.projects.rules import disclosure

VERSION = "0.9"  # of the schema, as packages write it
FILE_NAME = "oc4ids.json"

WORDS: dict[str, Words] = {
    "budget": _("Planned total investment"),
    "origin": _("By origin of the capital"),
    "private": pgettext_lazy("capital", "Private"),
    "public": pgettext_lazy("capital", "Public"),
    "annual-plan": _("Planned for the year, by annual list"),
    "designOutput": _("Designed annual output"),
    "landArea": _("Land (mu)"),
    "physicalProgress": _("Physical progress, in words"),
    "newOutput": _("New output since production began"),
    "page": _("Page of the project"),
    "paper-access": _("Shown to those who work with the project; ask the office that keeps it."),
    disclosure.OFFICES: _("A published list does not say it; the offices concerned keep it."),
    disclosure.PERSON: _("Names of natural persons are given out in no document."),
    **{f"kind.{code}": label for code, label in Kind.choices},
    **{f"level.{code}": label for code, label in Level.choices},
    **{f"status.{code}": label for code, label in Status.choices},
    **{f"stage.{code}": label for code, label in wording.STAGES.items()},
    **{f"track.{code}": label for code, label in wording.PARALLEL.items()},
}


def say(code: str) -> str:
    """Return the sentence of a code in the language of the document."""
    if code in WORDS:
        return str(WORDS[code])
    _track, cycle, stage = code.split(".")
    return str(cycles.get(cycle).stage(stage).title)


def package(
    actor: Actor,
    filters: Filters,
    *,
    uri: str,
    in_full: bool = False,
    page: int | None = None,
) -> Iterator[str]:
    """Return the package of the projects that `filters` let through, piece by piece.

    Args:
        uri: where the package is to be had.
        in_full: whether to say what `actor` may see beyond what is public.
        page: of a hundred; without it all of them.

    Raises:
        NothingSelected: the standard knows no package without projects.
    """
    found = queries.disclosed(actor, filters, in_full=in_full, page=page)
    first = next(found, None)
    if first is None:
        raise NothingSelected
    return _pieces(_head(actor, uri), chain([first], found))


def _head(actor: Actor, uri: str) -> dict[str, object]:
    workspace = actor.workspace
    site = settings.ADDRESS.rstrip("/")
    name = workspace.title
    if workspace.is_sample:
        name = _("%(name)s (sample data)") % {"name": name}
    today = datetime.datetime.combine(
        workspace.today(), datetime.time(), ZoneInfo(workspace.timezone)
    )
    return {
        "uri": uri,
        "version": VERSION,
        "publishedDate": today.isoformat(timespec="seconds"),
        "publisher": {"name": name, "uri": f"{site}/{workspace.slug}/"},
        "publicationPolicy": site + links.url(workspace, "projects:oc4ids"),
    }


def _pieces(head: dict[str, object], found: Iterator[queries.Disclosed]) -> Iterator[str]:
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "projects": [\n'
    for number, (record, withheld) in enumerate(found):
        told = disclosure.document(record, say, withheld)
        yield (",\n" if number else "") + json.dumps(told, ensure_ascii=False)
    yield "\n]}\n"


def write(path: Path, pieces: Iterator[str]) -> None:
    """Write a package to a file, which appears whole or not at all."""
    with NamedTemporaryFile(
        "w", encoding="utf-8", dir=path.parent, prefix=f".{path.name}.", delete=False
    ) as file:
        written = Path(file.name)
        try:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
            written.chmod(0o644)  # it is there to be read
            written.replace(path)
        except BaseException:
            written.unlink(missing_ok=True)
            raise
