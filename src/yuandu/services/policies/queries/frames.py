"""Facts of many parties as one table, as the engine sweeps it."""

import datetime
import io
from collections.abc import Collection, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import polars as pl

from yuandu.engines import rules
from yuandu.engines.rules import units
from yuandu.engines.rules.columns import BITS, CRITERIA_A_WORD
from yuandu.engines.rules.facts import JUDGED, bounds
from yuandu.engines.rules.lowering import lower
from yuandu.engines.rules.sweeping import Swept, sweep
from yuandu.engines.rules.tables import kind_of
from yuandu.engines.rules.vocabulary import FactKind, Vocabulary, column
from yuandu.kernel.registry.models import Party
from yuandu.kernel.workspaces.models import Workspace
from yuandu.services.policies import providers
from yuandu.services.policies.queries import reported
from yuandu.services.policies.queries.facts import given_as, read

YEARS = 6  # full years before the day of which a table has columns, reported or not
TYPES: Mapping[str, Any] = {
    "amount": pl.Int64,
    "count": pl.Int64,
    "share": pl.Float64,
    "quantity": pl.Float64,
    "score": pl.Float64,
    "flag": pl.Boolean,
    "day": pl.Date,
    "choice": pl.String,
    "codes": pl.String,
}
CSV = {
    "id": pl.Int64,
    "kind": pl.String,
    "value": pl.Float64,
    "text": pl.String,
    "from_on": pl.Date,
    "to_on": pl.Date,
}


def frame_of(
    workspace: Workspace,
    vocabulary: Vocabulary,
    on: datetime.date,
    parties: Collection[int] | None = None,
) -> pl.DataFrame:
    """Return what was known of each party on a day: a row a party, a column a fact.

    The same as `facts_of` says of one: a yearly fact counts once its year is over, of a
    standing one the newest stated by the day; what does not fit the vocabulary is null, and
    what a provider knows wins. Numbers are in base units, as `rules` takes tables in. Two
    queries, and what the providers need.

    Args:
        vocabulary: The facts wanted; of a yearly one the last `YEARS` full years, and
            whatever was reported besides.
        parties: Their keys; every organisation if not given. Persons and households are
            never taken along unasked, as their facts need a consent.

    Returns:
        `id`, the party's key, in the order given (else ascending); then columns as
        `rules.vocabulary.column` names them.
    """
    keys = list(parties) if parties is not None else _organisations(workspace)
    known = _joined(
        _reported(workspace, vocabulary, on, keys), _provided(workspace, vocabulary, on, keys)
    )
    frame = pl.DataFrame({"id": pl.Series(keys, dtype=pl.Int64)})
    for name in sorted(known):
        frame = frame.join(known[name], on="id", how="left", maintain_order="left")
    return with_columns(frame, _usual(vocabulary, on), vocabulary)


def with_columns(frame: pl.DataFrame, names: Iterable[str], vocabulary: Vocabulary) -> pl.DataFrame:
    """Return a frame that has these columns too: null where nobody reported anything."""
    missing = [name for name in dict.fromkeys(names) if name not in frame.columns]
    return frame.with_columns(
        pl.lit(None, TYPES[kind_of(name, vocabulary).kind]).alias(name) for name in missing
    )


def table_of(
    workspace: Workspace,
    vocabulary: Vocabulary,
    on: datetime.date,
    names: Iterable[str],
    parties: Collection[int] | None = None,
) -> pl.DataFrame:
    """Return `frame_of` with just the columns that rules read: `id`, then those of `names`.

    Args:
        names: Columns, such as `Lowered.columns`; what persons judge is left out.
    """
    facts = [name for name in dict.fromkeys(names) if not name.startswith(JUDGED)]
    kinds = {kind.code: kind for kind in (kind_of(name, vocabulary) for name in facts)}
    frame = frame_of(workspace, Vocabulary(tuple(kinds.values())), on, parties)
    return with_columns(frame, facts, vocabulary).select("id", *facts)


def swept(
    workspace: Workspace,
    vocabulary: Vocabulary,
    books: Sequence[rules.Book],
    on: datetime.date,
    parties: Collection[int] | None = None,
    *,
    masks: bool = False,
    judged: Mapping[str, Mapping[int, bool]] = MappingProxyType({}),
) -> Swept:
    """Return what books say of every party on a day; only facts that they read are fetched.

    Args:
        judged: By criterion and party, what an officer said; of a single version's book.
    """
    names = [name for book in books for name in lower(book, vocabulary, on, "new").columns]
    frame = table_of(workspace, vocabulary, on, names, parties)
    for criterion, said in judged.items():
        frame = frame.with_columns(
            pl.col("id")
            .replace_strict(said, default=None, return_dtype=pl.Boolean)
            .alias(f"{JUDGED}{criterion}")
        )
    return sweep(books, frame, on=on, vocabulary=vocabulary, masks=masks)


def any_criterion(swept: Swept, code: str, state: rules.State) -> pl.Expr:
    """Return whether any criterion of a book is in a state, from the words of its mask."""
    book = swept.book(code)
    held = [
        pl.col(word) // (1 << BITS * place) % (1 << BITS) == state.value
        for at, word in enumerate(book.masks)
        for place in range(len(book.clauses[at * CRITERIA_A_WORD :][:CRITERIA_A_WORD]))
    ]
    return pl.any_horizontal(held) if held else pl.lit(False)


def _organisations(workspace: Workspace) -> list[int]:
    found = Party.objects.filter(workspace=workspace, kind="organisation")
    return list(found.order_by("pk").values_list("pk", flat=True))


def _usual(vocabulary: Vocabulary, on: datetime.date) -> Iterable[str]:
    for kind in vocabulary:
        if not kind.yearly:
            yield kind.code
        else:
            yield from (column(kind.code, on.year - back) for back in range(YEARS, 0, -1))


# What was reported


def _reported(
    workspace: Workspace, vocabulary: Vocabulary, on: datetime.date, keys: Collection[int]
) -> dict[str, pl.DataFrame]:
    """Return a table of key and value for each column that anybody reported."""
    text = reported.as_csv(workspace, list(vocabulary), on, keys)
    if not text:
        return {}
    rows = pl.read_csv(io.BytesIO(text), has_header=False, schema=CSV)
    # The newest comes last, and stays.
    rows = rows.sort("to_on", "from_on", maintain_order=True)
    year = pl.col("to_on").dt.year()
    is_year = (pl.col("from_on") == pl.date(year, 1, 1)) & (
        pl.col("to_on") == pl.date(year, 12, 31)
    )
    found: dict[str, pl.DataFrame] = {}
    for (code,), said in rows.partition_by("kind", as_dict=True, include_key=False).items():
        kind = vocabulary[str(code)]
        if not kind.yearly:
            found[kind.code] = _column(kind, kind.code, said)
            continue
        years = said.filter(is_year).with_columns(year.alias("year"))
        for (each,), of_year in years.partition_by("year", as_dict=True).items():
            name = column(kind.code, int(str(each)))
            found[name] = _column(kind, name, of_year)
    return found


def _column(kind: FactKind, name: str, said: pl.DataFrame) -> pl.DataFrame:
    newest = said.unique("id", keep="last", maintain_order=True)
    return newest.select("id", _values(kind, newest).alias(name))


def _values(kind: FactKind, said: pl.DataFrame) -> pl.Series:
    """Return the column's values; null where one does not fit its kind."""
    if kind.kind == "flag":
        return said["value"] != 0
    if kind.is_number:
        low, high = (float(end) for end in bounds(kind))
        fits = said["value"].is_between(low, high)
        held = said.select(pl.when(fits).then(pl.col("value"))).to_series()
        return held.cast(TYPES[kind.kind])
    # Texts are few and repeat: each goes the way a single party's does.
    texts = said["text"].unique().drop_nulls().to_list()
    fitting = {text: _fitting(kind, given_as(kind, None, text)) for text in texts}
    return pl.Series([fitting.get(text) for text in said["text"]], dtype=TYPES[kind.kind])


def _fitting(kind: FactKind, given: object) -> object:
    """Return a value as rules read it, `None` where it does not fit."""
    said = {kind.code: {"2000": given} if kind.yearly else given}
    return read(said).get(column(kind.code, 2000 if kind.yearly else None))


# What providers know


def _provided(
    workspace: Workspace, vocabulary: Vocabulary, on: datetime.date, keys: Collection[int]
) -> dict[str, pl.DataFrame]:
    """Return a table of key and value for each fact that a provider knows."""
    said: dict[str, dict[int, object]] = {}
    for known in providers.known(workspace, keys, on):
        for pk, facts in known.items():
            for code, given in facts.items():
                if code in vocabulary:
                    said.setdefault(code, {})[pk] = given
    return {code: _known(vocabulary[code], by_key) for code, by_key in said.items()}


def _known(kind: FactKind, by_key: Mapping[int, object]) -> pl.DataFrame:
    worth = units.STEPS.get(kind.kind, 1)
    values = [_fitting(kind, given) for given in by_key.values()]
    if worth != 1:
        values = [value / worth if isinstance(value, int) else None for value in values]
    return pl.DataFrame(
        {
            "id": pl.Series(list(by_key), dtype=pl.Int64),
            kind.code: pl.Series(values, dtype=TYPES[kind.kind]),
        }
    )


def _joined(
    reported_ones: dict[str, pl.DataFrame], provided: dict[str, pl.DataFrame]
) -> dict[str, pl.DataFrame]:
    """Return the columns of both; of whoever a provider knows, what it knows."""
    joined = dict(reported_ones)
    for name, known in provided.items():
        claimed = [joined[name].join(known, on="id", how="anti")] if name in joined else []
        joined[name] = pl.concat([*claimed, known])
    return joined
