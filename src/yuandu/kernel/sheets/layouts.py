"""What apps declare in their `sheets.py`: the layouts of their spreadsheets.

    layouts.register(
        Layout(
            code="organisations",
            title=_("Organisations"),
            columns=(
                Column(code="code", title=_("Credit code"), kind=Kind.CODE, required=True),
                Column(code="name", title=_("Name"), synonyms=("企业名称",), required=True),
            ),
            key=("code",),
            importers=("administrator", "city_officer"),
            exporters=("administrator", "city_officer", "auditor"),
            resolve=resolve,
            existing=existing,
            commit=commit,
            export=export,
        )
    )

The four functions get the actor first, since what may be seen and changed depends on it:

- `resolve(by, rows)` yields a `Finding` for what only the app knows to be wrong: codes of
  wrong form, rows of a county that is not the actor's. Asked for batches of up to `BATCH`
  rows; a fixed number of queries a batch. A field whose cell could not be read is absent
  from `row.values`: use `.get`.
- `existing(by, rows)` returns row number → the values that the register holds now, for the
  rows it has, in the same types. Fields it leaves out are not compared.
- `commit(by, rows)` writes: `row.is_new` says whether to insert or to update by key. It
  runs inside a transaction that also holds the checks made just before; batches, not saves.
- `export(by)` yields field → value for each row the actor may see.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.utils import translation

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.sheets.rules.columns import Column, Value, Words
from yuandu.kernel.sheets.rules.headers import fold
from yuandu.kernel.sheets.rules.problems import Severity
from yuandu.kernel.sheets.rules.tables import Row

BATCH = 2_000


class UnknownLayout(LookupError):
    """No app has registered a layout of this code."""


class OddLayout(Exception):
    """A layout contradicts itself or another one; raised when it is registered or first used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """What a problem's code says: what is wrong, and what to do about it."""

    what: Words
    do: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something an app found wrong with a row.

    Attributes:
        row: `Row.number`.
        code: A key of the layout's `sentences`, or one the room knows (`required`, …).
        field: The column to show it at; "": the row as a whole.
        params: What the sentence has in its placeholders.
    """

    row: int
    code: str
    field: str = ""
    severity: Severity = Severity.ERROR
    params: Mapping[str, str] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How many rows a commit wrote."""

    created: int
    updated: int


@dataclass(frozen=True, kw_only=True)
class Layout:
    """A spreadsheet an office sends and gets.

    Attributes:
        code: Its name in addresses and on the command line.
        key: The columns that tell a row from the others, for updates and duplicates.
        or_key: What tells it where a part of `key` is empty.
        importers: Roles that may send it.
        exporters: Roles that may get it.
        sentences: The app's own problem codes.
        note: What the template says on top of itself.
        is_private: Only who sent a file reads it, its original and its problems: not even who
            oversees uploads (pay).
    """

    code: str
    title: Words
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    importers: tuple[str, ...]
    exporters: tuple[str, ...]
    existing: Callable[[Actor, Sequence[Row]], Mapping[int, Mapping[str, Value]]]
    commit: Callable[[Actor, Sequence[Row]], Outcome]
    export: Callable[[Actor], Iterable[Mapping[str, Value]]]
    resolve: Callable[[Actor, Sequence[Row]], Iterable[Finding]] = lambda by, rows: ()
    or_key: tuple[str, ...] = ()
    sentences: Mapping[str, Sentence] = dataclasses.field(default_factory=dict)
    note: Words = ""
    is_private: bool = False

    @property
    def fields(self) -> tuple[str, ...]:
        return tuple(column.code for column in self.columns)

    @property
    def keys(self) -> tuple[tuple[str, ...], ...]:
        return (self.key, self.or_key) if self.or_key else (self.key,)

    def column(self, code: str) -> Column:
        return next(column for column in self.columns if column.code == code)


def going_out(
    *,
    code: str,
    title: Words,
    columns: tuple[Column, ...],
    key: tuple[str, ...],
    exporters: tuple[str, ...],
    export: Callable[[Actor], Iterable[Mapping[str, Value]]],
) -> Layout:
    """Return a layout of a list to take along: it only goes out, nobody sends it back."""
    return Layout(
        code=code,
        title=title,
        columns=columns,
        key=key,
        importers=(),
        exporters=exporters,
        existing=lambda by, rows: {},
        commit=lambda by, rows: Outcome(created=0, updated=0),
        export=export,
    )


_layouts: dict[str, Layout] = {}


def register(layout: Layout) -> None:
    """Make a layout known.

    Raises:
        OddLayout: its code is taken, or a key names a column it does not have.
    """
    if layout.code in _layouts:
        raise OddLayout(f"The layout {layout.code!r} is registered twice")
    missing = {name for key in layout.keys for name in key} - set(layout.fields)
    if missing:
        raise OddLayout(f"The layout {layout.code!r} has no column {missing} for its key")
    _layouts[layout.code] = layout


def get(code: str) -> Layout:
    """Return a layout.

    Raises:
        UnknownLayout: there is none of this code.
    """
    try:
        return _layouts[code]
    except KeyError:
        raise UnknownLayout(code) from None


def known() -> list[Layout]:
    """Return the layouts in the order of their registration."""
    return list(_layouts.values())


@cache
def header_names(code: str) -> Mapping[str, str]:
    """Return folded header → field: codes, titles in each language, synonyms.

    Raises:
        OddLayout: two columns go by one name.
    """
    names: dict[str, str] = {}
    for column in get(code).columns:
        for name in (column.code, *_titles(column), *column.synonyms):
            if names.setdefault(fold(name), column.code) != column.code:
                raise OddLayout(f"{name!r} is a header of two columns of the layout {code!r}")
    return names


def _titles(column: Column) -> list[str]:
    titles = []
    for language, _ in settings.LANGUAGES:
        with translation.override(language):
            titles.append(str(column.title))
    return titles
