"""What a version says of a party, set clause by clause."""

from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from yuandu.engines import rules
from yuandu.services.policies import telling
from yuandu.services.policies.models import Judgement
from yuandu.services.policies.queries import Checked

KEPT = 1024  # settings of a decision, some kilobytes each


def explained(one: Checked) -> SafeString:
    """Return an answer clause by clause, as a table.

    The same decision reads the same, so it is set once in each language, and a firm that is
    looked at again costs no more than its facts.
    """
    judged = tuple(one.judged.values())
    return _set(one.decision.text, one.version.book, judged, get_language())


@lru_cache(maxsize=KEPT)
def _set(
    decision: str, book: rules.Book, judged: tuple[Judgement, ...], language: str | None
) -> SafeString:
    return render_to_string(
        "policies/_decision.html", {"told": telling.findings(decision, book, judged)}
    )
