"""Which criteria stand between a subject and a book, by the states they are in.

Of several ways to meet a requirement the one counts on which least is lacking; the first of
equals, as the text lists them.
"""

from collections.abc import Callable, Mapping
from itertools import chain

from yuandu.engines.rules.books import Book, Requirement
from yuandu.engines.rules.states import State

# On one way of several, what is not asked of this one leads nowhere.
HINDERS_NOT = (State.MET, State.NOT_APPLICABLE)


def lacking(book: Book, states: Mapping[str, State]) -> tuple[str, ...]:
    """Return the fewest criteria that would have to change for a book to be met.

    Args:
        states: Of the criteria that are asked on the day, as `SweptBook.states` gives them.

    Returns:
        Ids in the order of the book, empty where the book is met.
    """
    vetoes = [one.id for one in book.criteria if one.veto]
    found = set(_all([book.requires, *vetoes], states))
    return tuple(one.id for one in book.criteria if one.id in found)


def _lacking(asked: Requirement, states: Mapping[str, State]) -> tuple[str, ...]:
    if isinstance(asked, str):
        return () if states.get(asked, State.NOT_APPLICABLE) in HINDERS_NOT else (asked,)
    if asked.any is not None:
        return _shortest(asked.any, states)[0]
    if asked.of is not None:
        ways = _shortest(asked.of, states)
        return tuple(dict.fromkeys(chain.from_iterable(ways[: asked.at_least or 1])))
    if asked.no is not None:
        return _standing_against(asked.no, states)
    return _all(asked.all or (), states)


def _all(
    parts: "tuple[Requirement, ...] | list[Requirement]", states: Mapping[str, State]
) -> tuple[str, ...]:
    return tuple(dict.fromkeys(chain.from_iterable(_lacking(part, states) for part in parts)))


def _shortest(
    parts: "tuple[Requirement, ...]", states: Mapping[str, State]
) -> list[tuple[str, ...]]:
    """Return what is lacking on each way, the best first; a way not open to this one is last."""
    ways = [_on_way(part, states) for part in parts]
    return sorted(ways, key=lambda way: (any(map(_is_closed(states), way)), len(way)))


def _is_closed(states: Mapping[str, State]) -> Callable[[str], bool]:
    return lambda code: states.get(code, State.NOT_APPLICABLE) is State.NOT_APPLICABLE


def _on_way(asked: Requirement, states: Mapping[str, State]) -> tuple[str, ...]:
    if not isinstance(asked, str):
        return _lacking(asked, states)
    return () if states.get(asked) is State.MET else (asked,)


def _standing_against(asked: Requirement, states: Mapping[str, State]) -> tuple[str, ...]:
    """Return the criteria by which something holds, or may hold, that should not."""
    if isinstance(asked, str):
        return () if states.get(asked) is State.UNMET else (asked,)
    if asked.no is not None:
        return _lacking(asked.no, states)
    parts = [_standing_against(part, states) for part in (asked.any or asked.all or asked.of or ())]
    if asked.all is not None:
        return min(parts, key=len)
    spared = (asked.at_least or 1) - 1 if asked.of is not None else 0
    kept = sorted(parts, key=len)[: len(parts) - spared]
    return tuple(dict.fromkeys(chain.from_iterable(kept)))
