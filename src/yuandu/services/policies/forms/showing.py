"""A version as the editor shows it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict

from yuandu.engines.rules.books import Criterion
from yuandu.services.policies.describing import COMPARED
from yuandu.services.policies.forms import examples, sentences
from yuandu.services.policies.models import PolicyVersion

UNSENT = {"checkbox", "checkboxselectmultiple", "radioselect"}  # where nothing is chosen


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
        "examples": examples.shown(version),
    }


def _condition(one: Criterion) -> dict[str, Any]:
    return {
        "fact": one.value.fact if one.value else "",
        "operator": one.operator,
        "threshold": sentences.written(one.threshold),
        "unit": one.unit,
        "clause": one.clause,
        "words": "" if _writes_itself(one) else one.title,
    }


def _writes_itself(one: Criterion) -> bool:
    """Whether a condition's titles are those that its comparison gives."""
    if one.value is None or one.value.fact is None or one.operator not in COMPARED:
        return False
    threshold = list(one.threshold) if isinstance(one.threshold, tuple) else one.threshold
    given = sentences.titles(one.value.fact, one.operator, threshold, one.unit)
    return given == (one.title, one.title_en)


def sent(shown: Iterable[forms.Form]) -> QueryDict:
    """Return what a browser sends of forms as they stand."""
    data = QueryDict(mutable=True)
    for field in (field for form in shown for field in form):
        value = field.value()
        if isinstance(value, list):
            data.setlist(field.html_name, [str(one) for one in value])
        elif value is True:
            data[field.html_name] = "on"
        elif value is not None and value is not False:
            data[field.html_name] = str(value)
        elif isinstance(field.field, forms.ChoiceField) and field.widget_type == "select":
            # Of a list of which nothing is chosen the first counts as chosen.
            data[field.html_name] = str(next(iter(field.field.choices))[0])  # type: ignore[arg-type]
        elif field.widget_type not in UNSENT:
            data[field.html_name] = ""
    return data
