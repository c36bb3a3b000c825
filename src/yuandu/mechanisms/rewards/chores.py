"""What happens by itself once a day: what was verified and is not in the queue yet comes there."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import batched

from django.db import transaction

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.notices import daily
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.proposals.models import Proposal
from yuandu.mechanisms.rewards.actions import awards as actions
from yuandu.mechanisms.rewards.models import Award
from yuandu.mechanisms.rewards.queries import awards as queries
from yuandu.mechanisms.rewards.queries import funds

log = logging.getLogger(__name__)
MOST_A_DAY = 2_000
CHUNK = 200  # ideas that are proposed together


def register() -> None:
    """Put the room's chore on the day's round."""
    daily.register("rewards.propose", catch_up)


def catch_up(workspace: Workspace) -> None:
    """Propose what a signal has missed, as far as there is a rule; harmless to repeat.

    Only what was verified since the rule holds: a company that begins with a hundred thousand
    old ideas does not owe for them. What cannot be proposed is noted in the log, and keeps
    nothing else from the queue.
    """
    rule = funds.rule_on(workspace, workspace.today())
    if workspace.kind != "company" or rule is None:
        return
    by = Actor.system(workspace)
    since = funds.first_day_of_rules(workspace)
    for chunk in batched(queries.unproposed(workspace, since)[:MOST_A_DAY], CHUNK, strict=False):
        _propose(by, chunk)
    for adoption in queries.unrewarded(workspace)[:MOST_A_DAY]:
        with _alone(f"adoption {adoption.pk}"):
            actions.pay_royalty(by=by, adoption=adoption)


def _propose(by: Actor, chunk: Sequence[Proposal]) -> None:
    """Propose ideas together; where one of them cannot be, each by itself."""
    try:
        actions.propose_many(by=by, proposals=chunk)
    except Exception:  # noqa: BLE001 - noted below, at the idea that it is about
        for each in chunk:
            with _alone(f"idea {each.number}"):
                actions.propose_many(by=by, proposals=[each])


@contextmanager
def _alone(what: str) -> Iterator[None]:
    """Do something whole or not at all; what goes wrong is noted, and the others go on."""
    try:
        with transaction.atomic():
            yield
    except Exception:
        log.exception("not proposed: %s", what)


def overturned(workspace: Workspace, proposal_id: int, words: str) -> None:
    """Make void what an idea earned that is looked at again; payroll's and paid ones stay."""
    by = Actor.system(workspace)
    held = Award.objects.filter(
        workspace=workspace, proposal=proposal_id, state__in=queries.VOIDABLE
    )
    for award in held:
        actions.void(by=by, award=award, words=words)
