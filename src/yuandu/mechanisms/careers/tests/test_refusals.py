"""What is refused is said in the reader's language, sentences with numbers in them, too."""

from decimal import Decimal

import pytest
from django.utils import translation

from yuandu.mechanisms.careers import refusals, refusals_training
from yuandu.mechanisms.careers.rules import practice


@pytest.mark.parametrize(
    "refusal",
    [
        refusals.OddBook(why="code"),
        refusals.OddBook(why="day"),
        refusals.NotReady([("years", "满五年"), ("exam", "考试合格")]),
        refusals_training.ExamClosed(practice.Opening(1, Decimal(2), 2, Decimal("7.5"))),
    ],
)
def test_a_chinese_reader_reads_no_english(refusal):
    with translation.override("zh-hans"):
        said = refusal.sentence
    assert said
    assert not any(each.isascii() and each.isalpha() for each in said), said
