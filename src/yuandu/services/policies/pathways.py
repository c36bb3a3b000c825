"""The nearest way for a party to come to meet a policy, as a page shows it."""

import datetime
from typing import Any

from django.utils.translation import pgettext_lazy

from yuandu.engines import rules
from yuandu.engines.rules.reaching import Step
from yuandu.services.policies import telling, wording
from yuandu.services.policies.library import vocabulary

DOING = {
    "provide": pgettext_lazy("step of a path", "Hand it in; %(need)s would do"),
    "raise": pgettext_lazy("step of a path", "Raise it from %(have)s to %(need)s"),
    "lower": pgettext_lazy("step of a path", "Lower it from %(have)s to %(need)s"),
    "obtain": pgettext_lazy("step of a path", "Obtain %(need)s; it is %(have)s now"),
    "shed": pgettext_lazy("step of a path", "Have it put right"),
    "wait": pgettext_lazy("step of a path", "Wait until enough years have passed"),
    "judge": pgettext_lazy("step of a path", "Have a person judge it"),
}
# Where it is a matter of yes and no.
OF_FLAGS = {
    ("provide", True): pgettext_lazy("step of a path", "Show that it is so"),
    ("provide", False): pgettext_lazy("step of a path", "Show that it is not so"),
    ("obtain", True): pgettext_lazy("step of a path", "Obtain it"),
    ("shed", False): DOING["shed"],
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
    code = one.column if one.column in vocabulary() else one.column.rpartition("_")[0]
    return {
        "title": telling.column_title(book, one.column),
        "words": _words(one),
        "evidence": vocabulary()[code].evidence if code in vocabulary() else "",
        "not_before": one.not_before,
    }


def _words(one: Step) -> str:
    if isinstance(one.need, bool):
        return str(OF_FLAGS.get((one.doing, one.need), DOING[one.doing]))
    return str(DOING[one.doing]) % {
        "have": wording.input_value(one.column, one.have),
        "need": wording.input_value(one.column, one.need),
    }
