"""The board that compares counties by how far their projects have come."""

import datetime

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.indicators import actions as indicators
from yuandu.site.sample.projects import YEAR

BASIS = "样本：重点项目推进评价办法"
# What counts, and for how much; money made is set against what the year's lists plan.
TERMS = {
    "components": [
        {"measure": "projects.invested", "per": "projects.annual_plan", "weight": "50"},
        {"measure": "projects.start_rate", "weight": "30", "measuring": "share"},
        {"measure": "projects.done", "per": "projects.carried_out", "weight": "20"},
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
}


def keep(by: Actor) -> None:
    """Publish the rule of the county board."""
    board = indicators.keep_board(
        by=by, code="county-progress", name="县市区项目推进榜", name_en="Project progress by county"
    )
    published_on = datetime.date(YEAR, 1, 1)
    indicators.publish_rule(
        by=by,
        board=board,
        terms=TERMS,
        basis=BASIS,
        published_on=published_on,
        effective_on=published_on,
    )
