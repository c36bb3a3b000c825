"""Bulletins for tests: a small company that votes, without a database."""

import hashlib
from collections import Counter
from typing import Any

from yuandu.engines.balloting import bulletins, counting, group
from yuandu.engines.balloting.counting import Rule


def a_bulletin(
    rule: Rule, votes: list[list[str]], *, weights: list[int] | None = None, excluded=()
) -> dict[str, Any]:
    """Return the bulletin of a ballot: `votes` by elector and question; "" is no vote."""
    weights = weights or [1] * len(votes)
    electors = [
        {
            "number": number,
            "leaf": bulletins.leaf(bytes([number] * 16), number, f"样本·{number}", weight),
            "weight": weight,
            "took_part": any(given),
            "proxy": None,
        }
        for number, (given, weight) in enumerate(zip(votes, weights, strict=True), start=1)
    ]
    questions = [
        _question(rule, number, [given[number - 1] for given in votes], weights, list(excluded))
        for number in range(1, len(votes[0]) + 1)
    ]
    lines = [(each["number"], each["leaf"], each["weight"]) for each in electors]
    found = {
        "format": bulletins.FORMAT,
        "ballot": {
            "code": "c",
            "workspace": "sample-company",
            "title": "股东资格评议",
            "opened_at": "2026-11-24T01:00:00.000000+00:00",
            "closes_at": "2026-11-25T01:00:00.000000+00:00",
            "closed_at": "2026-11-25T01:00:01.000000+00:00",
        },
        "rule": rule.model_dump(),
        "electorate": bulletins.roll(
            lines, {each["number"]: each["excluded"] for each in questions}
        ),
        "electors": electors,
        "questions": questions,
    }
    return signed(found)


def signed(found: dict[str, Any]) -> dict[str, Any]:
    return found | {"digest": bulletins.digest(found)}


def _question(
    rule: Rule, number: int, choices: list[str], weights: list[int], excluded: list[int]
) -> dict[str, Any]:
    electorate = sum(weight for at, weight in enumerate(weights, start=1) if at not in excluded)
    counts = Counter(dict.fromkeys(rule.options, 0))
    papers, votes, opening = [], [], 0
    for at, (choice, weight) in enumerate(zip(choices, weights, strict=True), start=1):
        if not choice or at in excluded:
            continue
        counts[choice] += weight
        if rule.is_secret:
            sealed = group.seal(counting.exponent(rule, {choice: weight}, electorate))
            opening += int.from_bytes(sealed.blinding, "big")
            papers.append({"seal": sealed.commitment.hex(), "weight": weight})
        else:
            votes.append({"elector": at, "choice": choice, "weight": weight})
    return {
        "number": number,
        "title": f"事项{number}",
        "excluded": excluded,
        "papers": sorted(papers, key=lambda paper: paper["seal"]),
        "opening": f"{opening:x}" if rule.is_secret else "",
        "votes": votes,
        "counts": dict(counts),
        "outcome": counting.decide(rule, counts, electorate).model_dump(),
    }


def other(value: Any) -> Any:
    """Return something else of the same kind."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    if value is None:
        return 1
    if isinstance(value, str):
        return hashlib.sha256(value.encode()).hexdigest()[: len(value)] or "1"
    return type(value)()
