"""The bulletin of a closed ballot, from its rows: names and references stay here."""

from collections import defaultdict
from datetime import UTC, datetime
from typing import Any

from yuandu.engines.balloting import bulletins
from yuandu.services.ballots.models import Ballot, Elector, Exclusion, OpenVote, Paper, Question


def compose(ballot: Ballot) -> dict[str, Any]:
    """Return what is published; the same rows always give the same digest."""
    electors = list(
        Elector.objects.filter(ballot=ballot)
        .select_related("proxy")
        .only("number", "label", "weight", "salt", "took_part", "proxy__number")
    )
    lines = [
        {
            "number": each.number,
            "leaf": bulletins.leaf(bytes(each.salt), each.number, each.label, each.weight),
            "weight": each.weight,
            "took_part": each.took_part,
            "proxy": each.proxy.number if each.proxy else None,
        }
        for each in electors
    ]
    found: dict[str, Any] = {
        "format": bulletins.FORMAT,
        "ballot": {
            "code": str(ballot.code),
            "workspace": ballot.workspace.slug,
            "title": ballot.title,
            "opened_at": _instant(ballot.opened_at),
            "closes_at": _instant(ballot.closes_at),
            "closed_at": _instant(ballot.closed_at),
        },
        "rule": ballot.rule.model_dump(),
        "electorate": ballot.roll_hash,
        "electors": lines,
        "questions": _questions(ballot),
    }
    return found | {"digest": bulletins.digest(found)}


def _questions(ballot: Ballot) -> list[dict[str, Any]]:
    excluded: dict[int, list[int]] = defaultdict(list)
    for question, elector in (
        Exclusion.objects.filter(question__ballot=ballot)
        .order_by("elector__number")
        .values_list("question_id", "elector__number")
    ):
        excluded[question].append(elector)
    papers: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for question, commitment, weight in (
        Paper.objects.filter(question__ballot=ballot)
        .order_by("commitment")
        .values_list("question_id", "commitment", "weight")
    ):
        papers[question].append({"seal": bytes(commitment).hex(), "weight": weight})
    votes: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for question, elector, choice, weight in (
        OpenVote.objects.filter(question__ballot=ballot)
        .order_by("elector__number")
        .values_list("question_id", "elector__number", "choice", "weight")
    ):
        votes[question].append({"elector": elector, "choice": choice, "weight": weight})
    return [
        {
            "number": each.number,
            "title": each.title,
            "excluded": excluded[each.pk],
            "papers": papers[each.pk],
            "opening": each.opening,
            "votes": votes[each.pk],
            "counts": each.counts,
            "outcome": each.outcome,
        }
        for each in Question.objects.filter(ballot=ballot)
    ]


def _instant(at: datetime | None) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds") if at else ""
