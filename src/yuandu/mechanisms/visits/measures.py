"""What boards may compare of visits: how difficulties were answered and closed.

By county or zone, or by the department that was asked.
"""

from yuandu.kernel.indicators import boards

boards.register(
    boards.FigureMeasure(code="visits.in_time", figure="visits.answered.in_time"),
    boards.FigureMeasure(code="visits.solved", figure="visits.answered.solved"),
    boards.FigureMeasure(code="visits.answer_days", figure="visits.answered.days"),
)
