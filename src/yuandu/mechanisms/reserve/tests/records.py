"""Ideas for tests, with everything defaulted."""

import datetime
from decimal import Decimal
from itertools import count
from typing import Any

from django.core.files.base import ContentFile

from tests.people import TODAY, a_division
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.kernel.lifecycle import cycles
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.projects.tests.records import WAN, YI
from yuandu.mechanisms.reserve import actions, queries, rules
from yuandu.mechanisms.reserve.drafts import Draft
from yuandu.mechanisms.reserve.models import Idea

NEW_YEAR = datetime.date(TODAY.year, 1, 5)
CLIMB = ("study", "examine", "prepare", "complete")
_numbers = count(1)


def a_draft(workspace: Workspace, **fields: Any) -> Draft:
    defaults: dict[str, Any] = {
        "name": f"示例储能电池产业园{next(_numbers)}期",
        "field": "new_energy",
        "purpose": "strength",
        "kind": "industry",
        "division": fields.pop("division", None) or a_division(workspace),
        "owner_name": "示例储能有限公司",
        "investment_total": 5 * YI,
        "funding_share": Decimal("0.4"),
        "land_area_mu": Decimal(200),
        "planned_start_on": TODAY + datetime.timedelta(days=60),
        "planned_end_on": TODAY + datetime.timedelta(days=500),
    }
    return Draft(**defaults | fields)


def an_idea(workspace: Workspace, stage: str = rules.CONCEPT, **fields: Any) -> Idea:
    """Return an idea that has climbed to `stage` since the year began."""
    by = fields.pop("by", None) or Actor.system(workspace)
    made = actions.propose(by=by, draft=a_draft(workspace, **fields), on=NEW_YEAR)
    return climbed(made, stage)


def climbed(idea: Idea, stage: str) -> Idea:
    house = Actor.system(idea.workspace)
    for move in CLIMB[: rules.LADDER.index(stage)]:
        found = queries.idea(house, idea.pk, to="see")
        papers = {
            asked.code: ContentFile(b"%PDF-1.7\n%%EOF\n", f"{asked.code}.pdf")
            for asked in cycles.get(rules.CYCLE).move(move).evidence
            if asked.required
        }
        lifecycle.move(
            by=house,
            track=found.track,
            move=move,
            on=TODAY,
            expected_stage=found.stage,
            evidence=papers,
        )
    return queries.idea(house, idea.pk, to="see")


def step(by: Actor, idea: Idea, move: str, words: str = "") -> Idea:
    """Make a move of the ladder that needs no papers; return the idea as it stands then."""
    found = queries.idea(by, idea.pk, to="see")
    lifecycle.move(
        by=by, track=found.track, move=move, on=TODAY, expected_stage=found.stage, words=words
    )
    return queries.idea(Actor.system(idea.workspace), idea.pk, to="see")


__all__ = ["NEW_YEAR", "WAN", "YI", "a_draft", "an_idea", "climbed", "step"]
