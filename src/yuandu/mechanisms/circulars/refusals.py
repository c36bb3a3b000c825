"""What this room refuses, with all it knows about why."""

from collections.abc import Sequence
from typing import ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yuandu.kernel.workspaces.refusals import Odd, Refusal
from yuandu.mechanisms.circulars.rules import Mark


class OddCircular(Odd):
    """What was asked of a circular makes no sense; `why` says how."""

    code = "odd-circular"
    sentences: ClassVar = {
        "not-locked": gettext_lazy(
            "The month is not locked yet. Lock it first: a circular is written from figures that do not change any more."
        ),
        "drafted": gettext_lazy("There is a circular of this month already."),
        "not-a-draft": gettext_lazy(
            "The circular is no draft any more. Have it returned before you change its text."
        ),
        "number-taken": gettext_lazy("Another circular has this document number."),
        "number-too-long": gettext_lazy("A document number has 40 characters at most."),
        "same-person": gettext_lazy(
            "Whoever put the circular forward does not approve it: a second person does."
        ),
        "nothing-left": gettext_lazy("A circular says something: every paragraph is empty."),
    }


class TextChanged(Refusal):
    """Somebody else edited the paragraph meanwhile."""

    code = "text-changed"

    @property
    def sentence(self) -> str:
        return _(
            "Somebody has changed this paragraph meanwhile. Your text stands in the form; look at theirs on the circular’s page, then save again."
        )


class NumbersDiffer(Refusal):
    """Numbers of the text contradict the figures they stand for."""

    code = "numbers-differ"
    status = 422

    def __init__(self, marks: Sequence[Mark]) -> None:
        self.marks = tuple(marks)
        super().__init__(f"{len(self.marks)} numbers differ from their figures")

    @property
    def sentence(self) -> str:
        said = "; ".join(f"{each.text} ≠ {each.drafted}" for each in self.marks)
        return _(
            "Numbers contradict the figures they stand for: %(numbers)s. Put the figure back, or take the sentence out."
        ) % {"numbers": said}
