"""The sample city's cultivation pool: who was in it, what came of it, and who is in it now.

All invented. Past entries and batches are written as rows; today's entries are made by the
sample's officers from what the sweep proposes.
"""

import datetime
from collections.abc import Sequence

from yuandu.kernel.accounts.models import User
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.enterprises import actions, queries, rules
from yuandu.mechanisms.enterprises.models import BatchDate, Firm, PoolPlace, Recognition
from yuandu.mechanisms.enterprises.queries import PoolFilters
from yuandu.site.sample.work import Desk

_D = datetime.date
BATCHES = (
    ("innovative_sme", "2027年度第一批（样本）", _D(2027, 2, 1), _D(2027, 3, 15)),
    ("srdi_sme", "2027年度（样本）", _D(2027, 5, 10), _D(2027, 6, 20)),
    ("little_giant", "第九批（样本）", _D(2027, 4, 25), _D(2027, 5, 25)),
)
# Of past entries by how much they lacked: how many got the title, and how many left without.
PAST = {
    "innovative_sme": {0: (14, 3), 1: (6, 6), 2: (1, 7)},
    "srdi_sme": {0: (16, 4), 1: (7, 9), 2: (2, 9)},
    "little_giant": {0: (8, 3), 1: (3, 6), 2: (0, 5)},
}
ENTERED_EARLIER = datetime.timedelta(days=200)  # before the title that came of it
TRIED_ON, GAVE_UP_ON = _D(2025, 3, 3), _D(2026, 2, 10)
# Today's entries: who enters, for which tier, how many of those proposed.
TODAY = (
    ("qingzhou", "srdi_sme", 8, "主导产品市场占有率稳步提升，拟列为下一批推荐对象（样本）"),
    ("zhucheng", "srdi_sme", 6, "走访摸底认为成长性较好（样本）"),
    ("city", "little_giant", 10, "市级重点跟踪培育（样本）"),
    ("city", "innovative_sme", 14, "科技型企业，建议先行申报（样本）"),
)


def load(workspace: Workspace) -> None:
    """Fill the pool, and let the sample's officers enter whom the sweep proposes."""
    desk = Desk(workspace)
    BatchDate.objects.bulk_create(
        BatchDate(workspace=workspace, tier=tier, name=name, opens_on=opens, closes_on=closes)
        for tier, name, opens, closes in BATCHES
    )
    _past(workspace, desk.users["city"])
    actions.sweep_standings(by=desk.system)
    for username, tier, number, because in TODAY:
        by = desk.actor(username)
        proposed = queries.proposed(by, PoolFilters(tier=tier))
        actions.enter_proposed(by=by, standings=list(proposed[:number]), because=because)
    actions.sweep_standings(by=desk.system)  # the second night sees what is in the pool now


def _past(workspace: Workspace, officer: User) -> None:
    never = list(Firm.objects.filter(workspace=workspace, recognitions=None).order_by("pk"))
    for tier in rules.TIERS:
        titles = Recognition.objects.filter(
            workspace=workspace, tier=tier, announcement__kind="recognition"
        ).order_by("pk")
        gained, lost = list(titles.select_related("firm")), never
        for lacked, (recognised, failed) in PAST[tier].items():
            some, gained = gained[:recognised], gained[recognised:]
            others, lost = lost[:failed], lost[failed:]
            PoolPlace.objects.bulk_create(_places(officer, tier, lacked, some, others))
        never = lost


def _places(
    officer: User, tier: str, lacked: int, titles: Sequence[Recognition], firms: Sequence[Firm]
) -> list[PoolPlace]:
    def place(firm: Firm, **fields: object) -> PoolPlace:
        return PoolPlace(
            workspace=firm.workspace,
            firm=firm,
            tier=tier,
            entered_because="年度摸底入库（样本）",
            entered_by=officer,
            lacked=lacked,
            **fields,
        )

    return [
        *(
            place(
                title.firm,
                entered_on=title.valid_from - ENTERED_EARLIER,
                left_on=title.valid_from,
                leaving="recognised",
            )
            for title in titles
        ),
        *(
            place(
                firm,
                entered_on=TRIED_ON,
                left_on=GAVE_UP_ON,
                leaving="unlikely",
                left_because="连续两次未达到条件（样本）",
            )
            for firm in firms
        ),
    ]
