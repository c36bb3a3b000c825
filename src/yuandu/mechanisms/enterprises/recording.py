"""Freezing what the rule books say of an applicant; a part of actions and moves."""

from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.enterprises.models import Application, Assessment
from yuandu.mechanisms.enterprises.queries.assessments import answers


def freeze(by: Actor, application: Application) -> list[Assessment]:
    """Keep what the rules in force, and those next, say today; none where none are on file."""
    # Whoever presses the button, the same books are asked: those that are approved.
    asker = Actor.system(by.workspace)
    return Assessment.objects.bulk_create(
        Assessment(
            workspace=application.workspace,
            application=application,
            basis=each.asked.basis,
            version=each.asked.version,
            on=by.workspace.today(),
            cut_off=each.cut_off,
            state=each.decision.answer.state.code,
            book_hash=each.asked.version.book.hash,
            decision=each.decision.text,
            decision_hash=each.decision.hash,
        )
        for each in answers(asker, application.firm.party, application.tier)
    )
