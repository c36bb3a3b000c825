"""Transfers a second from one hot account: group commit beside one transaction each.

    uv run python -m bench.ledger_transfers

32 threads pay from one account to 32 others. The peer is what one writes with Django at
first: lock both accounts with `select_for_update`, check, save, create the transfer. Ours
leaves an entry in the audit log for each transfer as well, the peer does not. Both commit
to the same cluster in `.yuandu/bench`, which waits for the disk at every commit; after each
run the balances of both are compared, and a reader counts the transfers that are there.
"""

import argparse
import os
import statistics
import threading
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

os.environ["YUANDU_DATA_DIR"] = str(Path(".yuandu/bench").resolve())
os.environ["YUANDU_AS_OWNER"] = "1"
os.environ["DJANGO_SETTINGS_MODULE"] = "yuandu.site.settings"

from yuandu.site import embedded

if not os.environ.get("DATABASE_URL"):
    embedded.ensure_running(Path(os.environ["YUANDU_DATA_DIR"]))

import django

django.setup()

from django.core.management import call_command
from django.db import connection, connections, transaction

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


def durability() -> str:
    with connection.cursor() as cursor:
        values = []
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            cursor.execute(f"SHOW {setting}")
            values.append(f"{setting} {cursor.fetchone()[0]}")
    return ", ".join(values)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--each", type=int, default=20, help="transfers a thread and run")
    parser.add_argument("--more", type=int, default=5, help="times as many in a run of ours")
    parser.add_argument("--rounds", type=int, default=3, help="runs of both, in turns")
    asked = parser.parse_args()
    call_command("migrate", verbosity=0)
    print(f"{THREADS} threads, one hot account; {durability()}")

    few, many = [], []
    with Collector() as collector:

        def collected(by: Actor, order: Order) -> object:
            return collector.enter(Asked(by, order))

        _, our_ends = run("equal", asked.each, collected)
        for _ in range(asked.rounds):
            speed, peer_ends = run("plain", asked.each, plain)
            few.append(speed)
            assert our_ends == peer_ends, "the balances differ"
            speed, _ends = run("ours", asked.each * asked.more, collected)
            many.append(speed)
    print(f"select_for_update, a transaction each   {told(few)}")
    print(f"group commit, with audit entries        {told(many)}")
    ratio = statistics.median(many) / statistics.median(few)
    verdict = "" if ratio >= LEAST_RATIO else f", LESS THAN {LEAST_RATIO}"
    print(f"equal balances in the end; ratio of the medians {ratio:.1f}{verdict}")


def told(speeds: list[float]) -> str:
    runs = " ".join(f"{speed:,.0f}" for speed in speeds)
    return f"{statistics.median(speeds):8,.0f} transfers/s ({runs})"


if __name__ == "__main__":
    main()
