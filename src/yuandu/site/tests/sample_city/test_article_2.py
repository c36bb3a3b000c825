"""The sample city's key projects: article 2 as printed, each number the figure it is."""

import pytest

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.indicators import proofreading
from yuandu.site import front_page

pytestmark = pytest.mark.django_db
ARTICLE = (
    "全年实施省、市、县三级重点项目1517个，总投资1.16万亿元，创历史新高。建设重大平台项目72个，"
    "持续激发集群创新活力。建设潍柴新百万台数字化动力产业基地一期等重点产业项目1020个，总投资达到"
    "6455亿元。布局市人民医院内科院区等257个社会民生项目，总投资1973亿元，推动基本民生向品质民生"
    "提升；谋划重大交通、能源等基础设施项目168个，共计投资2065亿元。通过采取领导包靠、定期调度、"
    "通报考核、“要素保障项目行”、项目谋划能力提升等16项“硬核”举措。我市创新举办“要素保障项目行”"
    "活动，对全市1000多个重点项目开展“点对点”现场督导服务，全力帮助项目解难纾困。组建4个督查服务组，"
    "现场督导服务50多个省级重点项目，以督导促开工、提进度、提质效。目前，全市已竣工投产重点项目299个，"
    "合计新增产值超374.6亿元。建立重点项目与金融机构双向对接机制，集中推介521亿元融资需求的150个优质"
    "重点项目。精心梳理汇编印发用地政策指导手册，系统梳理五大类135条政策，充实完善10个方面36条政策。"
    "今年以来，全市新立项过亿元项目1961个，总投资10263.2亿元；全市民间投资规模保持了较高水平，"
    "民间投资占比74.3%，居全省第2位。"
)
PRINTED = {
    "1517个": "projects.key.count",
    "1.16万亿元": "projects.key.investment",
    "72个": "projects.platform.count",
    "1020个": "projects.industry.count",
    "6455亿元": "projects.industry.investment",
    "257个": "projects.social.count",
    "1973亿元": "projects.social.investment",
    "168个": "projects.infrastructure.count",
    "2065亿元": "projects.infrastructure.investment",
    "16项": "reforms.measures.count",
    "1000多个": "visits.projects.count",
    "4个": "visits.teams.count",
    "50多个": "visits.province.count",
    "299个": "projects.key.done",
    "374.6亿元": "projects.key.new_output",
    "135条": "handbook.class_clauses.count",
    "10个": "handbook.aspects.count",
    "36条": "handbook.aspect_clauses.count",
    "1961个": "projects.filed.count",
    "10263.2亿元": "projects.filed.investment",
    "74.3%": "projects.private.share",
    "第2位": "projects.private.rank",
}
NOT_YET = ("521亿元", "150个")  # projects matched with banks have no register yet
# Of these a changed digit may be true of something else, or still true.
ROUGH = ("1000多个", "50多个", "4个", "10个", "第2位")


def test_press_check_finds_the_figure_of_every_number_of_article_2(sample_city):
    proof = proofreading.proof(Actor.system(sample_city), ARTICLE)

    states = {line.text: (line.state, line.finding.code) for line in proof.lines}
    known = {text: ("agrees", code) for text, code in PRINTED.items()}
    assert states == known | dict.fromkeys(NOT_YET, ("unknown", ""))
    assert [line.holds for line in proof.sums] == [True]


@pytest.mark.parametrize("number", [each for each in PRINTED if each not in ROUGH])
def test_press_check_calls_no_changed_digit_of_article_2_right(sample_city, number):
    for place in (at for at, character in enumerate(number) if character.isdecimal()):
        wrong = f"{number[:place]}{(int(number[place]) + 1) % 10 or 1}{number[place + 1 :]}"
        proof = proofreading.proof(Actor.system(sample_city), ARTICLE.replace(number, wrong))

        assert [line.state for line in proof.lines if line.text == wrong] != ["agrees"], wrong


def test_the_front_page_prints_every_figure_of_article_2_as_the_paper_has_it(sample_city):
    written = front_page.article(Actor.anonymous(sample_city))["f"]
    codes = {front_page.NAMES[name] for name in written}

    assert set(PRINTED.values()) <= codes
    assert all(written[name]["agrees"] is not False for name in written)
