import pytest
from django.utils.translation import gettext_lazy

from yuandu.kernel.notices import kinds


@pytest.fixture(autouse=True)
def _declared():
    before = dict(kinds._declared)
    kinds.declare(
        "story.told",
        gettext_lazy("Story"),
        gettext_lazy("%(who)s told a story, due on %(due_on)s."),
    )
    yield
    kinds._declared.clear()
    kinds._declared.update(before)
