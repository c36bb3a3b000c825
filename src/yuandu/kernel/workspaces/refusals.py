"""What a room says when it does not do what was asked.

Every room's own errors derive from `Refusal`, so that pages and the API need one place
each to turn them into words and a status.
"""

from collections.abc import Mapping
from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Refusal(Exception):
    """Something was asked that is not done; subclasses are named for what happened.

    Attributes:
        code: stable, for programs: "move-not-allowed".
        status: the HTTP status that fits: 409 for a state that has changed, 422 for
            values that make no sense, 403 for what the actor may not do.
    """

    code = "refused"
    status = 409

    @property
    def sentence(self) -> str:
        """What happened, to which thing, with which values, and what to do."""
        return str(self) or str(_("This cannot be done."))

    @property
    def reasons(self) -> list[dict[str, str]]:
        """Every reason, as code and sentence; empty where the sentence says all."""
        return []


class Odd(Refusal):
    """What was asked makes no sense, for one of several reasons.

    Attributes:
        why: a stable code, one of `sentences`.
        sentences: what is wrong, and what to do.
        params: what sentences have in their placeholders.
    """

    status = 422
    sentences: ClassVar[Mapping[str, str | Promise]] = {}
    params: ClassVar[Mapping[str, object]] = {}

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)

    @property
    def sentence(self) -> str:
        return str(self.sentences[self.why]) % self.params

    @property
    def reasons(self) -> list[dict[str, str]]:
        return [{"code": self.why, "message": self.sentence}]
