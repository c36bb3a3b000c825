"""Which records look like one project entered twice: by province and county, say.

Comparing everybody with everybody is out of the question for a hundred thousand, so
pairs are drawn from four places in which doubles lie close together, then compared.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rapidfuzz.fuzz import ratio

WINDOW = 6  # neighbours looked at in sorted order
CROWD = 12  # a pair of characters shared by more records than this says nothing
RARE = 3  # pairs of characters a name is known by
ALIKE, NEARLY = 85, 70  # per cent of characters in common

# Words that names share without being about the same thing.
_EMPTY_WORDS = re.compile(r"(?:建设|新建|改建|扩建|项目|工程|[\W_]+|project|construction|of|the)")
_NUMBERS = re.compile(r"\d+|[一二三四五六七八九十]+(?=期|标段|号|批)")


@dataclass(frozen=True, slots=True)
class Record:
    """What is compared of a project; owners are compared by name where codes differ."""

    key: int
    name: str
    code: str = ""
    owner_key: int | None = None
    owner: str = ""
    division_key: int | None = None
    investment: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that look like one; `reasons` are codes with a sentence each."""

    first: int
    second: int
    score: float  # 0 to 1, for sorting alone
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Known:
    record: Record
    core: str  # the name without empty words
    numbers: tuple[str, ...]  # phase 2 is not phase 1
    code: str


def find(records: Sequence[Record]) -> list[Pair]:
    """Return the pairs that look like one project, the likeliest first.

    1. Names lose what they all share; numbers in them are kept apart.
    2. Candidates: the same code however it is written; neighbours in the order of names,
       and of names read backwards; those of one owner; those that share a rare pair of
       characters.
    3. Each candidate is compared; see `compare`.
    """
    known = [_know(record) for record in records]
    pairs = {
        (pair.first, pair.second): pair
        for one, other in _candidates(known)
        if (pair := _compare(one, other))
    }
    return sorted(pairs.values(), key=lambda pair: (-pair.score, pair.first, pair.second))


def compare(one: Record, other: Record) -> Pair | None:
    """Return why two records look like one, or `None`.

    They do if they have the same code; if their names are alike, with the same numbers,
    in one division or of one owner; or if their names are nearly alike, of one owner and
    with the same investment.
    """
    return _compare(_know(one), _know(other))


def _know(record: Record) -> _Known:
    plain = unicodedata.normalize("NFKC", record.name).casefold()
    return _Known(
        record,
        _EMPTY_WORDS.sub("", plain) or plain,
        tuple(sorted(_NUMBERS.findall(plain))),
        re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", record.code)).upper(),
    )


def _candidates(known: Sequence[_Known]) -> Iterator[tuple[_Known, _Known]]:
    by_code = defaultdict(list)
    by_owner = defaultdict(list)
    for one in known:
        if one.code:
            by_code[one.code].append(one)
        if one.record.owner_key is not None:
            by_owner[one.record.owner_key].append(one)
    for group in by_code.values():
        yield from _neighbours(group, len(group))
    for group in by_owner.values():
        yield from _neighbours(sorted(group, key=lambda one: one.core), 2 * WINDOW)
    yield from _neighbours(sorted(known, key=lambda one: one.core), WINDOW)
    yield from _neighbours(sorted(known, key=lambda one: one.core[::-1]), WINDOW)
    for group in _sharing_rare_pairs(known):
        yield from _neighbours(group, len(group))


def _neighbours(group: Sequence[_Known], reach: int) -> Iterator[tuple[_Known, _Known]]:
    for place, one in enumerate(group):
        for other in group[place + 1 : place + 1 + reach]:
            yield one, other


def _sharing_rare_pairs(known: Iterable[_Known]) -> Iterator[list[_Known]]:
    holders: defaultdict[str, list[_Known]] = defaultdict(list)
    cut = [(one, {one.core[i : i + 2] for i in range(len(one.core) - 1)}) for one in known]
    frequency: defaultdict[str, int] = defaultdict(int)
    for _, pairs in cut:
        for pair in pairs:
            frequency[pair] += 1
    for one, pairs in cut:
        rare = sorted(
            (pair for pair in pairs if 1 < frequency[pair] <= CROWD),
            key=lambda pair: (frequency[pair], pair),
        )
        for pair in rare[:RARE]:
            holders[pair].append(one)
    yield from holders.values()


def _compare(one: _Known, other: _Known) -> Pair | None:
    same_code = bool(one.code) and one.code == other.code
    if not same_code and one.numbers != other.numbers:
        return None
    name = ratio(one.core, other.core, score_cutoff=NEARLY)
    if not same_code and not name:
        return None
    first, second = sorted((one.record, other.record), key=lambda record: record.key)
    same_owner = _same_owner(first, second)
    same_place = first.division_key is not None and first.division_key == second.division_key
    same_money = first.investment is not None and first.investment == second.investment
    looks_alike = (name >= ALIKE and (same_place or same_owner)) or (same_owner and same_money)
    if not same_code and not looks_alike:
        return None
    reasons = [
        ("same-code", same_code, 1.0),
        ("same-name", one.core == other.core, 0.6),
        ("similar-name", one.core != other.core and name > 0, 0.6 * name / 100),
        ("same-owner", same_owner, 0.2),
        ("same-division", same_place, 0.1),
        ("same-investment", same_money, 0.1),
    ]
    score = min(1.0, sum(weight for _, holds, weight in reasons if holds))
    codes = tuple(code for code, holds, _ in reasons if holds)
    return Pair(first.key, second.key, round(score, 3), codes)


def _same_owner(first: Record, second: Record) -> bool:
    if first.owner_key is None or second.owner_key is None:
        return False
    return first.owner_key == second.owner_key or (
        ratio(first.owner, second.owner, score_cutoff=ALIKE) > 0
    )
