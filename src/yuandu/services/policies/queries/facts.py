"""Facts of parties as rules take them."""

import datetime
from collections.abc import Collection, Iterable
from decimal import Decimal
from typing import Any

from yuandu.engines import rules
from yuandu.kernel.workspaces.models import Workspace
from yuandu.services.policies import providers
from yuandu.services.policies.library import vocabulary
from yuandu.services.policies.queries import reported


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
    left out: unknown, never zero. Numbers are to the nearest step of their kind: a revenue
    given to the fen is known to the yuan. One query, and what the providers need.

    Args:
        codes: Only these facts; all of the vocabulary if not given.
    """
    wanted = None if codes is None else frozenset(codes)
    said: dict[int, dict[str, Any]] = {pk: {} for pk in parties}
    if said:
        _read(workspace, on, wanted, said)
    for known in providers.known(workspace, parties, on):
        for pk, facts in known.items():
            if pk in said:
                said[pk] |= {
                    code: value for code, value in facts.items() if wanted is None or code in wanted
                }
    return {pk: read(facts) for pk, facts in said.items()}


def read(said: dict[str, Any]) -> rules.Facts:
    """Return facts as rules take them, without those that do not fit."""
    try:
        return rules.read_facts(said, vocabulary())
    except rules.BadFacts as bad:
        wrong = {problem.field for problem in bad.problems}
        return rules.read_facts(_without(said, wrong), vocabulary())


def _read(
    workspace: Workspace,
    on: datetime.date,
    wanted: frozenset[str] | None,
    said: dict[int, dict[str, Any]],
) -> None:
    kinds = [kind for kind in vocabulary() if wanted is None or kind.code in wanted]
    rows = reported.rows(workspace, kinds, on, said)
    # The newest is written last, and stays.
    for pk, code, value, text, since, until in sorted(rows, key=lambda row: (row[5], row[4])):
        kind = vocabulary()[code]
        given = given_as(kind, value, text)
        if not kind.yearly:
            said[pk][code] = given
        elif _is_year(since, until):
            said[pk].setdefault(code, {})[str(until.year)] = given


def _is_year(since: datetime.date, until: datetime.date) -> bool:
    return (since.month, since.day, until.month, until.day) == (1, 1, 12, 31) and (
        since.year == until.year
    )


def given_as(kind: rules.FactKind, value: Decimal | None, text: str) -> object:
    """Return a reported value as `rules.read_facts` takes it."""
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
