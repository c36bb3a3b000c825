"""Who becomes a candidate: every present partner, and who was nominated by enough."""

from django.db import transaction
from django.db.models import Q
from django.utils import translation

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.registry.models import Division
from yuandu.mechanisms.careers.models import Kinship
from yuandu.mechanisms.equity.models import Holder
from yuandu.mechanisms.partnership import electorates, rules, telling, wording
from yuandu.mechanisms.partnership.models import (
    Candidate,
    Conflict,
    GroupMember,
    Nomination,
    Review,
    ShareholderGroup,
)
from yuandu.mechanisms.workforce.models import Worker

BATCH = 1000


def present_partners(by: Actor, review: Review) -> list[Candidate]:
    """Enter every worker-partner with shares as a candidate."""
    made = Candidate.objects.bulk_create(
        (
            Candidate(
                workspace=by.workspace,
                review=review,
                worker=each.worker,
                holder=each,
                kind=rules.KEEP,
                group=_group_of(each),
                division=division_of(each.worker),
                entered_on=by.workspace.today(),
            )
            for each in electorates.partners(by.workspace)
            if each.worker is not None
        ),
        batch_size=BATCH,
    )
    audit.record(by, "partnership.enter", review, kind=rules.KEEP, candidates=len(made))
    return made


def nominated(by: Actor, review: Review, worker: Worker) -> Candidate | None:
    """Enter somebody new who has nominations enough; the caller holds the worker's row.

    They are discussed in the group of the first partner who nominated them.
    """
    rows = list(Nomination.objects.filter(review=review, nominee=worker).order_by("pk"))
    terms = review.terms
    if not rules.is_enough(terms, [each.section_id for each in rows]):
        return None
    sponsors = GroupMember.objects.filter(
        holder__worker__in=[each.nominator_id for each in rows]
    ).select_related("group", "holder")
    by_worker = {each.holder.worker_id: each.group for each in sponsors}
    groups = [by_worker[each.nominator_id] for each in rows if each.nominator_id in by_worker]
    made, is_new = Candidate.objects.get_or_create(
        workspace=by.workspace,
        review=review,
        worker=worker,
        defaults={
            "holder": Holder.objects.filter(workspace=by.workspace, worker=worker).first(),
            "kind": rules.ADMIT,
            "group": groups[0] if groups else None,
            "division": division_of(worker),
            "shares": terms.shares,
            "entered_on": by.workspace.today(),
        },
    )
    if is_new:
        audit.record(by, "partnership.enter", made, kind=rules.ADMIT, nominations=len(rows))
        telling.of_entry(by, made)
    return made


def relatives(by: Actor, review: Review) -> None:
    """Enter declared relatives of those under review as conflicts; harmless to repeat."""
    standing = {
        each.worker_id: each
        for each in Candidate.objects.filter(review=review, state=rules.STANDING)
    }
    rows = Kinship.objects.filter(
        Q(one__in=list(standing)) | Q(other__in=list(standing)), workspace=by.workspace
    )
    pairs = [
        (standing[mine], theirs)
        for row in rows
        for mine, theirs in ((row.one_id, row.other_id), (row.other_id, row.one_id))
        if mine in standing
    ]
    with translation.override("zh-hans"):
        reason = wording.declared_kinship()
    with transaction.atomic():
        Conflict.objects.bulk_create(
            (
                Conflict(
                    workspace=by.workspace,
                    candidate=candidate,
                    worker_id=other,
                    kind=Conflict.Kind.RELATIVE,
                    reason=reason,
                    on=by.workspace.today(),
                    by_label=by.label,
                )
                for candidate, other in pairs
            ),
            ignore_conflicts=True,
        )


def division_of(worker: Worker) -> Division:
    """Return the business division of a worker, who may work in it without a section."""
    section = worker.section
    return section.parent if section.kind == "section" and section.parent else section


def _group_of(holder: Holder) -> ShareholderGroup | None:
    member = getattr(holder, "group_member", None)
    return member.group if member else None
