"""The ways of measures and of meetings; what a measure did is worked out in `effects`. Pure."""

CYCLE = "reforms_measure"
PLANNED, IN_FORCE, ENDED, DROPPED = "planned", "in_force", "ended", "dropped"
STAGES = (PLANNED, IN_FORCE, ENDED, DROPPED)
BEGIN, END, DROP, RESUME = "begin", "end", "drop", "resume"

MEETING_CYCLE = "reforms_meeting"
HELD, CLOSED, CANCELLED = "held", "closed", "cancelled"
MEETING_STAGES = (PLANNED, HELD, CLOSED, CANCELLED)
HOLD, CLOSE, CANCEL = "hold", "close", "cancel"
