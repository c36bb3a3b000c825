from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuandu.engines.retrieval import folded, near_pairs
from yuandu.engines.retrieval.tests.drawing import edited, proposal
from yuandu.engines.retrieval.texts import grams

SEED = 20261124


def runs(text):
    return set(grams(folded(text), 3))


def jaccard(one, other):
    return len(runs(one) & runs(other)) / len(runs(one) | runs(other))


def test_nearly_all_planted_copies_are_found_and_nothing_else():
    draw = Random(SEED)
    texts = [proposal(draw) for _ in range(1_500)]
    texts += [edited(text, 1 + at % 6, draw) for at, text in enumerate(texts[:400])]

    pairs = near_pairs(texts, least=0.7)

    found = set(zip(pairs.first.tolist(), pairs.second.tolist(), strict=True))
    near = {(at, 1_500 + at) for at in range(400) if jaccard(texts[at], texts[1_500 + at]) >= 0.7}
    assert len(near) > 300
    assert len(near & found) >= 0.99 * len(near)
    assert all(jaccard(texts[one], texts[other]) >= 0.7 for one, other in found)


@given(st.lists(st.text("甲乙丙丁 ，。aA1", max_size=12), max_size=12), st.floats(0.4, 1))
def test_what_is_told_of_a_pair_is_so(texts, least):
    pairs = near_pairs(texts, least)
    told = list(zip(*(each.tolist() for each in pairs), strict=True))
    assert told == sorted(told)
    for one, other, near in told:
        assert one < other
        assert near >= least
        assert near == pytest.approx(jaccard(texts[one], texts[other]))


def test_the_same_text_sent_often_is_paired_with_the_first_alone():
    pairs = near_pairs(["把边角料回收再用", "路灯坏了", *["把边角料，回收再用！"] * 50])
    assert pairs.first.tolist() == [0] * 50
    assert pairs.second.tolist() == list(range(2, 52))
    assert set(pairs.jaccard) == {1.0}


def test_texts_without_letters_and_short_ones_are_no_trouble():
    assert near_pairs([]).first.size == 0
    assert near_pairs(["", "！？", "。"]).first.size == 0
    assert near_pairs(["灯", "灯！", "灯坏", "灯坏了"]).second.tolist() == [1]
    with pytest.raises(ValueError, match="least"):
        near_pairs(["灯"], least=0)
