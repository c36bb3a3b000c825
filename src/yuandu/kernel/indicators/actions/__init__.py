"""What people do: state figures, freeze a period, keep boards, contest a row."""

from yuandu.kernel.indicators.actions.boards import (
    change_members,
    keep_board,
    publish_board,
    publish_rule,
)
from yuandu.kernel.indicators.actions.monthly import Monthly, record_values
from yuandu.kernel.indicators.actions.objections import answer_objection, object_to, remind
from yuandu.kernel.indicators.actions.published import (
    declare_total,
    report_value,
    take_snapshot,
)

__all__ = [
    "Monthly",
    "answer_objection",
    "change_members",
    "declare_total",
    "keep_board",
    "object_to",
    "publish_board",
    "publish_rule",
    "record_values",
    "remind",
    "report_value",
    "take_snapshot",
]
