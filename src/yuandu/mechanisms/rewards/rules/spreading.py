"""Where else an idea could be used: sections are weighed by what they do, with the reasons.

The rule is simple enough to be argued with: ideas on the same thing were had there; the same
jobs are done there; the section took over ideas from here before, or did not want this one's
like.
"""

from collections.abc import Iterable
from dataclasses import dataclass

SUGGESTED, ACCEPTED, IN_USE = "suggested", "accepted", "in_use"
CONFIRMED, REFUSED = "confirmed", "refused"
STAGES = (SUGGESTED, ACCEPTED, IN_USE, CONFIRMED, REFUSED)
CYCLE = "adoption"

# Points a reason counts for, and how many of its kind count at most.
SIMILAR, SIMILAR_MOST = 3, 5
SAME_JOB, SAME_JOB_MOST = 2, 3
TOOK_OVER, TOOK_OVER_MOST = 2, 3
REFUSED_HERE, REFUSED_MOST = -1, 3
LEAST_SCORE = 3
SUGGESTIONS = 5


@dataclass(frozen=True, slots=True)
class Section:
    """What is known of a section beside the idea's own.

    Attributes:
        similar: how many of its own ideas are like this one.
        same_job: how many of its workers have the job of one of the authors.
        took_over: how many ideas it took over from the idea's section.
        refused: how many from there it refused.
    """

    key: int
    similar: int = 0
    same_job: int = 0
    took_over: int = 0
    refused: int = 0


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A section worth asking; `reasons` are (code, number) with what counts most first."""

    key: int
    score: int
    reasons: tuple[tuple[str, int], ...]


def weigh(section: Section) -> Suggestion:
    """Return how much speaks for a section, reason by reason."""
    counted = (
        ("similar", section.similar, SIMILAR * min(section.similar, SIMILAR_MOST)),
        ("same_job", section.same_job, SAME_JOB * min(section.same_job, SAME_JOB_MOST)),
        ("took_over", section.took_over, TOOK_OVER * min(section.took_over, TOOK_OVER_MOST)),
        ("refused", section.refused, REFUSED_HERE * min(section.refused, REFUSED_MOST)),
    )
    said = sorted((each for each in counted if each[1]), key=lambda each: -abs(each[2]))
    reasons = tuple((code, number) for code, number, _points in said)
    return Suggestion(section.key, sum(points for *_, points in counted), reasons)


def suggest(sections: Iterable[Section], *, most: int = SUGGESTIONS) -> list[Suggestion]:
    """Return the sections worth asking, the best first; equals by their key."""
    weighed = [each for each in map(weigh, sections) if each.score >= LEAST_SCORE]
    return sorted(weighed, key=lambda each: (-each.score, each.key))[:most]
