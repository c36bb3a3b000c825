"""Decisions: what a book says of a party, frozen so that it can be worked out again.

A decision is canonical JSON: keys sorted, no spaces, numbers as text where they are exact.
Worked out again from the same book and the same inputs it gives the same bytes.
"""

import datetime
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Any

from yuandu.engines import rules
from yuandu.engines.rules.lowering import lower, names
from yuandu.services.policies.library import vocabulary


@dataclass(frozen=True)
class Decision:
    """An answer, the facts that it was given by, and the text that both are frozen as."""

    answer: rules.Answer
    facts: rules.Facts

    @cached_property
    def text(self) -> str:
        """Everything that it was decided by; written out when first asked for."""
        facts = self.facts
        read = {name for one in self.answer.findings for name in _columns(one, facts)}
        codes = {_code(name) for name in read} | codes_of(self.answer.book)
        inputs = {
            name: value for name, value in sorted(facts.values.items()) if _code(name) in codes
        }
        return _frozen(self.answer, inputs)

    @property
    def hash(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def amount(self) -> Decimal | None:
        """Yuan that come with it; `None` where a fact for it is missing, or it is not met."""
        if self.answer.state is not rules.State.MET:
            return None
        yuan = rules.total(self.answer.payments)
        return None if yuan is None else Decimal(yuan)


def decide(book: rules.Book, facts: rules.Facts, on: datetime.date) -> Decision:
    """Return what a book says on a day, with everything it was decided by."""
    return Decision(rules.check(book, facts, on=on, vocabulary=vocabulary()), facts)


def again(text: str, book: rules.Book) -> Decision:
    """Work a frozen decision out anew, from its own inputs."""
    said = json.loads(text)
    facts = rules.Facts({name: _thawed(name, value) for name, value in said["inputs"].items()})
    return decide(book, facts, datetime.date.fromisoformat(said["on"]))


def as_frozen(one: rules.Finding) -> dict[str, Any]:
    """Return a finding as the text of a decision holds it."""
    found: dict[str, Any] = json.loads(_canonical(_criterion(one)))
    return found


@lru_cache(maxsize=1024)
def codes_of(book: rules.Book) -> frozenset[str]:
    """Return the codes of the facts that a book reads."""
    found: set[str] = set()
    for one in book.criteria:
        found.update(one.value.facts if one.value else ())
    for score in book.scores:
        for item in score.items:
            for scale in item.better_of:
                found.update(scale.value.facts)
    for benefit in book.benefits:
        for measure in (benefit.base, benefit.per):
            found.update(measure.facts if measure else ())
    if book.budget:
        found.update(one.fact for one in book.budget.order if one.fact)
    return frozenset(found)


def sole_missing(answer: rules.Answer) -> str:
    """Return the one fact that everything unknown waits for; empty where it is not one.

    Only where nothing is unmet besides: whoever gives the fact should not be disappointed.
    """
    if any(one.state is rules.State.UNMET for one in answer.findings):
        return ""
    missing = {
        name for one in answer.findings if one.state is rules.State.UNKNOWN for name in one.missing
    }
    return missing.pop() if len(missing) == 1 else ""


def unpriced(book: rules.Book, facts: rules.Facts, on: datetime.date) -> str:
    """Return the one fact that an amount waits for; empty where it is not one."""
    lowered = lower(book, vocabulary(), on, "new")
    read = {name for one in lowered.benefits for name in names(one.amount)}
    missing = [name for name in read if facts.get(name) is None]
    return missing[0] if len(missing) == 1 else ""


def _columns(finding: rules.Finding, facts: rules.Facts) -> tuple[str, ...]:
    measure = finding.criterion.value
    if measure is None:
        return tuple(name for name in facts.values if name == f"judged_{finding.id}")
    return measure.facts


@lru_cache(maxsize=4096)
def _code(column: str) -> str:
    if column in vocabulary() or column.startswith("judged_"):
        return column
    return column.rpartition("_")[0]


def _frozen(answer: rules.Answer, inputs: Mapping[str, Any]) -> str:
    total = rules.total(answer.payments) if answer.state is rules.State.MET else None
    whole = {
        "book": {"code": answer.book.code, "hash": answer.book.hash},
        "on": answer.on,
        "assessed": answer.assessed,
        "inputs": inputs,
        "state": answer.state.code,
        "criteria": [_criterion(one) for one in answer.findings],
        "scores": [
            {"id": one.id, "title": one.title, "least": one.least, "most": one.most}
            for one in answer.scores
        ],
        "payments": [
            {"id": one.id, "title": one.title, "yuan": one.yuan} for one in answer.payments
        ],
        "total": total,
    }
    return _canonical(whole)


def _canonical(said: object) -> str:
    return json.dumps(
        said, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain
    )


def _criterion(one: rules.Finding) -> dict[str, Any]:
    return {
        "id": one.id,
        "title": one.criterion.title,
        "title_en": one.criterion.title_en,
        "clause": one.criterion.clause,
        "source": one.criterion.source,
        "operator": one.criterion.operator,
        "threshold": one.criterion.threshold,
        "unit": one.criterion.unit,
        "state": one.state.code,
        "values": list(one.values),
        "missing": list(one.missing),
    }


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, datetime.date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} is not kept in decisions")


def _thawed(name: str, value: Any) -> Any:
    code = _code(name)
    if code in vocabulary() and vocabulary()[code].kind == "day":
        return datetime.date.fromisoformat(value)
    return value
