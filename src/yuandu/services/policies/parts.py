"""The parts of a book that are edited one by one: listed, read, and put back.

A part's name is its address: `whole`, `requires`, `budget`, `criterion-revenue`,
`applies-revenue`, `exempts-revenue`, `score-total`, `item-total-rd`, `benefit-b1`,
`paidif-b1`; what is yet to be added is `new-criterion`, `new-score`, `new-item-total`,
`new-benefit`. A book is its values: remarks in the file it was read from are no part of it.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from yuandu.engines import rules
from yuandu.services.policies import reading

type Way = tuple[str | int, ...]
type Values = dict[str, Any]

# What is said of the book as a whole; its code, its series and that it is a sample stay.
HEAD = (
    *("title", "title_en", "kind", "to_whom", "document", "effective_from", "effective_until"),
    *("assessed", "recheck_from", "recheck_until"),
)
# Where the members of each kind stand, and the letter of an id that nobody chose.
LISTS = {"criterion": ("criteria", "c"), "score": ("scores", "s"), "benefit": ("benefits", "b")}
# Joined conditions that stand in another part: whose, and under which key.
JOINED = {
    "applies": ("criterion", "applies_if"),
    "exempts": ("criterion", "exempt_if"),
    "paidif": ("benefit", "if_met"),
}


class NoSuchPart(LookupError):
    """A book has no part of this name."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a book.

    Attributes:
        kind: `whole`, `requires`, `budget`, `criterion`, `applies`, `exempts`, `score`,
            `item`, `benefit` or `paidif`.
        keys: The ids that lead to it; of an item its score's and its own.
        way: Where it stands in the book's values; of a new one where it will.
        is_new: Whether it is yet to be added.
    """

    kind: str
    keys: tuple[str, ...]
    way: Way
    is_new: bool = False

    @property
    def name(self) -> str:
        if self.is_new:
            return "-".join(("new", self.kind, *self.keys))
        return "-".join((self.kind, *self.keys))

    @property
    def is_joined(self) -> bool:
        """Whether it is criteria joined."""
        return self.kind == "requires" or self.kind in JOINED

    def field_of(self, problem: rules.Problem) -> str | None:
        """Return where in this part a problem lies; `None` where it lies elsewhere."""
        place = "".join(f"{one}." for one in self.way)
        field = f"{problem.field}."
        return field.removeprefix(place).rstrip(".") if field.startswith(place) else None


def listed(book: rules.Book) -> list[Part]:
    """Return every part of a book, in the order in which it says them."""
    return list(_listed(book))


def _listed(book: rules.Book) -> Iterator[Part]:
    yield Part("whole", (), ())
    yield Part("requires", (), ("requires",))
    for at, criterion in enumerate(book.criteria):
        yield Part("criterion", (criterion.id,), ("criteria", at))
        yield Part("applies", (criterion.id,), ("criteria", at, "applies_if"))
        yield Part("exempts", (criterion.id,), ("criteria", at, "exempt_if"))
    for at, score in enumerate(book.scores):
        yield Part("score", (score.id,), ("scores", at))
        for place, item in enumerate(score.items):
            yield Part("item", (score.id, item.id), ("scores", at, "items", place))
    for at, benefit in enumerate(book.benefits):
        yield Part("benefit", (benefit.id,), ("benefits", at))
        yield Part("paidif", (benefit.id,), ("benefits", at, "if_met"))
    yield Part("budget", (), ("budget",))


def named(book: rules.Book, name: str) -> Part:
    """Return the part of a name; also of one that is yet to be added.

    Raises:
        NoSuchPart: there is none.
    """
    for one in (*_listed(book), *_new(book)):
        if one.name == name:
            return one
    raise NoSuchPart(name)


def _new(book: rules.Book) -> Iterator[Part]:
    for kind, (group, _letter) in LISTS.items():
        members = getattr(book, group)
        at = len(members)
        if kind == "score":
            # Before whatever adds scores up, which counts only those above it.
            at = next((n for n, one in enumerate(members) if one.parts), at)
        yield Part(kind, (), (group, at), is_new=True)
    for at, score in enumerate(book.scores):
        yield Part("item", (score.id,), ("scores", at, "items", len(score.items)), is_new=True)


def read(book: rules.Book, part: Part) -> Any:
    """Return a part as the book says it: values by their keys, or a requirement.

    `None` where the book says nothing there, empty values where a part is yet to be added.
    """
    said = reading.values_of(book)
    if part.kind == "whole":
        return {key: said[key] for key in HEAD if key in said}
    if part.is_new:
        return {}
    return _at(said, part.way)


def fingerprint(book: rules.Book, part: Part) -> str:
    """Return a name for what a part says now, to tell whether it was changed meanwhile."""
    told = json.dumps(read(book, part), sort_keys=True, default=str)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def put(book: rules.Book, part: Part, values: Any) -> rules.Book:
    """Return the book with a part as given; `None` takes an optional one out.

    A criterion that nothing asks for is joined to what has to hold.

    Args:
        values: As `read` returns them; of `whole` and of members, keys with `None` are left
            out. What a member says in parts of its own is kept.

    Raises:
        rules.BadBook: the book could not be used so; says all that is wrong with it.
    """
    said = reading.values_of(book)
    match part.kind:
        case "whole":
            said |= dict.fromkeys(HEAD) | values
            said = _without_none(said)
        case "criterion" | "score" | "item" | "benefit":
            own = {"id": free_id(book, part) if part.is_new else part.keys[-1]}
            _put_member(said, part, own | values)
        case _:
            _set(said, part.way, values)
    return _valid(said)


def taken_out(book: rules.Book, part: Part) -> rules.Book:
    """Return the book without a part; a criterion also leaves what has to hold.

    Raises:
        rules.BadBook: the rest needs it.
    """
    said = reading.values_of(book)
    *above, last = part.way
    held = _at(said, tuple(above))
    if isinstance(held, Mapping):
        _set(said, part.way, None)
    else:
        _set(said, tuple(above), [one for at, one in enumerate(held) if at != last])
    if part.kind == "criterion":
        said["requires"] = _without(said.get("requires"), part.keys[0])
    if part.kind == "score":
        for one in said.get("scores", ()):
            one["parts"] = [code for code in one.get("parts", ()) if code != part.keys[0]]
    return _valid(_without_none(said))


def can_be_taken_out(part: Part) -> bool:
    """Whether a book can do without a part of this kind."""
    return not part.is_new and part.kind not in {"whole", "requires"}


def users_of(book: rules.Book, part: Part) -> list[Part]:
    """Return the parts that stop a part from being taken out, as they ask for it."""
    if part.is_new:
        return []
    if part.kind == "criterion":
        asking = (one for one in _listed(book) if one.kind in JOINED and one.keys != part.keys)
        return [one for one in asking if part.keys[0] in _ids(read(book, one))]
    if part.kind == "score":
        measuring = (one for one in _listed(book) if one.kind == "criterion")
        return [one for one in measuring if _scored(read(book, one)) == part.keys[0]]
    return []


def _scored(criterion: Mapping[str, Any]) -> str | None:
    return (criterion.get("value") or {}).get("score")


def free_id(book: rules.Book, part: Part) -> str:
    """Return an id for a part that is yet to be added."""
    if part.kind == "item":
        score = next(one for one in book.scores if one.id == part.keys[0])
        taken, letter = {one.id for one in score.items}, "i"
    else:
        group, letter = LISTS[part.kind]
        taken = {one.id for one in getattr(book, group)}
    number = 1
    while f"{letter}{number}" in taken:
        number += 1
    return f"{letter}{number}"


def _put_member(said: Values, part: Part, values: Mapping[str, Any]) -> None:
    *above, at = part.way
    group = list(_at(said, tuple(above)) or ())
    if part.is_new:
        if part.kind == "score" and values.get("parts"):
            at = len(group)
        group.insert(int(at), _without_none(dict(values)))
    else:
        kept = {key: group[int(at)].get(key) for key in _own_parts(part.kind)}
        group[int(at)] = _without_none({**values, **kept})
    _set(said, tuple(above), group)
    if part.kind == "criterion":
        _ask_for(said, group[int(at)])


def _own_parts(kind: str) -> list[str]:
    """Return the keys of a member that are edited as parts of their own."""
    keys = [key for owner, key in JOINED.values() if owner == kind]
    return [*keys, "items"] if kind == "score" else keys


def _ask_for(said: Values, criterion: Mapping[str, Any]) -> None:
    """Join a criterion to what has to hold, unless it is asked for already."""
    asked = [said.get("requires")]
    asked += [one.get(key) for one in said["criteria"] for key in ("applies_if", "exempt_if")]
    asked += [one.get("if_met") for one in said.get("benefits", ())]
    if criterion.get("veto") or any(criterion["id"] in _ids(one) for one in asked):
        return
    requires = said.get("requires")
    if isinstance(requires, Mapping) and requires.get("all"):
        said["requires"] = {"all": [*requires["all"], criterion["id"]]}
    else:
        said["requires"] = {"all": [requires, criterion["id"]]}


def _ids(requirement: Any) -> set[str]:
    if isinstance(requirement, str):
        return {requirement}
    if not isinstance(requirement, Mapping):
        return set()
    below = [one for key in ("all", "any", "of") for one in requirement.get(key) or ()]
    return {code for one in (*below, requirement.get("no")) for code in _ids(one)}


def _without(requirement: Any, code: str) -> Any:
    """Return a requirement that does not name a criterion; `None` where nothing is left."""
    if not isinstance(requirement, Mapping):
        return None if requirement == code else requirement
    if "no" in requirement:
        below = _without(requirement["no"], code)
        return None if below is None else {"no": below}
    form = next(key for key in ("all", "any", "of") if key in requirement)
    left = [one for each in requirement[form] if (one := _without(each, code)) is not None]
    return {**requirement, form: left} if left else None


def _without_none(values: Values) -> Values:
    return {key: value for key, value in values.items() if value is not None}


def _at(said: Any, way: Way) -> Any:
    for key in way:
        said = said.get(str(key)) if isinstance(said, Mapping) else said[int(key)]
    return said


def _set(said: Values, way: Way, value: Any) -> None:
    *above, last = way
    held = _at(said, tuple(above))
    if value is None and isinstance(held, dict):
        held.pop(last, None)
    else:
        held[last] = value


def _valid(said: Values) -> rules.Book:
    # By its text, as it is kept: what is judged is what will be read.
    return reading.book_of(reading.text_of(said), "")
