"""Translation catalogues: what the code says, found, compared and compiled.

Each application carries its own catalogue (`locale/zh_Hans/LC_MESSAGES/django.po`);
message ids are short English, so English needs none. The files hold messages alone, no
header with dates, so that they change only when words do. Babel does the work, so that
no machine needs GNU gettext.
"""

import io
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.apps import apps
from django.utils.translation.template import templatize

LANGUAGE = "zh_Hans"
KEYWORDS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop")),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
# What `templatize` leaves of a template: calls between lines of blanked-out text.
_CALL = re.compile(
    r"\b(?:n?p?gettext|_)\s*\((?:\s*u?(?:'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")\s*,?|\s*count\s*)+\)"
)


def own_apps() -> list[Path]:
    """Return the folders of our applications, lowest floor first."""
    return [Path(app.path) for app in apps.get_app_configs() if app.name.startswith("yuandu.")]


def catalogue_path(app: Path) -> Path:
    return app / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"


def found(app: Path) -> Catalog:
    """Return the messages that an application's code and templates say."""
    catalogue = Catalog(locale=LANGUAGE)
    for path in sorted(app.rglob("*.py")):
        if not {"tests", "migrations"} & set(path.relative_to(app).parts):
            _add(catalogue, path.read_bytes())
    for path in sorted(app.rglob("templates/**/*.*")):
        if path.suffix in {".html", ".txt", ".xml"}:
            calls = _CALL.findall(templatize(path.read_text("utf-8")))
            _add(catalogue, "\n".join(calls).encode())
    return catalogue


def _add(catalogue: Catalog, source: bytes) -> None:
    for _, message, _, context in extract("python", io.BytesIO(source), keywords=KEYWORDS):
        if message and message != ("", ""):
            catalogue.add(message, context=context)


def stored(app: Path) -> Catalog:
    """Return an application's catalogue as it is on disk, empty where there is none."""
    path = catalogue_path(app)
    if not path.exists():
        return Catalog(locale=LANGUAGE)
    with path.open("rb") as file:
        return read_po(file, locale=LANGUAGE)


def extract_all() -> None:
    """Add what is new to each catalogue and drop what the code no longer says."""
    for app in own_apps():
        catalogue = stored(app)
        catalogue.update(found(app), no_fuzzy_matching=True)
        path = catalogue_path(app)
        if not len(catalogue):
            path.unlink(missing_ok=True)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(file, catalogue, omit_header=True, sort_output=True, ignore_obsolete=True)


def faults() -> Iterator[str]:
    """Yield a line for each message that is missing, empty, fuzzy, unused or ill-formed."""
    for app in own_apps():
        said, catalogue = found(app), stored(app)
        name = app.name
        for message in said:
            known = catalogue.get(message.id, context=message.context)
            if message.id and (known is None or not _is_translated(known.string)):
                yield f"{name}: no Chinese for {message.id!r}"
        for message in catalogue:
            if message.id and message.fuzzy:
                yield f"{name}: fuzzy: {message.id!r}"
            if message.id and said.get(message.id, context=message.context) is None:
                yield f"{name}: no longer said: {message.id!r}"
        for message, errors in catalogue.check():
            yield from (f"{name}: {message.id!r}: {error}" for error in errors)


def _is_translated(string: str | tuple[str, ...] | list[str] | None) -> bool:
    return all(string) if isinstance(string, (tuple, list)) else bool(string)


def compile_all() -> int:
    """Write the binary catalogues that Django reads; return how many."""
    compiled = 0
    for app in own_apps():
        if catalogue_path(app).exists():
            with catalogue_path(app).with_suffix(".mo").open("wb") as file:
                write_mo(file, stored(app))
            compiled += 1
    return compiled
