"""A notice's sentence is written for its reader, from a code and values."""

import pytest
from django.utils import translation

from yuandu.kernel.notices import kinds

TOLD = {"who": "张工", "due_on": "2026-11-24"}


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "张工 told a story, due on Nov. 24, 2026."),
        ("zh-hans", "张工 told a story, due on 2026年11月24日."),
    ],
)
def test_days_are_printed_as_the_reader_writes_them(language, sentence):
    with translation.override(language):
        assert kinds.sentence("story.told", TOLD) == sentence


def test_a_sentence_without_its_values_is_refused():
    with pytest.raises(kinds.MissingValue, match="due_on"):
        kinds.sentence("story.told", {"who": "张工"})


def test_a_kind_that_no_room_declares_any_more_still_shows_its_code():
    assert (kinds.title("story.lost"), kinds.sentence("story.lost", {})) == (
        "story.lost",
        "story.lost",
    )


def test_what_somebody_typed_cannot_break_a_sentence():
    typed = TOLD | {"who": "100%(s) %s"}

    assert "100%(s) %s" in kinds.sentence("story.told", typed)
