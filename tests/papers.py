"""What a paper says, as text."""

from yuandu.kernel.papers.flow import flow
from yuandu.kernel.papers.paper import Paper


def written(paper: Paper) -> str:
    """Return its pieces a line each, tables row by row."""
    said = []
    for piece in flow(paper):
        said.append(piece.text)
        if piece.table:
            said += [" | ".join(row) for row in (piece.table.heads, *piece.table.rows)]
    return "\n".join(said)
