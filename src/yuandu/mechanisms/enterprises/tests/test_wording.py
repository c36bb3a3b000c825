"""What announcements say in Chinese, for who reads English."""

import pytest
from django.utils import translation

from yuandu.mechanisms.enterprises import wording


@pytest.mark.parametrize(
    ("said", "english"),
    [
        ("2025年度", "2025"),
        ("第六批", "batch 6"),
        ("第十二批", "batch 12"),
        ("第二十批", "batch 20"),
        ("第五批复核", "batch 5, re-check"),
        ("2022年度复核", "2022, re-check"),
        ("2027年度第一批（样本）", "2027, batch 1 (sample)"),
        ("补充名单", "补充名单"),
        ("", ""),
    ],
)
def test_a_batch_is_told_in_the_readers_language(said, english):
    assert wording.batch(said) == said

    with translation.override("en"):
        assert wording.batch(said) == english
