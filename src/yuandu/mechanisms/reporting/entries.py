"""A line as it is entered, and the report that is kept of it."""

from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any

from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.reporting import rules
from yuandu.mechanisms.reporting.models import Filing, Report
from yuandu.mechanisms.reporting.queries import Line
from yuandu.mechanisms.reporting.rules import Fault, Figures

BATCH = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line as it is entered; money in yuan, progress as a share."""

    invested: Decimal
    corrected: Decimal = Decimal(0)
    correction: str = ""
    brought_forward: Decimal = Decimal(0)
    progress_share: Decimal | None = None
    progress: str = ""
    needs: str = ""
    factor: str = ""  # what is lacking, of `Factor`; empty: nobody has said
    funds_in_place: bool | None = None
    explanation: str = ""

    @property
    def figures(self) -> Figures:
        return Figures(
            self.invested, self.corrected, self.correction, self.progress_share, self.progress
        )


def report_of(by: Actor, filing: Filing, line: Line, entry: Entry) -> Report:
    """Return the report of a line as it is kept, with what in it is doubtful."""
    doubts = [doubt.code for doubt in rules.doubts(entry.figures, line.known)]
    return Report(
        workspace_id=filing.workspace_id,
        filing=filing,
        project_id=line.standing.project_id,
        period=filing.round.period,
        invested=entry.invested,
        corrected=entry.corrected,
        correction=entry.correction.strip(),
        brought_forward=entry.brought_forward,
        progress_share=entry.progress_share,
        progress=entry.progress.strip(),
        needs=entry.needs.strip(),
        # Without words there is nothing that could be lacking.
        factor=entry.factor if entry.needs.strip() else "",
        funds_in_place=entry.funds_in_place,
        doubts=doubts,
        explanation=entry.explanation.strip() if doubts else "",
        by_user_id=by.user_id,
    )


def begun(line: Line) -> dict[str, Any]:
    """Return what a line begins with: its report, or what stays the same from last month."""
    if report := line.report:
        return {each.name: getattr(report, each.name) for each in fields(Entry)} | {
            name: getattr(report, name) or None for name in ("corrected", "brought_forward")
        }
    if last := line.past.last:
        kept = ("progress_share", "progress", "funds_in_place", "needs", "factor")
        return {name: getattr(last, name) for name in kept}
    return {}


def faults_of(line: Line, entry: Entry) -> tuple[Fault, ...]:
    """Return what in an entry makes no sense beside what is known of its line."""
    found = rules.faults(entry.figures, line.known)
    if entry.brought_forward and not line.is_first:
        found += (Fault("brought_forward", "not-the-first"),)
    if entry.brought_forward < 0:
        found += (Fault("brought_forward", "negative"),)
    return found
