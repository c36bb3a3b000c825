"""Count firms with an officer of their own, what they raised, and what came of it."""

from collections.abc import Iterator
from decimal import Decimal

from yuandu.engines.calendar import china
from yuandu.kernel.lifecycle.clocks import due_day
from yuandu.kernel.lifecycle.models import Assignment
from yuandu.services.liaison.models import Issue
from yuandu.site.tests.recounts.days import TODAY, YEAR


def recounted() -> Iterator[tuple[str, Decimal]]:
    standing = Assignment.objects.filter(
        subject_label="liaison.servedfirm", role="officer", from_on__lte=TODAY
    )
    served = {one.subject_id for one in standing if one.to_on is None or one.to_on >= TODAY}
    yield "liaison.firms.count", Decimal(len(served))
    issues = [one for one in Issue.objects.select_related("track") if one.raised_on >= YEAR]
    solved = [one for one in issues if one.track.stage == "closed"]
    yield "liaison.issues.count", Decimal(len(issues))
    yield "liaison.closed.share", Decimal(len(solved)) / len(issues)
    due = [one for one in issues if one.sent_on and due_day(one.sent_on, 5, china()) < TODAY]
    in_time = [one for one in due if one.answer_days is not None and one.answer_days <= 5]
    yield "liaison.answered_in_time.share", Decimal(len(in_time)) / len(due)
