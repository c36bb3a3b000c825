"""Writing to the log."""

from collections.abc import Mapping
from typing import Any

from django.db import models

from yuandu.kernel.audit.models import Entry
from yuandu.kernel.audit.who import Who


def record(
    by: Who,
    action: str,
    obj: models.Model,
    *,
    personal: Mapping[str, str] | None = None,
    **details: Any,
) -> None:
    """Add an entry, in the transaction of the change it tells of.

    Args:
        by: who did it.
        action: what was done, as `noun.verb`.
        obj: the thing it was done to; it has a primary key by now.
        personal: values about a person; they stay out of the chained log, which keeps
            a salted commitment to each.
        details: what changed, as JSON values.
    """
    Entry.objects.create(
        workspace_id=by.workspace_id,
        user_id=by.user_id,
        acting_for_id=by.acting_for_id,
        who=by.label,
        action=action,
        subject_label=obj._meta.label_lower,
        subject_id=obj.pk,
        details=details,
    )
