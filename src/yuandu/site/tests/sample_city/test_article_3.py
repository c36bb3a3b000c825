"""The sample city's firms: article 3 as printed, and pages over four thousand of them."""

import pytest

from tests.people import CityClient
from yuandu.kernel.accounts.actors import Actor
from yuandu.kernel.accounts.models import User
from yuandu.kernel.indicators import figures, proofreading
from yuandu.kernel.registry.models import Fact, Party
from yuandu.kernel.registry.rules import check_uscc
from yuandu.mechanisms.enterprises.models import Firm, Recognition
from yuandu.site import front_page

pytestmark = pytest.mark.django_db
PRINTED = {
    "enterprises.little_giant.count": 94,
    "enterprises.srdi_sme.count": 865,
    "enterprises.platforms.count": 1912,
    "enterprises.platforms.national": 37,
    "enterprises.platforms.provincial": 299,
    "enterprises.platforms.municipal": 1576,
}
ARTICLE = (
    "形成了创新型中小企业-省级专精特新中小企业-专精特新“小巨人”企业的梯次培育发展新格局。"
    "我们企业每年拿出年销售收入的5%用于技术改造，以技改赋能企业转型升级。去年，蓝想环境进入"
    "潍坊市级重点支持的数字化车间名单，共获得财政专项奖补92万元。目前全市共有科技创新平台"
    "1912个，其中，国家级37个、省级299个、市级1576个。10多位行业内权威教授、专家加入公司，"
    "目前赤藓糖醇年产能已经能达到12万吨，其数量、质量均稳居全国前三。目前，全市拥有国家级"
    "专精特新“小巨人”企业94家，省级专精特新中小企业865家，“专精特新”已成为潍坊促进中小企业"
    "发展的工作品牌。"
)

IN_ENGLISH = (
    "The city has 94 little giants and 865 SRDI SMEs. Of its 1,912 innovation platforms 37 are "
    "national platforms, 299 provincial platforms and 1,577 municipal platforms. Firms put 5% of "
    "their sales into technical reform."
)


@pytest.fixture
def weifang(sample_city):
    return sample_city


def test_the_figures_of_article_3_are_the_papers_and_reconcile(weifang):
    values = figures.values(weifang, weifang.today())

    assert {code: values[code].value for code in PRINTED} == PRINTED
    both = values["enterprises.srdi_sme.little_giants"].value
    assert both + values["enterprises.srdi_sme.only"].value == 865
    assert all(check.agrees for check in figures.reconcile(weifang, weifang.today()))

    title = Recognition.objects.filter(tier="little_giant", valid_to__gte=weifang.today()).first()
    title.delete()

    assert figures.value(weifang, "enterprises.little_giant.count", weifang.today()).value == 93


def test_press_check_marks_article_3_as_the_rosters_have_it(weifang):
    by = Actor.system(weifang)

    proof = proofreading.proof(by, ARTICLE)

    states = {line.text: line.state for line in proof.lines}
    agreeing = {text for text, state in states.items() if state == "agrees"}
    assert agreeing == {"1912个", "37个", "299个", "1576个", "94家", "865家"}, states
    assert "differs" not in states.values(), states
    assert [line.holds for line in proof.sums] == [True]


def test_press_check_tells_every_changed_digit_of_article_3(weifang):
    by = Actor.system(weifang)
    printed = ("1912个", "37个", "299个", "1576个", "94家", "865家")

    for number in printed:
        for place, digit in enumerate(number[:-1]):
            wrong = f"{number[:place]}{(int(digit) + 1) % 10 or 1}{number[place + 1 :]}"
            proof = proofreading.proof(by, ARTICLE.replace(number, wrong))
            states = {line.text: line.state for line in proof.lines}

            assert states[wrong] == "differs", wrong
            assert [states[each] for each in printed if each != number] == ["agrees"] * 5, wrong


def test_press_check_calls_nothing_right_that_no_rows_stand_behind(weifang):
    proof = proofreading.proof(Actor.anonymous(weifang), ARTICLE)
    english = proofreading.proof(Actor.anonymous(weifang), IN_ENGLISH)

    unknown = {line.text: line.value for line in proof.lines if line.state == "unknown"}
    assert unknown == dict.fromkeys(("5%", "92万元", "10多位", "12万吨", "前三"))
    assert {line.text: line.state for line in english.lines} == {
        "94": "agrees",
        "865": "agrees",
        "1,912": "agrees",
        "37": "agrees",
        "299": "agrees",
        "1,577": "differs",
        "5%": "unknown",
    }


def test_press_check_says_what_differs_and_what_no_longer_adds_up(weifang):
    wrong = ARTICLE.replace("94家", "96家").replace("299个", "298个")

    proof = proofreading.proof(Actor.system(weifang), wrong)

    assert {line.text for line in proof.lines if line.state == "differs"} == {"96家", "298个"}
    assert [line.holds for line in proof.sums] == [False]


@pytest.mark.parametrize(
    "sentence",
    [
        "全市已发布专项资金征集1批，专项资金支持企业8家，累计到账92万元。",
        "The calls for special funds number 1; special funds supported 8 firms and paid "
        "920,000 yuan in all.",
    ],
)
def test_press_check_knows_the_sentence_on_special_funds(weifang, sentence):
    proof = proofreading.proof(Actor.system(weifang), sentence)
    wrong = proofreading.proof(Actor.system(weifang), sentence.replace("92", "93"))

    assert [line.state for line in proof.lines] == ["agrees"] * 3
    assert [line.finding.code for line in proof.lines] == [
        f"enterprises.awards.{name}" for name in ("calls", "firms", "total")
    ]
    assert [line.state for line in wrong.lines] == ["agrees", "agrees", "differs"]


def test_the_front_page_prints_article_3_and_withholds_it_when_it_does_not_add_up(weifang):
    reader = CityClient(weifang)

    html = reader.get("/").content.decode()

    assert "鱼跃龙门" in html
    assert "/figures/enterprises.awards.total/" in html
    for text in ("94家", "865家", "1912个"):
        assert text in html or text.rstrip("家个") in html
    assert front_page.article(Actor.anonymous(weifang))["ladder"]["failing"] == []


def test_codes_hold_and_names_are_marked_as_sample(weifang):
    parties = Party.objects.filter(firm__isnull=False)

    assert parties.count() == 4000
    assert not any(check_uscc(code) for code in parties.values_list("code", flat=True))
    assert not parties.exclude(name__contains="样本").exists()


def test_most_but_not_all_recognised_firms_still_spend_enough_on_research(weifang):
    today = weifang.today()
    held = Recognition.objects.filter(tier="srdi_sme", valid_to__gte=today, ended_on=None)
    spending = {
        (fact.party_id, fact.kind): fact.value
        for fact in Fact.objects.filter(from_on__year=2025, kind__in=["revenue", "rd_expense"])
    }

    def spends(party: int) -> bool:
        return spending[party, "rd_expense"] >= spending[party, "revenue"] * 3 / 100

    parties = set(held.values_list("firm__party", flat=True))
    share = sum(map(spends, parties)) / len(parties)
    assert 0.8 < share < 0.97
    others = set(Firm.objects.filter(recognitions=None).values_list("party", flat=True))
    able = [party for party in others if (party, "rd_expense") in spending and spends(party)]
    assert 20 < len(able) < len(others) / 2


def test_a_page_of_thousands_takes_few_queries(weifang, django_assert_max_num_queries):
    reader = CityClient(weifang)
    paths = ("/enterprises/", "/enterprises/?tier=srdi_sme&months=6", "/platforms/?level=national")
    for path in paths:
        reader.get(path)

        with django_assert_max_num_queries(8):
            assert reader.get(path).status_code == 200


def test_a_firms_accountant_reads_its_own_facts_and_nobody_elses(weifang):
    own, other = Firm.objects.order_by("pk")[:2]
    accountant = CityClient(weifang)
    accountant.force_login(User.objects.get(username="firm"))

    mine = accountant.get(own.get_absolute_url()).content.decode()
    theirs = accountant.get(other.get_absolute_url()).content.decode()

    assert "研发费用" in mine
    assert "研发费用" not in theirs
    assert "专精特新" in theirs


def test_the_calendar_of_what_runs_out_is_the_officers_own(weifang):
    officer = CityClient(weifang)
    officer.force_login(User.objects.get(username="qingzhou"))

    html = officer.get("/enterprises/expiry/?months=3").content.decode()

    assert "2027年1月" in html
    assert "诸城" not in html.split("<main", 1)[-1].replace("诸城市</option>", "")
