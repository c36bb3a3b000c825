"""Finding records that may be one project, and deciding about them."""

from django.db import transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.mechanisms.projects import permissions, queries
from yuandu.mechanisms.projects.models import Resemblance, Verdict
from yuandu.mechanisms.projects.refusals import NotYours
from yuandu.mechanisms.projects.rules import resemblance as rules

BATCH = 1000


@transaction.atomic
def find_doubles(*, by: Actor) -> int:
    """Look through the whole register; return how many pairs wait for a verdict.

    What was decided stays decided; undecided pairs that no longer look alike go.
    """
    pairs = rules.find(queries.records(by))
    rows = [
        Resemblance(
            workspace=by.workspace,
            first_id=pair.first,
            second_id=pair.second,
            score=pair.score,
            reasons=list(pair.reasons),
        )
        for pair in pairs
    ]
    kept = Resemblance.objects.bulk_create(
        rows,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["first", "second"],
        update_fields=["score", "reasons"],
    )
    undecided = Resemblance.objects.filter(workspace=by.workspace, verdict=Verdict.OPEN)
    undecided.exclude(pk__in=[row.pk for row in kept]).delete()
    waiting = undecided.count()
    audit.record(by, "project.find_doubles", by.workspace, pairs=len(pairs), waiting=waiting)
    return waiting


@transaction.atomic
def decide(*, by: Actor, resemblance: Resemblance, verdict: str, words: str = "") -> None:
    """Record whether two records are one project; `open` takes an earlier verdict back.

    Raises:
        NotYours: the actor keeps neither record.
    """
    if not any(
        permissions.keeps(by, project) for project in (resemblance.first, resemblance.second)
    ):
        raise NotYours
    is_open = verdict == Verdict.OPEN
    Resemblance.objects.filter(pk=resemblance.pk).update(
        verdict=verdict,
        words=words,
        decided_by=None if is_open else by.user_id,
        decided_on=None if is_open else by.workspace.today(),
    )
    audit.record(
        by,
        "project.decide_double",
        resemblance.first,
        other=resemblance.second_id,
        before=resemblance.verdict,
        verdict=verdict,
        words=words,
    )
