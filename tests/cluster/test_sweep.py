"""The same sweep on Spark, with the same rows, whatever happens to a worker meanwhile."""

import threading
import time
from contextlib import suppress
from random import Random

import polars as pl
import psutil
import pytest

from yuandu.engines.rules import BadTable, sweeping
from yuandu.engines.rules.lowering import lower
from yuandu.engines.rules.tables import check_ids
from yuandu.engines.rules.tests.agreement import a_table
from yuandu.engines.rules.tests.drawing import KINDS, ON, Drawing

SUBJECTS, BOOKS, PARTS, MANY_PARTS = 1_500, 8, 4, 160
SEED = 20261124


@pytest.fixture(scope="module")
def drawn():
    """Books that draw on every kind of fact, and subjects for them."""
    drawing = Drawing(Random(SEED))
    books = [drawing.book(f"drawn-{number}") for number in range(BOOKS)]
    names = dict.fromkeys(name for book in books for name in lower(book, KINDS, ON, "new").columns)
    return books, a_table([drawing.facts() for _ in range(SUBJECTS)], tuple(names))


@pytest.fixture(scope="module")
def cached(spark, drawn, tmp_path_factory):
    """The subjects as Spark reads them from Parquet, in many parts."""
    path = tmp_path_factory.mktemp("subjects") / "subjects.parquet"
    drawn[1].write_parquet(path)
    table = spark.read.parquet(str(path)).repartition(PARTS).cache()
    assert table.count() == SUBJECTS
    return table


def on_polars(books, table):
    return sweeping.sweep(books, table, on=ON, vocabulary=KINDS, masks=True)


def rows_of(swept: sweeping.Swept) -> pl.DataFrame:
    return pl.DataFrame(swept.table.toArrow()).sort("id")


def test_spark_gives_the_rows_that_polars_gives(drawn, cached):
    books, table = drawn
    expected = on_polars(books, table)

    for swept in sweeping.sweep_each(books, cached, on=ON, vocabulary=KINDS, masks=True):
        rows = rows_of(swept)
        assert rows.equals(expected.table.select(rows.columns))
        assert rows.schema == expected.table.select(rows.columns).schema


@pytest.mark.parametrize("ids", [["a", None, "b", "b", None], ["a", "b", "a", "a", "c"]])
def test_spark_names_the_same_ids_that_are_missing_or_there_twice(spark, ids):
    problems = []
    for table in (pl.DataFrame({"id": ids}), spark.createDataFrame([[one] for one in ids], ["id"])):
        with pytest.raises(BadTable) as refused:
            check_ids(table, "id")
        problems.append(refused.value.problems)

    assert problems[0] == problems[1]


def test_a_worker_killed_in_the_middle_changes_nothing(spark, drawn, cached):
    books, table = drawn
    many_parts = cached.repartition(MANY_PARTS)
    swept = sweeping.sweep(books[:1], many_parts, on=ON, vocabulary=KINDS, masks=True)
    killed: list[int] = []
    killer = threading.Thread(target=kill_a_worker_in_the_middle, args=[spark, killed])

    killer.start()
    rows = rows_of(swept)
    killer.join()

    assert len(killed) == 1
    assert rows.equals(on_polars(books[:1], table).table)


def kill_a_worker_in_the_middle(spark, killed: list[int]) -> None:
    """Kill one worker once a quarter of the largest stage is done; note which."""
    tracker, waiting, end = spark.sparkContext.statusTracker(), threading.Event(), time.time() + 60
    while time.time() < end:
        jobs = [tracker.getJobInfo(job) for job in tracker.getActiveJobsIds()]
        stages = [tracker.getStageInfo(stage) for job in jobs if job for stage in job.stageIds]
        for stage in stages:
            if (
                stage
                and stage.numTasks == MANY_PARTS
                and stage.numCompletedTasks >= MANY_PARTS // 4
            ):
                victim = workers()[0]
                killed.append(victim.pid)
                victim.kill()
                return
        waiting.wait(0.005)


def workers() -> list[psutil.Process]:
    """Return the processes that work for the cluster of this test, and no others."""
    found = []
    for one in psutil.Process().children(recursive=True):
        with suppress(psutil.NoSuchProcess):  # also of one that has ended and waits for its parent
            if "CoarseGrainedExecutorBackend" in " ".join(one.cmdline()):
                found.append(one)
    return found
