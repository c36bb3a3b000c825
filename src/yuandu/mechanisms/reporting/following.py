"""What a filing takes over from a step, in the same transaction."""

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle.models import Step, Track
from yuandu.mechanisms.reporting import queries, telling
from yuandu.mechanisms.reporting.models import Filing
from yuandu.mechanisms.reporting.refusals import Incomplete

NAMED = 3  # projects that a refusal names


def follow_filing(by: Actor, filing: Filing, track: Track, step: Step) -> None:
    """Sign only what is complete; tell of a return."""
    if step.move == "sign":
        missing = queries.unreported(filing)
        if count := missing.count():
            raise Incomplete(count, [each.project.title for each in missing[:NAMED]])
    if step.move == "return":
        telling.of_return(by, filing, step.words)
