"""Writes: the list of kinds, and quotes as they are handed in."""

import csv
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import polars as pl
from django.core.exceptions import PermissionDenied
from django.db import transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.mechanisms.flowers import filing, queries, reading, sources
from yuandu.mechanisms.flowers.models import Filing, Group, Kind, Market, Unit
from yuandu.mechanisms.flowers.permissions import may_file
from yuandu.mechanisms.flowers.refusals import FaultyRows, OtherCurrency, Problem
from yuandu.mechanisms.flowers.sources import DeclaredMarket, Source

KINDS = Path(__file__).parent / "data" / "kinds.csv"
NOT_DOUBTFUL = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a filing.

    Attributes:
        doubtful: Of the new and the changed.
        problems: Of rows that were passed over, where that was asked for.
        left_out: Words for kinds that are not on the list → how many rows.
    """

    filing: Filing
    new: int
    changed: int
    unchanged: int
    doubtful: int
    problems: tuple[Problem, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)


@transaction.atomic
def load_kinds(*, by: Actor) -> int:
    """Take in the list of kinds that comes with Yuandu; return how many were new.

    A kind that is there already keeps what the city made of it.
    """
    _check(by)
    with KINDS.open(encoding="utf-8", newline="") as file:
        kinds = [
            Kind(
                workspace=by.workspace,
                code=row["code"],
                name=row["title"],
                name_en=row["english"],
                latin=row["latin"],
                group=row["group"],
                weeks=int(row["weeks"]),
                unit=row["unit"],
                measure=row["measure"],
                other_names=row["names"],
            )
            for row in csv.DictReader(file)
        ]
    before = Kind.objects.filter(workspace=by.workspace).count()
    Kind.objects.bulk_create(kinds, ignore_conflicts=True)
    added = Kind.objects.filter(workspace=by.workspace).count() - before
    audit.record(by, "flowers.load_kinds", by.workspace, added=added)
    return added


@transaction.atomic
def file_quotes(
    *, by: Actor, source: str, path: Path, reason: str = "", passes_over: bool = False
) -> Outcome:
    """Take in a file of quotes; what a market sent before is corrected and kept beside.

    Args:
        source: the name of a declared source, or the path of a file that declares one.
        path: a CSV, gzipped CSV or Parquet file.
        reason: why quotes change, for who reads the corrections.
        passes_over: keep the sound rows although others are not.

    Raises:
        PermissionDenied: `by` hands in no quotes.
        NotReadable: the file, or its source, cannot be read.
        FaultyRows: some rows cannot be kept; nothing is.
        OtherCurrency: a market quotes in another currency than the source.
    """
    _check(by)
    declared = sources.read(source)
    fields = reading.fields(reading.table(path), declared, path.name)
    return _file(
        by, declared, fields, title=path.name, reason=reason, passes_over=passes_over, source=source
    )


@transaction.atomic
def file_rows(
    *, by: Actor, market: Market, rows: Sequence[Mapping[str, str | None]], reason: str = ""
) -> Outcome:
    """Take in quotes of one market that somebody entered, all of them or none.

    Args:
        rows: `on`, `kind` (any of its names), `grade`, `unit`, `low`, `average`, `high`,
            `volume`, `unsold`, `stock`, as texts; a row's number in problems begins at 1.

    Raises:
        PermissionDenied: `by` hands in no quotes.
        FaultyRows: some rows cannot be kept; nothing is.
    """
    _check(by)
    return _entered(
        by,
        [{**row, "market": market.name} for row in rows],
        currency=market.currency,
        title=str(by.workspace.today()),
        reason=reason,
    )


@transaction.atomic
def file_sheet(*, by: Actor, rows: Sequence[Mapping[str, str | None]], reason: str = "") -> None:
    """Take in rows of a spreadsheet, all of them or none; a market it is the first to name opens.

    Args:
        rows: as for `file_rows`, and `market`, its name.

    Raises:
        PermissionDenied: `by` hands in no quotes.
        FaultyRows: some rows cannot be kept; nothing is.
    """
    _check(by)
    currencies = queries.currencies(by.workspace)
    by_currency: dict[str, list[Mapping[str, str | None]]] = {}
    for row in rows:
        currency = currencies.get(row["market"] or "", by.workspace.currency)
        by_currency.setdefault(currency, []).append(row)
    for currency, some in by_currency.items():
        title = str(by.workspace.today())
        _entered(by, some, currency=currency, title=title, reason=reason)


def _entered(
    by: Actor,
    rows: Sequence[Mapping[str, str | None]],
    *,
    currency: str,
    title: str,
    reason: str,
) -> Outcome:
    declared = sources.by_hand(currency)
    fields = reading.entered(rows, declared)
    return _file(
        by, declared, fields, title=title, reason=reason, passes_over=False, source="by hand"
    )


def _file(
    by: Actor,
    declared: Source,
    fields: pl.DataFrame,
    *,
    title: str,
    reason: str,
    passes_over: bool,
    source: str,
) -> Outcome:
    """Check the fields of quotes and keep them."""
    words = _words(by, declared, fields.get_column("kind").drop_nulls().unique().to_list())
    rows, known = filing.checked(
        fields,
        declared,
        words=words,
        markets=partial(_markets, by, declared),
        today=by.workspace.today(),
    )
    if rows.problems and not passes_over:
        raise FaultyRows(sorted(rows.problems, key=lambda each: each.row))

    frame = filing.with_doubts(rows.frame, known)
    new, changed = filing.compared(frame, known)
    made = Filing.objects.create(
        workspace=by.workspace,
        source=declared.title[:60],
        title=title[:200],
        reason=reason,
        reporter=by.label,
    )
    filing.add(made, new)
    filing.correct(made, changed)
    doubtful = Counter([*new.get_column("doubt"), *changed.get_column("doubt")])
    outcome = Outcome(
        filing=made,
        new=len(new),
        changed=len(changed),
        unchanged=len(frame) - len(new) - len(changed),
        doubtful=doubtful.total() - doubtful[NOT_DOUBTFUL],
        problems=tuple(sorted(rows.problems, key=lambda each: each.row)),
        left_out=rows.left_out,
    )
    audit.record(
        by,
        "flowers.file",
        made,
        source=source,
        file=title,
        new=outcome.new,
        changed=outcome.changed,
        unchanged=outcome.unchanged,
        doubtful=outcome.doubtful,
        passed_over=len(outcome.problems),
        reason=reason,
    )
    return outcome


def _check(by: Actor) -> None:
    if not may_file(by):
        raise PermissionDenied


def _words(by: Actor, source: Source, given: Iterable[str]) -> dict[str, int]:
    """Return every word for a kind, the source's own first; add kinds where the source may."""
    words = queries.words(by.workspace)
    words |= {
        word.lower(): words[code.lower()]
        for word, code in source.kinds.items()
        if code.lower() in words
    }
    strange = sorted(word for word in given if word.lower() not in words)
    if source.unknown != "add" or not strange:
        return words
    there = Kind.objects.filter(workspace=by.workspace, group=Group.PRODUCE).count()
    added = Kind.objects.bulk_create(
        Kind(
            workspace=by.workspace,
            code=f"produce-{number}",
            name=word,
            group=Group.PRODUCE,
            unit=source.constants.unit or Unit.JIN,
        )
        for number, word in enumerate(strange, start=there + 1)
    )
    return words | {kind.name.lower(): kind.pk for kind in added}


def _markets(by: Actor, source: Source, given: Iterable[str]) -> dict[str, int]:
    """Return the market of each of the source's words, opened where it is new, and hold them.

    Two filings of one market wait for each other, so that neither misses what the other adds.

    Raises:
        OtherCurrency: a market there quotes in another currency.
    """
    declared = {word: source.markets.get(word) or DeclaredMarket(name=word) for word in given}
    Market.objects.bulk_create(
        [
            Market(workspace=by.workspace, currency=source.currency, **each.model_dump())
            for each in declared.values()
        ],
        ignore_conflicts=True,
    )
    names = [each.name for each in declared.values()]
    there = {
        market.name: market
        for market in Market.objects.select_for_update()
        .filter(workspace=by.workspace, name__in=names)
        .order_by("pk")
    }
    for market in there.values():
        if market.currency != source.currency:
            raise OtherCurrency(market.name, market.currency, source.currency)
    return {word: there[each.name].pk for word, each in declared.items()}
