"""Checking a chain: pure, from rows to the faults found in them.

Whoever can change rows can also change links and hash everything anew; what that person
cannot change is a root that somebody printed and kept. Hence `kept`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from yuandu.kernel.audit import canonical


class Chained(NamedTuple):
    """A link with the canonical text of its entry; `None` where the entry is gone."""

    seq: int
    hash: bytes
    entry_id: int
    body: str | None


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that an untouched log would not show.

    Codes: `gap`, `missing`, `altered` (a link's entry), `root`, `short`, `not-kept` (against
    roots), `waiting` (not chained in time), `personal` (a value beside the log).
    """

    code: str
    seq: int
    entry_id: int | None = None
    detail: str = ""


def faults(
    rows: Iterable[Chained],
    *,
    roots: Mapping[int, bytes] | None = None,
    kept: bytes | None = None,
) -> Iterator[Fault]:
    """Yield what is wrong with a workspace's chain, first things first.

    Args:
        rows: all links, by their numbers.
        roots: the hash at which the chain stood after so many entries.
        kept: a root kept outside of the database.
    """
    left = dict(roots or {})
    before, expected, kept_seen = canonical.NOTHING, 1, kept is None
    for seq, found, entry_id, body in rows:
        if seq != expected:
            yield Fault("gap", expected, detail=f"{expected}–{seq - 1}")
        if body is None:
            yield Fault("missing", seq, entry_id)
        elif canonical.link(before, body) != found:
            yield Fault("altered", seq, entry_id)
        if seq in left and left.pop(seq) != found:
            yield Fault("root", seq, entry_id)
        if found == kept:
            kept_seen = True
        before, expected = found, seq + 1
    for count in sorted(left):
        yield Fault("short", expected, detail=str(count))
    if not kept_seen and kept is not None:
        yield Fault("not-kept", expected - 1, detail=kept.hex())
