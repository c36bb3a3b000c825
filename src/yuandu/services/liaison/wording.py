"""Tones of severities, positions and stages; sentences are translations of the codes."""

from yuandu.kernel.lifecycle import wording as lifecycle
from yuandu.services.liaison import rules
from yuandu.services.liaison.models import Position, Severity

SEVERITY_TONES = {Severity.URGENT: "bad", Severity.SERIOUS: "warn", Severity.NORMAL: "calm"}
POSITION_TONES = {
    Position.WAITING: "warn",
    Position.TAKEN_UP: "work",
    Position.ANSWERED: "good",
    Position.NOT_OURS: "calm",
    Position.CALLED_OFF: "calm",
}
STAGE_TONES = {
    rules.RAISED: "warn",
    rules.SENT: "work",
    rules.TAKEN_UP: "work",
    rules.ANSWERED: "good",
    rules.CLOSED: "good",
    rules.ABANDONED: "bad",
    rules.WITHDRAWN: "calm",
}


def stage(code: str) -> dict[str, str]:
    """Return a stage of an issue as a badge: label and tone."""
    return {"label": lifecycle.stage_title(rules.CYCLE, code), "tone": STAGE_TONES.get(code, "")}
