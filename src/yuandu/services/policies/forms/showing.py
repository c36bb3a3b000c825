"""A version as the editor shows it."""

from typing import Any

from yuandu.engines import rules
from yuandu.services.policies.forms import sentences
from yuandu.services.policies.models import PolicyVersion


def said(version: PolicyVersion) -> dict[str, Any]:
    """Return a version as the editor shows it."""
    book, policy = version.book, version.policy
    benefit = book.benefits[0] if book.benefits else None
    order = book.budget.order[0] if book.budget and book.budget.order else None
    form: dict[str, Any] = {
        "title": book.title,
        "title_en": book.title_en,
        "code": policy.code,
        "document": book.document,
        "office": policy.office,
        "instrument": policy.instrument,
        "aspect": policy.aspect,
        "to_whom": book.to_whom,
        "effective_from": book.effective_from,
        "effective_until": book.effective_until,
        "edition": version.edition,
    }
    if benefit:
        form |= {"amount": benefit.amount, "rate": benefit.rate, "cap": benefit.cap}
        form |= {"unit": benefit.unit, "base": benefit.base.fact if benefit.base else ""}
    if book.budget:
        form |= {"budget": book.budget.amount, "budget_unit": book.budget.unit}
    if order and order.fact:
        form |= {"order_fact": order.fact, "order_first": order.first}
    return {
        "form": form,
        "conditions": [_condition(one) for one in book.criteria],
        "examples": [
            {
                "name": one.title,
                "facts": sentences.lines_of_facts(one.facts),
                "state": one.state,
            }
            for one in version.examples.all()
        ],
    }


def _condition(one: Any) -> dict[str, Any]:
    return {
        "fact": one.value.fact if one.value else "",
        "operator": one.operator,
        "threshold": sentences.written(one.threshold),
        "unit": one.unit,
        "clause": one.clause,
        "words": one.title,
    }


def is_simple(book: rules.Book) -> bool:
    """Whether the editor can show a book whole: plain facts, all required, one benefit."""
    asked = tuple(one.id for one in book.criteria)
    joined = getattr(book.requires, "all", None)
    return (
        not book.scores
        and len(book.benefits) <= 1
        and joined == asked
        and all(_is_plain(one) for one in book.criteria)
    )


def _is_plain(one: Any) -> bool:
    special = (one.applies_if, one.exempt_if, one.veto, one.effective_from, one.effective_until)
    measured = one.value is None or (one.value.form == "fact" and one.value.years_back == 0)
    return measured and not any(special) and one.each_of_years == 1
