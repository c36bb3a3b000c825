from random import Random

import pytest

from yuandu.engines.retrieval import Busy, Index
from yuandu.engines.retrieval.tests.drawing import edited, proposal

TEXTS = {
    1: "吸塑盒裁下的边角料回收再用",
    2: "食堂打饭排队太长，分时段就餐",
    3: "夜班路上的路灯坏了",
}


@pytest.fixture
def index():
    made = Index()
    made.put(TEXTS)
    return made


def test_what_says_the_same_in_other_words_comes_first(index):
    first = index.similar("边角料能不能回收", limit=2)[0]
    assert first.key == 1
    assert first.text == TEXTS[1]
    assert 0 < first.score < 1
    assert {"边角料", "回收"} <= set(first.shared)
    assert not set(first.shared) & set(first.missing)


def test_the_same_text_but_for_signs_scores_one(index):
    assert index.similar("夜班路上的路灯，坏了！")[0].score == 1


@pytest.mark.parametrize("asked", ["", "？！", "zzzz", "\x00", "\ud83d"])
def test_what_nothing_resembles_finds_nothing(index, asked):
    assert index.similar(asked) == []


def test_a_text_put_again_is_in_place_of_the_old_and_one_removed_is_gone(index):
    index.put({3: "仓库托盘缺标签"})
    index.remove([2, 99])
    assert len(index) == 2
    assert index.similar("路灯") == []
    assert index.similar("食堂排队") == []
    assert [one.key for one in index.similar("托盘标签")] == [3]
    index.clear()
    assert len(index) == 0


def test_of_texts_as_like_the_first_key_comes_first_and_the_least_cuts(index):
    index.put({9: TEXTS[1], 5: TEXTS[1]})
    assert [one.key for one in index.similar(TEXTS[1], limit=3)] == [1, 5, 9]
    assert [one.key for one in index.similar(TEXTS[1], least=0.9)] == [1, 5, 9]
    assert index.similar(TEXTS[1], limit=0) == []


def test_an_index_in_a_folder_is_there_again_and_others_see_what_was_put(tmp_path):
    one = Index(tmp_path / "similar")
    one.put(TEXTS)
    other = Index(tmp_path / "similar")
    assert [each.key for each in other.similar("路灯")] == [3]
    one.put({4: "路灯又坏了"})
    assert {each.key for each in other.similar("路灯")} == {3, 4}


def test_two_do_not_change_it_at_once_and_what_fails_changes_nothing(tmp_path):
    one, other = Index(tmp_path), Index(tmp_path)

    def texts():
        yield 1, "甲"
        with pytest.raises(Busy):
            other.put({2: "乙"})
        raise KeyError(1)

    with pytest.raises(KeyError):
        one.put(texts())
    assert len(one) == 0
    other.put({2: "乙"})
    assert len(one) == 1


def test_a_copy_with_changed_letters_is_found_first_among_many():
    draw = Random(7)
    texts = [proposal(draw) for _ in range(600)]
    index = Index()
    index.put(enumerate(texts))
    for at in range(0, 600, 30):
        assert index.similar(edited(texts[at], 4, draw), limit=1)[0].key == at


def test_a_long_text_is_looked_at_in_part(index):
    index.put({7: "换模时间缩短" * 20_000})
    assert index.similar("换模时间缩短" * 20_000, limit=1)[0].key == 7
