"""A ballot of a whole company: votes as they come, the count at the close, and a recount.

    python -m bench ballots [--voters N] [--votes N] [--hands N]

A secret ballot with one question. Voters take their paper and cast it, two transactions each, from
several hands at once, until `--votes` have voted; then it is closed, the bulletin put together and
recounted from it alone. What was cast is known, so the counts are compared; a vote that was accepted
and is not counted would be seen.
"""

import argparse
import datetime
import itertools
import json
import time
from concurrent.futures import ThreadPoolExecutor

from django.db import connection
from django.utils import timezone

from bench import database, measure
from yuandu.engines.balloting import verification
from yuandu.engines.balloting.counting import Rule
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.accounts.models import User
from yuandu.kernel.registry.models import Post
from yuandu.kernel.registry.queries import actor_for
from yuandu.kernel.workspaces.models import Workspace
from yuandu.services.ballots import actions, queries
from yuandu.services.ballots.drafts import ElectorDraft, QuestionDraft
from yuandu.services.ballots.models import Ballot

OPTIONS = ("for", "against", "abstain")
GOAL_SECONDS, GOAL_RATE = 5.0, 500


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--voters", type=int, default=24_000)
    parser.add_argument("--votes", type=int, default=24_000)
    parser.add_argument("--hands", type=int, default=8)
    asked = parser.parse_args()
    measure.surroundings()
    with database.fresh():
        measured(asked.voters, asked.votes, asked.hands)


def measured(number: int, votes: int, hands: int) -> None:
    company, voters = a_company(number)
    ballot = an_open_ballot(company, voters)
    voting = voters[:votes]
    choices = [OPTIONS[at % len(OPTIONS)] for at in range(len(voting))]
    with measure.timed() as casting, ThreadPoolExecutor(hands) as pool:
        list(pool.map(cast, itertools.repeat(ballot), voting, choices))
    rate = len(voting) / casting.seconds
    print(f"{len(voting):,} of {len(voters):,} voted from {hands} hands: {rate:,.0f} a second")
    with measure.timed() as closing:
        actions.close(by=Actor.system(company), ballot=ballot)
    ballot.refresh_from_db()
    with measure.timed() as publishing:
        bulletin = json.loads(json.dumps(queries.bulletin(ballot)))
    with measure.timed() as recount:
        checks = verification.verify(bulletin, expected=ballot.digest)
    [result] = queries.results(ballot)
    assert result.counts == {option: choices.count(option) for option in OPTIONS}, result.counts
    assert verification.is_sound(checks), checks
    print(f"close and count {closing.seconds:.2f} s, bulletin {publishing.seconds:.2f} s, "
          f"recount {recount.seconds:.2f} s")  # fmt: skip
    measure.claim(f"{GOAL_RATE} votes a second, none lost", rate >= GOAL_RATE)
    measure.claim(
        f"count and recount within {GOAL_SECONDS:.0f} s",
        closing.seconds + recount.seconds <= GOAL_SECONDS,
    )


def cast(ballot: Ballot, voter: Actor, choice: str) -> None:
    actions.vote(by=voter, ballot=ballot, choices={1: choice})


def a_company(number: int) -> tuple[Workspace, list[Actor]]:
    """Return a company and its voters, made anew."""
    mark = f"{time.time_ns():x}"
    company = Workspace.objects.create(
        slug=f"ballot-{mark}", name="ballot", kind="company", code_rules="cn"
    )
    users = User.objects.bulk_create(
        User(username=f"{mark}-{at}", name=f"voter {at}", home=company) for at in range(number)
    )
    Post.objects.bulk_create(
        Post(workspace=company, user=user, role="worker", from_on="2020-01-01") for user in users
    )
    return company, [actor_for(user, company) for user in users]


def an_open_ballot(company: Workspace, voters: list[Actor]) -> Ballot:
    by = Actor.system(company)
    ballot = actions.draft(
        by=by,
        title="ballot",
        rule=Rule(is_secret=True, may_close_early=True, proxies=0),
        questions=(QuestionDraft("?", reference="1"),),
        electors=[ElectorDraft(each.label, each.user_id, 1) for each in voters],
    )
    actions.open_ballot(by=by, ballot=ballot, closes_at=timezone.now() + datetime.timedelta(days=1))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return ballot


if __name__ == "__main__":
    main()
