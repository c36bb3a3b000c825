"""Whose rows a table has: everybody with an id, and nobody twice."""

import polars as pl
import pytest

from yuandu.engines.rules import BadTable
from yuandu.engines.rules.tables import check_ids


@pytest.mark.parametrize("ids", [[], [1], ["a", "b"], [3, 1, 2]])
def test_ids_that_differ_are_taken(ids):
    check_ids(pl.DataFrame({"firm": ids}), "firm")


def test_a_table_without_the_column_is_left_to_who_reads_it():
    check_ids(pl.DataFrame({"firm": [1, 1]}), "id")


@pytest.mark.parametrize(
    ("ids", "told"),
    [
        ([None, 1], [("ids-missing", {"name": "firm", "count": 1})]),
        ([None, 1, None], [("ids-missing", {"name": "firm", "count": 2})]),
        ([2, 3, 2], [("ids-twice", {"name": "firm", "count": 1, "given": 2})]),
        (
            ["b", "a", "c", "a", "b", "b"],
            [("ids-twice", {"name": "firm", "count": 3, "given": "a"})],
        ),
        (
            [None, 7, 7],
            [
                ("ids-missing", {"name": "firm", "count": 1}),
                ("ids-twice", {"name": "firm", "count": 1, "given": 7}),
            ],
        ),
    ],
)
def test_rows_without_an_id_and_rows_of_one_id_are_counted(ids, told):
    with pytest.raises(BadTable) as refused:
        check_ids(pl.DataFrame({"firm": ids}), "firm")

    assert [(one.code, one.values) for one in refused.value.problems] == told
    assert {one.field for one in refused.value.problems} == {"firm"}
