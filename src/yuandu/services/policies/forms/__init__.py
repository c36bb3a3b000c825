"""Forms of the room."""

from yuandu.services.policies.forms.answering import AnswerForm
from yuandu.services.policies.forms.calling import CallForm
from yuandu.services.policies.forms.drafting import ConditionForm, DraftForm, Drafting, ExampleForm
from yuandu.services.policies.forms.showing import is_simple
from yuandu.services.policies.forms.small import ApplyForm, JudgeForm, LibraryForm, ObjectForm

__all__ = [
    "AnswerForm",
    "ApplyForm",
    "CallForm",
    "ConditionForm",
    "DraftForm",
    "Drafting",
    "ExampleForm",
    "JudgeForm",
    "LibraryForm",
    "ObjectForm",
    "is_simple",
]
