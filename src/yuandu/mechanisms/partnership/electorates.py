"""Who votes in a step, as of the moment it opens."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q, Sum

from yuandu.kernel.registry.models import Division, Post
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.equity.models import Holder
from yuandu.mechanisms.partnership import permissions
from yuandu.mechanisms.partnership.models import ShareholderGroup
from yuandu.mechanisms.workforce.models import Worker
from yuandu.services.ballots import queries as ballots
from yuandu.services.ballots.drafts import ElectorDraft
from yuandu.services.ballots.models import Ballot, Elector

LEADERS = ("team_leader", "evaluator")


@dataclass(frozen=True, slots=True)
class Voter:
    """Somebody on the roll, with what they are known by on the staff list."""

    label: str
    user: int | None
    worker: int | None = None
    weight: int = 1

    def is_of(self, worker: Worker) -> bool:
        """Whether this is the worker: by the staff list, the account, or at last the name."""
        if self.worker is not None:
            return self.worker == worker.pk
        if self.user is not None:
            return self.user == worker.user_id
        return worker.user_id is None and self.label == worker.name

    @property
    def draft(self) -> ElectorDraft:
        return ElectorDraft(self.label, self.user, self.weight)


def partners(workspace: Workspace) -> list[Holder]:
    """Return everybody with shares, looked through vehicles, each with `quantity`."""
    found = Holder.objects.filter(workspace=workspace).exclude(kind=Holder.Kind.VEHICLE)
    return list(
        found.annotate(quantity=Sum("holdings__account__balance"))
        .filter(quantity__gt=0)
        .select_related("worker__section__parent", "user", "group_member__group")
        .order_by("number")
    )


def of_meeting(workspace: Workspace, *, per_share: bool) -> list[Voter]:
    """Return all who hold shares."""
    return _voters(partners(workspace), per_share=per_share)


def of_group(workspace: Workspace, group: ShareholderGroup, *, per_share: bool) -> list[Voter]:
    """Return the members of a group who hold shares."""
    found = [each for each in partners(workspace) if _group_of(each) == group.pk]
    return _voters(found, per_share=per_share)


def of_division(workspace: Workspace, division: Division) -> list[Voter]:
    """Return who leads a team or evaluates in a division, or in the whole company."""
    today = workspace.today()
    there = (
        Q(division=division)
        | Q(division__parent=division)
        | Q(division__parent__parent=division)
        | Q(division=None)
    )
    posts = Post.objects.filter(
        Q(to_on=None) | Q(to_on__gte=today),
        there,
        workspace=workspace,
        role__in=LEADERS,
        from_on__lte=today,
        user__is_active=True,
    )
    people = posts.order_by("user__name", "user_id").values_list("user__name", "user_id")
    return [Voter(name, user) for name, user in people.distinct()]


def of_board(workspace: Workspace) -> list[Voter]:
    """Return the members of the board, its chair among them."""
    found = {
        each.user_id: Voter(each.label, each.user_id)
        for role in permissions.BOARD
        for each in ballots.holders_of(workspace, role)
    }
    return list(found.values())


def as_before(ballot: Ballot) -> list[Voter]:
    """Return the roll of an earlier ballot, in its order."""
    return [
        Voter(each.label, each.user_id, weight=each.weight)
        for each in Elector.objects.filter(ballot=ballot)
    ]


def numbers_of(voters: Sequence[Voter], workers: Iterable[Worker]) -> list[int]:
    """Return the numbers on the roll of those who are one of `workers`."""
    wanted = list(workers)
    return [
        number
        for number, voter in enumerate(voters, start=1)
        if any(voter.is_of(worker) for worker in wanted)
    ]


def _voters(holders: Iterable[Holder], *, per_share: bool) -> list[Voter]:
    return [
        Voter(
            each.name,
            each.worker.user_id if each.worker else each.user_id,
            each.worker_id,
            int(each.quantity) if per_share else 1,  # type: ignore[attr-defined]  # annotated
        )
        for each in holders
    ]


def _group_of(holder: Holder) -> int | None:
    member = getattr(holder, "group_member", None)
    return member.group_id if member else None
