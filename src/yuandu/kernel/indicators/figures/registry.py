"""All published figures and the sums that must hold between them, by code.

Apps register theirs in `figures.py`, which is found when the site starts.
"""

from yuandu.kernel.indicators.figures.declarations import AnyFigure, Figure, Reconciliation

FIGURES: dict[str, AnyFigure] = {}
RECONCILIATIONS: dict[str, Reconciliation] = {}


class UnknownFigure(LookupError):
    """No app declares a figure of that code; `yuandu figures` lists those there are."""


class DeclaredTwice(ValueError):
    """Two declarations claim one code; rename one of them."""


def register(*declarations: AnyFigure | Reconciliation) -> None:
    """Publish figures and reconciliations.

    Raises:
        DeclaredTwice: another declaration has the code.
    """
    for each in declarations:
        if isinstance(each, Reconciliation):
            _add(RECONCILIATIONS, each.code, each)
        else:
            _add(FIGURES, each.code, each)


def _add[D](known: dict[str, D], code: str, declaration: D) -> None:
    if known.setdefault(code, declaration) is not declaration:
        raise DeclaredTwice(code)


def of_kind(kind: str) -> list[AnyFigure]:
    """Return the figures that speak of a kind of workspace, in the order of registration."""
    return [each for each in FIGURES.values() if each.workspace_kind == kind]


def get(code: str) -> AnyFigure:
    """Return the figure of a code.

    Raises:
        UnknownFigure: there is none.
    """
    try:
        return FIGURES[code]
    except KeyError:
        raise UnknownFigure(code) from None


def computed() -> list[Figure]:
    """Return the figures that are computed from rows, in order of declaration."""
    return [each for each in FIGURES.values() if isinstance(each, Figure)]
