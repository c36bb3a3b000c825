"""Parts of a check page that read the same until something changes, each set once.

A page of all policies has a table of clauses and a form for each. Set anew for every reader
they would take most of its time.
"""

import datetime
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from yuandu.engines import rules
from yuandu.services.policies import telling
from yuandu.services.policies.forms import ApplyForm, JudgeForm
from yuandu.services.policies.models import Judgement, PolicyVersion
from yuandu.services.policies.queries import Checked

KEPT = 1024  # of each part, some kilobytes each


def explained(one: Checked) -> SafeString:
    """Return an answer clause by clause, as a table."""
    judged = tuple(one.judged.values())
    return _table(one.decision.text, one.version.book, judged, get_language())


def agreeing(version: PolicyVersion) -> SafeString:
    """Return the fields with which one applies for a version."""
    return _agreeing(version.pk, get_language())


def judging(version: PolicyVersion, today: datetime.date) -> SafeString:
    """Return the fields with which one judges by a version."""
    return _judging(version.pk, version.book, today, get_language())


@lru_cache(maxsize=KEPT)
def _table(
    decision: str, book: rules.Book, judged: tuple[Judgement, ...], language: str | None
) -> SafeString:
    told = telling.findings(decision, book, judged)
    return render_to_string("policies/_decision.html", {"told": told})


@lru_cache(maxsize=KEPT)
def _agreeing(version: int, language: str | None) -> SafeString:
    return ApplyForm(auto_id=f"v{version}_%s").render()


@lru_cache(maxsize=KEPT)
def _judging(
    version: int, book: rules.Book, today: datetime.date, language: str | None
) -> SafeString:
    criteria = [one for one in book.criteria if one.operator == "person"]
    return JudgeForm(None, criteria=criteria, today=today, auto_id=f"v{version}_%s").render()
