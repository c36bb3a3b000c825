"""What goes through life cycles, as far as this room may know it.

The app that owns a subject registers how to get it, who may move it and where its page
is; this room then offers moves, promises and assignments without knowing the app.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q, QuerySet

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle.cycles import SEE, Move
from yuandu.kernel.lifecycle.models import Assignment, Step, Track
from yuandu.kernel.workspaces.models import Workspace


class UnknownSubject(LookupError):
    """No app registered subjects under this label."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of subject.

    Attributes:
        label: `app.model`.
        get: (actor, key, verb) → the subject; raises `Http404` or `PermissionDenied`.
            This room asks for the verb `see`.
        may: whether the actor may make a move on a track of the subject; asked beyond
            the move's own roles, so it judges place and party.
        url: the subject's page.
        visible_to: the subjects that an actor may see, for lists of this room; without
            it they show none of this kind.
        sees_all: whether an actor sees every subject of the workspace; lists of hundreds
            of thousands then need not look each up.
        on_move: what else a move does, inside its transaction: reserve what is scarce,
            say. Whatever it raises undoes the move. A corrected day is a move as well.
        on_assign: what else it does that somebody begins or ceases to stand by the subject,
            inside that transaction; the assignment says who, and whether it has ended.
    """

    label: str
    get: Callable[[Actor, int, str], Any]
    may: Callable[[Actor, Any, Track, Move], bool]
    url: Callable[[Any], str]
    visible_to: Callable[[Actor], QuerySet[Any]] | None = None
    sees_all: Callable[[Actor], bool] | None = None
    on_move: Callable[[Actor, Any, Track, Step], None] | None = None
    on_assign: Callable[[Actor, Any, Assignment], None] | None = None


_registered: dict[str, Kind] = {}


def register(
    label: str,
    *,
    get: Callable[[Actor, int, str], Any],
    may: Callable[[Actor, Any, Track, Move], bool],
    url: Callable[[Any], str],
    visible_to: Callable[[Actor], QuerySet[Any]] | None = None,
    sees_all: Callable[[Actor], bool] | None = None,
    on_move: Callable[[Actor, Any, Track, Step], None] | None = None,
    on_assign: Callable[[Actor, Any, Assignment], None] | None = None,
) -> None:
    """Make a kind of subject known, once, when its app gets ready."""
    _registered[label] = Kind(label, get, may, url, visible_to, sees_all, on_move, on_assign)


def kind(label: str) -> Kind:
    """Return what is registered for `label`.

    Raises:
        UnknownSubject: no app registered it.
    """
    try:
        return _registered[label]
    except KeyError:
        raise UnknownSubject(f"no app registered subjects labelled {label!r}") from None


def every() -> tuple[Kind, ...]:
    """Return every kind that is registered."""
    return tuple(_registered.values())


def about_seen(actor: Actor, labels: Collection[str] | None = None) -> Q | None:
    """Return the condition on rows about subjects that `actor` sees; `None`: sees them all.

    Args:
        labels: the kinds alone that rows are about; by default any.
    """
    kinds = [kind for kind in every() if labels is None or kind.label in labels]
    if all(kind.sees_all is not None and kind.sees_all(actor) for kind in kinds):
        return None
    seen = Q(pk__in=[])
    for kind in kinds:
        if kind.visible_to is not None:
            keys = kind.visible_to(actor).order_by().values("pk")
            seen |= Q(subject_label=kind.label, subject_id__in=keys)
    return seen


def label_of(subject: Model) -> str:
    """Return the label under which a subject of this model is registered."""
    return subject._meta.label_lower


def seen(actor: Actor, label: str, pk: int) -> Any:
    """Return the subject if `actor` may see it.

    Raises:
        Http404: there is none, or the actor must not learn that there is.
        PermissionDenied: the actor may know of it, but not see it.
    """
    return kind(label).get(actor, pk, SEE)


def titles(workspace: Workspace, label: str, keys: Iterable[int]) -> dict[int, str]:
    """Return what people call the subjects, for those who were told of them by name.

    One query where the kind has a list, else one each.
    """
    actor, wanted = Actor.system(workspace), set(keys)
    registered = kind(label)
    if registered.visible_to is not None:
        found = registered.visible_to(actor).filter(pk__in=wanted)
        return {subject.pk: str(subject) for subject in found}
    return {key: str(registered.get(actor, key, SEE)) for key in wanted}


def title(workspace: Workspace, label: str, key: int) -> str:
    """Return what people call one subject; its key where it is gone."""
    return titles(workspace, label, [key]).get(key, str(key))
