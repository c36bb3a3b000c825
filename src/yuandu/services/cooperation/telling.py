"""Matches as pages and the API show them."""

from collections import Counter
from typing import Any

from yuandu.kernel.accounts.actors import Actor
from yuandu.services.cooperation import permissions, queries, rules, wording
from yuandu.services.cooperation.models import Expert, TalentNeed

SHOWN = 30  # matches; more than that nobody calls


def matches(actor: Actor, need: TalentNeed) -> dict[str, Any]:
    """Return who fits a need and why, and what bars others; names of the barred by right."""
    found, experts = queries.matching(need, actor.workspace.today())
    named = permissions.reads_all(actor)
    weighed = (*found.proposed, *found.barred)
    keys = {one.party for match in weighed for one in match.conflicts if one.party}
    keys |= {one.party for match in weighed for one in match.cautions}
    names = queries.organisations_named(actor, keys) if named and keys else {}
    reasons = Counter(code for match in found.barred for code in {c.code for c in match.conflicts})
    return {
        "proposed": [
            _told(match, experts[match.expert], names) for match in found.proposed[:SHOWN]
        ],
        "proposed_total": len(found.proposed),
        "barred": [_told(match, experts[match.expert], names) for match in found.barred[:SHOWN]]
        if named
        else [],
        "barred_total": len(found.barred),
        "reasons": [
            {"code": code, "label": wording.CONFLICTS[code], "count": count}
            for code, count in sorted(reasons.items())
        ],
    }


def _told(match: rules.Match, expert: Expert, names: dict[int, str]) -> dict[str, Any]:
    return {
        "expert": expert,
        "name": expert.party.title,
        "post": wording.post(expert.title),
        "place": expert.party.division.short_title if expert.party.division else "",
        "score": match.score,
        "parts": [
            {
                "code": part.code,
                "label": wording.PARTS[part.code],
                "points": part.points,
                "most": part.most,
                "why": wording.part(part),
            }
            for part in match.parts
        ],
        "conflicts": [
            {"code": one.code, "text": wording.conflict(one, names)} for one in match.conflicts
        ],
        "cautions": [
            {"code": one.code, "text": wording.caution(one, names)} for one in match.cautions
        ],
    }
