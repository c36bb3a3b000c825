"""Which form edits which part of a book."""

from collections.abc import Callable

from yuandu.engines import rules
from yuandu.services.policies import parts
from yuandu.services.policies.forms.citing import Editor, Typed
from yuandu.services.policies.forms.joining import JoinedEditor
from yuandu.services.policies.forms.parts import CriterionEditor
from yuandu.services.policies.forms.paying import BenefitEditor, BudgetEditor
from yuandu.services.policies.forms.scoring import ItemEditor, ScoreEditor
from yuandu.services.policies.forms.whole import WholeEditor
from yuandu.services.policies.models import Policy


def editor_of(book: rules.Book, part: parts.Part, typed: Typed, *, policy: Policy | None) -> Editor:
    """Return what edits a part, as it stands in the book or as it was typed.

    Args:
        policy: What changes with the book as a whole; `None` where it does not.
    """
    values = parts.read(book, part)
    edit: dict[str, Callable[[], Editor]] = {
        "whole": lambda: WholeEditor(values, typed, policy),
        "criterion": lambda: CriterionEditor(book, values, typed),
        "score": lambda: ScoreEditor(book, part, values, typed),
        "item": lambda: ItemEditor(values, typed),
        "benefit": lambda: BenefitEditor(values, typed),
        "budget": lambda: BudgetEditor(values, typed),
    }
    return edit.get(part.kind, lambda: JoinedEditor(book, values, typed))()
