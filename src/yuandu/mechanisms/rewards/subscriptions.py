"""What this room does when an idea goes on: earned is proposed, overturned is made void."""

from typing import Any

from django.dispatch import receiver
from django.utils import translation
from django.utils.translation import gettext as _

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle.signals import moved
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.proposals import rules as ideas
from yuandu.mechanisms.proposals.models import Proposal
from yuandu.mechanisms.rewards import chores
from yuandu.mechanisms.rewards.actions import awards as actions
from yuandu.mechanisms.rewards.queries import awards as queries
from yuandu.mechanisms.rewards.refusals import OddRule


@receiver(moved)
def follow(
    *, workspace_id: int, cycle: str, subject_id: int, source: str, target: str, **_given: Any
) -> None:
    """Follow a proposal into verification and out of it; what is missed, `chores` catches up."""
    if cycle != ideas.CYCLE or not {source, target} & set(queries.EARNING):
        return
    workspace = Workspace.objects.get(pk=workspace_id)
    if target in queries.EARNING:
        proposal = Proposal.objects.get(pk=subject_id)
        try:
            actions.propose(by=Actor.system(workspace), proposal=proposal)
        except OddRule:  # no rule is published; the queue fills once there is one
            return
    else:
        with translation.override("zh-hans"):
            words = _("The idea is looked at again.")
        chores.overturned(workspace, subject_id, words)
