"""What the page explains for one firm equals that firm's row in the sweep on Spark."""

from random import Random

from yuandu.engines.rules import sweeping
from yuandu.services.policies.library import books, vocabulary
from yuandu.services.policies.tests.agreement import ON, a_table, as_facts, drawn, explained, swept

SEED, FIRMS = 8, 200


def test_a_firms_page_says_what_its_row_on_spark_says(spark, tmp_path):
    random = Random(SEED)
    firms = [drawn(random) for _ in range(FIRMS)]
    path = tmp_path / "firms.parquet"
    a_table(firms).write_parquet(path)
    table = spark.read.parquet(str(path)).cache()

    for book in books():
        found = sweeping.sweep([book], table, on=ON, vocabulary=vocabulary(), masks=True)
        rows = {row["id"]: row for row in found.table.toArrow().to_pylist()}
        for number, firm in enumerate(firms):
            assert explained(book, as_facts(firm)) == swept(found, rows[number], book), book.code
