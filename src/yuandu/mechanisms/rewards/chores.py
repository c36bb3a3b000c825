"""What happens by itself once a day: what was verified and is not in the queue yet comes there."""

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.notices import daily
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.rewards.actions import awards as actions
from yuandu.mechanisms.rewards.models import Award
from yuandu.mechanisms.rewards.queries import awards as queries
from yuandu.mechanisms.rewards.queries import funds

MOST_A_DAY = 2_000


def register() -> None:
    """Put the room's chore on the day's round."""
    daily.register("rewards.propose", catch_up)


def catch_up(workspace: Workspace) -> None:
    """Propose what a signal has missed, as far as there is a rule; harmless to repeat.

    Only what was verified since the rule holds: a company that begins with a hundred thousand
    old ideas does not owe for them.
    """
    rule = funds.rule_on(workspace, workspace.today())
    if workspace.kind != "company" or rule is None:
        return
    by = Actor.system(workspace)
    since = funds.first_day_of_rules(workspace)
    actions.propose_many(by=by, proposals=list(queries.unproposed(workspace, since)[:MOST_A_DAY]))
    for adoption in queries.unrewarded(workspace)[:MOST_A_DAY]:
        actions.pay_royalty(by=by, adoption=adoption)


def overturned(workspace: Workspace, proposal_id: int, words: str) -> None:
    """Make void what an idea earned that is looked at again; payroll's and paid ones stay."""
    by = Actor.system(workspace)
    held = Award.objects.filter(
        workspace=workspace, proposal=proposal_id, state__in=queries.VOIDABLE
    )
    for award in held:
        actions.void(by=by, award=award, words=words)
