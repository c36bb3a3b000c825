"""What the room keeps: policies with their versions and windows, sweeps, cases."""

from yuandu.services.policies.models.asks import Ask
from yuandu.services.policies.models.calls import Call
from yuandu.services.policies.models.cases import Case, Objection, Way
from yuandu.services.policies.models.judgements import Judgement
from yuandu.services.policies.models.policies import (
    APPROVED,
    Example,
    Instrument,
    Policy,
    PolicyVersion,
    Subject,
    Window,
)
from yuandu.services.policies.models.sweeps import Outcome, Sweep, SweepRow

__all__ = [
    "APPROVED",
    "Ask",
    "Call",
    "Case",
    "Example",
    "Instrument",
    "Judgement",
    "Objection",
    "Outcome",
    "Policy",
    "PolicyVersion",
    "Subject",
    "Sweep",
    "SweepRow",
    "Way",
    "Window",
]
