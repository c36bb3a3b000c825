"""Texts as their places in a list: every text of a column has one, wherever it stands."""

import polars as pl
import pytest

from yuandu.engines.rules.texts import FIRST, LONGEST_LIST, coded

EARLY = ["b", None, "a"] * (FIRST // 3 + 1)


@pytest.mark.parametrize("type_", [pl.String, pl.Categorical, pl.Enum(["a", "b", "c"])])
@pytest.mark.parametrize("late", [["a"], [None], ["c", "a"]])
def test_each_text_has_its_place_in_a_sorted_list(type_, late):
    said = EARLY + late
    frame = pl.DataFrame({"id": range(len(said)), "text": pl.Series(said, dtype=type_)})

    places, texts = coded(frame, ["text"])

    assert texts["text"] == tuple(sorted({*said} - {None}))
    found = [None if place is None else texts["text"][place] for place in places["text"]]
    assert found == said
    assert places["id"].equals(frame["id"])


def test_columns_with_late_texts_do_not_change_the_others():
    frame = pl.DataFrame(
        {"one": [*EARLY, "z"], "other": [*EARLY, "b"], "none": [None] * len(EARLY) + [None]}
    )

    places, texts = coded(frame, ["one", "other", "none"])

    assert (texts["one"], texts["other"], texts["none"]) == (("a", "b", "z"), ("a", "b"), ())
    assert places["other"].to_list() == [
        {"a": 0, "b": 1, None: None}[one] for one in frame["other"]
    ]
    assert places.columns == ["one", "other", "none"]


def test_a_column_of_very_many_texts_keeps_them():
    said = [f"{number:06d}" for number in range(LONGEST_LIST + 1)]

    places, texts = coded(pl.DataFrame({"text": said}), ["text"])

    assert len(texts["text"]) == LONGEST_LIST + 1
    assert places["text"].to_list() == said


def test_a_table_without_texts_stays_as_it_is():
    frame = pl.DataFrame({"id": [1]})

    assert coded(frame, [])[0].equals(frame)
