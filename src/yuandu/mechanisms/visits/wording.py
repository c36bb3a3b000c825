"""Tones of stages, severities and states; sentences are translations of the codes."""

from yuandu.kernel.lifecycle import wording as lifecycle
from yuandu.mechanisms.visits import rules
from yuandu.mechanisms.visits.models import State

STAGE_TONES = {
    rules.RAISED: "warn",
    rules.SENT: "work",
    rules.TAKEN_UP: "work",
    rules.ANSWERED: "good",
    rules.CLOSED: "good",
    rules.ABANDONED: "bad",
    rules.WITHDRAWN: "calm",
}
STATE_TONES = {State.COUNTED: "good", State.DOUBTED: "warn", State.SET_ASIDE: "calm"}


def stage(code: str) -> dict[str, str]:
    """Return a stage of a difficulty as a badge: label and tone."""
    return {"label": lifecycle.stage_title(rules.CYCLE, code), "tone": STAGE_TONES.get(code, "")}
