"""A workspace's log as JSON lines, for another machine and the stand-alone verifier.

The first line names the format and the workspace, then one line a link, then one line a
daily root. Personal values stay here; the lines carry the commitments to them.
"""

import json
from collections.abc import Iterator

from yuandu.kernel.audit import canonical, chain
from yuandu.kernel.workspaces.models import Workspace

FORMAT = "yuandu-audit-1"


def lines(workspace: Workspace) -> Iterator[str]:
    """Yield the lines, without their ends."""
    named = {"id": workspace.pk, "name": workspace.name, "slug": workspace.slug}
    yield canonical.encode({"format": FORMAT, "workspace": named})
    with chain.chained(workspace.pk) as rows:
        for seq, found, _, body in rows:
            # The entry's text as it was hashed, not parsed and written again.
            yield f'{{"entry":{body or "null"},"hash":"{found.hex()}","seq":{seq}}}'
    for root in chain.roots(workspace.pk).order_by("on"):
        kept = {"count": root.count, "hash": bytes(root.hash).hex(), "on": root.on.isoformat()}
        yield json.dumps({"root": kept})
