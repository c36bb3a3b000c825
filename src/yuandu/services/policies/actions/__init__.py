"""What is done with policies and cases: one verb a function."""

from yuandu.services.policies.actions.asking import answer, ask_missing
from yuandu.services.policies.actions.calls import open_call
from yuandu.services.policies.actions.cases import apply, approve_in_turn, object_to, pay_all
from yuandu.services.policies.actions.drafts import (
    Draft,
    create,
    load_book,
    revise,
    save,
    save_examples,
    save_text,
)
from yuandu.services.policies.actions.judging import judge
from yuandu.services.policies.actions.sweeping import sweep_all, sweep_version

__all__ = [
    "Draft",
    "answer",
    "apply",
    "approve_in_turn",
    "ask_missing",
    "create",
    "judge",
    "load_book",
    "object_to",
    "open_call",
    "pay_all",
    "revise",
    "save",
    "save_examples",
    "save_text",
    "sweep_all",
    "sweep_version",
]
