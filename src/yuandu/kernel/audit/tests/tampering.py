"""Ways to falsify the log, for somebody who owns the database.

Each changes rows of one workspace's log behind everybody's back. A careful forger then
hashes the whole chain anew (`rehash`), so that it fits together again; what remains is the
root that somebody printed and kept.
"""

import random
from collections.abc import Callable

from django.db import connection

from yuandu.kernel.audit import canonical, chain
from yuandu.kernel.audit.models import Entry, Link, Root

type Tampering = Callable[[int, random.Random], str]
COLUMNS = (
    *("at", "user_id", "acting_for_id", "who", "action", "subject_label", "subject_id"),
    *("details", "commitments"),
)


def edit(workspace_id: int, rng: random.Random) -> str:
    """Change one thing an entry says."""
    link = _some(workspace_id, rng)
    column = rng.choice(COLUMNS)
    value = {
        "at": "at + interval '1 microsecond'",
        "user_id": "coalesce(user_id, 0) + 1",
        "acting_for_id": "coalesce(acting_for_id, 0) + 1",
        "who": "who || ' '",
        "action": "action || 'x'",
        "subject_label": "'projects.other'",
        "subject_id": "subject_id + 1",
        "details": """(rtrim(details::text, '}') || ',"x":1}')::json""",
        "commitments": """'{"phone":"00"}'""",
    }[column]
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE audit_entry SET {column} = {value} WHERE id = %s",  # noqa: S608
            [link.pk],
        )
    return column


def relink(workspace_id: int, rng: random.Random) -> str:
    """Change one bit of a link."""
    link = _some(workspace_id, rng)
    digits = bytearray(link.hash)
    digits[rng.randrange(32)] ^= 1 << rng.randrange(8)
    Link.objects.filter(pk=link.pk).update(hash=bytes(digits))
    return "hash"


def delete(workspace_id: int, rng: random.Random) -> str:
    """Take an entry out; sometimes close the gap in the numbering."""
    link = _some(workspace_id, rng)
    link.delete()
    Entry.objects.filter(pk=link.pk).delete()
    if rng.random() < 0.5:
        return "gap"
    _shift(workspace_id, link.seq, by=-1)
    return "renumbered"


def insert(workspace_id: int, rng: random.Random) -> str:
    """Put a forged entry somewhere before the end."""
    place = _some(workspace_id, rng)
    entry = Entry.objects.get(pk=place.pk)
    entry.pk, entry.action = None, "project.forge"
    entry.save(force_insert=True)
    _shift(workspace_id, place.seq - 1, by=1)
    Link.objects.create(
        workspace_id=workspace_id, entry=entry, seq=place.seq, hash=rng.randbytes(32)
    )
    return "inserted"


def reorder(workspace_id: int, rng: random.Random) -> str:
    """Let two entries change places."""
    links = list(Link.objects.filter(workspace_id=workspace_id).order_by("seq"))
    one, other = rng.sample(links, 2)
    Link.objects.filter(pk__in=[one.pk, other.pk]).delete()
    keep_hashes = rng.random() < 0.5
    for link, place in ((one, other), (other, one)):
        found = place.hash if keep_hashes else link.hash
        Link.objects.create(workspace_id=workspace_id, entry_id=link.pk, seq=place.seq, hash=found)
    return "places" if keep_hashes else "places and hashes"


def truncate(workspace_id: int, rng: random.Random) -> str:
    """Cut the log off, entries and daily roots with it."""
    place = _some(workspace_id, rng)
    gone = Link.objects.filter(workspace_id=workspace_id, seq__gte=place.seq)
    entries = list(gone.values_list("entry_id", flat=True))
    gone.delete()
    Entry.objects.filter(pk__in=entries).delete()
    Root.objects.filter(workspace_id=workspace_id, count__gte=place.seq).delete()
    return f"{len(entries)} cut off"


TAMPERINGS: dict[str, Tampering] = {
    "edit": edit,
    "relink": relink,
    "delete": delete,
    "insert": insert,
    "reorder": reorder,
    "truncate": truncate,
}
# With whether the forger is careful. Hashing anew after `relink` would undo it.
CASES = [(name, careful) for name in TAMPERINGS for careful in (False, True)]
CASES.remove(("relink", True))


def rehash(workspace_id: int) -> None:
    """Number and hash a chain anew from its first link, and its daily roots with it."""
    with chain.chained(workspace_id) as found:
        rows = [row for row in found if row.body is not None]
    before, links = canonical.NOTHING, []
    for seq, row in enumerate(rows, 1):
        before = canonical.link(before, row.body)
        links.append(Link(workspace_id=workspace_id, entry_id=row.entry_id, seq=seq, hash=before))
    Link.objects.filter(workspace_id=workspace_id).delete()
    Link.objects.bulk_create(links)
    for root in Root.objects.filter(workspace_id=workspace_id):
        last = links[min(root.count, len(links)) - 1]
        Root.objects.filter(pk=root.pk).update(count=last.seq, hash=last.hash)


def _some(workspace_id: int, rng: random.Random) -> Link:
    links = Link.objects.filter(workspace_id=workspace_id).order_by("seq")
    return links[rng.randrange(links.count())]


def _shift(workspace_id: int, above: int, *, by: int) -> None:
    """Renumber the links above a number, by way of numbers that nobody has."""
    later = Link.objects.filter(workspace_id=workspace_id, seq__gt=above)
    moved = [(link.pk, link.seq + by) for link in later]
    for step in (1_000_000, 0):
        for pk, seq in moved:
            Link.objects.filter(pk=pk).update(seq=seq + step)
