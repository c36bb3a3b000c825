"""Beginning a case for somebody who was found, and telling them."""

from collections.abc import Collection, Sequence

from django.utils.translation import gettext_lazy, pgettext_lazy

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.lifecycle import loading
from yuandu.kernel.lifecycle.loading import NewStep, NewTrack
from yuandu.kernel.notices import actions as notices
from yuandu.kernel.notices import kinds
from yuandu.kernel.notices.actions import Telling
from yuandu.kernel.registry.queries import posts_held
from yuandu.kernel.workspaces.models import Workspace
from yuandu.services.policies import deciding, permissions
from yuandu.services.policies.models import Case, Policy, Way, Window
from yuandu.services.policies.queries.cases import standing_stages
from yuandu.services.policies.queries.judgements import facts_for

CYCLE = "policy_case"
kinds.declare(
    "policy.found",
    pgettext_lazy("kind of notice", "A policy was found for you"),
    gettext_lazy("“%(policy)s” is for you; a case has been begun, and nothing needs to be sent."),
)


def hold(window: Window) -> None:
    """Let nobody else begin a case of the window's policy until the transaction ends.

    Whoever looks for cases that stand and then begins one holds the policy in between: a
    party that applies while it is found has one case, under one version.
    """
    Policy.objects.select_for_update(no_key=True).get(pk=window.version.policy_id)


def begin(by: Actor, window: Window, found: Collection[int]) -> None:
    """Begin a case for each who has none, by a bounded number of statements; tell them.

    A part of the actions that find somebody, inside their transaction.
    """
    hold(window)
    standing = standing_stages(window)
    fresh = [key for key in found if key not in standing]
    if not fresh:
        return
    today, book = by.workspace.today(), window.version.book
    facts = facts_for(window.version, fresh, today)
    decisions = {pk: deciding.decide(book, facts[pk], today) for pk in fresh}
    cases = Case.objects.bulk_create(
        [
            Case(
                workspace=by.workspace,
                window=window,
                party_id=pk,
                way=Way.FOUND,
                began_on=today,
                amount=decision.amount,
                decision=decision.text,
                decision_hash=decision.hash,
            )
            for pk, decision in decisions.items()
        ],
        batch_size=1000,
    )
    keys = loading.copy_tracks(
        by=by,
        rows=[NewTrack(CYCLE, Way.FOUND.value, today, "policies.case", case.pk) for case in cases],
    )
    loading.copy_steps(
        by=by, rows=[NewStep(key, "start", "", Way.FOUND.value, today) for key in keys]
    )
    for case, key in zip(cases, keys, strict=True):
        case.track_id = key
    Case.objects.bulk_update(cases, ["track"], batch_size=1000)
    _tell(by, window, cases)


def readers_of(workspace: Workspace, parties: Collection[int]) -> dict[int, list[int]]:
    """Return the users who act for each of the parties today; one query."""
    today = workspace.today()
    posts = posts_held(workspace, today).filter(
        role__in=permissions.APPLICANTS, organisation__in=parties
    )
    found: dict[int, list[int]] = {}
    for party, user in posts.values_list("organisation_id", "user_id"):
        if party is not None:
            found.setdefault(party, []).append(user)
    return found


def _tell(by: Actor, window: Window, cases: Sequence[Case]) -> None:
    readers = readers_of(by.workspace, [case.party_id for case in cases])
    policy = window.version.policy.name
    notices.send_many(
        by=by,
        tellings=[
            Telling(
                readers[case.party_id],
                "policy.found",
                case.get_absolute_url(),
                {"policy": policy},
                key=f"policies.case.{case.pk}",
            )
            for case in cases
            if case.party_id in readers
        ],
    )
