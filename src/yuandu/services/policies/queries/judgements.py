"""Judgements as rules take them, and as people read them."""

import datetime
from collections.abc import Collection, Iterable, Mapping

from django.db.models import QuerySet

from yuandu.engines import rules
from yuandu.engines.rules.facts import JUDGED
from yuandu.kernel.audit.reads import Read, columns_of, instance
from yuandu.kernel.registry.models import Party
from yuandu.kernel.workspaces.models import Workspace
from yuandu.services.policies.models import Judgement, PolicyVersion
from yuandu.services.policies.queries.facts import facts_of

# By version and party, what was said of each criterion.
type Said = dict[tuple[int, int], dict[str, Judgement]]


def judgements_of(
    workspace: Workspace,
    parties: Collection[int] | None,
    on: datetime.date,
    *,
    version: PolicyVersion | None = None,
) -> Said:
    """Return the judgements that count on a day, the newest of each criterion; one query.

    Args:
        parties: Their keys; everybody's if none are given.
    """
    found = _said_by(workspace.pk, on)
    if parties is not None:
        found = found.filter(party__in=parties)
    if version is not None:
        found = found.filter(version=version)
    return _newest(found)


def judgements_of_one(workspace: Workspace, party: int, on: datetime.date) -> Said:
    """Return the same of one party, by every version, as its page reads it."""
    rows = _of_one(workspace=workspace.pk, party=party, on=on)
    return _newest(instance(Judgement, row) for row in rows)


def _said_by(workspace: int, on: datetime.date) -> QuerySet[Judgement]:
    found = Judgement.objects.filter(workspace=workspace, judged_on__lte=on)
    return found.order_by("judged_on", "pk")


_of_one = Read(
    lambda workspace, party, on: (
        _said_by(workspace, on).filter(party=party).values_list(*columns_of(Judgement))
    ),
    workspace=int,
    party=int,
    on=datetime.date,
)


def _newest(found: Iterable[Judgement]) -> Said:
    said: Said = {}
    for one in found:  # the newest is written last, and stays
        said.setdefault((one.version_id, one.party_id), {})[one.criterion] = one
    return said


def with_judgements(facts: rules.Facts, said: Mapping[str, Judgement] | None) -> rules.Facts:
    """Return facts with what was judged, as a book reads it."""
    if not said:
        return facts
    return facts.with_values({f"{JUDGED}{code}": one.holds for code, one in said.items()})


def facts_for(
    version: PolicyVersion,
    parties: Collection[int],
    on: datetime.date,
    *,
    codes: Collection[str] | None = None,
) -> dict[int, rules.Facts]:
    """Return the facts of each party as one version reads them: reported, known, judged."""
    facts = facts_of(version.workspace, parties, on, codes=codes)
    said = judgements_of(version.workspace, parties, on, version=version)
    return {pk: with_judgements(one, said.get((version.pk, pk))) for pk, one in facts.items()}


def judged_of_all(version: PolicyVersion, on: datetime.date) -> dict[str, dict[int, bool]]:
    """Return by criterion and party what was judged by a version; one query."""
    found: dict[str, dict[int, bool]] = {}
    for (_version, party), said in judgements_of(
        version.workspace, None, on, version=version
    ).items():
        for code, one in said.items():
            found.setdefault(code, {})[party] = one.holds
    return found


def judged(version: PolicyVersion, party: Party, on: datetime.date) -> dict[str, Judgement]:
    """Return what was said of a party's criteria by a day; one query."""
    said = judgements_of(version.workspace, [party.pk], on, version=version)
    return said.get((version.pk, party.pk), {})
