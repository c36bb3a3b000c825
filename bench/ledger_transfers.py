"""Transfers a second from one hot account: group commit beside one transaction each.

    python -m bench ledger_transfers [--each N] [--more N] [--rounds N]

32 threads pay from one account to 32 others. The peer is what one writes with Django at
first: lock both accounts with `select_for_update`, check, save, create the transfer. Ours
leaves an entry in the audit log for each transfer as well, the peer does not. Both commit
to the same cluster in `.yuandu/bench`, which waits for the disk at every commit; after each
run the balances of both are compared, and a reader counts the transfers that are there.
"""

import argparse
import statistics
import threading
import time
from collections.abc import Callable
from decimal import Decimal

from django.db import connection, connections, transaction

from bench import database, measure
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.ledger import actions, queries
from yuandu.kernel.ledger.batching import Collector
from yuandu.kernel.ledger.booking import Asked
from yuandu.kernel.ledger.models import Account, Transfer
from yuandu.kernel.ledger.rules import Order
from yuandu.kernel.workspaces.models import Workspace

THREADS, LEAST_RATIO = 32, 10
ONE = Decimal("1.00")


def plain(by: Actor, order: Order) -> None:
    """Transfer as one writes it at first: a transaction each."""
    with transaction.atomic():
        pair = Account.objects.select_for_update().order_by("pk")
        accounts = {each.pk: each for each in pair.filter(pk__in=[order.debit_id, order.credit_id])}
        debit, credit = accounts[order.debit_id], accounts[order.credit_id]
        if debit.free < order.amount:
            raise SystemExit("the hot account ran dry")
        debit.balance -= order.amount
        credit.balance += order.amount
        debit.save(update_fields=["balance"])
        credit.save(update_fields=["balance"])
        Transfer.objects.create(
            workspace=by.workspace,
            debit=debit,
            credit=credit,
            amount=order.amount,
            posted=order.amount,
            state="posted",
            key=order.key,
            body=order.body,
            on=by.workspace.today(),
            by_label=by.label,
        )


def books(slug: str, holding: int) -> tuple[Actor, Account, list[Account]]:
    """Return a new workspace's actor, its hot account and the accounts that take."""
    workspace = Workspace.objects.create(slug=slug, name=slug, kind="city", code_rules="cn")
    by = Actor.system(workspace)

    def opened(code: str, **more: bool) -> Account:
        return actions.open_account(by=by, code=code, name=code, unit="mu", **more)

    source, hot = opened("source", may_go_negative=True), opened("hot")
    actions.transfer(by=by, debit=source, credit=hot, amount=Decimal(holding), key="fill")
    return by, hot, [opened(f"taker-{n}") for n in range(THREADS)]


def run(
    name: str, each: int, enter: Callable[[Actor, Order], object]
) -> tuple[float, list[Decimal]]:
    """Return transfers a second, and the balances in the end."""
    slug = f"ledger-{name}-{time.time_ns()}"
    by, hot, takers = books(slug, THREADS * each + 7)
    start = threading.Barrier(THREADS + 1)

    def pay(taker: Account) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        start.wait()
        for turn in range(each):
            enter(by, Order(hot.pk, taker.pk, ONE, f"{taker.pk}-{turn}"))
        connections.close_all()

    threads = [threading.Thread(target=pay, args=[taker]) for taker in takers]
    for thread in threads:
        thread.start()
    start.wait()
    begun = time.perf_counter()
    for thread in threads:
        thread.join()
    taken = time.perf_counter() - begun

    workspace = by.workspace
    assert Transfer.objects.filter(workspace=workspace).count() == THREADS * each + 1
    assert queries.sums(workspace) == {"mu": 0}
    assert queries.disagreeing(workspace) == []
    balances = Account.objects.filter(workspace=workspace).order_by("code")
    return THREADS * each / taken, list(balances.values_list("balance", flat=True))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--each", type=int, default=20, help="transfers a thread and run")
    parser.add_argument("--more", type=int, default=5, help="times as many in a run of ours")
    parser.add_argument("--rounds", type=int, default=7, help="runs of both, in turns")
    asked = parser.parse_args()
    measure.surroundings()
    print(f"{THREADS} threads, one hot account")

    with database.fresh(), Collector() as collector:

        def collected(by: Actor, order: Order) -> object:
            return collector.enter(Asked(by, order))

        _, our_ends = run("equal", asked.each, collected)
        peers, ours = [], []
        for _ in range(asked.rounds):
            speed, peer_ends = run("plain", asked.each, plain)
            peers.append(1 / speed)
            if our_ends != peer_ends:
                raise measure.DifferentAnswers("the balances differ in the end")
            ours.append(1 / run("ours", asked.each * asked.more, collected)[0])
    ratio = measure.Ratio.of(peers, ours)
    print(f"select_for_update, a transaction each   {told(peers)}")
    print(f"group commit, with audit entries        {told(ours)}")
    print(
        f"equal balances in the end; {ratio.middle:.1f} [{ratio.low:.1f}, {ratio.high:.1f}] times"
    )
    measure.claim(f"{LEAST_RATIO} times the transfers a second", ratio.low >= LEAST_RATIO)


def told(seconds: list[float]) -> str:
    """Return the median and all speeds, from seconds a transfer."""
    speeds = [1 / each for each in seconds]
    runs = " ".join(f"{speed:,.0f}" for speed in speeds)
    return f"{statistics.median(speeds):8,.0f} transfers/s ({runs})"
