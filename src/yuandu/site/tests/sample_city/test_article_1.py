"""The sample city's flowers: article 1 as printed, each number the figure it is."""

import pytest

from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.indicators import proofreading
from yuandu.kernel.indicators.figures import ReportedFigure, registry
from yuandu.site import front_page

pytestmark = pytest.mark.django_db
ARTICLE = (
    "种植面积超过13万亩，年产值超过120亿元，青州花卉以340亿元品牌价值，蝉联全省农业品牌第1位，"
    "入选省“十强”产业“雁阵形”集群和省特色产业集群。先后制定《花卉产业高端规划（2018-2035）》等全局性、"
    "系统性发展规划，从产业规模、科技研发等16个方面作出顶层设计。对重点花卉企业实行“一对一”包靠，"
    "集中解决种苗研发、商贸流通、人才引育等关键问题。出台14项补贴政策，推出“智慧花海”“地摊贷”“花好贷”"
    "等系列产品，撬动信贷资金30多亿元，为花农花企免除了融资难、融资贵等后顾之忧，全市花卉从业人员达到"
    "15万人。推动重点花卉企业与中国农科院等13家科研院校建立合作关系，研发具有自主知识产权的花卉新品种16个，"
    "花卉种苗年产量突破1亿株。大力发展“花卉+”产业，花卉温室、资材市场份额占全国70%，花卉旅游年均接待游客500万人次以上。"
    "为解决花农“种什么、如何卖”的问题，探索“企业下单、农户接单、统一购销”的链条式产供销对接模式，"
    "实现种植户耗损滞销量降低20％，收入同比增加30％以上。"
    "打造国内首个盆花大数据平台，汇集130多种花卉产供销基础数据，为花农花企提供精准市场导航。"
    "带动形成了以花卉交易中心为核心的“10里花卉产业带”。建设花卉直播电商产业园，带动全市80%以上的花卉"
    "生产经营主体开展直播销售，开通15条全国花卉重点市场直供专线，直达全国80%以上县（市），年在线交易额突破40亿元，青州花卉电商产业带入选山东省首批电商产业带。"
)
PRINTED = (
    ("13万亩", "flowers.area.mu"),
    ("120亿元", "flowers.output.value"),
    ("340亿元", "flowers.brand.value"),
    ("第1位", "flowers.brand.rank"),
    ("16个", "plans.aspects.count"),
    ("14项", "policies.planned.count"),
    ("30多亿元", "flowers.loans.amount"),
    ("15万人", "flowers.workers.count"),
    ("13家", "varieties.institutes.count"),
    ("16个", "varieties.protected.count"),
    ("1亿株", "varieties.seedlings.number"),
    ("70%", "flowers.materials.share"),
    ("500万人次", "flowers.visitors.count"),
    ("20％", "settlements.loss.change"),
    ("30％", "settlements.income.change"),
    ("130多种", "flowers.kinds.quoted"),
    ("10里", "flowers.belt.length"),
    ("80%", "flowers.live.share"),
    ("15条", "lines.count"),
    ("80%", "lines.counties.share"),
    ("40亿元", "flowers.online.value"),
)
# Of these there are no registers yet: they are reported, and say by whom.
REPORTED = {
    *("flowers.loans.amount", "flowers.belt.length", "flowers.live.share", "flowers.online.value"),
}
# A changed digit of these may still be true: 31多亿, or of something else.
ROUGH = ("30多亿元", "130多种", "第1位", "10里")


def test_press_check_finds_the_figure_of_every_number_of_article_1(sample_city):
    proof = proofreading.proof(Actor.system(sample_city), ARTICLE)

    told = [(line.text, line.finding.code, line.state) for line in proof.lines]
    assert told == [(text, code, "agrees") for text, code in PRINTED]


@pytest.mark.parametrize("number", sorted({text for text, _ in PRINTED} - set(ROUGH)))
def test_press_check_calls_no_changed_digit_of_article_1_right(sample_city, number):
    for place in (at for at, character in enumerate(number) if character.isdecimal()):
        wrong = f"{number[:place]}{(int(number[place]) + 1) % 10 or 1}{number[place + 1 :]}"
        proof = proofreading.proof(Actor.system(sample_city), ARTICLE.replace(number, wrong))

        assert [line.state for line in proof.lines if line.text == wrong] != ["agrees"], wrong


def test_the_front_page_prints_every_figure_of_article_1(sample_city):
    written = front_page.article(Actor.anonymous(sample_city))["flowers"]["f"]

    assert {code for _, code in PRINTED} <= {front_page.FLOWERS[name] for name in written}
    assert all(written[name]["value"] for name in written)


def test_what_has_no_register_yet_is_told_to_be_reported():
    assert all(isinstance(registry.get(code), ReportedFigure) for code in REPORTED)
