"""Circulars are drafted from a locked month and edited paragraph by paragraph.

Putting forward, returning, approving and setting aside are moves of the life cycle.
"""

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.kernel.lifecycle.models import Track
from yuandu.mechanisms.circulars import drafting, permissions, reading, rules
from yuandu.mechanisms.circulars.models import BOUND, MONTH, Circular, Paragraph
from yuandu.mechanisms.circulars.refusals import OddCircular, TextChanged
from yuandu.mechanisms.reporting.models import Round


@transaction.atomic
def draft(*, by: Actor, found: Round) -> Circular:
    """Write the circular of a locked month from its figures, in both languages.

    Raises:
        PermissionDenied: the actor writes no circulars.
        OddCircular: the month is not locked, or has a circular.
    """
    if not permissions.writes(by):
        raise PermissionDenied
    if not found.is_locked:
        raise OddCircular("not-locked")
    month = reading.month(by, found)
    made = Circular(
        workspace=by.workspace,
        round=found,
        title_zh=drafting.title(by.workspace, month, "zh"),
        title_en=drafting.title(by.workspace, month, "en"),
        facts=MONTH.dump_python(month, mode="json"),
        drafted_on=by.workspace.today(),
    )
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError as error:  # somebody drafted it a moment ago
        raise OddCircular("drafted") from error
    _write(by, made)
    made.track = lifecycle.start(by=by, subject=made, cycle=rules.CYCLE, on=made.drafted_on)
    made.save(update_fields=["track"])
    audit.record(by, "circulars.draft", made, period=found.period)
    return made


def _write(by: Actor, made: Circular) -> None:
    month = made.month
    chinese, english = (drafting.draft(by.workspace, month, each) for each in ("zh", "en"))
    Paragraph.objects.bulk_create(
        Paragraph(
            workspace=by.workspace,
            circular=made,
            place=place,
            section=zh.section,
            drafted_zh=zh.text,
            drafted_en=en.text,
            text_zh=zh.text,
            text_en=en.text,
            numbers_zh=BOUND.dump_python(rules.bind(zh.text, zh.printed), mode="json"),
            numbers_en=BOUND.dump_python(rules.bind(en.text, en.printed), mode="json"),
        )
        for place, (zh, en) in enumerate(zip(chinese, english, strict=True), start=1)
    )


@transaction.atomic
def edit(
    *, by: Actor, circular: Circular, paragraph: Paragraph, version: int, text_zh: str, text_en: str
) -> Paragraph:
    """Change the words of a paragraph; an empty one is left out of the paper.

    Numbers stay bound to their figures: one that contradicts its figure is kept and shown,
    but the circular cannot be put forward with it.

    Args:
        version: As the actor saw the paragraph.

    Raises:
        PermissionDenied: the actor writes no circulars.
        OddCircular: it is no draft any more.
        TextChanged: somebody else changed the paragraph meanwhile.
    """
    if not permissions.writes(by):
        raise PermissionDenied
    # Held until the end, so that no move seals a text that is being changed.
    held = Track.objects.select_for_update().filter(pk__in=[circular.track_id])
    if not any(track.stage == rules.DRAFT for track in held):
        raise OddCircular("not-a-draft")
    changed = Paragraph.objects.filter(pk=paragraph.pk, circular=circular, version=version).update(
        text_zh=text_zh.strip(),
        text_en=text_en.strip(),
        version=version + 1,
        edited_by_label=by.label,
        edited_at=timezone.now(),
    )
    if not changed:
        raise TextChanged
    paragraph.refresh_from_db()
    audit.record(by, "circulars.edit", circular, place=paragraph.place)
    return paragraph
