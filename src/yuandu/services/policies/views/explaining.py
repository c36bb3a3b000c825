"""Parts of a check page that read the same until something changes, each set once.

A page of all policies has a table of clauses and a form for each. Set anew for every reader
they would take most of its time. What a part says is what it is kept by: a row of a table by
all that was found of its criterion.
"""

import datetime
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from yuandu.engines import rules
from yuandu.services.policies import telling
from yuandu.services.policies.forms import ApplyForm, JudgeForm
from yuandu.services.policies.models import Judgement, PolicyVersion
from yuandu.services.policies.queries import Checked

KEPT = 1024  # forms of each kind, some kilobytes each
ROWS_KEPT = 16_384  # half a kilobyte each
ROWS = mark_safe("<!-- rows -->")


def explained(one: Checked) -> SafeString:
    """Return an answer clause by clause, as a table."""
    language = get_language()
    before, after = _around(language)
    findings = one.decision.answer.findings
    rows = (_row(found, one.judged.get(found.id), language) for found in findings)
    return SafeString("".join((before, *rows, after)))


def agreeing(version: PolicyVersion) -> SafeString:
    """Return the fields with which one applies for a version."""
    return _agreeing(version.pk, get_language())


def judging(version: PolicyVersion, today: datetime.date) -> SafeString:
    """Return the fields with which one judges by a version."""
    return _judging(version.pk, version.book, today, get_language())


@lru_cache
def _around(language: str | None) -> tuple[str, str]:
    """Return what of the table stands before its rows, and what after."""
    before, _, after = render_to_string("policies/_decision.html", {"rows": ROWS}).partition(ROWS)
    return before, after


@lru_cache(maxsize=ROWS_KEPT)
def _row(found: rules.Finding, judged: Judgement | None, language: str | None) -> SafeString:
    return render_to_string("policies/_condition.html", {"one": telling.finding(found, judged)})


@lru_cache(maxsize=KEPT)
def _agreeing(version: int, language: str | None) -> SafeString:
    return ApplyForm(auto_id=f"v{version}_%s").render()


@lru_cache(maxsize=KEPT)
def _judging(
    version: int, book: rules.Book, today: datetime.date, language: str | None
) -> SafeString:
    criteria = [one for one in book.criteria if one.operator == "person"]
    return JudgeForm(None, criteria=criteria, today=today, auto_id=f"v{version}_%s").render()
