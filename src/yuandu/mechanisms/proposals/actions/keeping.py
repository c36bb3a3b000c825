"""What the office and the house keep: the scheme, boards, sums, near-duplicates."""

import datetime
import secrets
from collections.abc import Sequence
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from yuandu.engines.retrieval import near_pairs
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.registry.models import Division
from yuandu.mechanisms.proposals import permissions, rules
from yuandu.mechanisms.proposals.models import Board, Proposal, Scheme, Twin
from yuandu.mechanisms.proposals.refusals import OddScheme

LEAST = 0.7  # of what two have in common, from which on they read alike
MOST_TWINS = 5_000
LOOKED_AT = 60_000  # of the newest proposals, which somebody may still decide on together

FOLD = """
WITH taken AS (
  DELETE FROM proposals_tally WHERE workspace_id = %s RETURNING *
)
INSERT INTO proposals_tally
  (workspace_id, section_id, month, posted, answered, in_time, evaluated, implemented)
SELECT workspace_id, section_id, month, sum(posted), sum(answered), sum(in_time),
  sum(evaluated), sum(implemented)
FROM taken GROUP BY 1, 2, 3
HAVING sum(posted) <> 0 OR sum(answered) <> 0 OR sum(evaluated) <> 0 OR sum(implemented) <> 0
"""


@transaction.atomic
def publish_scheme(
    *,
    by: Actor,
    version: str,
    from_on: datetime.date,
    instant_days: int,
    project_days: int,
    finance_from: Decimal,
    benefit_most: Decimal,
    sample_share: Decimal,
    minimum_group: int,
    grades: Sequence[rules.Grade],
) -> Scheme:
    """Publish the scheme that holds from a day on; what was graded before keeps its award.

    Raises:
        PermissionDenied: the actor does not run the proposals.
        OddScheme: it would hold for the past, there is one, or its grades are odd.
    """
    if not permissions.runs(by):
        raise PermissionDenied
    if from_on < by.workspace.today() and not by.is_system:
        raise OddScheme("past")
    codes = {grade.code for grade in grades if grade.code and grade.title and grade.award > 0}
    if not grades or len(codes) < len(grades):
        raise OddScheme("grades")
    try:
        with transaction.atomic():
            made = Scheme.objects.create(
                workspace=by.workspace,
                version=version.strip(),
                from_on=from_on,
                instant_days=instant_days,
                project_days=project_days,
                finance_from=finance_from,
                benefit_most=benefit_most,
                sample_share=sample_share,
                minimum_group=minimum_group,
                grades=[
                    {
                        "code": grade.code,
                        "title": grade.title,
                        "title_en": grade.title_en or grade.title,
                        "award": str(grade.award),
                    }
                    for grade in grades
                ],
                published_by=by.label,
            )
    except IntegrityError as error:
        raise OddScheme("twice") from error
    audit.record(by, "proposals.publish_scheme", made, version=made.version)
    return made


@transaction.atomic
def put_up(*, by: Actor, section: Division) -> Board:
    """Give a section's board a QR code; one that hangs there already stops working.

    Raises:
        PermissionDenied: the actor neither runs the proposals nor leads the section.
    """
    leads = by.has("team_leader", division_id=section.pk)
    if section.workspace_id != by.workspace_id or not (permissions.runs(by) or leads):
        raise PermissionDenied
    today = by.workspace.today()
    Division.objects.select_for_update(no_key=True).defer("geometry").get(pk=section.pk)
    Board.objects.filter(section=section, revoked_on=None).update(revoked_on=today)
    made = Board.objects.create(
        workspace=by.workspace,
        section=section,
        token=secrets.token_urlsafe(12),
        issued_on=today,
    )
    audit.record(by, "proposals.put_up", made, section=section.pk)
    return made


@transaction.atomic
def fold(*, by: Actor) -> None:
    """Make one row of a section's and month's sums of the many that changes have added."""
    with connection.cursor() as cursor:
        cursor.execute(FOLD, [by.workspace_id])
        rows = cursor.rowcount
    audit.record(by, "proposals.fold", by.workspace, rows=rows)


@transaction.atomic
def mark_twins(*, by: Actor) -> int:
    """Mark open proposals that say nearly the same as another of late; return how many pairs.

    A pair that somebody dismissed is not marked again.
    """
    found = Proposal.objects.filter(workspace=by.workspace, is_sealed=False, merged_into=None)
    newest = list(found.order_by("-pk").values_list("pk", "idea", "stage")[:LOOKED_AT])
    pairs = near_pairs([idea for _, idea, _ in newest], LEAST)
    made = []
    for first, second, likeness in zip(pairs.first, pairs.second, pairs.jaccard, strict=True):
        one, other = newest[int(first)], newest[int(second)]
        if {one[2], other[2]} & set(rules.OPEN):
            low, high = sorted((one[0], other[0]))
            made.append(
                Twin(
                    workspace=by.workspace,
                    first_id=low,
                    second_id=high,
                    likeness=Decimal(f"{float(likeness):.3f}"),
                    found_on=by.workspace.today(),
                )
            )
    Twin.objects.bulk_create(made[:MOST_TWINS], ignore_conflicts=True, batch_size=1000)
    audit.record(by, "proposals.mark_twins", by.workspace, pairs=len(made))
    return len(made)
