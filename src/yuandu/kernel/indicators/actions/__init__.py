"""What people do: state figures, freeze a period, keep boards, contest a row."""

from yuandu.kernel.indicators.actions.boards import (
    answer_objection,
    keep_board,
    object_to,
    publish_rule,
    remind,
)
from yuandu.kernel.indicators.actions.monthly import Monthly, record_values
from yuandu.kernel.indicators.actions.published import (
    declare_total,
    report_value,
    take_snapshot,
)

__all__ = [
    "Monthly",
    "answer_objection",
    "declare_total",
    "keep_board",
    "object_to",
    "publish_rule",
    "record_values",
    "remind",
    "report_value",
    "take_snapshot",
]
