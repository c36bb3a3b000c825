"""Evidence as a step keeps it: plain values, and files as attachments of the step."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.files import actions as files
from yuandu.kernel.files.models import Attachment
from yuandu.kernel.files.rules import Refused
from yuandu.kernel.lifecycle import gates
from yuandu.kernel.lifecycle.cycles import Evidence, Move
from yuandu.kernel.lifecycle.gates import Reason
from yuandu.kernel.lifecycle.models import Step
from yuandu.kernel.lifecycle.refusals import MissingEvidence

type Paper = UploadedFile[Any] | Attachment


def values(move: Move, brought: Mapping[str, object]) -> dict[str, Any]:
    """Return the evidence that is no file, as it is kept; blank values are left out."""
    return {
        asked.code: gates.as_kept(asked, brought[asked.code])
        for asked in move.evidence
        if asked.kind != "file" and not gates.is_empty(brought.get(asked.code))
    }


def keep(by: Actor, step: Step, move: Move, brought: Mapping[str, object]) -> None:
    """Store the files of `step` and note their keys; part of a move, inside its transaction.

    Raises:
        MissingEvidence: files are refused; the reasons name each.
    """
    kept: dict[str, list[int]] = {}
    refused: list[Reason] = []
    for asked, paper in _papers(move, brought):
        try:
            attachment = _attached(by, step, paper)
        except Refused as refusal:
            refused.append(Reason("file-refused", asked, said=refusal.sentence))
        else:
            kept.setdefault(asked.code, []).append(attachment.pk)
    if refused:
        raise MissingEvidence(refused)
    if kept:
        step.evidence |= kept
        step.save(update_fields=["evidence"])


def _papers(move: Move, brought: Mapping[str, object]) -> Iterator[tuple[Evidence, Paper]]:
    for asked in move.evidence:
        value = brought.get(asked.code)
        if asked.kind != "file" or gates.is_empty(value):
            continue
        papers: Any = value if isinstance(value, (list, tuple)) else [value]
        yield from ((asked, paper) for paper in papers)


def _attached(by: Actor, step: Step, paper: Paper) -> Attachment:
    if isinstance(paper, Attachment):
        return paper
    return files.store(by=by, upload=paper, target=step)
