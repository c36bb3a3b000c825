"""The sample city's direct lines: what article 1 says of them, each number the figure it is."""

import pytest

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.indicators import proofreading

pytestmark = pytest.mark.django_db
PARAGRAPH = "开通15条全国花卉重点市场直供专线，直达全国80%以上县（市）。"
PRINTED = {"15条": "lines.count", "80%": "lines.counties.share"}


def test_press_check_finds_the_figure_of_every_number_about_lines(sample_city):
    proof = proofreading.proof(Actor.system(sample_city), PARAGRAPH)

    found = {line.text: (line.state, line.finding.code) for line in proof.lines}
    assert found == {text: ("agrees", code) for text, code in PRINTED.items()}


@pytest.mark.parametrize("wrong", ["16条", "25条"])
def test_press_check_calls_no_other_number_of_lines_right(sample_city, wrong):
    proof = proofreading.proof(Actor.system(sample_city), PARAGRAPH.replace("15条", wrong))

    assert [line.state for line in proof.lines if line.text == wrong] != ["agrees"]
