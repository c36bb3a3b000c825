"""Facts of parties as rules take them."""

import datetime
from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from itertools import batched
from typing import Any

import polars as pl
from django.db.models import Q, QuerySet

from yuandu.engines import rules
from yuandu.engines.rules import facts as values
from yuandu.engines.rules import units
from yuandu.engines.rules.facts import JUDGED
from yuandu.engines.rules.tables import kind_of
from yuandu.engines.rules.vocabulary import column
from yuandu.kernel.registry.models import Fact
from yuandu.kernel.workspaces.models import Workspace
from yuandu.services.policies import providers
from yuandu.services.policies.vocabulary import vocabulary

AT_ONCE = 5_000  # parties a query


def facts_of(
    workspace: Workspace,
    parties: Collection[int],
    on: datetime.date,
    *,
    codes: Iterable[str] | None = None,
) -> dict[int, rules.Facts]:
    """Return the facts of each party as they were known on a day.

    A yearly fact counts once its year is over, under that year; of a standing fact the
    newest that was stated by the day counts. A value that does not fit the vocabulary is
    left out: unknown, never zero. One query for every five thousand parties, and what the
    providers need.

    Args:
        codes: Only these facts; all of the vocabulary if not given.
    """
    wanted = sorted(codes) if codes is not None else [kind.code for kind in vocabulary()]
    said: dict[int, dict[str, Any]] = {pk: {} for pk in parties}
    for some in batched(said, AT_ONCE, strict=False):
        _read(workspace, some, on, wanted, said)
    for known in providers.known(workspace, parties, on):
        for pk, facts in known.items():
            if pk in said:
                said[pk] |= {code: value for code, value in facts.items() if code in wanted}
    return {pk: read(facts) for pk, facts in said.items()}


def read(said: dict[str, Any]) -> rules.Facts:
    """Return facts as rules take them, without those that do not fit."""
    try:
        return rules.read_facts(said, vocabulary())
    except rules.BadFacts as bad:
        wrong = {problem.field for problem in bad.problems}
        return rules.read_facts(_without(said, wrong), vocabulary())


def table_of(
    workspace: Workspace, parties: Collection[int], on: datetime.date, names: Iterable[str]
) -> pl.DataFrame:
    """Return the facts of parties as a table for a sweep, as `facts_of` would read them.

    One query for every five thousand parties, of the facts and years that are asked for
    alone, and what the providers need.

    Args:
        names: Columns as rules name them (`revenue_2025`), such as `Lowered.columns`.

    Returns:
        `id`, in the order of `parties`, and every named column but what persons judge; in
        base units, null where nothing is known.
    """
    kinds = {name: kind_of(name, vocabulary()) for name in names if not name.startswith(JUDGED)}
    said: dict[str, dict[int, object]] = {name: {} for name in kinds}
    asked = _asked(kinds)
    for some in batched(parties, AT_ONCE, strict=False):
        for pk, code, value, text, since, until in _rows(workspace, some, on, asked):
            kind = vocabulary()[code]
            name = column(code, until.year if kind.yearly else None)
            if name in said and (not kind.yearly or _is_year(since, until)):
                said[name][pk] = _given(kind, value, text)
    for known in providers.known(workspace, parties, on):
        for pk, told in known.items():
            for code in told.keys() & said.keys():
                said[code][pk] = told[code]
    return pl.DataFrame(
        {"id": pl.Series("id", list(parties), pl.Int64)}
        | {
            name: pl.Series(name, [_base(kind, said[name].get(pk)) for pk in parties], _dtype(kind))
            for name, kind in kinds.items()
        }
    )


def _asked(kinds: Mapping[str, rules.FactKind]) -> Q:
    """Return the condition on facts that may stand in one of the columns."""
    standing = {kind.code for kind in kinds.values() if not kind.yearly}
    yearly = {name: kind.code for name, kind in kinds.items() if kind.yearly}
    ends = {datetime.date(int(name[-4:]), 12, 31) for name in yearly}
    return Q(kind__in=standing) | Q(kind__in=set(yearly.values()), to_on__in=ends)


def _base(kind: rules.FactKind, given: object) -> Any:
    """Return a value in base units; `None` where it does not fit."""
    if given is None:
        return None
    try:
        value = values.value_of(kind, given)
    except values.Unfit:
        return None
    step = units.STEPS.get(kind.kind, 1)
    return value if step == 1 or not isinstance(value, int) else value / step


def _dtype(kind: rules.FactKind) -> pl.DataType:
    match kind.kind:
        case "flag":
            return pl.Boolean()
        case "day":
            return pl.Date()
        case "choice" | "codes":
            return pl.String()
    return pl.Int64() if units.STEPS[kind.kind] == 1 else pl.Float64()


def _rows(
    workspace: Workspace, parties: Collection[int], on: datetime.date, asked: Q
) -> QuerySet[Fact, tuple[Any, ...]]:
    """Return current facts with the newest last, which so is the one that stays."""
    found = Fact.objects.filter(
        asked, workspace=workspace, party__in=parties, is_current=True, to_on__lte=on
    )
    return found.order_by("to_on", "from_on").values_list(
        "party_id", "kind", "value", "text", "from_on", "to_on"
    )


def _read(
    workspace: Workspace,
    parties: Collection[int],
    on: datetime.date,
    wanted: list[str],
    said: dict[int, dict[str, Any]],
) -> None:
    asked = Q(kind__in=wanted)
    for pk, code, value, text, since, until in _rows(workspace, parties, on, asked):
        kind = vocabulary()[code]
        given = _given(kind, value, text)
        if not kind.yearly:
            said[pk][code] = given
        elif _is_year(since, until):
            said[pk].setdefault(code, {})[str(until.year)] = given


def _is_year(since: datetime.date, until: datetime.date) -> bool:
    return (since.month, since.day, until.month, until.day) == (1, 1, 12, 31) and (
        since.year == until.year
    )


def _given(kind: rules.FactKind, value: Decimal | None, text: str) -> object:
    if kind.kind == "flag":
        return bool(value) if value is not None else None
    if kind.is_number:
        return value
    if kind.kind == "codes":
        return [part.strip() for part in text.split(",") if part.strip()]
    return text or None


def _without(said: dict[str, Any], wrong: Collection[str]) -> dict[str, Any]:
    return {code: _kept(code, value, wrong) for code, value in said.items() if code not in wrong}


def _kept(code: str, value: Any, wrong: Collection[str]) -> Any:
    if not isinstance(value, dict):
        return value
    return {
        year: one
        for year, one in value.items()
        if f"{code}.{year}" not in wrong and f"{code}_{year}" not in wrong
    }
