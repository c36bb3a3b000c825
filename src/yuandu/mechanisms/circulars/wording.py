"""Titles of stages, sections and figures, and what press-check looks for beside a number."""

from collections.abc import Mapping
from decimal import Decimal

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from yuandu.engines.quantities import format_quantity
from yuandu.engines.quantities.units import symbol_of
from yuandu.kernel.indicators.figures.amounts import rounded
from yuandu.kernel.indicators.figures.measures import Words
from yuandu.kernel.lifecycle import wording as lifecycle
from yuandu.kernel.workspaces.languages import is_english
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.circulars import rules

STAGE_TONES = {
    rules.DRAFT: "calm",
    rules.REVIEW: "work",
    rules.ISSUED: "good",
    rules.DROPPED: "calm",
}
SECTIONS: Mapping[str, Words] = {
    "lead": pgettext_lazy("circular", "Opening"),
    "reports": pgettext_lazy("circular", "Reports"),
    "investment": pgettext_lazy("circular", "Investment"),
    "lights": pgettext_lazy("circular", "Lights"),
    "doubts": pgettext_lazy("circular", "Doubts and explanations"),
    "visits": pgettext_lazy("circular", "Visits and difficulties"),
    "boards": pgettext_lazy("circular", "Leaders and improvers"),
    "demands": pgettext_lazy("circular", "What is asked next month"),
}
FIGURES: Mapping[str, Words] = {
    "counties": _("Counties and zones that report: number"),
    "signed": _("Counties and zones that signed: number"),
    "late": _("Signed after the last day: number"),
    "silent": _("Did not sign: number"),
    "expected": _("Projects to be reported: number"),
    "reported": _("Projects reported: number"),
    "invested_month": _("Investment completed in the month"),
    "invested_year": _("Investment completed since the year began"),
    "annual_plan": _("Annual planned investment"),
    "completed_share": _("Share of the annual plan completed"),
    "red": _("Projects under a red light: number"),
    "yellow": _("Projects under a yellow light: number"),
    "green": _("Projects under a green light: number"),
    "red_start": _("Red for the start: number"),
    "red_progress": _("Red for progress: number"),
    "red_funds": _("Red for funds: number"),
    "red_listing": _("Red for entry into the investment statistics: number"),
    "doubtful": _("Reports that contradict themselves: number"),
    "explained": _("Doubts explained: number"),
    "unexplained": _("Doubts not explained: number"),
    "visits": _("Visits to projects: number"),
    "visited": _("Projects visited: number"),
    "raised": _("Difficulties found in the month: number"),
    "closed": _("Difficulties closed in the month: number"),
    "open": _("Difficulties open: number"),
    "overdue": _("Difficulties whose answer is overdue: number"),
}
# What the columns of the attachment are called; the figures' names are too long there.
HEADS: Mapping[str, Words] = {
    "expected": pgettext_lazy("column", "To report"),
    "reported": pgettext_lazy("column", "Reported"),
    "invested_month": pgettext_lazy("column", "In the month"),
    "invested_year": pgettext_lazy("column", "Since January"),
    "annual_plan": pgettext_lazy("column", "Annual plan"),
    "completed_share": pgettext_lazy("column", "Completed"),
    "red": pgettext_lazy("column", "Red"),
}
KEYWORDS: Mapping[str, tuple[str, ...]] = {
    "counties": ("县市区|开发区|counties",),
    "signed": ("签发|signed",),
    "late": ("迟报|late",),
    "silent": ("未签发|漏报|did not sign",),
    "expected": ("应报|to be reported",),
    "reported": ("已报|报送|reported",),
    "invested_month": ("当月|本月|in the month", "投资|invest"),
    "invested_year": ("累计|since the year began", "投资|invest"),
    "annual_plan": ("年度计划|annual plan",),
    "completed_share": ("年度计划|annual plan", "占|share|per cent|%"),
    "red": ("红灯|red",),
    "yellow": ("黄灯|yellow",),
    "green": ("绿灯|green",),
    "red_start": ("开工|start",),
    "red_progress": ("进度|progress",),
    "red_funds": ("资金|funds",),
    "red_listing": ("入库|statistics",),
    "doubtful": ("疑点|contradict",),
    "explained": ("已说明|explained",),
    "unexplained": ("未说明|without an explanation",),
    "visits": ("走访|visits",),
    "visited": ("走访|visited", "项目|projects"),
    "raised": ("发现|found", "困难|difficulties"),
    "closed": ("销号|closed",),
    "open": ("未销号|open",),
    "overdue": ("超期|overdue",),
}


def stage(code: str) -> dict[str, str]:
    """Return a stage as a badge: label and tone."""
    return {"label": lifecycle.stage_title(rules.CYCLE, code), "tone": STAGE_TONES.get(code, "")}


def head(workspace: Workspace, code: str) -> str:
    """Return what a figure's column is called, with the unit that its cells leave out."""
    if code not in rules.YUAN:
        return str(HEADS[code])
    return gettext("%(title)s (%(unit)s)") % {"title": HEADS[code], "unit": _step(workspace)[1]}


def in_column(workspace: Workspace, code: str, value: Decimal | None) -> str:
    """Return a figure's value as a column has it: an amount without its unit."""
    if value is None or code not in rules.YUAN:
        return printed(workspace, code, value)
    return f"{rounded(value / _step(workspace)[0], 2):f}"


def _step(workspace: Workspace) -> tuple[Decimal, str]:
    """Return the step that amounts of counties are told in, and its name: 亿元, billion yuan."""
    language, step = ("en", Decimal(10**9)) if is_english() else ("zh", Decimal(10**8))
    one = format_quantity(step, symbol_of(workspace.currency), language)
    return step, one.removeprefix("1").strip()


def printed(workspace: Workspace, code: str, value: Decimal | None) -> str:
    """Return a figure's value as a text has it, in the reader's language; — for nothing."""
    if value is None:
        return "—"
    language = "en" if is_english() else "zh"
    if code == rules.SHARE:
        return format_quantity(value, "%", language, decimals=1)
    if code in rules.YUAN:
        return format_quantity(value, symbol_of(workspace.currency), language)
    return format_quantity(value, "", language, decimals=0, step="")
