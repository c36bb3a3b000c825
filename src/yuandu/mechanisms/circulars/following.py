"""What a circular takes over from a step on its way, in that transaction."""

from collections.abc import Callable, Mapping

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle.models import Step, Track
from yuandu.mechanisms.circulars import permissions, queries
from yuandu.mechanisms.circulars.models import Circular
from yuandu.mechanisms.circulars.refusals import NumbersDiffer, OddCircular
from yuandu.mechanisms.circulars.sealing import digest

LONGEST_NUMBER = 40


def follow(by: Actor, circular: Circular, track: Track, step: Step) -> None:
    """Keep who put it forward, freeze it, or set it aside, as the step says.

    The move holds the row of the track, which an edit needs as well: no text slips in
    between the check and the seal.
    """
    if act := ACTS.get(step.move):
        act(by, circular, step)


def _submit(by: Actor, circular: Circular, step: Step) -> None:
    paragraphs = queries.paragraphs(circular)
    if marks := queries.differing(paragraphs):
        raise NumbersDiffer(marks)
    if not any(each.text_zh for each in paragraphs):
        raise OddCircular("nothing-left")
    circular.submitted_by_id = by.user_id
    circular.save(update_fields=["submitted_by"])


def _approve(by: Actor, circular: Circular, step: Step) -> None:
    if not permissions.is_second(by, circular):
        raise OddCircular("same-person")
    number = " ".join(str(step.evidence["number"]).split())
    if len(number) > LONGEST_NUMBER:
        raise OddCircular("number-too-long")
    if Circular.objects.filter(workspace=circular.workspace_id, number=number).exists():
        raise OddCircular("number-taken")
    circular.number, circular.issued_on = number, step.on
    circular.approved_by_id = by.user_id
    circular.digest = digest(circular, queries.paragraphs(circular))
    circular.save(update_fields=["number", "issued_on", "approved_by", "digest"])


def _drop(by: Actor, circular: Circular, step: Step) -> None:
    circular.is_dropped = True
    circular.save(update_fields=["is_dropped"])


ACTS: Mapping[str, Callable[[Actor, Circular, Step], None]] = {
    "submit": _submit,
    "approve": _approve,
    "drop": _drop,
}
