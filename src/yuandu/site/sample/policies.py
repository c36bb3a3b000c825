"""The sample city's policies: the folder's books, and a research subsidy under way.

One officer drafted it and another approved it; a sweep found its firms; some are on public
notice, one rests on an objection, some are paid. Done by the real actions.
"""

import datetime
from typing import Any

from yuandu.kernel.workspaces.models import Workspace
from yuandu.services.policies import actions
from yuandu.services.policies.actions import Draft
from yuandu.services.policies.loading import load_library
from yuandu.services.policies.models import Case, PolicyVersion
from yuandu.site.sample import funds, growers
from yuandu.site.sample.work import Desk

# Days before today on which each step is taken.
DRAFTED, APPROVED, SWEPT, VERIFIED, PUBLISHED, OBJECTED, DECIDED, PAID = (
    *(90, 84, 40, 35, 30, 27, 12, 8),
)
LATE = 6  # days before today on which a second batch went on public notice
FIRST, SECOND = 10, 6  # cases of each batch
BOOK: dict[str, Any] = {
    "code": "rd-2026",
    "series": "rd_2026",
    "title": "企业研发投入后补助",
    "title_en": "Grant on what firms spent on research",
    "kind": "subsidy",
    "to_whom": "organisation",
    "document": "样例：支持企业加大研发投入若干措施（示例文本）",
    "is_sample": True,
    "effective_from": datetime.date(2026, 1, 1),
    "effective_until": datetime.date(2026, 12, 31),
    "criteria": [
        {
            "id": "research",
            "title": "上年度研发费用不低于1500万元",
            "title_en": "At least 15 million yuan of R&D expense last year",
            "clause": "第三条",
            "source": "样例",
            "value": {"fact": "rd_expense"},
            "operator": "at_least",
            "threshold": 1500,
            "unit": "万元",
            "evidence": "审计报告",
        },
        {
            "id": "share",
            "title": "上年度研发费用占营业收入比重不低于5%",
            "title_en": "At least 5 % of revenue spent on R&D last year",
            "clause": "第三条",
            "source": "样例",
            "value": {"ratio": ["rd_expense", "revenue"]},
            "operator": "at_least",
            "threshold": 5,
            "unit": "%",
            "evidence": "审计报告",
        },
    ],
    "requires": {"all": ["research", "share"]},
    "benefits": [
        {
            "id": "grant",
            "title": "按上年度研发费用的2%补助",
            "title_en": "2 % of last year’s R&D expense",
            "rate": 2,
            "base": {"fact": "rd_expense"},
            "unit": "万元",
            "cap": 50,
        }
    ],
    "budget": {
        "amount": 500,
        "unit": "万元",
        "order": [{"fact": "rd_expense", "first": "highest"}, {"first": "earliest"}],
    },
}


def load(workspace: Workspace) -> None:
    """Load the library, and let the sample's people work on the subsidy."""
    desk = Desk(workspace)
    load_library(desk.system)
    version = _approved(desk)
    with desk.on(SWEPT):
        actions.sweep_version(by=desk.actor("city"), version=version)
    cases = list(
        Case.objects.filter(workspace=workspace, amount__gt=0)
        .select_related("track")
        .order_by("-amount", "pk")[: FIRST + SECOND]
    )
    _first_batch(desk, version, cases[:FIRST])
    _second_batch(desk, cases[FIRST:])
    growers.load(desk)
    funds.load(desk)


def _approved(desk: Desk) -> PolicyVersion:
    with desk.on(DRAFTED):
        version = actions.create(
            by=desk.actor("city"), draft=Draft(BOOK, office="市工业和信息化局（示例）")
        )
        desk.move("city", version, "submit")
    with desk.on(APPROVED):
        desk.move("land", version, "approve")
    return PolicyVersion.objects.select_related("policy", "track").get(pk=version.pk)


def _first_batch(desk: Desk, version: PolicyVersion, cases: list[Case]) -> None:
    """Pay those whose notice ended; the last of them rests on an objection."""
    for days, move in ((VERIFIED, "verify"), (PUBLISHED, "publish")):
        with desk.on(days):
            for case in cases:
                desk.move("city", case, move)
    if not cases:
        return
    with desk.on(OBJECTED):
        desk.move("land", cases[-1], "object", "来信反映研发费用归集口径有误，附审计底稿摘录")
    window = version.windows.select_related("budget", "paid", "version__policy").get()
    with desk.on(DECIDED):
        actions.approve_in_turn(by=desk.actor("land"), window=window)
    with desk.on(PAID):
        actions.pay_all(by=desk.actor("land"), window=window)


def _second_batch(desk: Desk, cases: list[Case]) -> None:
    with desk.on(LATE):
        for case in cases:
            desk.move("city", case, "verify")
    with desk.on(1):
        for case in cases[: len(cases) // 2]:
            desk.move("city", case, "publish")
