"""The boards of the sample city: counties by their projects, departments by their answers."""

import datetime
from decimal import Decimal

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.indicators import actions as indicators
from yuandu.kernel.indicators.models import Board, Over
from yuandu.kernel.registry.models import Division, Party
from yuandu.kernel.workspaces.models import Workspace
from yuandu.site.sample.projects import YEAR
from yuandu.site.sample.work import Desk

BASIS = "样本：重点项目“争星夺旗”评价办法"
# What counts, and for how much. Money made is set against what the lists plan, and the whole
# plan against the number of residents, so that nobody is measured by size alone.
TERMS = {
    "components": [
        {"measure": "projects.invested", "per": "projects.annual_plan", "weight": "45"},
        {"measure": "projects.start_rate", "weight": "25", "measuring": "share"},
        {"measure": "projects.done", "per": "projects.carried_out", "weight": "20"},
        {"measure": "projects.planned", "per": "division.residents", "weight": "10"},
    ],
    "stars": [
        {"stars": 5, "at_least": "85"},
        {"stars": 4, "at_least": "70"},
        {"stars": 3, "at_least": "50"},
    ],
    "flags": [
        {"code": "red", "name": "红旗", "name_en": "Red flag", "top": 1},
        {
            "code": "investment",
            "name": "投资进度第一",
            "name_en": "First by investment",
            "top": 1,
            "component": "projects.invested",
        },
    ],
    "appeal_days": 5,
}
OFFICES_BASIS = "样本：要素保障“挂牌亮榜”办法"
OFFICES_TERMS = {
    "components": [
        {"measure": "visits.solved", "weight": "50", "measuring": "share"},
        {"measure": "visits.in_time", "weight": "30", "measuring": "share"},
        {"measure": "visits.answer_days", "weight": "20", "lower_is_better": True},
    ],
    "stars": [
        {"stars": 5, "at_least": "85"},
        {"stars": 4, "at_least": "70"},
        {"stars": 3, "at_least": "50"},
    ],
    "flags": [{"code": "red", "name": "流动红旗", "name_en": "Red flag", "top": 1}],
    "appeal_days": 5,
}
# Residents, rounded to 10,000; zones were counted with the districts they lie in, and are
# given a round number here.
RESIDENTS = {
    "370702": 44, "370703": 36, "370704": 53, "370705": 80, "370724": 81, "370725": 61,
    "370781": 96, "370782": 108, "370783": 117, "370784": 83, "370785": 88, "370786": 58,
}  # fmt: skip
OF_A_ZONE = 20
PUBLISHED_ON = datetime.date(YEAR, 11, 18)  # of October's boards; objections until the 25th
OBJECTS = "370782"
OBJECTION = "样本：10月有2个新开工项目的开工手续已于月底前补传，请复核开工率。"


def keep(by: Actor) -> None:
    """Publish the rule of the county board, and enter what it divides by."""
    places = Division.objects.filter(workspace=by.workspace, kind__in=["county", "zone"])
    indicators.record_values(
        by=by,
        measure="division.residents",
        values=[
            indicators.Monthly(
                each.pk,
                each.pk,
                f"{YEAR - 1}-12",
                Decimal(RESIDENTS.get(each.gb_code or each.code, OF_A_ZONE) * 10_000),
            )
            for each in places
        ],
    )
    board = indicators.keep_board(
        by=by,
        code="county-progress",
        name="县市区“争星夺旗”榜",
        name_en="Stars and flags: counties and zones",
    )
    _rule(by, board, TERMS, BASIS)


def _rule(by: Actor, board: Board, terms: dict[str, object], basis: str) -> None:
    first = datetime.date(YEAR, 1, 1)
    indicators.publish_rule(
        by=by, board=board, terms=terms, basis=basis, published_on=first, effective_on=first
    )


def publish(workspace: Workspace) -> None:
    """Rank the departments too, and publish October's boards; one county objects."""
    desk = Desk(workspace)
    offices = Party.objects.filter(workspace=workspace, post__role="department_officer").distinct()
    board = indicators.keep_board(
        by=desk.system,
        code="offices",
        name="市直部门“挂牌亮榜”",
        name_en="How departments answer difficulties",
        over=Over.ORGANISATIONS,
        organisations=offices.order_by("pk"),
        leaders=2,
        improvers=1,
        reminded=1,
    )
    _rule(desk.system, board, OFFICES_TERMS, OFFICES_BASIS)
    counties = Board.objects.get(workspace=workspace, code="county-progress")
    with desk.on((workspace.today() - PUBLISHED_ON).days):
        for each in (counties, board):
            indicators.publish_board(by=desk.system, board=each, period=f"{YEAR}-10")
    indicators.object_to(
        by=desk.actor("zhucheng"),
        board=counties,
        period=f"{YEAR}-10",
        participant=Division.objects.get(workspace=workspace, code=OBJECTS),
        words=OBJECTION,
    )
