"""Books and answers as pages and the API show them."""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from yuandu.engines import rules
from yuandu.engines.rules import units
from yuandu.engines.rules.books import Cited
from yuandu.services.policies import wording
from yuandu.services.policies.library import vocabulary
from yuandu.services.policies.vocabulary import is_english, title_of


def title_of_part(part: Cited) -> str:
    """Return what a criterion, score, item or benefit is called in the reader's language."""
    return part.title_en if is_english() and part.title_en else part.title


def conditions(book: rules.Book) -> list[dict[str, Any]]:
    """Return what a book asks, one sentence a condition, with its clause."""
    return [
        {
            "id": one.id,
            "title": title_of_part(one),
            "clause": one.clause,
            "source": one.source or book.document,
            "evidence": one.evidence,
            "to_verify": one.to_verify,
            "from": one.effective_from,
            "until": one.effective_until,
            "veto": one.veto,
        }
        for one in book.criteria
    ]


def benefits(book: rules.Book) -> list[dict[str, Any]]:
    """Return what a book brings."""
    return [
        {
            "title": title_of_part(one),
            "amount": _yuan(one.amount, one.unit),
            "rate": one.rate,
            "base": title_of(vocabulary()[one.base.facts[0]]) if one.base else "",
            "per": title_of(vocabulary()[one.per.facts[0]]) if one.per else "",
            "cap": _yuan(one.cap, one.unit),
        }
        for one in book.benefits
    ]


def order(book: rules.Book) -> list[str]:
    """Return the published order of payment, in words."""
    return [wording.order(one) for one in (book.budget.order if book.budget else ())]


def findings(decision: str) -> dict[str, Any]:
    """Return a frozen decision as a page shows it, clause by clause."""
    said: Mapping[str, Any] = json.loads(decision)
    return {
        **said,
        "state_title": wording.STATES[said["state"]],
        "tone": wording.TONES.get(said["state"], "calm"),
        "criteria": [_criterion(one) for one in said["criteria"]],
        "inputs": [
            {"title": wording.column_title(name), "value": wording.input_value(name, value)}
            for name, value in said["inputs"].items()
        ],
    }


def missing(answer: rules.Answer) -> list[str]:
    """Return what nobody has reported yet, of all that an answer waits for."""
    names = [
        name for one in answer.findings if one.state is rules.State.UNKNOWN for name in one.missing
    ]
    return [wording.column_title(name) for name in dict.fromkeys(names)]


def _criterion(one: Mapping[str, Any]) -> dict[str, Any]:
    title = one["title_en"] if is_english() and one["title_en"] else one["title"]
    unit = one["unit"]
    known = [value for value in one["values"] if value is not None]
    return {
        "title": title,
        "clause": one["clause"],
        "source": one["source"],
        "state": one["state"],
        "state_title": wording.STATES[one["state"]],
        "tone": wording.TONES.get(one["state"], "calm"),
        "mark": wording.MARKS.get(one["state"], ""),
        "value": "、".join(wording.value(value, unit) for value in known) or "—",
        "threshold": wording.value(one["threshold"], unit),
        "operator": wording.OPERATORS[one["operator"]],
        "missing": [wording.column_title(name) for name in one["missing"]],
    }


def _yuan(amount: Decimal | None, unit: str) -> Decimal | None:
    return None if amount is None else amount * units.MONEY[unit]
