"""The way of a measure; what it did is worked out in `effects`. Pure."""

CYCLE = "reforms_measure"
PLANNED, IN_FORCE, ENDED, DROPPED = "planned", "in_force", "ended", "dropped"
STAGES = (PLANNED, IN_FORCE, ENDED, DROPPED)
BEGIN, END, DROP, RESUME = "begin", "end", "drop", "resume"
