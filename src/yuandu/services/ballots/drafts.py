"""What a ballot is made of before it stands on rows."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class QuestionDraft:
    """A candidate or a motion.

    Attributes:
        reference: what the room that asks knows it by; not published.
    """

    title: str
    text: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class ElectorDraft:
    """Somebody who may vote: with an account, or by proxy alone."""

    label: str
    user_id: int | None = None
    weight: int = 1
