"""The nearest way for a party to come to meet a policy, as a page shows it."""

import datetime
from typing import Any

from django.utils.translation import pgettext_lazy

from yuandu.engines import rules
from yuandu.engines.rules.facts import JUDGED
from yuandu.engines.rules.reaching import Step
from yuandu.services.policies import wording
from yuandu.services.policies.library import vocabulary
from yuandu.services.policies.vocabulary import is_english

DOING = {
    "provide": pgettext_lazy("step of a path", "Hand in: %(need)s would do"),
    "raise": pgettext_lazy("step of a path", "Raise from %(have)s to %(need)s"),
    "lower": pgettext_lazy("step of a path", "Lower from %(have)s to %(need)s"),
    "obtain": pgettext_lazy("step of a path", "Obtain: %(need)s"),
    "shed": pgettext_lazy("step of a path", "Have it put right"),
    "wait": pgettext_lazy("step of a path", "Wait until enough years have passed"),
    "judge": pgettext_lazy("step of a path", "Have a person judge it"),
}


def way_to(book: rules.Book, facts: rules.Facts, on: datetime.date) -> dict[str, Any]:
    """Return the steps to a book, what each takes, and from when they can count."""
    path = rules.nearest_path(book, facts, on=on, vocabulary=vocabulary())
    return {
        "reaches": path.reaches,
        "not_before": path.not_before,
        "steps": [_step(book, one) for one in path.steps],
    }


def _step(book: rules.Book, one: Step) -> dict[str, Any]:
    words = {
        "have": wording.input_value(one.column, one.have),
        "need": wording.input_value(one.column, one.need),
    }
    code = one.column if one.column in vocabulary() else one.column.rpartition("_")[0]
    return {
        "title": _title(book, one.column),
        "words": str(DOING[one.doing]) % words,
        "evidence": vocabulary()[code].evidence if code in vocabulary() else "",
        "not_before": one.not_before,
    }


def _title(book: rules.Book, column: str) -> str:
    for one in book.criteria:
        if column == f"{JUDGED}{one.id}":
            return one.title_en if is_english() and one.title_en else one.title
    return wording.column_title(column)
