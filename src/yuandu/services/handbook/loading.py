"""Headings and clauses by the hundred: sheets and the sample city.

Clauses that come together stand in one edition; checking them is for whoever made them.
"""

import datetime
from collections.abc import Iterable, Sequence

from django.db import transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.services.handbook.drafts import FIELDS, Draft
from yuandu.services.handbook.models import Clause, Edition, Heading

BATCH = 500


@transaction.atomic
def load_headings(*, by: Actor, rows: Iterable[tuple[str, int, str, str]]) -> list[Heading]:
    """Enter headings given as part, number, title, English title; return them in that order."""
    made = Heading.objects.bulk_create(
        Heading(workspace=by.workspace, part=part, number=number, title_zh=title, title_en=title_en)
        for part, number, title, title_en in rows
    )
    audit.record(by, "handbook.load", by.workspace, headings=len(made))
    return made


@transaction.atomic
def load_edition(
    *, by: Actor, title: str, published_on: datetime.date, drafts: Sequence[Draft]
) -> Edition:
    """Enter a published edition with its clauses, as the archive has it."""
    edition = Edition.objects.create(
        workspace=by.workspace, title=title, opened_on=published_on, published_on=published_on
    )
    end_superseded(load_clauses(by=by, edition=edition, drafts=drafts))
    return edition


@transaction.atomic
def load_clauses(*, by: Actor, edition: Edition, drafts: Sequence[Draft]) -> list[Clause]:
    """Enter new clauses of an edition."""
    clauses = [
        Clause(
            workspace=by.workspace,
            edition=edition,
            written_by_id=by.user_id,
            **{name: getattr(draft, name) for name in FIELDS},
        )
        for draft in drafts
    ]
    Clause.objects.bulk_create(clauses, batch_size=BATCH)
    audit.record(by, "handbook.load", edition, clauses=len(clauses))
    return clauses


def end_superseded(clauses: Iterable[Clause]) -> None:
    """Let what published clauses supersede end the day before they begin."""
    for clause in clauses:
        old = clause.supersedes
        if old is None:
            continue
        last = clause.valid_from - datetime.timedelta(days=1)
        if old.valid_to is None or old.valid_to > last:
            Clause.objects.filter(pk=old.pk).update(valid_to=last)
