"""The facts that books may ask for, shared with the registry, where they are reported."""

from django.utils.functional import lazystr

from yuandu.engines import rules
from yuandu.kernel.registry import kinds
from yuandu.kernel.workspaces.languages import is_english
from yuandu.services.policies.library import vocabulary


class _Title:
    """A fact's title in the reader's language, whenever it is printed."""

    def __init__(self, kind: rules.FactKind) -> None:
        self._kind = kind

    def __str__(self) -> str:
        return title_of(self._kind)


def title_of(kind: rules.FactKind) -> str:
    """Return what a fact is called in the reader's language."""
    return kind.title_en if is_english() else kind.title


def register() -> None:
    """Make every fact of the vocabulary one that parties can report."""
    for kind in vocabulary():
        if kind.code in kinds.facts:
            continue  # the registry has some of its own: staff, revenue
        kinds.facts.register(
            kinds.FactKind(
                kind.code,
                lazystr(_Title(kind)),
                unit="元" if kind.kind == "amount" else kind.unit,
                is_number=kind.is_number or kind.kind == "flag",
                is_sensitive=kind.is_sensitive,
            )
        )
