"""Forms of the room."""

from yuandu.services.policies.forms.answering import AnswerForm
from yuandu.services.policies.forms.calling import CallForm
from yuandu.services.policies.forms.citing import Editor, Typed
from yuandu.services.policies.forms.drafting import (
    ConditionForm,
    DraftForm,
    Drafting,
    is_simple,
)
from yuandu.services.policies.forms.editing import editor_of
from yuandu.services.policies.forms.examples import ExampleForm, Examples
from yuandu.services.policies.forms.small import ApplyForm, JudgeForm, LibraryForm, ObjectForm

__all__ = [
    "AnswerForm",
    "ApplyForm",
    "CallForm",
    "ConditionForm",
    "DraftForm",
    "Drafting",
    "Editor",
    "ExampleForm",
    "Examples",
    "JudgeForm",
    "LibraryForm",
    "ObjectForm",
    "Typed",
    "editor_of",
    "is_simple",
]
