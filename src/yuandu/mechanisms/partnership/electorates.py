"""Who votes in a step, as of the moment it opens."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import overload

from django.db.models import Q, Sum

from yuandu.kernel.registry.models import Division
from yuandu.kernel.registry.queries import posts_held
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

    @property
    def draft(self) -> ElectorDraft:
        return ElectorDraft(self.label, self.user, self.weight)


class Roll(Sequence[Voter]):
    """Voters in the order of their numbers, from 1; found by their line on the staff list."""

    def __init__(self, voters: Iterable[Voter]) -> None:
        self._voters = tuple(voters)
        self._numbers: dict[tuple[str, int | str], list[int]] = defaultdict(list)
        for number, each in enumerate(self._voters, start=1):
            self._numbers[_known_by(each)].append(number)

    def __len__(self) -> int:
        return len(self._voters)

    @overload
    def __getitem__(self, at: int) -> Voter: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Voter]: ...
    def __getitem__(self, at: int | slice) -> Voter | Sequence[Voter]:
        return self._voters[at]

    def numbers_of(self, worker: Worker) -> list[int]:
        """Return the numbers of a worker: by the staff list, the account, or at last the name."""
        keys: list[tuple[str, int | str]] = [("worker", worker.pk)]
        keys.append(("name", worker.name) if worker.user_id is None else ("user", worker.user_id))
        return sorted(number for key in keys for number in self._numbers.get(key, ()))


def _known_by(voter: Voter) -> tuple[str, int | str]:
    if voter.worker is not None:
        return "worker", voter.worker
    return ("user", voter.user) if voter.user is not None else ("name", voter.label)


def partners(workspace: Workspace) -> list[Holder]:
    """Return everybody with shares, looked through vehicles, each with `quantity`."""
    found = Holder.objects.filter(workspace=workspace).exclude(kind=Holder.Kind.VEHICLE)
    return list(
        found.annotate(quantity=Sum("holdings__account__balance"))
        .filter(quantity__gt=0)
        .select_related("worker__section__parent", "user", "group_member__group")
        .order_by("number")
    )


def of_meeting(workspace: Workspace, *, per_share: bool) -> Roll:
    """Return all who hold shares."""
    return _roll(partners(workspace), per_share=per_share)


def of_groups(
    workspace: Workspace, groups: Iterable[ShareholderGroup], *, per_share: bool
) -> Mapping[int, Roll]:
    """Return of each group, by key, its members who hold shares; the register is read once."""
    members: dict[int, list[Holder]] = {each.pk: [] for each in groups}
    for each in partners(workspace):
        group = _group_of(each)
        if group in members:
            members[group].append(each)
    return {group: _roll(found, per_share=per_share) for group, found in members.items()}


def of_division(workspace: Workspace, division: Division) -> Roll:
    """Return who leads a team or evaluates in a division, or in the whole company."""
    today = workspace.today()
    there = (
        Q(division=division)
        | Q(division__parent=division)
        | Q(division__parent__parent=division)
        | Q(division=None)
    )
    posts = posts_held(workspace, today).filter(there, role__in=LEADERS, user__is_active=True)
    people = posts.order_by("user__name", "user_id").values_list("user__name", "user_id")
    return Roll(Voter(name, user) for name, user in people.distinct())


def of_board(workspace: Workspace) -> Roll:
    """Return the members of the board, its chair among them."""
    found = {
        each.user_id: Voter(each.label, each.user_id)
        for role in permissions.BOARD
        for each in ballots.holders_of(workspace, role)
    }
    return Roll(found.values())


def as_before(ballot: Ballot) -> Roll:
    """Return the roll of an earlier ballot, in its order."""
    return Roll(
        Voter(each.label, each.user_id, weight=each.weight)
        for each in Elector.objects.filter(ballot=ballot)
    )


def _roll(holders: Iterable[Holder], *, per_share: bool) -> Roll:
    return Roll(
        Voter(
            each.name,
            each.worker.user_id if each.worker else each.user_id,
            each.worker_id,
            int(each.quantity) if per_share else 1,  # type: ignore[attr-defined]  # annotated
        )
        for each in holders
    )


def _group_of(holder: Holder) -> int | None:
    member = getattr(holder, "group_member", None)
    return member.group_id if member else None
