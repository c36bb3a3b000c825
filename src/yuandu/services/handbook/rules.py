"""What is asked about a project, which clauses then apply, and what changed between two texts.

A clause's condition maps questions to the answers it applies to: every question it names
must be answered with one of them. The answer has three values; a question nobody answered
leaves it open and never counts as a no.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Literal

type Answers = Mapping[str, str]
type Condition = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to be known of a project, with the answers there are."""

    code: str
    answers: tuple[str, ...]


QUESTIONS = (
    Question("kind", ("industry", "platform", "social", "infrastructure")),
    Question("land", ("new", "stock", "none")),
    Question("area", ("small", "medium", "large")),
    Question("place", ("county", "zone", "village")),
    Question("farmland", ("yes", "no")),
    Question("upgrade", ("yes", "no")),
    Question("supply", ("allocation", "sale", "lease")),
    Question("key", ("yes", "no")),
)
BY_CODE = {question.code: question for question in QUESTIONS}
# Mu; a band holds its lower edge.
AREA_BANDS = ((30, "small"), (100, "medium"))


class Applicability(StrEnum):
    APPLIES = "applies"
    DEPENDS = "depends"
    NOT = "not"


def area_band(area_mu: float) -> str:
    """Return the band of an area in mu: small below 30, medium below 100, else large."""
    return next((band for edge, band in AREA_BANDS if area_mu < edge), "large")


def applicability(condition: Condition, answers: Answers) -> Applicability:
    """Return whether a clause applies: one wrong answer is a no, whatever is still open."""
    given = [answers.get(question) for question in condition]
    pairs = zip(given, condition.values(), strict=True)
    if any(answer is not None and answer not in allowed for answer, allowed in pairs):
        return Applicability.NOT
    return Applicability.DEPENDS if None in given else Applicability.APPLIES


def open_questions(condition: Condition, answers: Answers) -> tuple[str, ...]:
    """Return the questions on which it still depends, in the order in which they are asked."""
    return tuple(
        question.code
        for question in QUESTIONS
        if question.code in condition and question.code not in answers
    )


def next_question(conditions: Iterable[Condition], answers: Answers) -> str:
    """Return the open question on which most clauses depend; "" when nothing is open."""
    waiting = Counter(
        code
        for condition in conditions
        if applicability(condition, answers) is Applicability.DEPENDS
        for code in open_questions(condition, answers)
    )
    order = list(BY_CODE)
    return min(waiting, key=lambda code: (-waiting[code], order.index(code)), default="")


def known_answers(given: Mapping[str, str]) -> dict[str, str]:
    """Return the answers that are ones; anything else is as if it had not been said."""
    return {
        code: given[code]
        for code, question in BY_CODE.items()
        if given.get(code) in question.answers
    }


@dataclass(frozen=True, slots=True)
class OddCondition:
    """Why a condition is none: `code` is unknown-question, unknown-answer or no-answer."""

    code: str
    question: str
    answer: str = ""


def odd_parts(condition: Mapping[str, object]) -> list[OddCondition]:
    """Return everything that is wrong with a condition."""
    found = []
    for code, allowed in condition.items():
        if code not in BY_CODE:
            found.append(OddCondition("unknown-question", code))
        elif not isinstance(allowed, list | tuple) or not allowed:
            found.append(OddCondition("no-answer", code))
        else:
            known = BY_CODE[code].answers
            found += [
                OddCondition("unknown-answer", code, str(each))
                for each in allowed
                if each not in known
            ]
    return found


def split_keywords(text: str) -> list[str]:
    """Return the words of a list that people write: 耕地、占补平衡 永久基本农田."""
    return list(dict.fromkeys(filter(None, re.split(r"[\s、，,;；]+", text))))


# --- What changed -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that stayed (`same`), went (`gone`) or came (`new`)."""

    kind: Literal["same", "gone", "new"]
    text: str


# A number or a Latin word is one thing: 30 → 300 is no insertion of a nought.
_TOKEN = re.compile(r"[0-9][0-9.,]*%?|[A-Za-z]+|.", re.S)


def changes(old: str, new: str) -> list[Piece]:
    """Return `new` against `old`, stretch by stretch; together they give back both texts."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    pieces = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, from_, to, start, end in matcher.get_opcodes():
        if kind == "equal":
            pieces.append(Piece("same", "".join(before[from_:to])))
            continue
        if to > from_:
            pieces.append(Piece("gone", "".join(before[from_:to])))
        if end > start:
            pieces.append(Piece("new", "".join(after[start:end])))
    return pieces


def told_changes(pieces: Sequence[Piece], *, longest: int = 160) -> str:
    """Return what went and came in one line for a notice: “不超过30亩→不超过50亩”.

    A change is told with the few characters before it; what does not fit in `longest`
    characters ends in an ellipsis.
    """
    told = []
    before = ""
    for at, piece in enumerate(pieces):
        if piece.kind == "same":
            before = piece.text[-6:]
            continue
        follows = pieces[at + 1] if at + 1 < len(pieces) else None
        if piece.kind == "gone" and follows and follows.kind == "new":
            told.append(f"{before}{piece.text}→{follows.text}")
        elif piece.kind == "gone":
            told.append(f"{before}−{piece.text}")
        elif at == 0 or pieces[at - 1].kind != "gone":
            told.append(f"{before}+{piece.text}")
    line = "；".join(told)
    return line if len(line) <= longest else line[: longest - 1] + "…"
