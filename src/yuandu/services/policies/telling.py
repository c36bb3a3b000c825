"""Books and answers as pages and the API show them."""

import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from yuandu.engines import rules
from yuandu.engines.rules import units
from yuandu.engines.rules.books import Criterion
from yuandu.engines.rules.facts import JUDGED
from yuandu.kernel.workspaces.languages import listed
from yuandu.services.policies import deciding, describing, wording
from yuandu.services.policies.library import vocabulary
from yuandu.services.policies.models import Judgement
from yuandu.services.policies.vocabulary import title_of

UNFOLDED = 3  # values of a list that stand in the open


def conditions(book: rules.Book) -> list[dict[str, Any]]:
    """Return what a book asks, one sentence a condition, with its clause."""
    return [
        {
            "id": one.id,
            "title": wording.part_title(one),
            "clause": one.clause,
            "source": one.source or book.document,
            "evidence": one.evidence,
            "to_verify": one.to_verify,
            "from": one.effective_from,
            "until": one.effective_until,
            "veto": one.veto,
            "compared": describing.compared(one, book),
            "asides": describing.asides(one, book),
        }
        for one in book.criteria
    ]


def benefits(book: rules.Book) -> list[dict[str, Any]]:
    """Return what a book brings."""
    return [
        {
            "id": one.id,
            "title": wording.part_title(one),
            "amount": _yuan(one.amount, one.unit),
            "rate": one.rate,
            "base": title_of(vocabulary()[one.base.facts[0]]) if one.base else "",
            "per": title_of(vocabulary()[one.per.facts[0]]) if one.per else "",
            "cap": _yuan(one.cap, one.unit),
            "clause": one.clause,
            "asides": describing.asides_of_benefit(one, book),
        }
        for one in book.benefits
    ]


def order(book: rules.Book) -> list[str]:
    """Return the published order of payment, in words."""
    return [wording.order(one) for one in (book.budget.order if book.budget else ())]


def findings(decision: str, book: rules.Book, judged: Iterable[Judgement] = ()) -> dict[str, Any]:
    """Return a frozen decision as a page shows it, clause by clause.

    Args:
        book: By which it was decided.
        judged: Who said what of the criteria that only a person can judge.
    """
    said: Mapping[str, Any] = json.loads(decision)
    asked = {one.id: one for one in book.criteria}
    heard = {one.criterion: one for one in judged}
    return {
        **said,
        "state_title": wording.STATES[said["state"]],
        "tone": wording.TONES.get(said["state"], "calm"),
        "criteria": [
            _criterion(one, asked[one["id"]], heard.get(one["id"])) for one in said["criteria"]
        ],
        "inputs": [
            {"title": column_title(book, name), "value": wording.input_value(name, value)}
            for name, value in said["inputs"].items()
        ],
    }


def finding(one: rules.Finding, judged: Judgement | None = None) -> dict[str, Any]:
    """Return one line of a decision that is not frozen, as `findings` returns it."""
    return _criterion(deciding.as_frozen(one), one.criterion, judged)


def missing(answer: rules.Answer) -> list[str]:
    """Return what nobody has reported yet, of all that an answer waits for."""
    names = [
        name for one in answer.findings if one.state is rules.State.UNKNOWN for name in one.missing
    ]
    return [column_title(answer.book, name) for name in dict.fromkeys(names)]


def column_title(book: rules.Book, name: str) -> str:
    """Return what a column of facts is called; of a judgement, what is judged."""
    for one in book.criteria:
        if name == f"{JUDGED}{one.id}":
            return wording.part_title(one)
    return wording.column_title(name)


def _criterion(
    one: Mapping[str, Any], asked: Criterion, judged: Judgement | None
) -> dict[str, Any]:
    fact = asked.value.fact if asked.value else None
    kind = vocabulary()[fact] if fact else None
    found = wording.values(one["values"], one["unit"], kind)
    threshold = wording.values(one["threshold"], one["unit"], kind)
    first, rest = folded(threshold)
    return {
        "id": one["id"],
        "title": wording.part_title(asked),
        "clause": one["clause"],
        "source": one["source"],
        "state": one["state"],
        "state_title": wording.STATES[one["state"]],
        "tone": wording.TONES.get(one["state"], "calm"),
        "mark": wording.MARKS.get(one["state"], ""),
        "value": listed(found) or wording.value(None),
        "threshold": listed(first),
        "more": listed(rest),
        "in_full": listed(threshold),  # on paper nothing unfolds
        "more_count": len(rest),
        "operator": wording.OPERATORS[one["operator"]],
        "missing": listed(
            wording.column_title(name) for name in one["missing"] if not name.startswith(JUDGED)
        ),
        "judged": judged,
    }


def folded(words: list[str]) -> tuple[list[str], list[str]]:
    """Return what of a list stands in the open, and what is folded away behind it."""
    if len(words) <= UNFOLDED + 1:  # to fold one away saves nothing
        return words, []
    return words[:UNFOLDED], words[UNFOLDED:]


def _yuan(amount: Decimal | None, unit: str) -> Decimal | None:
    return None if amount is None else amount * units.MONEY[unit]
