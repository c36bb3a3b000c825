"""The sample city's circulars: one that was issued, and one the office is still writing."""

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.circulars import actions, queries
from yuandu.mechanisms.circulars.models import Circular
from yuandu.mechanisms.reporting.models import Round
from yuandu.site.sample.projects import YEAR
from yuandu.site.sample.work import Desk

ISSUED, DRAFTED = f"{YEAR}-09", f"{YEAR}-10"
DAYS = 14  # before today on which the first was issued
NUMBER = f"鸢重办〔{YEAR}〕9号"
# What the chief of the office added to the draft, in both languages.
ADDED = (
    "总体看，多数县市区报送及时、数据完整，但仍有个别单位数据核对不细。",
    " On the whole most counties and zones report in time and in full; some still check their figures too little.",
)


def load(workspace: Workspace) -> None:
    """Write both, the first by the office and issued by a second person."""
    desk = Desk(workspace)
    months = {each.period: each for each in Round.objects.filter(workspace=workspace)}
    with desk.on(DAYS):
        first = actions.draft(by=desk.actor("city"), found=months[ISSUED])
        _move(desk.actor("city"), first, "submit")
        _move(desk.actor("admin"), first, "approve", number=NUMBER)
    second = actions.draft(by=desk.actor("city"), found=months[DRAFTED])
    (paragraph,) = (each for each in queries.paragraphs(second) if each.section == "reports")
    actions.edit(
        by=desk.actor("city"),
        circular=second,
        paragraph=paragraph,
        version=paragraph.version,
        text_zh=paragraph.text_zh + ADDED[0],
        text_en=paragraph.text_en + ADDED[1],
    )


def _move(by: Actor, circular: Circular, move: str, **evidence: str) -> None:
    found = queries.circular(by, circular.pk, to="see")
    if found.track is not None:
        lifecycle.move(
            by=by,
            track=found.track,
            move=move,
            on=by.workspace.today(),
            expected_stage=found.stage,
            evidence=evidence,
        )
