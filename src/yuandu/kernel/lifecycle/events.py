"""The history of a promise, written by the actions that make it."""

from collections.abc import Iterable

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle.models import Promise, PromiseEvent
from yuandu.kernel.lifecycle.sayings import NOTHING, Saying


def record(
    by: Actor,
    promises: Iterable[Promise],
    kind: str,
    words: str = "",
    saying: Saying = NOTHING,
) -> None:
    """Write down that the same happened to each of `promises`; one statement."""
    PromiseEvent.objects.bulk_create(
        [
            PromiseEvent(
                workspace=by.workspace,
                promise=promise,
                kind=kind,
                on=by.workspace.today(),
                by_user_id=by.user_id,
                by_label=by.label,
                words=words,
                saying=saying.code,
                params=dict(saying.params),
            )
            for promise in promises
        ]
    )
