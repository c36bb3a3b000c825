"""The history of a promise, written by the actions that make it."""

from collections.abc import Iterable

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle.models import Promise, PromiseEvent


def record(by: Actor, promises: Iterable[Promise], kind: str, words: str = "") -> None:
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
            )
            for promise in promises
        ]
    )
