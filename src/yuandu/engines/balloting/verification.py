"""Recounting a bulletin from what it says itself: each check has a code and finds a kind of change.

Nothing here is shared with the counting of the room but the rule itself: the papers are
multiplied, the votes added up, the roll hashed again.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from pydantic import ValidationError

from yuandu.engines.balloting import bulletins, counting, group
from yuandu.engines.balloting.bulletins import Bulletin, ElectorPart, QuestionPart


@dataclass(frozen=True, slots=True)
class Check:
    """Something that was looked at, and whether it held.

    Attributes:
        code: "shape", "digest", "expected", "roll", "proxies", "instants", "questions", "excluded",
            "papers", "votes", "counts", "opening" or "outcome".
        question: the number of the question it is about; None: the whole.
        detail: of the shape, where it is wrong.
    """

    code: str
    holds: bool
    question: int | None = None
    detail: str = ""


def verify(given: object, *, expected: str = "") -> list[Check]:
    """Recount a bulletin; it is sound when every check holds.

    Args:
        given: the bulletin as JSON gives it.
        expected: the digest that was published elsewhere: on the resolution, in the log.
    """
    try:
        found = Bulletin.model_validate(given)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        return [Check("shape", holds=False, detail=f"{where}: {first['msg']}"[:300])]
    except RecursionError:
        return [Check("shape", holds=False)]
    checks = [Check("shape", holds=True), Check("digest", _digest_holds(given, found))]
    if expected:
        checks.append(Check("expected", found.digest == expected.strip().lower()))
    return [*checks, *_whole(found), *(one for each in found.questions for one in _of(found, each))]


def is_sound(checks: list[Check]) -> bool:
    return all(check.holds for check in checks)


def _digest_holds(given: object, found: Bulletin) -> bool:
    if not isinstance(given, Mapping):
        return False
    try:
        return bulletins.digest(given) == found.digest
    except (ValueError, TypeError):  # NaN, or keys that are no texts
        return False


def _whole(found: Bulletin) -> Iterator[Check]:
    numbers = [each.number for each in found.electors]
    lines = [(each.number, each.leaf, each.weight) for each in found.electors]
    excluded = {each.number: each.excluded for each in found.questions}
    weights_fit = found.rule.per_share or all(each.weight == 1 for each in found.electors)
    known = set(numbers)
    yield Check(
        "roll",
        numbers == list(range(1, len(numbers) + 1))
        and weights_fit
        and all(each.proxy is None or each.proxy in known for each in found.electors)
        and bulletins.roll(lines, excluded) == found.electorate,
    )
    yield Check("proxies", _proxies_fit(found))
    head = found.ballot
    yield Check(
        "instants",
        head.opened_at <= head.closed_at
        and head.opened_at < head.closes_at
        and (found.rule.may_close_early or head.closes_at <= head.closed_at),
    )
    asked = [each.number for each in found.questions]
    yield Check("questions", bool(asked) and asked == list(range(1, len(asked) + 1)))


def _of(found: Bulletin, question: QuestionPart) -> Iterator[Check]:
    def check(code: str, holds: bool) -> Check:
        return Check(code, holds, question.number)

    rule = found.rule
    excluded = set(question.excluded)
    may_vote = {each.number: each for each in found.electors if each.number not in excluded}
    electorate = sum(each.weight for each in may_vote.values())
    # Who is excluded casts nothing on the question, for others neither.
    may_cast = {number: each for number, each in may_vote.items() if each.proxy not in excluded}
    yield check(
        "excluded",
        sorted(excluded) == question.excluded
        and excluded <= {each.number for each in found.electors},
    )
    if rule.is_secret:
        yield check("papers", _papers_fit(question, may_cast))
        added = sum(paper.weight for paper in question.papers)
        opening = int(question.opening or "0", 16)
        seals = (bytes.fromhex(paper.seal) for paper in question.papers)
        is_small = counting.width(electorate) * len(rule.options) <= group.MOST_BITS
        yield check(
            "opening",
            is_small
            and group.holds_sum(
                seals, counting.exponent(rule, question.counts, electorate), opening
            ),
        )
        counted = added == sum(question.counts.values())
    else:
        yield check("votes", _votes_fit(question, may_cast, rule))
        sums: Counter[str] = Counter()
        for vote in question.votes:
            sums[vote.choice] += vote.weight
        counted = +sums == +Counter(question.counts)
    yield check("counts", counted and set(question.counts) == set(rule.options))
    yield check("outcome", counting.decide(rule, question.counts, electorate) == question.outcome)


def _proxies_fit(found: Bulletin) -> bool:
    """One level, nobody with more than the rule allows."""
    given = {each.number: each.proxy for each in found.electors if each.proxy is not None}
    held = Counter(given.values())
    return not given.keys() & held.keys() and all(
        number <= found.rule.proxies for number in held.values()
    )


def _papers_fit(question: QuestionPart, may_cast: Mapping[int, ElectorPart]) -> bool:
    """No paper twice, and of each weight no more papers than electors who took part."""
    seals = [paper.seal for paper in question.papers]
    issued = Counter(each.weight for each in may_cast.values() if each.took_part)
    returned = Counter(paper.weight for paper in question.papers)
    return (
        not question.votes
        and all(first < second for first, second in pairwise(seals))
        and all(group.is_seal(bytes.fromhex(seal)) for seal in seals)
        and returned <= issued
    )


def _votes_fit(
    question: QuestionPart, may_cast: Mapping[int, ElectorPart], rule: counting.Rule
) -> bool:
    """Nobody twice, nobody who may not, and everybody with their own weight."""
    voters = [vote.elector for vote in question.votes]
    return (
        not question.papers
        and question.opening == ""
        and all(first < second for first, second in pairwise(voters))
        and all(
            vote.elector in may_cast
            and may_cast[vote.elector].took_part
            and vote.weight == may_cast[vote.elector].weight
            and vote.choice in rule.options
            for vote in question.votes
        )
    )
