"""Years of quotes at once, as they were: for the sample city and histories of other systems."""

import polars as pl
from django.db import transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.mechanisms.flowers import filing
from yuandu.mechanisms.flowers.models import Filing


@transaction.atomic
def load_history(*, by: Actor, source: str, title: str, frame: pl.DataFrame) -> Filing:
    """Keep quotes that are all new and were checked before, by COPY.

    Args:
        frame: `kind`, `market` (keys), `on`, `grade`, `unit`, `doubt`, and the decimals `low`,
            `average`, `high`, `volume`, `unsold`, `stock`.
    """
    made = Filing.objects.create(
        workspace=by.workspace, source=source, title=title, reporter=by.label
    )
    filing.add(made, frame)
    audit.record(by, "flowers.file", made, source=source, new=len(frame))
    return made
