"""The sample company: its own figures, and article 4 as the city writes it of what is published.

In one module, since the company takes its time to load.
"""

from collections import Counter

import pytest
from django.db import connection

from tests.access.world import undone
from tests.people import a_workspace
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.indicators import figures, proofreading
from yuandu.kernel.indicators.figures import ReportedFigure, registry
from yuandu.kernel.ledger import queries as ledger
from yuandu.kernel.workspaces.models import Workspace
from yuandu.mechanisms.equity import queries as equity
from yuandu.mechanisms.equity import rules
from yuandu.mechanisms.equity.models import Certificate
from yuandu.mechanisms.workforce import publishing
from yuandu.site import front_page
from yuandu.site.sample import company
from yuandu.site.sample.company import AT_WORK
from yuandu.site.tests import recounts
from yuandu.site.tests.recounts import SCALES, TODAY

pytestmark = pytest.mark.django_db
ARTICLE = (
    "每年拨发1000万元基金用于奖励创新，形成了从创新提案收集、评价、验证、推广到激励的“流程闭环”，"
    "确保每个创新都得到重视、实现价值。在这种全员创新的氛围下，公司自产改实施以来，"
    "累计征集创新改善提案55.38万条，18896人参与其中，创新成功率在89%以上，为公司创造了1.8亿元的效益。"
    "职工独立研制了一款半自动焊接工装，作业效率提高近5倍，单个项目为公司节省成本300多万元。"
    "建立动态调整的职工工资增长机制，从重实绩、重贡献、差异化多维度考量，按照高于当地同行业20%确定工资水平，"
    "一线员工个人最高月收入达2.6万元，平均工资超8000元。建立全方位的员工关爱体系，聚焦工人队伍需求全链条，"
    "配套建设学校、医院、职工公寓、职工俱乐部等20余处。"
    "公司从一个只有34名员工、100万元资产、负债率高达96%的小作坊，"
    "发展成为现有员工2.4万多名、总资产195亿元的集团公司。"
)
PRINTED = (
    ("1000万元", "companies.rewards.granted"),
    ("55.38万条", "companies.proposals.proposals.count"),
    ("18896人", "companies.proposals.authors.count"),
    ("89%", "companies.proposals.success.share"),
    ("1.8亿元", "companies.proposals.benefit.value"),
    ("5倍", "companies.case.times"),
    ("300多万元", "companies.case.saving"),
    ("20%", "companies.pay.lead"),
    ("2.6万元", "companies.pay.highest"),
    ("8000元", "companies.pay.average"),
    ("20余处", "companies.facilities.count"),
    ("34名", "companies.start.workers"),
    ("100万元", "companies.start.assets"),
    ("96%", "companies.start.debt"),
    ("2.4万多名", "companies.workers.count"),
    ("195亿元", "companies.assets.value"),
)
# What no register of the company has: its offices report it.
REPORTED = (
    "assets.value",
    "start.workers",
    "start.assets",
    "start.debt",
    "case.times",
    "case.saving",
)


def test_every_figure_of_the_company_equals_a_recount(sample_company):
    computed = {
        code: value.value
        for code, value in figures.values(sample_company, TODAY).items()
        if value.kind == "computed"
    }
    assert computed == {
        code: value / SCALES.get(figures.get(code).unit, 1)
        for code, value in recounts.every_company()
    }


def test_everything_that_is_offered_is_published_in_the_city(sample_company):
    city = Workspace.objects.get(kind="city")
    published = {code for code, value in figures.values(city, TODAY).items() if value.rows}
    assert len([code for code in published if code.startswith("companies.")]) >= 2
    assert figures.value(city, "companies.workers.count").value * 10_000 == AT_WORK
    assert set(publishing.OFFERED)


def test_press_check_finds_the_figure_of_every_number_of_article_4(sample_company):
    city = Workspace.objects.get(kind="city")
    proof = proofreading.proof(Actor.system(city), ARTICLE)

    told = [(line.text, line.finding.code, line.state) for line in proof.lines]
    assert told == [(text, code, "agrees") for text, code in PRINTED]


@pytest.fixture(scope="module")
def sample_company(django_db_setup, django_db_blocker):
    """The company alone, with a city that has nothing but what the company publishes."""
    with django_db_blocker.unblock(), undone():
        a_workspace(is_sample=True)
        loaded = company.load()
        connection.check_constraints()  # once here, or at the end of each test again
        yield loaded


@pytest.mark.parametrize(
    ("number", "wrong"),
    [
        ("55.38", "55.39"),
        ("18896", "18897"),
        ("1.8亿", "1.9亿"),
        ("195亿", "196亿"),
        ("1000万", "1100万"),
    ],
)
def test_press_check_calls_no_changed_number_of_article_4_right(sample_company, number, wrong):
    city = Workspace.objects.get(kind="city")
    proof = proofreading.proof(Actor.system(city), ARTICLE.replace(number, wrong))

    assert any(line.state == "differs" for line in proof.lines if wrong in line.text)


def test_the_front_page_prints_every_figure_of_article_4(sample_company):
    city = Workspace.objects.get(kind="city")
    written = front_page.article(Actor.anonymous(city))["workers"]["f"]

    assert {code for _, code in PRINTED} <= {front_page.WORKERS[name] for name in written}
    assert all(written[name]["value"] for name in written)


def test_the_register_of_shares_stays_within_the_law_and_adds_up(sample_company):
    standing = equity.standing(sample_company, rules.LIMITED)
    entries, papers = equity.held_on(sample_company, TODAY), Counter()
    for holding, quantity in Certificate.objects.filter(
        workspace=sample_company, closed_by=None
    ).values_list("holding", "quantity"):
        papers[holding] += quantity

    assert not standing.excesses
    assert figures.value(sample_company, "equity.partners.count").value == 300
    assert entries == papers
    assert not ledger.disagreeing(sample_company)


def test_what_has_no_register_is_told_to_be_reported():
    assert all(isinstance(registry.get(f"workforce.{code}"), ReportedFigure) for code in REPORTED)
