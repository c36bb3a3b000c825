"""Whatever the log can hold has a name that people read."""

import pytest
from django.utils.translation import override

from yuandu.kernel.audit import events


def test_every_kind_of_thing_has_a_chinese_name():
    with override("zh-hans"):
        unnamed = [label for label, title in events.kinds() if title.isascii()]

    assert unnamed == []


@pytest.mark.parametrize(("language", "title"), [("zh-hans", "年度名单"), ("en", "Yearly list")])
def test_a_thing_is_called_by_its_name_in_either_language(language, title):
    with override(language):
        assert events.kind("projects.annuallist") == title
