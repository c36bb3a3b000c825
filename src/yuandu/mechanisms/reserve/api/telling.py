"""Ideas as programs read them."""

from typing import Any

from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.reserve import queries, rules, scoring
from yuandu.mechanisms.reserve.models import Idea
from yuandu.mechanisms.reserve.queries import Gap, Rung

OF_IDEA = (
    *("name", "name_en", "field", "purpose", "kind", "lead", "investment_total", "funding_share"),
    *("land_area_mu", "stage", "proposed_on", "grade", "score", "open_points", "version"),
)
MORE = (
    *("owner_name", "owner_code", "site", "summary", "private_share", "funding"),
    *("planned_start_on", "planned_end_on", "grade_words", "graded_on"),
)
OF_TERM = ("criterion", "value", "full", "points", "most")


def idea(found: Idea) -> dict[str, Any]:
    return {name: getattr(found, name) for name in OF_IDEA} | {
        "id": found.pk,
        "division": found.division.code,
        "in_stage_since": found.track.entered_on if found.track else None,
        "project": found.project_id,
    }


def in_full(actor: Actor, found: Idea) -> dict[str, Any]:
    """Return one idea with the arithmetic of its score; one query, for its rank."""
    lines = scoring.score_of(found, found.formula).terms
    rank = None
    if found.stage in rules.LADDER:
        place, among = queries.rank_of(actor, found)
        rank = {"place": place, "among": among}
    more = {name: getattr(found, name) for name in MORE}
    return (
        idea(found)
        | more
        | {
            "track": found.track_id,
            "terms": [{name: getattr(line, name) for name in OF_TERM} for line in lines],
            "rank": rank,
        }
    )


def rung(found: Rung) -> dict[str, Any]:
    told = {name: getattr(found, name) for name in ("stage", "ideas", "reached")}
    return told | {"investment_total": found.investment}


def gap(found: Gap) -> dict[str, Any]:
    told = {
        name: getattr(found, name) for name in ("field", "ideas", "mature", "wanted", "missing")
    }
    return told | {"investment_total": found.investment}
