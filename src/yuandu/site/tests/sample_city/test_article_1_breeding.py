"""The sample city's breeding: what article 1 says of it, each number the figure it is."""

import pytest

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.indicators import proofreading

pytestmark = pytest.mark.django_db
PARAGRAPH = (
    "推动重点花卉企业与中国农科院等13家科研院校建立合作关系，研发具有自主知识产权的花卉新品种16个，"
    "花卉种苗年产量突破1亿株。"
)
PRINTED = {
    "13家": "varieties.institutes.count",
    "16个": "varieties.protected.count",
    "1亿株": "varieties.seedlings.number",
}


def test_press_check_finds_the_figure_of_every_number_about_breeding(sample_city):
    proof = proofreading.proof(Actor.system(sample_city), PARAGRAPH)

    found = {line.finding.code: line.state for line in proof.lines}
    assert found == dict.fromkeys(PRINTED.values(), "agrees")
