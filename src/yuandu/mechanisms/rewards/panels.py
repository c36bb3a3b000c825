"""What this room shows on a proposal's page: where the idea was suggested, and how it does there."""

from typing import Any

from yuandu.kernel.accounts.actors import Actor
from yuandu.mechanisms.proposals.models import Proposal
from yuandu.mechanisms.rewards import permissions
from yuandu.mechanisms.rewards.queries import adoptions
from yuandu.mechanisms.rewards.queries.awards import EARNING
from yuandu.mechanisms.rewards.views.adoptions import row


def spread(actor: Actor, proposal: Proposal) -> dict[str, Any] | None:
    """Return the panel of a verified idea; two queries."""
    if proposal.stage not in EARNING:
        return None
    found = adoptions.of_proposal(actor, proposal)
    may_suggest = permissions.suggests(actor, proposal) and not proposal.is_sealed
    if not found and not may_suggest:
        return None
    return {
        "template": "rewards/_panel.html",
        "proposal": proposal,
        "rows": [row(each, getattr(each, "words", "")) for each in found],
        "may_suggest": may_suggest,
    }
