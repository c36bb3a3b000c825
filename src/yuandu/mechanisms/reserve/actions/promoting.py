"""An idea becomes a project of the register, once."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.lifecycle import actions as lifecycle
from yuandu.mechanisms.projects import actions as projects
from yuandu.mechanisms.projects.models import Project
from yuandu.mechanisms.reserve import permissions, rules
from yuandu.mechanisms.reserve.drafts import project_draft
from yuandu.mechanisms.reserve.models import Idea
from yuandu.mechanisms.reserve.refusals import AlreadyPromoted, Odds


@transaction.atomic
def promote(
    *, by: Actor, idea: Idea, words: str, code: str = "", confirmed: bool = False
) -> Project:
    """Enter an idea's project into the register; the reason stays with the step.

    Of two officers who press the button one makes a project, the other is told of it.

    Args:
        words: Why it is taken up now.
        code: Of the project, where the approval platform gave one.
        confirmed: Somebody looked at what is doubtful about the project.

    Raises:
        PermissionDenied: the actor does not decide about the division's projects.
        AlreadyPromoted: it is a project already.
        Odds: it stands too low on the ladder, or no reason is given.
        projects.Senseless, projects.CodeTaken: the register does not take it so.
    """
    # Held until the project is in: whoever comes second waits here, and sees the first's.
    held = (
        Idea.objects.select_for_update(of=("self",))
        .select_related("track", "division", "project")
        .get(pk=idea.pk, workspace=by.workspace)
    )
    if held.project_id is not None:
        raise AlreadyPromoted(held.project)
    if not permissions.keeps(by, held):
        raise PermissionDenied
    if held.stage not in rules.PROMOTABLE:
        raise Odds("not-mature")
    if not words.strip():
        raise Odds("no-words")
    made = projects.create(by=by, draft=project_draft(held, code), confirmed=confirmed)
    if not Idea.objects.filter(pk=held.pk, project=None).update(project=made):
        raise AlreadyPromoted(None)
    lifecycle.move(
        by=by,
        track=held.track,  # type: ignore[arg-type]  # what stands on the ladder has one
        move=rules.PROMOTE,
        on=by.workspace.today(),
        expected_stage=held.stage,
        words=words,
    )
    audit.record(by, "reserve.promote", held, project=made.pk, words=words.strip())
    return made
