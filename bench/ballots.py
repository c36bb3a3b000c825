"""A ballot of a whole company: votes as they come, the count at the close, and a recount.

    python -m bench ballots [--voters N] [--votes N] [--processes N] [--hands N]

A secret ballot with one question. Voters take their paper and cast it, two transactions each, from
several processes (as granian's workers are) with several hands each, until `--votes` have voted; then
it is closed, the bulletin put together and recounted from it alone. What was cast is known and every
receipt kept, so the counts are compared and every receipt is looked for in the bulletin; a vote that
was accepted and is not counted would be seen.
"""

import argparse
import datetime
import itertools
import json
import os
import statistics
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any

from django.db import connection, connections
from django.utils import timezone

from bench import database, measure
from yuandu.engines.balloting import group, verification
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
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--hands", type=int, default=4, help="of each process")
    asked = parser.parse_args()
    measure.surroundings()
    with database.fresh():
        measured(asked.voters, asked.votes, asked.processes, asked.hands)


def measured(number: int, votes: int, processes: int, hands: int) -> None:
    company, voters = a_company(number)
    ballot = an_open_ballot(company, voters)
    voting = voters[:votes]
    choices = [OPTIONS[at % len(OPTIONS)] for at in range(len(voting))]
    # Forked processes must not share a connection.
    connections.close_all()
    shares = [
        (ballot, list(zip(voting, choices, strict=True))[at::processes], hands)
        for at in range(processes)
    ]
    with ProcessPoolExecutor(processes, mp_context=get_context("fork")) as pool:
        list(pool.map(ready, range(processes)))
        with measure.timed() as casting:
            cast = [each for done in pool.map(all_of, shares) for each in done]
    rate = len(cast) / casting.seconds
    waits = sorted(each.seconds * 1000 for each in cast)
    print(
        f"{len(cast):,} of {len(voters):,} voted from {processes} processes with {hands} hands: "
        f"{rate:,.0f} a second; take and cast {statistics.median(waits):.0f} ms in the middle, "
        f"{waits[len(waits) * 99 // 100]:.0f} ms in one of a hundred; "
        f"load {os.getloadavg()[0]:.1f}"
    )
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
    published = {group.code(bytes.fromhex(paper["seal"])) for paper in papers_of(bulletin)}
    lost = [each for each in cast if each.receipt not in published]
    print(f"close and count {closing.seconds:.2f} s, bulletin {publishing.seconds:.2f} s, "
          f"recount {recount.seconds:.2f} s")  # fmt: skip
    measure.claim("no vote that was accepted is lost", not lost and len(published) == len(voting))
    measure.claim(f"{GOAL_RATE} votes a second", rate >= GOAL_RATE)
    measure.claim(
        f"count and recount within {GOAL_SECONDS:.0f} s",
        closing.seconds + recount.seconds <= GOAL_SECONDS,
    )


@dataclass(frozen=True, slots=True)
class Cast:
    """A vote that was accepted, and how long the voter waited."""

    receipt: str
    seconds: float


def ready(_at: int) -> None:
    """Have the powers of the seals' generator, as a worker has after its first vote."""
    group.seal(1)
    time.sleep(0.2)  # so that no process takes the turn of another


def all_of(share: tuple[Ballot, list[tuple[Actor, str]], int]) -> list[Cast]:
    """Cast a process's share of the votes, from threads with a connection each."""
    ballot, votes, hands = share
    pool = ThreadPoolExecutor(hands)
    done = list(pool.map(cast_one, itertools.repeat(ballot), votes))
    list(pool.map(lambda _hand: connection.close(), range(hands)))
    pool.shutdown()
    return done


def cast_one(ballot: Ballot, vote: tuple[Actor, str]) -> Cast:
    voter, choice = vote
    with measure.timed() as waiting:
        [receipt] = actions.vote(by=voter, ballot=ballot, choices={1: choice})
    return Cast(receipt.code, waiting.seconds)


def papers_of(bulletin: dict[str, Any]) -> list[dict[str, Any]]:
    return [paper for each in bulletin["questions"] for paper in each["papers"]]


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
