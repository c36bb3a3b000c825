"""200 policies with 1,100 clauses over a million firms, beside DuckDB, OpenFisca and ZEN.

    python -m bench rules [--firms N] [--rounds N] [--pairs N] [--sizes N,N,…]

Every side gets the same policies and the same firms (`eligibility`), 5 % of each column
missing. Ours is the whole of `sweeping.sweep`: taking the table in with its checks, states
and amounts, in one run with the state of every clause besides. DuckDB runs hand-written SQL
over a table in memory, texts as enumerations, two threads; its answers must be ours, cell by
cell. OpenFisca has no unknown, so it says who meets a policy and what is paid; ZEN decides a
sample firm by firm. The plan of the books is kept between sweeps; its time stands apart.

First of all, books and subjects drawn at random are swept and read by the naive interpreter
of the tests, and must agree on states, clauses and amounts.
"""

import argparse
import hashlib
import json
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from random import Random

import polars as pl

from bench import measure
from bench.eligibility import ours, peers
from bench.eligibility.firms import firms
from bench.eligibility.policies import CLAUSES, ON, POLICIES, Policy, policies
from yuandu.engines.rules import effects, sweeping
from yuandu.engines.rules.tests import agreement

STATES_S, MASKS_S, CHANGED_MS, EDITS, SAMPLE = 0.6, 2.5, 100, 40, 1_000
PACKAGES = ("polars", "narwhals", "duckdb", "openfisca-core", "zen-engine", "numpy")


class Sweep:
    """Our side: the policies as books, and what a sweep of them gives."""

    def __init__(self, asked: list[Policy]) -> None:
        self.vocabulary = ours.vocabulary()
        self.books = [ours.book(policy, self.vocabulary) for policy in asked]

    def __call__(self, table: pl.DataFrame, *, masks: bool = False) -> pl.DataFrame:
        asked = {"on": ON, "vocabulary": self.vocabulary, "masks": masks}
        return sweeping.sweep(self.books, table, **asked).table


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--firms", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--pairs", type=int, default=1_000_000, help="checked by naive reading")
    parser.add_argument("--sizes", default="100000,300000,1000000,3000000")
    parser.add_argument("--alone", choices=["states", "masks"], help="one size, one sweep of ours")
    asked = parser.parse_args()
    if asked.alone:
        alone(asked.firms, masks=asked.alone == "masks")
        return
    measure.surroundings(*PACKAGES)
    print(f"{POLICIES} policies, {CLAUSES:,} clauses, {asked.firms:,} firms; polars with 2 threads")
    agree(asked.pairs)
    beside_peers(asked.firms, asked.rounds)
    for size in map(int, asked.sizes.split(",")):
        grown(size)


def agree(pairs: int) -> None:
    """Sweep drawn subjects by drawn books, and read each pair naively."""
    subjects, seeds = 500, Random(measure.SEED)
    drawn = [(seeds.random(), subjects) for _ in range(-(-pairs // subjects))]
    with ProcessPoolExecutor(2) as pool:
        found = list(pool.map(agreement.disagreements, *zip(*drawn, strict=True), chunksize=8))
    wrong = sum(len(each) for each in found)
    print(f"naive reading: {len(drawn) * subjects:,} pairs, {wrong} of another answer")
    measure.claim("no disagreement with the naive reading", wrong == 0)


def beside_peers(count: int, rounds: int) -> None:
    """Compare with each peer in turns."""
    asked, table = policies(measure.SEED), firms(count, measure.SEED)
    sweep, database = Sweep(asked), peers.a_database(table, 2, ordered=False)
    begun = time.perf_counter()
    sweep(table.head(1_000))
    print(f"the plan of the books, once: {time.perf_counter() - begun:.2f} s with 1,000 firms")
    sweep(table)

    def duck(*, reasons: bool) -> measure.Run:
        text = peers.sql_of(asked, reasons=reasons)
        with measure.timed() as run:
            found = database.sql(text).to_arrow_table()
        run.answer = told(pl.DataFrame(found).sort("id"))  # its threads answer in any order
        return run

    def of_ours(
        reading: Callable[[pl.DataFrame], pl.DataFrame], *, masks: bool = False
    ) -> measure.Run:
        with measure.timed() as run:
            found = sweep(table, masks=masks)
        run.answer = told(reading(found))
        return run

    plain = measure.compare(
        "states and amounts, DuckDB",
        ours=lambda: of_ours(lambda found: found),
        peer=lambda: duck(reasons=False),
        rounds=rounds,
    )
    measure.claim(f"states and amounts within {STATES_S} s", plain.ours <= STATES_S)
    masked = measure.compare(
        "with the state of every clause, DuckDB",
        ours=lambda: of_ours(lambda found: in_two_bits(found, asked), masks=True),
        peer=lambda: duck(reasons=True),
        rounds=rounds,
    )
    measure.claim(f"with the clauses within {MASKS_S} s", masked.ours <= MASKS_S)

    system = peers.a_system(asked, sorted({fact for fact, _ in peers.arrays_of(table.head(1))}))
    arrays = peers.arrays_of(table)

    def fisca() -> measure.Run:
        with measure.timed() as run:
            found = peers.calculated(system, asked, arrays)
        run.answer = told(found.with_columns(_paid_where_met(asked)))
        return run

    measure.compare(
        "who meets what and what is paid, OpenFisca",
        ours=lambda: of_ours(lambda found: as_met(found, asked)),
        peer=fisca,
        rounds=rounds,
    )
    beside_zen(asked, table.head(SAMPLE), sweep, rounds)
    edits(sweep, table)


def beside_zen(asked: list[Policy], sample: pl.DataFrame, sweep: Sweep, rounds: int) -> None:
    expressions = peers.expressions_of(asked)
    rows = sample.with_columns(pl.selectors.date().to_physical()).to_dicts()
    met = as_met(sweep(sample), asked)
    expected = [list(row) for row in met.select(f"{one.code}.met" for one in asked).iter_rows()]

    def zen() -> measure.Run:
        with measure.timed() as run:
            run.answer = peers.decided(expressions, rows)
        return run

    if zen().answer != expected:
        raise measure.DifferentAnswers("ZEN")
    measure.rate(
        "ZEN, firm by firm, equal answers", "decisions", SAMPLE * POLICIES, zen, rounds=rounds
    )


def edits(sweep: Sweep, table: pl.DataFrame) -> None:
    """Time how long it takes to say whose state changes when one clause is edited."""
    rng, times = Random(measure.SEED), []
    effects.changed(*edited(sweep, rng), table, on=ON, vocabulary=sweep.vocabulary)
    for _ in range(EDITS):
        before, after = edited(sweep, rng)
        with measure.timed() as run:
            effects.changed(before, after, table, on=ON, vocabulary=sweep.vocabulary)
        times.append(run.seconds * 1000)
    times.sort()
    p95 = times[int(0.95 * EDITS) - 1]
    print(f"one clause edited: p95 {p95:.0f} ms, median {times[EDITS // 2]:.0f} ms, {EDITS} edits")
    measure.claim(f"changed firms within {CHANGED_MS} ms (p95)", p95 <= CHANGED_MS)


def edited(sweep: Sweep, rng: Random) -> tuple:
    """Return a book, and the same with another threshold in one clause."""
    while True:
        book = rng.choice(sweep.books)
        at = rng.randrange(len(book.criteria))
        if isinstance(threshold := book.criteria[at].threshold, int) and threshold > 1:
            criteria = list(book.criteria)
            criteria[at] = criteria[at].model_copy(update={"threshold": threshold // 2})
            return book, book.model_copy(update={"criteria": tuple(criteria)})


def grown(size: int) -> None:
    """Print the time and the peak memory of one size, each in a process of its own."""
    for kind in ("states", "masks"):
        command = [sys.executable, "-m", "bench", "rules", "--firms", str(size), "--alone", kind]
        done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
        found = json.loads(done.stdout.splitlines()[-1])
        print(
            f"{size:>9,} firms, {kind:6}  {found['seconds']:.2f} s (first {found['first']:.2f} s)  "
            f"peak {found['peak']:,.0f} MB, of which {found['before']:,.0f} MB before",
            flush=True,
        )


def alone(size: int, *, masks: bool) -> None:
    """Sweep one size by ourselves and print what it took as JSON."""
    table, sweep, times = firms(size, measure.SEED), Sweep(policies(measure.SEED)), []
    Path("/proc/self/clear_refs").write_text("5")  # so that the peak is that of the sweeps
    before = peak()
    for _ in range(4):
        with measure.timed() as run:
            sweep(table, masks=masks)
        times.append(run.seconds)
    first, *others = times
    said = {"first": first, "seconds": sorted(others)[1], "peak": peak(), "before": before}
    print(json.dumps(said))


def peak() -> float:
    """Return the most memory this process has held at once, in MB."""
    said = Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]
    return int(said) / 1024


# Answers


def told(table: pl.DataFrame) -> str:
    """Return a fingerprint of a table: its columns, types and values in their order."""
    hashes = table.select((pl.all().hash(1) ^ pl.int_range(pl.len()).hash(2)).sum())
    said = json.dumps(hashes.row(0, named=True), sort_keys=True) + str(table.schema)
    return hashlib.sha256(said.encode()).hexdigest()


def in_two_bits(swept: pl.DataFrame, asked: list[Policy]) -> pl.DataFrame:
    """Return our masks as the SQL writes them: two bits a clause, not three."""
    columns = []
    for policy in asked:
        word = pl.col(f"{policy.code}.mask.0").cast(pl.Int32)
        bits = [(word // (1 << 3 * at) % 8) * (1 << 2 * at) for at in range(len(policy.clauses))]
        columns.append(pl.sum_horizontal(bits).cast(pl.Int32).alias(f"{policy.code}.mask"))
    found = swept.with_columns(columns)
    return found.select(
        name
        for policy in asked
        for name in ("id", f"{policy.code}.state", f"{policy.code}.amount", f"{policy.code}.mask")
        if name in found.columns and (name != "id" or policy is asked[0])
    )


def as_met(swept: pl.DataFrame, asked: list[Policy]) -> pl.DataFrame:
    """Return who meets each policy, and the amounts of those."""
    columns = []
    for policy in asked:
        met = pl.col(f"{policy.code}.state") == 1
        columns.append(met.alias(f"{policy.code}.met"))
        if policy.pay:
            columns.append(
                pl.when(met).then(pl.col(f"{policy.code}.amount")).alias(f"{policy.code}.amount")
            )
    return swept.select(columns)


def _paid_where_met(asked: list[Policy]) -> list[pl.Expr]:
    return [
        pl.when(pl.col(f"{one.code}.met"))
        .then(pl.col(f"{one.code}.amount").fill_nan(None).cast(pl.Int64))
        .alias(f"{one.code}.amount")
        for one in asked
        if one.pay
    ]
