"""Suggesting an idea to other sections; how it goes on there, its life cycle says."""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.audit import actions as audit
from yuandu.kernel.lifecycle.actions import tracks
from yuandu.kernel.registry.models import Division
from yuandu.mechanisms.proposals.models import Proposal
from yuandu.mechanisms.rewards import permissions, telling
from yuandu.mechanisms.rewards.models import Adoption
from yuandu.mechanisms.rewards.queries import awards as awarded
from yuandu.mechanisms.rewards.refusals import OddAdoption
from yuandu.mechanisms.rewards.rules import spreading


@transaction.atomic
def suggest(
    *,
    by: Actor,
    proposal: Proposal,
    section: Division,
    reasons: Sequence[tuple[str, int]] = (),
) -> Adoption:
    """Suggest a verified idea to another section; its leader and evaluators are told.

    Args:
        reasons: of `rules.spreading.Suggestion`; none where somebody knows better.

    Raises:
        PermissionDenied: the actor is neither of the idea's section nor of the office.
        OddAdoption: the idea is not verified, or sealed; the section is its own, or none, or was
            asked before.
    """
    if not permissions.suggests(by, proposal):
        raise PermissionDenied
    if section.workspace_id != by.workspace_id or section.kind != "section":
        raise OddAdoption("section")
    if proposal.stage not in awarded.EARNING:
        raise OddAdoption("unverified")
    if proposal.is_sealed:
        raise OddAdoption("sealed")
    if proposal.section_id == section.pk:
        raise OddAdoption("own")
    try:
        with transaction.atomic():
            made = Adoption.objects.create(
                workspace=by.workspace,
                proposal=proposal,
                section=section,
                reasons=[list(each) for each in reasons],
                suggested_by=by.label,
                suggested_on=by.workspace.today(),
            )
    except IntegrityError as error:
        raise OddAdoption("twice") from error
    made.track = tracks.start(by=by, subject=made, cycle=spreading.CYCLE, on=by.workspace.today())
    made.save(update_fields=["track"])
    audit.record(by, "rewards.suggest", made, proposal=proposal.pk, section=section.code)
    telling.suggested(by, made)
    return made
