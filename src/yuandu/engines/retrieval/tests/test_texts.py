"""What of a text is compared."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from yuandu.engines.retrieval.texts import shingles

TEXTS = st.text("焊接夹具改进边角料回收，。 +'\\Ａa1_", max_size=30)


def test_words_that_follow_one_another_are_a_shingle_also_across_signs():
    assert shingles("焊接夹具，改进") == ["焊接+夹具", "夹具+改进"]
    assert shingles("焊接的夹具") == ["焊接+夹具"]
    assert shingles("焊接", "夹具") == ["焊接+夹具"]
    assert shingles("焊接") == shingles("") == shingles("改") == []


@given(TEXTS, TEXTS)
def test_shingles_have_two_words_and_nothing_else(one, other):
    found = shingles(one, other)

    assert len(set(found)) == len(found)
    for each in found:
        first, second = each.split("+")
        assert len(first) > 1 < len(second)
        assert (first + second).isalnum()


@given(st.lists(TEXTS, min_size=2, max_size=5))
def test_shingles_of_a_whole_are_those_of_each_two_neighbours_where_words_end(texts):
    parts = [f"焊接{text}夹具" for text in texts]

    assert set(shingles(*parts)) == {
        each for one, other in pairwise(parts) for each in shingles(one, other)
    }
